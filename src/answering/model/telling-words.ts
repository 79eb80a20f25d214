/** Which words of a text claim something, and which only join. */
import { formOf, type Token } from './read-claims.ts'

/** Words that join others and claim nothing. */
const LIGHT = new Set(
  'là và của các những được để cho với theo trong tại về khi thì này đó gồm như sau cần có ở do bởi vào ra cũng đã sẽ đang nên mà hoặc hay cùng mọi mỗi việc thông qua nhằm bằng nếu thêm nội dung cụ thể số đồng thời đây bao'
    .split(' ')
    .map(formOf),
)

export function isLight(form: string): boolean {
  return LIGHT.has(form)
}

/** The forms of the words that tell something; figures are compared on their own. */
export function tellingOf(tokens: readonly Token[]): string[] {
  return tokens.filter(({ kind, form }) => kind === 'word' && !isLight(form)).map(({ form }) => form)
}
