import { findUnits, type OwnName, withOwnNames } from '../../language/units.ts'
import type { AdministrativeDocument, ReportingRule, Section } from '../administrative-document.ts'
import { readReporting } from '../reporting/index.ts'
import { effectiveFrom, firstOfIssue } from './binding-day.ts'
import { type Block, toBlocks } from './blocks.ts'
import { readIdentity } from './identity.ts'
import { readLegalBasis } from './legal-basis.ts'
import { withOpenPoints } from './open-points.ts'
import { readOutline } from './outline.ts'
import { annexedPaper } from './outline-forms.ts'
import type { Placed } from './outline-state.ts'
import { readPassages } from './passages.ts'
import { proseTasks } from './prose-tasks.ts'
import { repairLines } from './repair.ts'
import { isInternalUse, readSecrecy } from './secrecy.ts'
import { sectionRoles } from './section-roles.ts'
import { mendTables } from './table-mending.ts'
import { tableTasks } from './table-tasks.ts'
import { explodeLayout, unreadTables } from './tables.ts'
import { readTargets } from './targets.ts'
import { plannedYear } from './task-time.ts'
import { ownNamesIn, registerUnits, type UnitRegister } from './unit-register.ts'
import { asManyAsAreRead, readWarnings } from './warnings.ts'

/** Reads the text of one paper. `today` ("2026-11-22") only bounds the due dates that are computed. */
export function readText(input: { file: string; text: string; today: string }): AdministrativeDocument {
  const repaired = repairLines(input.text)
  const { blocks: raw, text } = toBlocks(repaired.lines)
  const blocks = explodeLayout(mendTables(raw, text))
  const identity = readIdentity(blocks)
  const outline = readOutline(blocks, identity.headEnd)
  const ownNames = ownNamesIn(outline.placed, outline.sections)
  return withOwnNames(ownNames, () =>
    readMatter({ ...input, text, blocks, ...identity, ...outline, ownNames, cuts: repaired.warnings }),
  )
}

type Matter = {
  file: string
  text: string
  today: string
  blocks: Block[]
  ownNames: OwnName[]
  cuts: string[]
} & ReturnType<typeof readIdentity> &
  ReturnType<typeof readOutline>

function readMatter(paper: Matter): AdministrativeDocument {
  const { identity, headEnd, sections, placed } = paper
  const roles = sectionRoles(sections)
  const units = registerUnits(placed, paper.ownNames)
  const issued = issuedPart(identity.date, identity.dateText)
  const days = { issued, planned: plannedYear(identity.period ?? null, issued) }
  const found = [
    ...tableTasks(placed, units, days),
    ...proseTasks(placed, { sections, roles, units, days, period: identity.period ?? null }),
  ]
  const tasks = found.map(withOpenPoints)
  const targets = readTargets(placed, tasks, {
    sections,
    roles,
    title: identity.title,
    period: identity.period ?? null,
    issued,
  })
  const passages = readPassages(placed)
  const reporting = readReporting({
    passages,
    sections,
    identity,
    today: paper.today,
    issued: firstOfIssue(issued),
    effective: effectiveFrom(placed),
  })
  const warnings = readWarnings({ identity, blankNumber: paper.blankNumber, placed, sections, tasks, targets })
  return {
    file: paper.file,
    identity: { ...identity, legalBasis: legalBasisOf(placed, headEnd), recipients: recipientsOf(placed) },
    outline: outlineOf(sections),
    units: units.units,
    tasks,
    reporting: reporting.rules.map((rule) => inRegister(rule, units)),
    targets,
    warnings: asManyAsAreRead([...paper.cuts, ...warnings, ...reporting.warnings]),
    text: paper.text,
    sections,
    passages,
    unreadTables: unreadTables(placed),
    secrecy: readSecrecy(paper.blocks),
    internalUse: isInternalUse(paper.blocks),
  }
}

/** The title of a paper issued with a decision is no heading of the outline, as that of the paper itself is none. */
function outlineOf(sections: readonly Section[]): string[][] {
  return sections
    .map(({ path }) => (annexedPaper(path[0] ?? '') ? path.slice(1) : path))
    .filter((path) => path.length > 0)
}

/** Bodies of a reporting rule under the names that the document's register gives them. */
function inRegister(rule: ReportingRule, units: UnitRegister): ReportingRule {
  const named = (body: string): string => {
    const [mention, ...others] = findUnits(body)
    return mention && !others.length && mention.start === 0 && mention.end >= body.length ? units.nameOf(mention) : body
  }
  const one = (body: string | null): string | null => (body === null ? null : named(body))
  return { ...rule, who: rule.who.map(named), to: one(rule.to), via: one(rule.via) }
}

/** The day of issue as far as it is written: "2026-06" when the day is blank. */
function issuedPart(date: string | null, dateText: string | null): string | null {
  if (date) return date
  const year = /năm\s*(\d{4})/u.exec(dateText ?? '')?.[1]
  const month = /tháng\s*(\d{1,2})/u.exec(dateText ?? '')?.[1]
  return year ? [year, month?.padStart(2, '0')].filter(Boolean).join('-') : null
}

function legalBasisOf(placed: readonly Placed[], headEnd: number): string[] {
  const preamble = placed.slice(headEnd).filter(({ region }) => region === 'head')
  return readLegalBasis(preamble.map(({ block }) => block))
}

function recipientsOf(placed: readonly Placed[]): string[] {
  return placed
    .filter(({ region, part }) => region === 'recipients' && part !== 'heading')
    .map(({ block }: { block: Block }) => block.plain.replace(/[;.]\s*$/, ''))
}
