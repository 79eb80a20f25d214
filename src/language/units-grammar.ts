import { fold } from './text.ts'
import { VILLAGE_BOARDS } from './units-boards.ts'
import {
  BARE_GROUPS,
  FIELD_HEADS,
  FIELDS,
  FIXED_UNITS,
  GROUP_HEADS,
  GROUP_NOUNS,
  GROUP_PLACES,
  GROUP_QUALIFIERS,
  QUALIFIED_GROUP_NOUNS,
  SCHOOLS,
} from './units-lexicon.ts'
import type { UnitToken } from './units-tokens.ts'
import { joins, keyWords, trieOf, type Walk, walk } from './units-trie.ts'

/** What a rule of the grammar found: tokens `from` (inclusive) to `to` (exclusive). `name` null: as written in the text. */
export type UnitMatch = { to: number; name: string | null; key: string; group: boolean }

const fixed = trieOf(
  [...FIXED_UNITS, ...VILLAGE_BOARDS].flatMap(([name = '', ...others]) =>
    [name, ...others].map((form): [string, string] => [form, name]),
  ),
)
const bareGroups = trieOf(BARE_GROUPS.map((form): [string, true] => [form, true]))
const fields = trieOf(FIELDS.map((form): [string, string] => [form, form]))
const fieldHeads = trieOf(FIELD_HEADS.map((form): [string, string] => [form, form]))
const schools = trieOf(SCHOOLS.map((form): [string, string] => [form, form]))
const groupNouns = trieOf(GROUP_NOUNS.map((form): [string, string] => [form, form]))
const groupQualifiers = trieOf(GROUP_QUALIFIERS.map((form): [string, string] => [form, form]))
const groupHeads = trieOf(GROUP_HEADS.map((form): [string, true] => [form, true]))
const qualifiedOnly = new Set(QUALIFIED_GROUP_NOUNS)
const places = new Set(GROUP_PLACES)

/** Pairs written as one field without a hyphen between them. */
const ADJACENT_FIELDS = new Set([
  'van hoa xa hoi',
  'khoa hoc cong nghe',
  'van hoa thong tin',
  'ha tang do thi',
  'tai chinh ke hoach',
  'kinh te ha tang',
])
/** A noun of a group is another word before these: "các trường hợp", "các hội nghị", "các bản đồ". */
const NOT_A_NOUN =
  /^(truong (hop|phai|ca|nay)|hoi (dong|nghi|vien|thao|thi|cho|hop|truong)|cong an vien|ban (do|tin|sao|quyen|than|ghi|hanh|dan)|phong (hop|hoc|lam|trao|chong|kham)|don vi tinh|nganh nghe|trung tam du|khu (vuc|cong)|so (lieu|hoa)|to chuc (thuc|tin))/

/** The office whose name begins at token `at`, by the longest of the rules; null when none does. */
export function matchUnitAt(tokens: readonly UnitToken[], at: number, typedPlain: boolean): UnitMatch | null {
  const token = tokens[at]
  if (!token || token.connector || isWithinWord(tokens, at)) return null
  const found = [
    matchFixed(tokens, at),
    matchBareGroup(tokens, at),
    matchField(tokens, at, typedPlain),
    matchSchool(tokens, at),
    matchGroup(tokens, at),
  ]
  const whole = found.flatMap((match) => (match && !isWithinWord(tokens, match.to) ? [match] : []))
  return whole.reduce<UnitMatch | null>((best, match) => (best && best.to >= match.to ? best : match), null)
}

/** Inside an abbreviation no name begins or ends: "tỉnh UBND" is no "Tỉnh ủy". */
function isWithinWord(tokens: readonly UnitToken[], at: number): boolean {
  const token = tokens[at]
  return token !== undefined && tokens[at - 1]?.start === token.start
}

function matchFixed(tokens: readonly UnitToken[], at: number): UnitMatch | null {
  const hit = walk(fixed, tokens, at) ?? countedHeads(tokens, at)
  if (!hit || isCommonNoun(tokens, at, hit.to)) return null
  const after = tokens[hit.to]
  if (after?.fold === 'cac' && tokens[hit.to + 1]?.fold === 'cap') return null
  if (after && NOT_A_NOUN.test(`${tokens[hit.to - 1]?.fold} ${after.fold}`)) return null
  const group = /^Các /.test(hit.value)
  return {
    to: group ? extendGroup(tokens, hit.to).to : hit.to,
    name: hit.value,
    key: keyWords(hit.value).join(' '),
    group,
  }
}

/** "Trưởng 11 ấp": how many there are is said inside the name. */
function countedHeads(tokens: readonly UnitToken[], at: number): Walk<string> | null {
  const [head, count] = [tokens[at], tokens[at + 1]]
  if (head?.fold !== 'truong' || !/^\d{1,3}$/.test(count?.fold ?? '')) return null
  const hit = walk(fixed, [head, ...tokens.slice(at + 2, at + 6)], 0)
  return hit && { ...hit, to: at + 1 + hit.to }
}

/** "Trên mặt trận tuyên truyền" is no office: its short name is written with a capital. */
function isCommonNoun(tokens: readonly UnitToken[], at: number, to: number): boolean {
  return to - at === 2 && tokens[at]?.fold === 'mat' && tokens[at]?.capital === false
}

function matchBareGroup(tokens: readonly UnitToken[], at: number): UnitMatch | null {
  const hit = walk(bareGroups, tokens, at)
  if (!hit) return null
  return { to: extendGroup(tokens, hit.to).to, name: null, key: '', group: true }
}

/** Heads that are also everyday words count only when written with a capital, or when nothing is typed with marks. */
const EVERYDAY_HEADS = new Set(['Ban', 'Tổ', 'Sở', 'Hội đồng', 'Bộ phận', 'Công chức'])

function matchField(tokens: readonly UnitToken[], at: number, typedPlain: boolean): UnitMatch | null {
  const head = walk(fieldHeads, tokens, at)
  const first = tokens[at]
  if (!head || !first) return null
  // The second half of "văn phòng", "quốc phòng", "dự phòng" heads no name.
  if (first.fold === 'phong' && /^(?:van|quoc|du|bien|tieu|de)$/.test(tokens[at - 1]?.fold ?? '')) return null
  const start = skipDot(tokens, head.to)
  const names: string[] = []
  let to = start
  for (;;) {
    const hit = nextField(tokens, to, names)
    if (!hit) break
    names.push(hit.value)
    to = hit.to
  }
  if (!names.length) return null
  const capital = first.capital || tokens[start]?.capital === true
  if (EVERYDAY_HEADS.has(head.value) && !capital && !typedPlain) return null
  const name = `${head.value} ${names.join(' - ')}`
  return {
    to: withCouncil(tokens, to),
    name: names.length > 2 || joinedByAnd(tokens, start, to) ? null : name,
    key: keyWords(name).join(' '),
    group: false,
  }
}

/** "Sở Khoa học và Công nghệ" keeps its "và". */
function joinedByAnd(tokens: readonly UnitToken[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((token) => token.fold === 'va')
}

/** "Ban Pháp chế HĐND": the council's name belongs to its committee. */
function withCouncil(tokens: readonly UnitToken[], at: number): number {
  const from = tokens[at]?.fold === 'cua' ? at + 1 : at
  const words = tokens
    .slice(from, from + 4)
    .map((token) => token.fold)
    .join(' ')
  return words === 'hoi dong nhan dan' ? from + 4 : at
}

function skipDot(tokens: readonly UnitToken[], at: number): number {
  return tokens[at]?.fold === '.' ? at + 1 : at
}

function nextField(tokens: readonly UnitToken[], at: number, before: readonly string[]): Walk<string> | null {
  const connector = tokens[at]
  if (before.length && connector && joins(connector) && connector.fold !== '.') {
    const hit = walk(fields, tokens, at + 1)
    const word = tokens[at + 1]
    const firstWord = tokens[at - 1]
    return hit && word && (word.capital || !firstWord || /^[-–—&]$/.test(connector.fold)) ? hit : null
  }
  const hit = walk(fields, tokens, at)
  if (!hit || !before.length) return hit
  const pair = `${fold(before.at(-1) ?? '')} ${fold(hit.value)}`
  return tokens[at]?.capital || ADJACENT_FIELDS.has(pair) ? hit : null
}

function matchSchool(tokens: readonly UnitToken[], at: number): UnitMatch | null {
  const hit = walk(schools, tokens, at)
  if (!hit) return null
  let to = hit.to
  while (to < hit.to + 5 && tokens[to]?.capital && !tokens[to]?.connector) to++
  return { to, name: null, key: '', group: false }
}

function matchGroup(tokens: readonly UnitToken[], at: number): UnitMatch | null {
  const start = walk(groupHeads, tokens, at)?.to ?? at
  const first = tokens[start]?.fold
  const plural = first === 'cac' || first === 'nhung'
  if (!plural && start === at) return null
  const nouns = groupNounsAt(tokens, plural ? start + 1 : start)
  if (!nouns) return null
  const extended = extendGroup(tokens, nouns.to)
  if (nouns.names.every((name) => qualifiedOnly.has(name)) && !extended.qualified) return null
  return { to: extended.to, name: null, key: '', group: true }
}

/** Nouns of one group from token `at`: offices, or places, not both; null when none stands there. */
function groupNounsAt(tokens: readonly UnitToken[], at: number): { to: number; names: string[] } | null {
  const names: string[] = []
  let to = at
  for (;;) {
    const any = names.length > 0
    const noun = groupNoun(tokens, any && joinsAt(tokens, to) ? to + 1 : to)
    if (!noun || (any && noun.at === to && !tokens[to]?.connector && noun.at !== to + 1)) break
    if (any && (isNamedUnit(tokens, noun) || places.has(noun.value) !== places.has(names[0] ?? ''))) break
    names.push(noun.value)
    to = noun.to
  }
  return names.length > 0 ? { to, names } : null
}

/** "khu phố" after "các đơn vị,": another group, its "các" said before. `at` is the token after the first one. */
export function matchGroupBeside(tokens: readonly UnitToken[], at: number): (UnitMatch & { from: number }) | null {
  if (!/^(?:,|va)$/.test(tokens[at]?.fold ?? '')) return null
  const from = tokens[at + 1]?.fold === 'va' ? at + 2 : at + 1
  const nouns = groupNounsAt(tokens, from)
  if (!nouns || nouns.names.some((name) => qualifiedOnly.has(name))) return null
  const first = groupNoun(tokens, from)
  if (!first || isNamedUnit(tokens, first) || isNumbered(tokens, nouns.to)) return null
  const extended = extendGroup(tokens, nouns.to)
  const isOfPlaces = nouns.names.every((name) => places.has(name))
  const name = isOfPlaces || !extended.qualified ? `Các ${nouns.names.join(', ')}` : null
  const key = `cac ${name ? keyWords(nouns.names.join(' ')).join(' ') : groupKey(tokens.slice(from, extended.to))}`
  return { from, to: extended.to, name, key, group: true }
}

/** "thôn 5", "thôn Hạ": one place by its name. */
function isNumbered(tokens: readonly UnitToken[], at: number): boolean {
  const token = tokens[at]
  return token !== undefined && !token.connector && (token.capital || /^\d/.test(token.fold))
}

/** "các thôn, Phòng Văn hóa": the word after the comma begins an office's own name, not another noun of the group. */
function isNamedUnit(tokens: readonly UnitToken[], noun: Walk<string> & { at: number }): boolean {
  const named = [matchFixed(tokens, noun.at), matchField(tokens, noun.at, false), matchSchool(tokens, noun.at)]
  return named.some((match) => match !== null && match.to > noun.to)
}

function joinsAt(tokens: readonly UnitToken[], at: number): boolean {
  const token = tokens[at]
  return token !== undefined && joins(token)
}

function groupNoun(tokens: readonly UnitToken[], at: number): (Walk<string> & { at: number }) | null {
  const hit = walk(groupNouns, tokens, at)
  if (!hit) return null
  const words = tokens
    .slice(at, hit.to + 1)
    .map((token) => token.fold)
    .join(' ')
  return NOT_A_NOUN.test(words) ? null : { ...hit, at }
}

/** Qualifiers after a group's nouns: "chuyên môn thuộc", "bưu chính, viễn thông". */
function extendGroup(tokens: readonly UnitToken[], from: number): { to: number; qualified: boolean } {
  let to = from
  for (;;) {
    const connector = tokens[to]
    const at = to > from && connector && joins(connector) ? to + 1 : to
    const hit = walk(groupQualifiers, tokens, at)
    if (!hit || (/^(thuộc|trực thuộc)$/.test(hit.value) && !levelWord(tokens, hit.to))) break
    to = hit.to
  }
  return { to, qualified: to > from }
}

/** Words of administrative level after a name; those of the commune itself do not tell offices apart. */
const COMMUNE_LEVEL = /^(xa|phuong|thi tran|dac khu|thon)$/
const LEVELS = trieOf(
  ['xã', 'phường', 'thị trấn', 'đặc khu', 'tỉnh', 'thành phố', 'huyện', 'quận', 'Trung ương', 'thôn'].map(
    (form): [string, string] => [form, form],
  ),
)

/** Tokens of a level and the place's own name: "của xã", "tỉnh Thái Bình". Null when none follows. */
export function levelAt(
  tokens: readonly UnitToken[],
  at: number,
): { to: number; level: string; commune: boolean } | null {
  const start = /^(cua|thuoc|tai|cap|o)$/.test(tokens[at]?.fold ?? '') ? at + 1 : at
  const hit = levelWord(tokens, start)
  if (!hit) return null
  let to = hit.to
  while (to < hit.to + 4 && isPlaceName(tokens, to)) to++
  return { to, level: hit.value.toLowerCase(), commune: COMMUNE_LEVEL.test(fold(hit.value)) }
}

function isPlaceName(tokens: readonly UnitToken[], at: number): boolean {
  const token = tokens[at]
  if (!token?.capital || token.connector || token.end - token.start < 2) return false
  return token.marked.length > 0 && !matchUnitAt(tokens, at, false) && !isAbbreviation(tokens, at)
}

/** Several tokens over the same letters come from one abbreviation, which is no place. */
function isAbbreviation(tokens: readonly UnitToken[], at: number): boolean {
  const start = tokens[at]?.start
  return tokens[at - 1]?.start === start || tokens[at + 1]?.start === start
}

function levelWord(tokens: readonly UnitToken[], at: number): Walk<string> | null {
  const hit = walk(LEVELS, tokens, at)
  if (!hit) return null
  return tokens[hit.to]?.fold === 'hoi' && hit.value === 'xã' ? null : hit
}

/** Key of a group as written: folded syllables without joining marks and without the commune's level. */
export function groupKey(tokens: readonly UnitToken[]): string {
  const words = tokens.filter((token) => !token.connector).map((token) => (token.marked === 'bản' ? 'bản' : token.fold))
  return words.filter((word) => !/^(xa|phuong|cua)$/.test(word)).join(' ')
}
