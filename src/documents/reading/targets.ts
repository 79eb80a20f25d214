import { fold, squeeze } from '../../language/text.ts'
import { unitInBrackets } from '../../language/unit-in-brackets.ts'
import type { Section, Target, Task } from '../administrative-document.ts'
import { quoteOf } from './blocks.ts'
import { measureOfAim, readMeasure, setsFigure } from './measures.ts'
import type { Placed } from './outline-state.ts'
import type { SectionRole } from './section-roles.ts'
import type { Span } from './sentences.ts'
import { yearHeading } from './table-years.ts'
import { cell } from './tables.ts'

export type TargetContext = {
  sections: readonly Section[]
  roles: readonly SectionRole[]
  title: string | null
  /** Period of the paper as written: a plan for one year bounds the figures its duties set. */
  period: string | null
  /** Day of issue as far as it is written. */
  issued: string | null
}

/** Aims of the sections of aims, then, in a paper that sets aims, the figures of its duties; one entry each. */
export function readTargets(placed: readonly Placed[], tasks: readonly Task[], context: TargetContext): Target[] {
  const aims = placed.flatMap((item) => (isAim(item, context) ? aimsOf(item, context) : []))
  const listed = placed.flatMap((item) => (isMoney(item, context) ? [] : tableAim(item, context)))
  // A notice or a regulation that sets no aims orders work: its figures are the duties' own.
  if (aims.length === 0 && listed.length === 0) return []
  return [...aims, ...listed, ...dutyFigures(tasks, /^năm (\d{4})$/iu.exec(context.period ?? '')?.[1] ?? null)]
}

function isAim(item: Placed, context: TargetContext): boolean {
  if (item.block.kind === 'row' || item.part !== 'matter' || item.section === null) return false
  if (item.region !== 'body' && item.region !== 'appendix') return false
  if (context.roles[item.section] !== 'objective') return false
  const { plain } = item.block
  return !/(?:như sau|sau đây)\s*(?::\s*)?$/iu.test(plain) && !NO_AIM.test(plain) && plain.split(/\s+/).length >= 4
}

/** Orders, remarks, the general aim and the outlook, among aims that can be reached. */
const NO_AIM =
  /^(?:giao|trên đây|\((?!\d{1,2}\)\s)|(?:\d+\s*[.)/]\s*)?mục tiêu (?:chung|tổng quát)\s*:|(?:quan điểm|phương châm)(?: \p{Ll}+){0,4}\s*:)/iu

function aimsOf(item: Placed, context: TargetContext): Target[] {
  return aimSpans(item.block.plain, item.from).map((span) => {
    const text = squeeze(item.block.plain.slice(span.from, span.to))
    return {
      text: text.replace(/^Phần đầu(?=\s)/u, 'Phấn đấu'),
      ...measureOfAim(text),
      by: dueYear(text, item, context),
      section: item.cite,
      quote: quoteOf(item.block, span.from, span.to),
      phase:
        item.leads.map((lead) => lead.replace(/(?<![\s:*])[\s:*]+$/, '').trim()).find((lead) => PHASE.test(lead)) ??
        null,
    }
  })
}

const PHASE = /^giai đoạn|^(đến )?năm \d{4}/iu

/** One aim a bullet; a clause after a semicolon that sets a figure of its own is another. */
function aimSpans(plain: string, from: number): Span[] {
  const spans: Span[] = []
  let start = from
  for (const match of plain.matchAll(/;\s+|,?(?<!\s)\s+và\s+(?=\d+(?:,\d+)?\s?%)/gu)) {
    const next = match.index + match[0].length
    if (match.index < from || next >= plain.length || insideBrackets(plain, match.index)) continue
    if (match[0].startsWith(';')) {
      const end = plain.indexOf(';', next)
      if (!ownFigure(plain.slice(next, end < 0 ? undefined : end))) continue
    } else if (!/\d\s?%/.test(plain.slice(start, match.index))) continue
    spans.push({ from: start, to: match.index })
    start = next
  }
  spans.push({ from: start, to: plain.trimEnd().length })
  return spans
}

/**
 * Whether a clause after a semicolon sets a figure of its own: a percentage, what is made or each one does, or what a named
 * thing reaches. "Mỗi thôn có 01 tổ" only shares out the figure before it.
 */
function ownFigure(clause: string): boolean {
  return (
    /\d\s?%/.test(clause) ||
    (/^(?:\p{Ll}+(?:\s\p{Ll}+)?|mỗi\s(?:(?!\scó\s)[^.;\d]){2,60})\s\d/u.test(clause) &&
      readMeasure(clause).value !== null) ||
    (/(?<!\p{L})(?:đạt|còn)\s(?:\p{Ll}+\s){0,3}\d/u.test(clause) && readMeasure(clause).value !== null)
  )
}

/** Longest remark in brackets, in characters. */
const MAX_BRACKET_CHARS = 400

function insideBrackets(plain: string, at: number): boolean {
  const before = plain.slice(Math.max(0, at - MAX_BRACKET_CHARS), at)
  return before.lastIndexOf('(') > before.lastIndexOf(')')
}

/** Year an aim is due: its own words, the phase above it, the headings, the paper's title; the nearest says. */
function dueYear(text: string, item: Placed, context: TargetContext): string | null {
  const section = item.section === null ? undefined : context.sections[item.section]
  const opening = /^[^:;]{0,60}:/.exec(item.block.plain.slice(item.from))?.[0] ?? ''
  const sources = [
    text,
    opening,
    ...[...item.leads].reverse(),
    ...[...(section?.path ?? [])].reverse(),
    context.title ?? '',
  ]
  for (const [at, source] of sources.entries()) {
    const year = at === 0 ? ownYear(source) : lastYear(source)
    if (year) return year
  }
  return null
}

/** A remark in brackets with figures of its own tells of another aim: "(đến năm 2030 đạt 95%)". */
function withoutRemarks(text: string): string {
  return text.replace(/\([^()]*\)/g, (remark) => (/\d/.test(remark.replace(/20\d{2}/g, '')) ? '' : remark))
}

function ownYear(text: string): string | null {
  const own = withoutRemarks(text)
  const day = /(?:trước|đến|chậm nhất)\s+(?:hết\s+)?ngày\s+\d{1,2}\/\d{1,2}\/(20\d{2})/iu.exec(own)?.[1]
  if (day) return day
  const words = own.replace(/ngày\s+\d+\S*/giu, '').replace(/số\s+\S+/giu, '')
  return /(?:đến|trong|trước|vào|hết)\s+(?:hết\s+)?năm\s+(20\d{2})(?!.{0,40}tiếp tục)/iu.exec(words)?.[1] ?? null
}

function lastYear(source: string): string | null {
  const words = source
    .replace(/ngày\s+\d+\S*/giu, '')
    .replace(/(?:số\s+|(?<!\d))\d+[-/]\S+/giu, (part) => (/^20\d{2}\s?[-–]/.test(part) ? part : ''))
  const span = /(20\d{2})\s*[-–—]\s*(20\d{2})/u.exec(words)
  if (span?.[2]) return span[2]
  return /năm\s+(20\d{2})/iu.exec(words)?.[1] ?? null
}

/** A table of costs sets no aims: its heading or its columns of figures speak of money. */
function isMoney({ table, section }: Placed, context: TargetContext): boolean {
  const heading = section === null ? '' : (context.sections[section]?.path ?? []).join(' ')
  const figures = table?.headings.filter((_, at) => table.roles[at] === 'target').join(' ') ?? ''
  const isBySource = table?.headings.some((text, at) => table.roles[at] === 'name' && /^nguồn/iu.test(text)) ?? false
  return (
    isBySource || /dự toán|kinh phí|phân bổ vốn/iu.test(heading) || /đồng|kinh phí|dự toán|(?:^|\s)vốn/iu.test(figures)
  )
}

/** A column of one year. */
const YEAR = /^(?:năm )?(20\d\d)$/iu
/** Columns of what was reached, beside those of what is aimed at. */
const REACHED = /thuc hien|ket qua|hien trang|da dat|^u?th(?: |$)|^uoc/

/** A row of a table of aims: its name with the figure of each of its target columns, every one due by its own heading. */
function tableAim(item: Placed, { issued }: TargetContext): Target[] {
  const { table, block } = item
  if (!table || item.part !== 'matter' || !table.roles.includes('target') || table.roles.includes('lead')) return []
  const name = cell(table, block.cells, 'name')
  const columns = table.roles.flatMap((role, at) => {
    const heading = table.headings[at] ?? ''
    const year = YEAR.exec(heading)?.[1]
    const isOver = year !== undefined && issued !== null && year < issued.slice(0, 'yyyy'.length)
    return role === 'target' && !isOver && !REACHED.test(fold(heading)) && /\d/.test(block.cells[at] ?? '')
      ? [{ at, heading }]
      : []
  })
  if (!name) return []
  return columns.map(({ at, heading }) => ({
    ...figureOf(block.cells[at] ?? '', {
      name: YEAR.test(heading) ? `${name} ${heading.toLowerCase()}` : name,
      unit: cell(table, block.cells, 'unit') || (unitInBrackets(name) ?? ''),
    }),
    by: lastYear(heading) ?? /20\d\d$/.exec(heading)?.[0] ?? null,
    section: item.cite,
    quote: squeeze(block.raw),
    phase: columns.length > 1 && (PHASE.test(heading) || yearHeading(heading)) ? heading : null,
  }))
}

function figureOf(
  figure: string,
  { name, unit }: { name: string; unit: string },
): Pick<Target, 'text' | 'op' | 'value' | 'unit'> {
  const measure = readMeasure(`${figure}${/%/.test(figure) ? '' : ` ${unit}`}`)
  const digits = figure.replace(/[^\d,.]/g, '').replace(/\.(?=\d{3})/g, '')
  const value = measure.value ?? Number(digits.replace(',', '.'))
  return {
    text: `${name}: ${figure}${unit && !figure.includes(unit) ? ` ${unit}` : ''}`,
    op: measure.op ?? '=',
    value: Number.isFinite(value) ? value : null,
    unit: unit || measure.unit,
  }
}

/** Figures set by duties ("số hóa 100% …", "ít nhất 02 lớp …"); a row that repeats a duty's figure adds none. */
function dutyFigures(tasks: readonly Task[], planYear: string | null): Target[] {
  const found: Target[] = []
  const known: Set<string>[] = []
  const prose = tasks.filter((task) => task.from === 'prose')
  const rows = tasks.filter((task) => task.from === 'appendix')
  for (const task of [...prose, ...rows]) {
    const clause = [...clauses(task.name), ...(task.from === 'appendix' && task.output ? [task.output] : [])].find(
      setsFigure,
    )
    if (!clause) continue
    const words = wordsOf(clause)
    if (known.some((others) => repeats(words, others))) continue
    if (known.length < MOST_COMPARED) known.push(new Set(words))
    found.push({
      text: clause,
      ...readMeasure(clause),
      by:
        task.recurrence && !/^\d+ \p{Ll}|\//u.test(task.timeText ?? '')
          ? task.timeText
          : (task.end?.slice(0, 4) ?? planYear),
      section: task.section,
      quote: task.quote.includes(clause) ? clause : task.quote,
      phase: null,
    })
  }
  return found
}

function clauses(text: string): string[] {
  return text.split(/;\s+|(?<=[.])\s+(?=\p{Lu})/u).map((clause) => clause.trim())
}

/** Share of a clause's words that must stand in another for it to be the same figure again. */
const SAME_FIGURE = 0.8

/** Most figures of one paper that a further one is compared with. */
const MOST_COMPARED = 300

function wordsOf(clause: string): string[] {
  return fold(clause).match(/[a-z0-9%]+/g) ?? []
}

function repeats(words: readonly string[], known: ReadonlySet<string>): boolean {
  return words.filter((word) => known.has(word)).length >= SAME_FIGURE * words.length
}
