/** Words of a question or of a guide's name, ready to be compared whatever the keyboard did to them. */
import { readKeystrokes } from '../../language/keystrokes.ts'
import { isOneSlipAway, rewritings } from '../../language/slips.ts'
import { tokenise } from '../../language/tokens.ts'
import { plain } from '../typed/plain.ts'

/** `form` keeps the marks; where it equals `bare`, the word was typed without any. */
export type Word = { bare: string; form: string }

/** Spellings kept in memory at most: people may type anything. */
const REMEMBERED = 5_000

/** Words that say who asks or how, not what about; typed without marks, any of them may be meant. */
const SILENT = silentOf(
  'tôi em con cháu mình tui tao tớ anh chị cô chú bác ông bà ơi ạ à dạ vâng ừ oke ok ad admin bot trợ lý xin cho hỏi với nhé nha ' +
    'nhỉ hả hở vậy được không có là thì mà ở bị gì nào sao thế như làm muốn cần phải đi đâu ai bao nhiêu mấy khi này nay kia đó ' +
    'và hay hoặc của một những các rồi ra vào về tại từ đến theo giùm giúp hộ dùm biết nói nữa thôi luôn cũng sẽ đã đang chỉ bày cách ' +
    'cái mang gồm xong hết bạn mọi người thấy bằng để nếu rằng hiện giờ kiểu lúc nhà ' +
    'chừ mự mệ choa bầy ni ri nớ tê hè hỉ rứa răng mô nỏ',
)
/** Words that keep their matter beside one another, though one of them is silent elsewhere. */
const PHRASES = new Set(
  [
    'điện thoại, đăng ký, đăng nhập, mạng xã, người già, người thân, người nước, người lạ, bán hàng, bảo hiểm, chi trả',
    'tư liệu, nhà thuê, nhà trọ, xây nhà, chuyển nhà, máy cũ, máy mới, 2 máy, hai máy, thay đổi, làm việc, tiếp dân, lịch tiếp',
    'sổ đỏ, sổ hồng, bìa đỏ, bản sao, bản chính, bản gốc, hồ sơ, hộ khẩu, hộ tịch, hộ nghèo, hộ kinh, hộ chiếu, xóa hộ, tách hộ, khám bệnh, nộp hộ, làm hộ, đi khám, bán rong, rao bán',
  ]
    .join(', ')
    .split(', ')
    .map((phrase) =>
      tokenise(phrase)
        .map(({ bare }) => bare)
        .join(' '),
    ),
)
/** What every service has, a price and papers: asked for, it names none. */
const ASIDE = new Set([
  'giay to',
  'mat tien',
  'ton tien',
  'mat phi',
  'ton phi',
  'bat buoc',
  'mat bao',
  'mat may',
  'bao lau',
])
/** Words any errand is asked with, which name none. */
const FAINT = new Set(
  'ho_so le_phi thu tuc giai quyet quy dinh truong hop nhan viet nam nop lien he cap de nghi nhu cau tham quyen dieu kien ca'.split(
    ' ',
  ),
)

type Silent = { forms: ReadonlySet<string>; bares: ReadonlySet<string> }

function silentOf(text: string): Silent {
  const tokens = tokenise(text)
  return { forms: new Set(tokens.map(({ form }) => form)), bares: new Set(tokens.map(({ bare }) => bare)) }
}

/** Whether every word of a term says little, in a pair both. */
export function isFaint(term: string): boolean {
  return term.split(' ').every((word) => FAINT.has(word))
}

function isSilent({ bare, form }: Word): boolean {
  return SILENT.forms.has(form) || (form === bare && SILENT.bares.has(bare))
}

/** Phrases that mean one thing, read as one word: the first of each group stands for all. */
export type SameWords = ReadonlyMap<string, { words: Word[]; as: Word }[]>

/** `groups` as people write them; the longest phrase that begins with a word is tried first. */
export function readSameWords(groups: readonly (readonly string[])[]): SameWords {
  const byFirst = new Map<string, { words: Word[]; as: Word }[]>()
  for (const group of groups) {
    const name = tokensOf(group[0] ?? '')
      .map(({ bare }) => bare)
      .join('_')
    for (const phrase of group) {
      const words = tokensOf(phrase)
      const first = words[0]?.bare ?? ''
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, as: { bare: name, form: name } }])
    }
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length)
  return byFirst
}

/**
 * The words that carry the matter of a text, in order. `known` are the words guides use, by their bare form: a word that
 * is not among them is mended towards one.
 */
export function wordsOf(text: string, same: SameWords, known?: ReadonlySet<string>): Word[] {
  const typed = tokensOf(known ? readKeyed(text, known) : text)
  const mended = typed.map((word) => (known && !known.has(word.bare) ? mend(word, known) : word))
  const words = joinSame(mended, same)
  return words.filter((word, place) => {
    const pairs = [pairOf(words[place - 1], word), pairOf(word, words[place + 1])]
    if (pairs.some((pair) => ASIDE.has(pair))) return false
    return !isSilent(word) || pairs.some((pair) => PHRASES.has(pair))
  })
}

/** Every word of a text, silent ones too: what a collection knows. */
export function tokensOf(text: string): Word[] {
  return tokenise(text)
    .filter(({ whole }) => !whole)
    .flatMap(({ bare, form }) => spokenForms(bare, form))
}

function joinSame(words: readonly Word[], same: SameWords): Word[] {
  const joined: Word[] = []
  for (let place = 0; place < words.length; place++) {
    const word = words[place]
    if (!word) continue
    const found = same.get(word.bare)?.find((phrase) => isSaid(phrase.words, words.slice(place)))
    joined.push(found?.as ?? word)
    if (found) place += found.words.length - 1
  }
  return joined
}

/** In a phrase of several words one may have slipped marks. */
function isSaid(phrase: readonly Word[], words: readonly Word[]): boolean {
  const slipped = phrase.flatMap((each, step) => (agree(words[step], each) ? [] : [step]))
  const [only] = slipped
  if (only === undefined) return true
  return slipped.length === 1 && phrase.length > 1 && isSlip(words[only]?.bare ?? '', phrase[only]?.bare ?? '')
}

/** Beside a word that is right, other marks or one letter more, less or other is a slip. */
function isSlip(said: string, meant: string): boolean {
  if (said === meant) return true
  const isLong = Math.min(said.length, meant.length) >= MIN_CHARS_IN_PHRASE
  return isLong && (isOneSlipAway(said, meant) || SOUNDS.some(([sound, other]) => said.replace(sound, other) === meant))
}

/** A word typed without marks may be any of its kind; marked ones must be the same. */
export function agree(said: Word | undefined, named: Word): boolean {
  return (
    said !== undefined &&
    said.bare === named.bare &&
    (said.form === said.bare || named.form === named.bare || said.form === named.form)
  )
}

function pairOf(first: Word | undefined, second: Word | undefined): string {
  return `${first?.bare ?? ''} ${second?.bare ?? ''}`
}

const spoken = new Map<string, Word[]>()

/** Chat spellings said in full; a word that is none keeps its marks. */
function spokenForms(bare: string, form: string): Word[] {
  const key = `${bare} ${form}`
  const known = spoken.get(key)
  if (known) return known
  if (spoken.size >= REMEMBERED) spoken.clear()
  const said = sayInFull(bare, form)
  spoken.set(key, said)
  return said
}

function sayInFull(bare: string, form: string): Word[] {
  const said = plain(bare).trim().split(' ').filter(Boolean)
  if (said.length === 1 && tokenise(said[0] ?? '')[0]?.bare === bare) return [{ bare, form }]
  return said.flatMap((word) => tokenise(word).map((token) => ({ bare: token.bare, form: token.bare })))
}

const KEYED = /(?<![\p{L}\p{N}])[a-z][a-z0-9]{1,9}(?![\p{L}\p{N}])/giu

/** Telex and VNI keystrokes a keyboard left in words made into the words they were meant to be. */
function readKeyed(text: string, known: ReadonlySet<string>): string {
  return text.normalize('NFC').replace(KEYED, (typed) => {
    if (known.has(tokensOf(typed)[0]?.bare ?? '') && !/\d/.test(typed)) return typed
    const read = readKeystrokes(typed.toLowerCase())
    return read !== null && known.has(tokensOf(read)[0]?.bare ?? '') ? read : typed
  })
}

/** Sounds that are one in some region or another. */
const SOUNDS: [RegExp, string][] = [
  [/^x/, 's'],
  [/^s/, 'x'],
  [/^ch/, 'tr'],
  [/^tr(?!i$)/, 'ch'],
  [/^d/, 'gi'],
  [/^(?:gi|r)(?=[aeou])/, 'd'],
  [/t$/, 'c'],
  [/c$/, 't'],
]
const MIN_CHARS_TO_MEND = 4
const MIN_CHARS_IN_PHRASE = 3

const mendings = new WeakMap<ReadonlySet<string>, Map<string, Word>>()

function mend(word: Word, known: ReadonlySet<string>): Word {
  const remembered = mendings.get(known) ?? new Map<string, Word>()
  mendings.set(known, remembered)
  if (remembered.size >= REMEMBERED) remembered.clear()
  const mended = remembered.get(word.bare) ?? findMended(word, known)
  remembered.set(word.bare, mended)
  return mended.bare === word.bare ? word : mended
}

function findMended(word: Word, known: ReadonlySet<string>): Word {
  const sounding = SOUNDS.map(([sound, other]) => word.bare.replace(sound, other))
  const respelt = rewritings(word.bare, word.bare).map(({ bare }) => bare)
  const near =
    [...sounding, ...respelt].find((bare) => bare !== word.bare && known.has(bare)) ?? nearestOf(word.bare, known)
  return near === null ? word : { bare: near, form: near }
}

/** The one known word a single slip away; null when there are none or several. */
function nearestOf(bare: string, known: ReadonlySet<string>): string | null {
  if (bare.length < MIN_CHARS_TO_MEND || /^\d/.test(bare)) return null
  const near = [...known].filter((word) => word.length >= MIN_CHARS_TO_MEND - 1 && isOneSlipAway(bare, word))
  return near.length === 1 ? (near[0] ?? null) : null
}
