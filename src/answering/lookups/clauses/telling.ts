/** How a passage is told: a row as its fields, an aim with its phase, prose as the sentences that cover the question. */
import { lastSafeBefore } from '../../../duties/index.ts'
import { findUnits } from '../../../language/units.ts'
import type { Finding } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { UNIT_ABOVE } from '../../shelf/sum-rows.ts'
import { ofYears, sayRow } from '../../shelf/table-row.ts'
import { coverageOf, type Ranked } from '../../weighing/rank.ts'
import { askedYears } from '../../weighing/years.ts'
import { firstClause, neat, sayDay, sentence, sentencesOf } from '../../wording.ts'
import { tellRow } from '../duties/duty-row.ts'
import { namedThing, sentencesOn } from './named-thing.ts'
import { partOfOneBody, withoutAsides } from './parts.ts'

const MAX_BODY_CHARS = 620
const MAX_SENTENCE_CHARS = 380

/** One line a passage, as many as make a short answer. */
export function tell(inquiry: Inquiry, chosen: Ranked[]): Finding {
  const lines: string[] = []
  const citations: Finding['citations'] = []
  for (const ranked of chosen) {
    const line = tellEntry(inquiry, ranked)
    if (lines.length > 0 && [...lines, line].join('\n').length > MAX_BODY_CHARS) continue
    lines.push(line)
    citations.push(citePassage(ranked.entry))
  }
  const safe = chosen.length === 1 && lines.length === 1 ? sayLastSafe(inquiry, chosen[0]?.entry) : []
  return { lines: lines.length > 1 ? lines.map((line) => `- ${line}`) : [...lines, ...safe], citations }
}

const BEFORE = /trước ngày\s+(\d{1,2})\s*\/\s*(\d{1,2})(?:\s*\/\s*(20\d\d))?/giu

/** "Trước ngày 31/3/2027" is no longer in time on the 31st: the last working day before it is said where a day is asked for. */
function sayLastSafe({ wants, full, turn }: Inquiry, entry: ShelfEntry | undefined): string[] {
  if (!entry || entry.duty?.from === 'appendix' || !wants.includes('date')) return []
  const named = [...entry.passage.quote.matchAll(BEFORE)]
  const [only] = named
  if (!only || named.length > 1) return []
  const [day, month, year] = [Number(only[1]), Number(only[2]), Number(only[3] ?? askedYears(full)[0] ?? 0)]
  if (day < 1 || day > 31 || month < 1 || month > 12) return []
  const due = year > 0 ? dayOf(year, month, day) : nextOf(month, day, turn.today)
  return due < turn.today ? [] : [`Để đúng hạn, cần xong chậm nhất ${sayDay(lastSafeBefore(due))}.`]
}

function dayOf(year: number, month: number, day: number): string {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString()
}

function nextOf(month: number, day: number, today: string): string {
  const year = Number(today.slice(0, 4))
  const thisYear = dayOf(year, month, day)
  return thisYear >= today ? thisYear : dayOf(year + 1, month, day)
}

/** A day of its own makes the phase that heads an aim a second answer. */
const DAY = /\d{1,2}\s*\/\s*\d{1,2}\s*\/\s*20\d\d/

/** A row as its fields, an aim with its phase, prose as the sentences that cover the question. */
export function tellEntry(inquiry: Inquiry, { entry, shelf }: Ranked): string {
  const { duty, passage } = entry
  if (duty) return tellRow(inquiry, entry)
  if (entry.row) return sentence(sayRow(ofYears(entry.row, askedYears(inquiry.full))))
  if (entry.text.endsWith(UNIT_ABOVE)) return sentence(entry.text)
  const name = namedThing(inquiry, shelf)
  const whole = name ? sentencesOn(name, neat(passage.quote)) : neat(passage.quote)
  const own = withoutAsides(inquiry, entry, partOfOneBody(inquiry, shelf, whole))
  const said = pickSentences(inquiry, shelf, own)
  const lead = inquiry.wants.includes('date') && DAY.test(said) ? '' : sayLead(passage)
  const owner = owns(passage.heading, said)
  return sentence(`${owner}${lead}${said}`)
}

function sayLead({ lead, heading }: ShelfEntry['passage']): string {
  const last = heading.split(' › ').at(-1) ?? ''
  const line = lead && isTelling(lead) ? lead : isPhase(last) ? last : ''
  return line ? `${neat(neat(line)).replace(/:$/, '')}: ` : ''
}

/** "a) Đến năm 2028:" heads the aims of that phase. */
function isPhase(heading: string): boolean {
  return (
    /^(?:[a-zđ\d.]+[.)]\s*)?\*?\s*(?:(?:chỉ|mục) tiêu (?:cụ thể |chủ yếu )?)?(?:giai đoạn|đến (?:hết )?năm|năm) 20\d\d/iu.test(
      neat(heading),
    ) && heading.length <= 70
  )
}

/** A bullet's phase or group stands in the line above it. */
function isTelling(lead: string): boolean {
  return /giai đoạn|năm 20\d\d|đến năm|quý|đối với|nhóm/iu.test(lead) && lead.length <= 90
}

/** Under a heading that is an office's name, the sentences are that office's: it is said first. */
function owns(headings: string, said: string): string {
  const last = headings.split(' › ').findLast((part) => !/nhiệm vụ (?:chủ trì|phối hợp)/iu.test(part)) ?? ''
  const heading = neat(last.replace(/^(?:Điều )?[\dIVXa-zđ]{1,4}[.)]\s*(?:\d+[.)]?\s*)*/u, ''))
  const name = heading.replace(/^(?:trách nhiệm|nhiệm vụ)(?:,? (?:và )?quyền hạn)? của /iu, '')
  if (/^đề nghị/iu.test(name) || startsWithOffice(said)) return ''
  const isOffice =
    /^(?:phòng|văn phòng|trạm|trung tâm|các ban|ban |thường trực|ủy ban|hội |đoàn |công an|các thôn|các cơ sở|các phòng|các doanh nghiệp|đại biểu|tổ đại biểu|trưởng |đề nghị)/iu.test(
      name,
    )
  return isOffice && name.length <= 80 && !said.toLowerCase().startsWith(name.toLowerCase().slice(0, 12))
    ? `${name}: `
    : ''
}

/** "Hội Nông dân xã: …" names its own owner. */
function startsWithOffice(said: string): boolean {
  const [first] = findUnits(said.slice(0, 120))
  return first !== undefined && first.start === 0
}

/** Several things set apart by ";" after a word or a mark that leads to them. */
const LISTS = /(?:như|gồm|:)[^.]*;[^.]*;/u

/** The best run of neighbouring sentences within the limit. */
function pickSentences({ terms, contextTerms, wants }: Inquiry, shelf: Shelf, text: string): string {
  // What is listed is not cut in the middle of the list.
  if (text.length <= (wants.includes('list') && LISTS.test(text) ? MAX_BODY_CHARS : MAX_SENTENCE_CHARS)) return text
  const parts = sentencesOf(text)
  const scores = parts.map((part) => coverageOf(terms, contextTerms, part, shelf.weigh))
  let from = scores.indexOf(Math.max(...scores))
  let to = from
  for (;;) {
    const before = parts[from - 1]
    const after = parts[to + 1]
    const length = parts.slice(from, to + 1).join(' ').length
    const takeAfter =
      after !== undefined &&
      length + after.length <= MAX_SENTENCE_CHARS &&
      (scores[to + 1] ?? 0) >= (scores[from - 1] ?? -1)
    const takeBefore = !takeAfter && before !== undefined && length + before.length <= MAX_SENTENCE_CHARS
    if (takeAfter) to += 1
    else if (takeBefore) from -= 1
    else break
  }
  const run = parts.slice(from, to + 1).join(' ')
  return run.length <= MAX_BODY_CHARS ? run : firstClause(run, MAX_SENTENCE_CHARS)
}
