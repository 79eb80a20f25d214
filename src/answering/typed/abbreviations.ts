/** Short forms that a paper makes for itself, "phản ánh, kiến nghị (PAKN)", so that who asks in full finds them. */
import { fold } from '../../language/text.ts'

const DEFINED =
  /(?<![\p{L}-])((?:[\p{L}-]+,?\s+){2,10})\((?:sau đây (?:gọi|viết)(?: tắt)?(?: chung)? là:?\s+)?(\p{Lu}{2,8})\)/gu

/** By short form, the words it stands for; only where their first letters spell it. */
export function definedIn(texts: readonly string[]): ReadonlyMap<string, string> {
  const forms = new Map<string, string>()
  for (const [, before = '', short = ''] of texts.flatMap((text) => [...text.matchAll(DEFINED)])) {
    const words = before.trim().split(/,?\s+/).slice(-short.length)
    if (fold(words.map((word) => word.charAt(0)).join('')) === fold(short)) forms.set(short, words.join(' '))
  }
  return forms
}

/** The text with what its short forms stand for after it. */
export function spellOut(text: string, forms: ReadonlyMap<string, string>): string {
  const meant = [...forms].filter(([short]) => text.includes(short)).map(([, words]) => words)
  return meant.length === 0 ? text : `${text} ${meant.join(' ')}`
}
