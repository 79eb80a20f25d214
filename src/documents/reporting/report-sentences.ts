/** Which sentences of a document lay down a report, cut so that each piece speaks of one obligation. */

import { eachAsAll } from '../../language/each-unit.ts'
import { type AtomReading, type PlacedAtom, readAtoms } from '../../language/time-atoms.ts'
import { findUnits, type UnitMention } from '../../language/units.ts'
import type { TimedText } from './due-items.ts'
import { foldSame, verbsIn } from './report-verbs.ts'

/** One obligation to report: the words, its times, and where in the words the reporting is said. */
export type ReportClause = TimedText & {
  units: readonly UnitMention[]
  /** Offset of the verb ("báo cáo", "gửi … kết quả"); 0 where the heading alone says it is about reports. */
  verb: number
  /** False where only the heading speaks of reports. */
  said: boolean
  /** "…; Trạm Y tế trước ngày 20/6": the verb, and to whom, is the clause's before. */
  elliptical: boolean
}

const SENTENCE_END = /[.!?…]["”')\]*]*\s+(?=["“('*[-]*\p{Lu})/gu
/** "TP. Hải Phòng", "Tr. 5": a short word before the stop is an abbreviation. */
const ABBREVIATED = /(?:^|[\s(])(?:\p{Lu}{1,3}|tr|v\.v)[.]$/u

/** Sentences of a paragraph, each a substring of it. A stop after an abbreviation ends nothing. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const match of text.matchAll(SENTENCE_END)) {
    const stop = match.index + match[0].trimEnd().length
    if (ABBREVIATED.test(text.slice(Math.max(start, stop - 6), stop))) continue
    sentences.push(text.slice(start, stop))
    start = match.index + match[0].length
  }
  sentences.push(text.slice(start))
  return sentences.flatMap(withinLimit).filter((sentence) => sentence !== '')
}

/** No clerk writes longer sentences; a scan that lost its stops is cut, so that reading stays quick. */
const MAX_SENTENCE_CHARS = 4_000

function withinLimit(sentence: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < sentence.length; at += MAX_SENTENCE_CHARS)
    parts.push(sentence.slice(at, at + MAX_SENTENCE_CHARS).trim())
  return parts
}

/** A quick look, so that most sentences cost nothing: "báo cáo" or sending, however marked. */
const MAY_REPORT =
  /b\p{M}*\p{L}\p{M}*o\s+c\p{L}\p{M}*o|b\/c|g\p{L}\p{M}*i|[nh]\p{L}\p{M}*p|thông tin|thong tin|cung cấp/iu

const CITED = /[\p{L}\d]\s?[-/–]\s?\p{L}{1,12}\s?,?$/u

function isCited(text: string, atom: PlacedAtom): boolean {
  if (atom.kind !== 'span' || atom.qualifier !== null) return false
  return CITED.test(text.slice(Math.max(0, atom.index - 24), atom.index).trimEnd())
}

/** Verbs whose own time limit is no report's: "xây dựng kế hoạch trước ngày 30/6, định kỳ báo cáo". */
const OTHER_DUTY =
  /\b(?:xay dung|ban hanh|hoan thanh|to chuc|trien khai|thuc hien|phe duyet|tham dinh|lap|trinh|to chuc|ra soat|cap nhat|ke tu|tinh tu)\b/

/** Times after the verb belong to it; before it, only those that open the clause or lead straight to it. */
function atomsFor(text: string, atoms: readonly PlacedAtom[], verb: number): PlacedAtom[] {
  const folded = foldSame(text)
  const usable = atoms.filter((atom) => atom.kind !== 'event' && !isCited(text, atom) && !isCutOff(folded, atom))
  const before = usable.filter((atom) => atom.end <= verb)
  const after = usable.filter((atom) => atom.end > verb && !isOfNextDuty(folded, atom, verb))
  const chain: PlacedAtom[] = []
  let edge = verb
  for (const atom of before.toReversed()) {
    const between = folded.slice(atom.end, edge)
    if (
      /[;.]\s/.test(between) ||
      OTHER_DUTY.test(between) ||
      between.split(/\s+/).length > 12 ||
      isOtherDue(folded, atom)
    )
      break
    chain.unshift(atom)
    edge = atom.index
  }
  const opening = before.filter((atom) => !chain.includes(atom) && opens(folded, before, atom))
  return [...opening, ...chain, ...after]
}

const NEXT_DUTY =
  /^\s*(?:dong thoi,?\s*)?(?:to chuc|xay dung|ban hanh|hoan thanh|trien khai|phe duyet|ra soat|cap nhat|kiem tra|cong khai|cong bo|tiep nhan|kien toan)\b(?![^;]*\b(?:bao cao|b\/c|gui|nop|trinh)\b)/

/** "báo cáo khi có yêu cầu; tổ chức sơ kết trong tháng 01/2027": after the semicolon something else is done. */
function isOfNextDuty(folded: string, atom: PlacedAtom, verb: number): boolean {
  const start = folded.lastIndexOf(';', atom.index)
  return start > verb && NEXT_DUTY.test(folded.slice(start + 1))
}

const CUT_OFF = /\bchot so lieu\b|\bso lieu\b[^;.]{0,60}\btinh\b|\bso lieu\b[^;.]{0,40}\btu (?:ngay|mung)\b|\btinh tu\b/

/** "số liệu tính từ ngày 15 tháng trước đến ngày 14": what the report covers, not when it is due. */
function isCutOff(folded: string, atom: PlacedAtom): boolean {
  const start = Math.max(
    folded.lastIndexOf(';', atom.index),
    folded.lastIndexOf('. ', atom.index),
    folded.lastIndexOf('(', atom.index),
    folded.lastIndexOf(')', atom.index),
  )
  return CUT_OFF.test(folded.slice(Math.max(0, start), atom.end))
}

/** "xây dựng kế hoạch trước ngày 30/6, định kỳ báo cáo": the day belongs to the planning. */
function isOtherDue(folded: string, atom: PlacedAtom): boolean {
  if (!('qualifier' in atom) || atom.qualifier === null) return false
  const clause = folded.slice(0, atom.index).split(/[,;:]/).at(-1) ?? ''
  return OTHER_DUTY.test(clause)
}

/** True when nothing but times and their brackets stand before the atom. */
function opens(folded: string, atoms: readonly PlacedAtom[], atom: PlacedAtom): boolean {
  let rest = folded.slice(0, atom.index)
  for (const other of atoms.toReversed()) {
    if (other.end <= atom.index) rest = `${rest.slice(0, other.index)} ${rest.slice(other.end)}`
  }
  return /^[\s\-+•*(),;:]*(?:(?:(?:dinh ky|vao|va|hoac|theo)\s*)+(?:[(),;:][\s(),;:]*)?)?$/.test(rest)
}

/** Offset after the times and commas that stand at `start`: "; trước ngày 30/11, Phòng …" begins with its subject too. */
function afterTimes(folded: string, atoms: readonly PlacedAtom[], start: number): number {
  let at = start
  for (;;) {
    at += /^[\s,()]*/.exec(folded.slice(at))?.[0].length ?? 0
    const atom = atoms.find(({ index }) => index === at)
    if (!atom) return at
    at = atom.end
  }
}

/** Sending on what was gathered, with or without calling it a report. */
const SENDS_ON =
  /^\s*(?:\([^)]*\)\s*)?(?:(?:co trach nhiem|chiu trach nhiem|chu tri|chu dong|kip thoi|ra soat|thuc hien|,)\s*)*(?:tong hop|gui|nop|trinh|bao cao|b\/c)\b/

/** Places to cut: a new subject after ";" or "để", or after "," where it sends on; what follows is its own business. */
function cutsIn(text: string, verbs: readonly number[]): number[] {
  const folded = foldSame(text)
  const units = findUnits(text)
  const { atoms } = readAtoms(text, { bareCadences: true })
  const cuts: number[] = []
  for (const match of folded.matchAll(/;\s*(?:dong thoi,?\s*)?|,\s+(?:dong thoi,?\s*)?|\bde (?=\p{L})/gu)) {
    const start = match.index + match[0].length
    const subject = units.find((unit) => unit.start === afterTimes(folded, atoms, start))
    const before = verbs.some((verb) => verb < match.index)
    const after = verbs.some((verb) => verb >= start)
    const sendsOn = subject !== undefined && SENDS_ON.test(folded.slice(subject.end))
    const told = units.some((unit) => unit.end <= match.index && unit.key === subject?.key)
    const cut = match[0].startsWith(';')
      ? subject !== undefined || (after && verbs.includes(start))
      : match[0].startsWith(',')
        ? sendsOn && told && afterTimes(folded, atoms, cuts.at(-1) ?? 0) !== subject.start
        : after && subject !== undefined
    if (before && cut) cuts.push(start)
  }
  return cuts
}

/** "Văn phòng … tổng hợp, trình Chủ tịch …": where the second of two clauses sends on without the word "báo cáo". */
function sendingOn(part: string): number | null {
  const [unit] = findUnits(part)
  const folded = foldSame(part)
  if (!unit || /\p{L}/u.test(part.slice(0, unit.start)) || !SENDS_ON.test(folded.slice(unit.end))) return null
  const sent = folded.slice(unit.end).search(/\b(?:gui|nop|trinh)\b/)
  return sent < 0 ? null : unit.end + sent
}

/** "Trạm Y tế trước ngày 20/6": offset after the subject where its time follows at once. */
function verbLeftOut(text: string): number | null {
  const [unit] = findUnits(text)
  if (unit?.start !== 0) return null
  const [atom] = readAtoms(text, { bareCadences: true }).atoms
  return atom && /^[\s,:(]*$/.test(text.slice(unit.end, atom.index)) ? unit.end : null
}

const MAY_BE_BARE = /\d\s?[/.-]\s?\d/

/** Every time of the text; where it names a day, days without a word of their own too: "trước ngày 15/6 (…), 15/12 (…)". */
function timesOf(text: string): AtomReading {
  const read = readAtoms(text, { bareCadences: true })
  const first = read.atoms.find(
    (atom) => atom.kind === 'day-of-period' || (atom.kind === 'span' && atom.parts.some((part) => part.day !== null)),
  )
  if (!first || !MAY_BE_BARE.test(text.slice(first.end))) return read
  const bare = readAtoms(text, { bareCadences: true, bareDays: true }).atoms.filter(
    (atom) =>
      atom.kind === 'span' &&
      atom.index > first.index &&
      atom.parts.every((part) => part.day !== null && part.bare) &&
      !read.atoms.some((other) => other.index < atom.end && atom.index < other.end),
  )
  return { ...read, atoms: [...read.atoms, ...bare].sort((a, b) => a.index - b.index) }
}

function clauseOf(text: string, verb: number | null): ReportClause {
  const { tokens, atoms } = timesOf(text)
  const units = findUnits(text)
  const cadence = atoms.findLast((atom) => atom.kind === 'cadence' && atom.end <= (verb ?? 0))
  const inherited = cadence?.kind === 'cadence' ? cadence.every : null
  const base = { text, tokens, units, elliptical: false }
  if (verb !== null) return { ...base, atoms: atomsFor(text, atoms, verb), verb, said: true, inherited }
  const folded = foldSame(text)
  const own = atomsFor(text, atoms, 0).filter((atom) => !isOtherDue(folded, atom))
  return { ...base, atoms: own, verb: 0, said: false }
}

/**
 * The clauses of a sentence that order a report, in order. `about` is true where the heading or the line above already
 * speaks of reports ("Chế độ báo cáo:"), so that "Hằng quý: trước ngày 20 …" counts without the word.
 */
export function reportClauses(sentence: string, about: boolean): ReportClause[] {
  // Emphasis marks become spaces, so that offsets stay and "gửi **UBND xã**" reads like plain words.
  const text = eachAsAll(sentence.normalize('NFC').replace(/[*_]/g, ' '))
  const verbs = MAY_REPORT.test(text) ? verbsIn(text) : []
  if (verbs.length === 0) return about ? [clauseOf(text, sendingOn(text))] : []
  const cuts = cutsIn(text, verbs)
  const bounds = [0, ...cuts, text.length]
  return bounds.slice(0, -1).flatMap((start, i) => {
    const part = text.slice(start, bounds[i + 1]).trim()
    const verb = verbsIn(part)[0] ?? sendingOn(part)
    if (verb !== null) return [clauseOf(part, verb)]
    const left = verbLeftOut(part)
    return left === null ? [] : [{ ...clauseOf(part, left), elliptical: true }]
  })
}
