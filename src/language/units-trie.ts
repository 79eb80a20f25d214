import { fold } from './text.ts'
import type { UnitToken } from './units-tokens.ts'

type Form<T> = { value: T; words: string[] }

/** Names by their folded syllables; a name's marks are compared only where the text carries marks. */
export type Trie<T> = { next: Map<string, Trie<T>>; forms: Form<T>[] }

export type Walk<T> = { to: number; value: T }

/** A trie of names written with marks; hyphens, ampersands and "và" between syllables do not count. */
export function trieOf<T>(entries: readonly (readonly [string, T])[]): Trie<T> {
  const root: Trie<T> = { next: new Map(), forms: [] }
  for (const [name, value] of entries) {
    let node = root
    for (const word of keyWords(name)) {
      const child = node.next.get(word) ?? { next: new Map(), forms: [] }
      node.next.set(word, child)
      node = child
    }
    node.forms.push({ value, words: markedWords(name) })
  }
  return root
}

/** Folded syllables of a name without joining marks: "HĐND&UBND" and "HĐND và UBND" are one. */
export function keyWords(name: string): string[] {
  return (fold(name).match(/[a-z0-9]+/g) ?? []).filter((word) => word !== 'va')
}

function markedWords(name: string): string[] {
  const words =
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter((word) => word !== 'và').map(spelling)
}

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g

/** A syllable with its tone at the end, wherever the writer puts it: "ủy" and "uỷ" are one. */
function spelling(word: string): string {
  const parts = word.normalize('NFD')
  return parts.replace(TONE, '').normalize('NFC') + (parts.match(TONE)?.join('') ?? '')
}

/** Longest name of the trie from token `at`; marks that join the words of one name are stepped over. */
export function walk<T>(trie: Trie<T>, tokens: readonly UnitToken[], at: number): Walk<T> | null {
  let node: Trie<T> | undefined = trie
  let best: Walk<T> | null = null
  for (let i = at; node && i < tokens.length; i++) {
    const token: UnitToken | undefined = tokens[i]
    if (!token) break
    if (token.connector && i > at) {
      if (!joins(token)) break
      continue
    }
    node = node.next.get(token.fold)
    const form: Form<T> | undefined = node && fitting(node.forms, tokens.slice(at, i + 1))
    if (form) best = { to: i + 1, value: form.value }
  }
  return best
}

/** The form spelt as written, else one that agrees: "ban" and "bản" are two words. */
function fitting<T>(forms: readonly Form<T>[], written: readonly UnitToken[]): Form<T> | undefined {
  const agreeing = forms.filter(({ words }) => agrees(written, words))
  if (agreeing.length < 2) return agreeing[0]
  const syllables = written.filter((token) => !token.connector).map((token) => spelling(token.marked))
  return agreeing.find(({ words }) => words.join(' ') === syllables.join(' ')) ?? agreeing[0]
}

/** Fewest syllables of a name that one misread mark still leaves recognisable. */
const MIN_TOLERANT_SYLLABLES = 3

/** "số" is not Sở and "trường" not Trưởng, but one slip in a longer name is forgiven, save in its first word. */
function agrees(written: readonly UnitToken[], words: readonly string[]): boolean {
  const syllables = written.filter((token) => !token.connector)
  const wrong = syllables.flatMap((token, at) =>
    token.marked === token.fold || spelling(token.marked) === words[at] ? [] : [at],
  )
  return wrong.length === 0 || (wrong.length === 1 && wrong[0] !== 0 && words.length >= MIN_TOLERANT_SYLLABLES)
}

/** Marks that may stand inside one name. */
export function joins(token: UnitToken): boolean {
  return token.connector && token.fold !== ';' && token.fold !== ':' && token.fold !== '(' && token.fold !== ')'
}
