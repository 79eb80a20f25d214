import { likeness } from './likeness.ts'
import { isWhole, overlapping } from './stretches.ts'
import { fold } from './text.ts'
import { groupKey, levelAt, matchGroupBeside, matchUnitAt, type UnitMatch } from './units-grammar.ts'
import { type UnitToken, unitTokens } from './units-tokens.ts'

/** One office named in a text. Two mentions with one `key` are one office. */
export type UnitMention = {
  /** Canonical name, without the commune's level: "Văn phòng HĐND và UBND"; "UBND tỉnh" above it. */
  name: string
  key: string
  /** The words as written, level included. */
  text: string
  start: number
  end: number
  /** "các phòng, ban, đơn vị": never one desk. */
  group: boolean
  /** "xã", "tỉnh"… when written after the name. */
  level: string | null
}

const NO_MARKS = /^\P{M}*$/u

/** Texts whose mentions are remembered: a paper's sentences are asked about several times while it is read. */
const MAX_REMEMBERED = 1024
/** Longest text remembered, in characters. */
const MAX_REMEMBERED_CHARS = 2000
const remembered = new Map<string, readonly UnitMention[]>()

/** A name that one paper gives to an office: "Trung tâm" after "(sau đây gọi là Trung tâm)". */
export type OwnName = { words: string; unit: UnitMention }

let ownNames: readonly OwnName[] = []

/** Runs `work` with the names that one paper defines for itself; they are known nowhere else, for `work` runs through. */
export function withOwnNames<Result>(names: readonly OwnName[], work: () => Result): Result {
  const before = ownNames
  if (names.length > 0) remembered.clear()
  ownNames = names
  try {
    return work()
  } finally {
    ownNames = before
    if (names.length > 0) remembered.clear()
  }
}

/** Every office named in a text, left to right, not overlapping. Works on text without marks and on abbreviations. */
export function findUnits(text: string): UnitMention[] {
  const known = remembered.get(text)
  if (known) return [...known]
  const mentions = ownNames.length > 0 ? withOwn(text.normalize('NFC'), scanUnits(text)) : scanUnits(text)
  if (text.length > MAX_REMEMBERED_CHARS) return mentions
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(text, mentions)
  return [...mentions]
}

/** The paper's own names as they are written: "Trung tâm", never "trung tâm"; a longer name of the grammar is another. */
function withOwn(source: string, mentions: readonly UnitMention[]): UnitMention[] {
  const found = [...mentions]
  for (const { words, unit } of ownNames) {
    for (let start = source.indexOf(words); start >= 0; start = source.indexOf(words, start + 1)) {
      const end = start + words.length
      if (!isWhole(source, { start, end })) continue
      const { first, stretches: taken } = overlapping(found, { start, end })
      if (!taken.every((mention) => isSaidBy(source, mention, { start, end }))) continue
      const to = Math.max(end, ...taken.map((mention) => mention.end))
      found.splice(first, taken.length, { ...unit, text: source.slice(start, to), start, end: to })
    }
  }
  return found
}

const ONLY_LEVEL = /^(?:\s+(?:của\s+)?(?:xã|phường|thị trấn|đặc khu)(?!\p{L}).*)?$/su

/** Whether a mention adds nothing to these words but the commune's level: "P.KT xã" to "P.KT". */
function isSaidBy(source: string, mention: UnitMention, own: { start: number; end: number }): boolean {
  return own.start <= mention.start && (mention.end <= own.end || ONLY_LEVEL.test(source.slice(own.end, mention.end)))
}

function scanUnits(text: string): UnitMention[] {
  const source = text.normalize('NFC')
  const tokens = unitTokens(source)
  const typedPlain = NO_MARKS.test(source.normalize('NFD').replace(/[đĐ]/g, 'd\u0301'))
  const mentions: UnitMention[] = []
  for (let at = 0; at < tokens.length; at++) {
    const match = matchUnitAt(tokens, at, typedPlain)
    if (!match) continue
    const mention = toMention(source, tokens, at, match)
    mentions.push(mention.value)
    const beside = match.group ? groupsBeside({ source, tokens, at: mention.to, typedPlain }) : []
    mentions.push(...beside.map(({ value }) => value))
    at = (beside.at(-1) ?? mention).to - 1
  }
  return mentions
}

type Scan = { source: string; tokens: readonly UnitToken[]; at: number; typedPlain: boolean }

/** The groups that go on at token `at` without a "các" of their own, where no longer name begins there. */
function groupsBeside(scan: Scan): { value: UnitMention; to: number }[] {
  const { source, tokens, at, typedPlain } = scan
  const beside = matchGroupBeside(tokens, at)
  if (!beside) return []
  const named = matchUnitAt(tokens, beside.from, typedPlain)
  if (named && !named.group && named.to >= beside.to) return []
  const words = source.slice(tokens[beside.from]?.start, tokens[beside.to - 1]?.end)
  const mention = toMention(source, tokens, beside.from, { ...beside, name: beside.name ?? tidy(`các ${words}`) })
  return [mention, ...groupsBeside({ ...scan, at: mention.to })]
}

function toMention(
  source: string,
  tokens: readonly UnitToken[],
  at: number,
  match: UnitMatch,
): { value: UnitMention; to: number } {
  const level = levelAt(tokens, match.to)
  const to = level?.to ?? match.to
  const start = tokens[at]?.start ?? 0
  const end = tokens[to - 1]?.end ?? start
  const text = source.slice(start, end)
  const above = level && !level.commune ? level.level : null
  const base = match.name ?? tidy(source.slice(start, match.group ? end : (tokens[match.to - 1]?.end ?? end)))
  const name = above && !match.group ? `${base} ${above}` : base
  const key = match.key
    ? above
      ? `${match.key} ${fold(above)}`
      : match.key
    : groupKey(tokens.slice(at, match.group ? to : match.to))
  return { to, value: { name, key, text, start, end, group: match.group, level: level?.level ?? null } }
}

/** Spaced hyphens as one form, first letter a capital: how a name read in running text is shown. */
function tidy(name: string): string {
  const joined = name
    .replace(/(?:(?<!\s)\s+)?[-–—]\s*/g, ' - ')
    .replace(/\s+/g, ' ')
    .trim()
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}

/** The key under which a unit's name is compared; falls back to its folded words for a name outside the grammar. */
export function unitKey(name: string): string {
  const [first] = findUnits(name)
  if (first && first.start === 0) return first.key
  const words = fold(name).match(/[a-z0-9]+/g) ?? []
  return words.filter((word) => !/^(xa|phuong|thi|tran|cua|va)$/.test(word)).join(' ')
}

/** Everyday names of offices in questions, and the key of the office meant. */
const EVERYDAY: readonly (readonly [RegExp, string])[] = [
  [/\bvan phong\b/, 'van phong hdnd ubnd'],
  [/\bmat tran\b/, 'uy ban mttq viet nam'],
  [/\b(tram xa|y te xa|y te phuong)\b/, 'tram y te'],
  [/\b(mot cua|hanh chinh cong)\b/, 'trung tam phuc vu hanh chinh cong'],
  [/\b(phu nu (xa|phuong))\b/, 'hoi lien hiep phu nu'],
  [/\b(nong dan (xa|phuong))\b/, 'hoi nong dan'],
  [/\b(thanh nien (xa|phuong)|doan (xa|phuong))\b/, 'doan thanh nien'],
  [/\b(truong (hoc|thcs|tieu hoc|mam non|th|thpt)|nha truong|co so giao duc)\b/, 'cac co so giao duc'],
  [/\b(thon|xom)\b/, 'cac thon'],
  [/\bto dan pho\b/, 'cac to dan pho'],
]

/**
 * The unit of a list that a free text names: a question, a chat's abbreviation, a profile.
 * The first one named wins; null when none is, or when the words fit several equally.
 */
export function matchUnit<U extends { name: string; aliases: readonly string[] }>(
  text: string,
  units: readonly U[],
): U | null {
  const byKey = new Map<string, U>()
  for (const unit of units) {
    for (const name of [unit.name, ...unit.aliases]) {
      const key = unitKey(name)
      if (!byKey.has(key)) byKey.set(key, unit)
    }
  }
  const named = namedIn(text).flatMap((name) => {
    const unit = byKey.get(name.key)
    return unit ? [{ ...name, unit }] : []
  })
  const first = named.find((name) => !name.addressed) ?? named[0]
  if (first) return first.unit
  return closest(text, units)
}

type Named = { key: string; start: number; addressed: boolean }

/** Words before a body that is only reported or sent to. */
const ADDRESSED = /(?:^|\s)(?:gui|len|den|ve|cho|voi|trinh)\s+$/

/** Offices that a free text names, formally or in everyday words, left to right. */
function namedIn(text: string): Named[] {
  const folded = fold(text)
  const formal = findUnits(text).map(({ key, start }) => ({ key, start }))
  const everyday = EVERYDAY.flatMap(([words, key]) => {
    const start = folded.search(words)
    return start < 0 ? [] : [{ key, start }]
  })
  return [...formal, ...everyday]
    .sort((a, b) => a.start - b.start)
    .map((name) => ({ ...name, addressed: ADDRESSED.test(folded.slice(Math.max(0, name.start - 8), name.start)) }))
}

/** Longest free text, in syllables, that may be nothing but a unit's name said in other words. */
const MAX_NAME_SYLLABLES = 12
const NAME_FILLERS = /^(xa|phuong|thi|tran|cua|va|ben|em|toi|minh|chung|ta|la|a|o|cac|cho|don|vi|tren|dia|ban)$/

function closest<U extends { name: string; aliases: readonly string[] }>(text: string, units: readonly U[]): U | null {
  const words = nameWords(text)
  if (!words.length || words.length > MAX_NAME_SYLLABLES) return null
  const scored = units
    .map((unit) => ({
      unit,
      score: Math.max(...[unit.name, ...unit.aliases].map((name) => likeness(words, nameWords(name)))),
    }))
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  if (!first || first.score < 0.75 || (second && second.score === first.score)) return null
  return first.unit
}

function nameWords(name: string): string[] {
  return unitTokens(name)
    .filter((token) => !token.connector && !NAME_FILLERS.test(token.fold))
    .map((token) => token.fold)
}
