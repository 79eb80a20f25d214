/**
 * How much of a question a text covers. Terms are folded syllables and pairs of neighbours; a term weighs what it tells
 * apart in the commune's own documents, so that "chuyển đổi số", which stands everywhere, says little.
 */
import { plain } from './plain.ts'

/** Words of asking, politeness and address: they say nothing of the matter. */
const EMPTY_WORDS = new Set(
  (
    'ai a ad admin anh ay ba ban bao bac bi biet bot bua cai can cac ca chang chau chi cho chu chua chung chut co con co cu cua cung cu da dang dau day de den deu di do doc du duoc dung duong e em gi giup gium gio ' +
    'ha hay hen het hoi hoac ho huong i ich it ke khac khi khong kia la lai lam lan len luc luon ma may me minh mo moi mong moi mot muon nao nay nen neu nghe ngay ngoai nguoi nha nhe nhi nho nhu nhung nhieu noi nua o oi ong ' +
    'phai qua ra rang rat roi sao sau se tai tao te thay the theo thi thiet thoi thuoc ti tin to toi tren trong truoc tu tui u ung va vay van ve vi viec viet voi vui vua xa xem xin y yeu cau ' +
    'thong tin tro ly a vang da ta nghi long vui long de nghi xin hoi cau nhat luu y gi'
  ).split(' '),
)

/** Words that are empty alone but tell something beside a neighbour ("người dân", "thông tin"): kept as part of a pair. */
export type Terms = { words: string[]; pairs: string[] }

/** The telling terms of a question in plain form, in order, each once. */
export function termsOf(asked: string, alsoEmpty: ReadonlySet<string> = new Set()): Terms {
  const all = asked.trim().split(' ').filter(Boolean)
  const empty = (word: string): boolean => EMPTY_WORDS.has(word) || alsoEmpty.has(word) || word.length < 2
  const words = [...new Set(all.filter((word) => !empty(word)))]
  const pairs: string[] = []
  for (let i = 1; i < all.length; i++) {
    const before = all[i - 1] ?? ''
    const word = all[i] ?? ''
    if (!empty(before) || !empty(word)) pairs.push(`${before} ${word}`)
  }
  return { words, pairs: [...new Set(pairs)] }
}

export type Indexed = { words: ReadonlySet<string>; pairs: ReadonlySet<string> }

/** The folded words and pairs of a text. */
export function indexText(text: string): Indexed {
  const all = plain(text).trim().split(' ')
  const pairs = new Set<string>()
  for (let i = 1; i < all.length; i++) pairs.add(`${all[i - 1]} ${all[i]}`)
  return { words: new Set(all), pairs }
}

export type Weigh = (term: string) => number

/** Inverse document frequency over some texts; a term met nowhere weighs most. */
export function weighOver(texts: readonly Indexed[]): Weigh {
  const counts = new Map<string, number>()
  for (const { words, pairs } of texts) {
    for (const term of words) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const term of pairs) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const total = texts.length + 1
  return (term) => Math.log(1 + total / (1 + (counts.get(term) ?? 0)))
}

/** Share, 0 to 1, of the weight of the question's words that the text has; pairs count beside the words. */
export function coverage(terms: Terms, text: Indexed, weigh: Weigh): { words: number; pairs: number } {
  return { words: share(terms.words, text.words, weigh), pairs: share(terms.pairs, text.pairs, weigh) }
}

function share(terms: readonly string[], present: ReadonlySet<string>, weigh: Weigh): number {
  let had = 0
  let total = 0
  for (const term of terms) {
    const weight = weigh(term)
    total += weight
    if (present.has(term)) had += weight
  }
  return total === 0 ? 0 : had / total
}
