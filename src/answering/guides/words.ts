/** Words of a question or of a guide's name, ready to be compared whatever the keyboard did to them. */
import { fold } from '../../language/text.ts'
import { tokenise } from '../../language/tokens.ts'
import { plain } from '../plain.ts'

/** `form` keeps the marks; where it equals `bare`, the word was typed without any. */
export type Word = { bare: string; form: string }

/** Words that say who asks or how, not what about; typed without marks, any of them may be meant. */
const SILENT = silentOf(
  'tôi em con cháu mình tui tao tớ anh chị cô chú bác ông bà ơi ạ à dạ vâng ừ oke ok ad admin bot trợ lý xin cho hỏi với nhé nha ' +
    'nhỉ hả hở vậy được không có là thì mà ở bị gì nào sao thế như làm muốn cần phải đi đâu ai bao nhiêu mấy khi này nay kia đó ' +
    'và hay hoặc của một những các rồi ra vào về tại từ đến theo giùm giúp hộ dùm biết nói nữa thôi luôn cũng sẽ đã đang chỉ bày cách ' +
    'cái mang gồm xong hết bạn mọi người thấy bằng để nếu rằng hiện giờ kiểu lúc nhà',
)
/** Words that keep their matter beside one another, though one of them is silent elsewhere. */
const PHRASES = new Set(
  [
    'điện thoại, đăng ký, đăng nhập, mạng xã, người già, người thân, người nước, người lạ, bán hàng, giấy tờ, bảo hiểm, chi trả',
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
/** Ways of asking the price: they name no service. */
const PRICE = new Set(['mat tien', 'ton tien', 'mat phi', 'ton phi'])

type Silent = { forms: ReadonlySet<string>; bares: ReadonlySet<string> }

function silentOf(text: string): Silent {
  const tokens = tokenise(text)
  return { forms: new Set(tokens.map(({ form }) => form)), bares: new Set(tokens.map(({ bare }) => bare)) }
}

function isSilent({ bare, form }: Word): boolean {
  return SILENT.forms.has(form) || (form === bare && SILENT.bares.has(bare))
}

/** The words that carry the matter of a text, in order. `known` tells the words guides use: others are mended towards it. */
export function wordsOf(text: string, known?: ReadonlySet<string>): Word[] {
  const spoken = tokenise(text)
    .filter(({ whole }) => !whole)
    .flatMap(({ bare, form }) => spokenForms(bare, form))
    .map((word) => (known && !known.has(word.bare) ? mend(word, known) : word))
  return spoken.filter((word, place) => {
    const pairs = [pairOf(spoken[place - 1], word), pairOf(word, spoken[place + 1])]
    if (pairs.some((pair) => PRICE.has(pair))) return false
    return !isSilent(word) || pairs.some((pair) => PHRASES.has(pair))
  })
}

function pairOf(first: Word | undefined, second: Word | undefined): string {
  return `${first?.bare ?? ''} ${second?.bare ?? ''}`
}

/** Chat spellings said in full; a word that is none keeps its marks. */
function spokenForms(bare: string, form: string): Word[] {
  const said = plain(bare).trim().split(' ').filter(Boolean)
  if (said.length === 1 && tokenise(said[0] ?? '')[0]?.bare === bare) return [{ bare, form }]
  return said.flatMap((word) => tokenise(word).map((token) => ({ bare: token.bare, form: token.bare })))
}

function mend(word: Word, known: ReadonlySet<string>): Word {
  const keyed = withoutKeystrokes(word.bare)
  const near = known.has(keyed) ? keyed : (soundingLike(word.bare, known) ?? nearestOf(word.bare, known))
  return near === null ? word : { bare: near, form: near }
}

/** Telex and VNI keystrokes a keyboard left in the word taken out: `ddawng` and `d9a8ng` are both `dang`. */
function withoutKeystrokes(bare: string): string {
  const letters = bare
    .replace(/(?<=\p{L})\d/gu, '')
    .replace(/dd/g, 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/(?<=[aou][a-z]?)w/g, '')
  return tokenise(letters.replace(/(?<=[aeiouy][a-z]{0,2})[sfrxj]$/, ''))[0]?.bare ?? fold(letters)
}

/** Letters that sound alike in one region or another, written as one: "khai xinh", "chứng thựt", "dấy tờ". */
function soundOf(bare: string): string {
  return bare
    .replace(/^s/, 'x')
    .replace(/^tr/, 'ch')
    .replace(/^(?:gi(?=[aeou])|r|z)/, 'd')
    .replace(/^f/, 'ph')
    .replace(/t$/, 'c')
    .replace(/n$/, 'ng')
}

function soundingLike(bare: string, known: ReadonlySet<string>): string | null {
  const sound = soundOf(bare)
  const alike = [...known].filter((word) => soundOf(word) === sound)
  return alike.length === 1 ? (alike[0] ?? null) : null
}

const MIN_CHARS_TO_MEND = 4

/** The one known word a single slip away; null when there are none or several. */
function nearestOf(bare: string, known: ReadonlySet<string>): string | null {
  if (bare.length < MIN_CHARS_TO_MEND || /^\d/.test(bare)) return null
  const near = [...known].filter((word) => word.length >= MIN_CHARS_TO_MEND - 1 && isOneSlipAway(bare, word))
  return near.length === 1 ? (near[0] ?? null) : null
}

/** One letter more, less, other, or two neighbours exchanged. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
