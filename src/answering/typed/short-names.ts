/** Offices called by first letters that no list holds: "TT DVTH" where a paper names a "Trung tâm Dịch vụ tổng hợp". */
import { fold } from '../../language/text.ts'

/** Fewer letters stand for too many names. */
const LEAST_LETTERS = 3
const LEVEL = /^(?:xa|phuong|thi|tran|cua|va)$/

/** The one of these whose name the text says in first letters, wholly or after its first words; null where several fit. */
export function calledByLetters<Named extends { name: string; aliases: readonly string[] }>(
  text: string,
  named: readonly Named[],
): Named | null {
  const said = ` ${(fold(text).match(/[a-z0-9]+/g) ?? []).join(' ')} `
  const called = named.filter(({ name, aliases }) => [name, ...aliases].some((each) => isSaid(said, each)))
  return called.length === 1 ? (called[0] ?? null) : null
}

/** "ttdvth", "dvth", "th": what the last words of a name are shortened to. */
export function lettersOf(name: string): string[] {
  const words = wordsOf(name)
  return words.slice(0, -1).map((_, at) =>
    words
      .slice(at)
      .map((word) => word.charAt(0))
      .join(''),
  )
}

function wordsOf(name: string): string[] {
  return (fold(name).match(/[a-z0-9]+/g) ?? []).filter((word) => !LEVEL.test(word))
}

function isSaid(said: string, name: string): boolean {
  const words = wordsOf(name)
  const letters = (from: number, to = words.length): string =>
    words
      .slice(from, to)
      .map((word) => word.charAt(0))
      .join('')
  return words.some((_, at) => {
    const rest = letters(at)
    if (rest.length < 2 || words.length < LEAST_LETTERS) return false
    const head = words.slice(0, at).join(' ')
    const forms = at === 0 ? [rest] : [`${head} ${rest}`, `${letters(0, at)} ${rest}`]
    return forms.some((form) => form.replaceAll(' ', '').length >= LEAST_LETTERS && said.includes(` ${form} `))
  })
}
