/**
 * Without marks "chờ" and "cho", "hộ" and "họ" look alike. Where the person typed marks, words that only look empty when
 * folded are known to tell something.
 */
import { clean, fold } from '../../language/text.ts'
import { markKeysOf, marksAgree } from './mark-keys.ts'

/** Grammar and address as written with marks. */
const FUNCTION_WORDS = new Set(
  (
    'ai à ạ ad anh chị ấy ba bà bác bạn bao bị biết bọn bởi bữa các cái cả chẳng chả cháu chi cho chú cô có con còn cơ của cũng cụ cứ dạ đã đang đâu đây đấy để đến đều đi đó do dù dùng đừng được em gì giờ giúp giùm ' +
    'hả há hay hãy hẳn hết hỏi họ hoặc hở hử hôm ít ích kể khác khi không kia là lại lắm làm lên lúc luôn mà má mấy mày mế mệ mẹ mình mọi mỗi một mới mở muốn nào này nên nếu nghe ngoài ngài người nha nhá nhà nhé nhỉ nhể nhờ như nhưng những nhiều nó nói nữa ' +
    'ở ơ ơi oi ông phải quá qua quý ra rằng rất rồi rứa sao sau sẽ tại tao tế thấy thế thay theo thì thiệt thôi thuộc tí tin tớ tới tôi tui từ tự trên trong trước tụi u ừ và vào vậy vẫn vâng vẻ về vì ví vừa với xa xã xem xin y ý yêu'
  ).split(' '),
)
const TYPED_WITH_MARKS = /[^ -~\s]/

/** Folded words of the text that its marks show to be content. Empty for a text typed without marks. */
export function tellingHomographs(said: string): ReadonlySet<string> {
  const text = clean(said).toLowerCase()
  if (!TYPED_WITH_MARKS.test(text)) return new Set()
  const words = text.match(/\p{L}+/gu) ?? []
  const marked = words.filter((word) => TYPED_WITH_MARKS.test(word) && !FUNCTION_WORDS.has(word))
  return new Set(marked.map(fold))
}

/** The plain question without words that were typed with other marks than those meant: "phát" is no "phạt". */
export function asMeant(asked: string, said: string, meant: readonly string[]): string {
  const typed = markKeysOf(said, true)
  const others = meant.filter((word) => !marksAgree(fold(word), typed, markKeysOf(word, true))).map(fold)
  return others.length === 0
    ? asked
    : asked
        .split(' ')
        .map((word) => (others.includes(word) ? '|' : word))
        .join(' ')
}
