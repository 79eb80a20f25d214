/** What stands above a passage about reports: the line that introduces it and its headings. */

import { fold } from '../../language/text.ts'
import { readAtoms } from '../../language/time-atoms.ts'
import type { Every } from '../../language/time-cadence.ts'
import type { Passage, Section } from '../administrative-document.ts'
import { NOBODY, type Parties, partiesOf, subjectOfSentence } from './report-parties.ts'
import { reportClauses } from './report-sentences.ts'

export type Surroundings = {
  /** The lines above already speak of reports, so that times below count without the word. */
  about: boolean
  /** How often they say: "3. Báo cáo quý". */
  every: Every | null
  /** Who they name, worked out when first asked for: most passages report nothing. */
  parties: () => Parties
}

/** Headings and leads under which times are about reports: "2. Báo cáo quý", "Chế độ thông tin, báo cáo:". */
const ABOUT_REPORTS =
  /\b(?:che do|thoi gian|thoi han|han|lich)\b[^.;]{0,80}\bbao cao\b|^[^a-z]{0,16}(?:(?:[ivx]{1,5}|[a-z])[.)][^a-z]{0,4})?bao cao\b/

/** The lines above a passage of these sections. */
export function surroundingsOf(passage: Passage, sections: readonly Section[]): Surroundings {
  const headings = headingsAbove(passage, sections)
  const lines = [passage.lead ?? '', headings[0] ?? ''].filter((line) => line !== '' && ABOUT_REPORTS.test(fold(line)))
  let known: Parties | null = null
  const parties = (): Parties => {
    known ??= partiesAbove(passage.lead, headings)
    return known
  }
  return { about: lines.length > 0, every: everyIn(lines), parties }
}

/** Headings from the nearest up. */
function headingsAbove(passage: Passage, sections: readonly Section[]): string[] {
  const headings: string[] = []
  let at = passage.section
  while (at !== null && headings.length <= sections.length) {
    const section: Section | undefined = sections[at]
    if (!section) break
    headings.push(section.heading)
    at = section.parent
  }
  return headings
}

function everyIn(lines: readonly string[]): Every | null {
  for (const line of lines) {
    const { atoms } = readAtoms(line, { bareCadences: true })
    const stated = atoms.flatMap((atom) => (atom.kind === 'cadence' && atom.every ? [atom.every] : []))
    if (stated.length === 1) return stated[0] ?? null
  }
  return null
}

/**
 * "Các thôn gửi báo cáo về Phòng Kinh tế:" gives both parties; other leads, then headings, name the units they begin
 * with. A unit inside a heading ("Tổ chức và hoạt động của Ban …") is what the part is about: nobody to report.
 */
function partiesAbove(lead: string | null, headings: readonly string[]): Parties {
  const [clause] = lead ? reportClauses(lead, false) : []
  const said = clause ? partiesOf(clause) : NOBODY
  if (said.who.length > 0) return said
  for (const line of [lead ?? '', ...headings]) {
    const who = subjectOfSentence(line.replace(NUMBERING, ''))
    if (who.length > 0) return { ...NOBODY, who }
  }
  return NOBODY
}

/** "Điều 5.", "1.2)", "IV.", "a)" and marks of emphasis before a heading's words. */
const NUMBERING =
  /^[\s#*\-+•]*(?:(?:Điều|Mục|Khoản|Phần|Chương)\s+[\divxlc]+[.:]?\s*|(?:[\d.]+|[ivxlc]+|\p{L})[.)]\s*)?[*\s]*/iu
