/** The office's own lists of abbreviations, everyday words and quick spellings, as rules on words. */

import type { Spelling } from './syllables.ts'
import { tokenise } from './tokens.ts'

/** What a list's entries are to each other; it decides how much a hint weighs. */
export type EntryKind = 'abbreviation' | 'quick' | 'regional' | 'synonym'

export type Expansion = { kind: EntryKind; words: readonly Spelling[] }

type Entry = { key: readonly Spelling[]; expansion: Expansion }

/** Entries by the unmarked words of their key, so that a question finds its own quickly. */
export type Glossary = { entries: ReadonlyMap<string, readonly Entry[]>; longestKey: number }

/** One list: what is said, and what it stands for. */
export type GlossaryList = { kind: EntryKind; entries: Readonly<Record<string, string | readonly string[]>> }

export const EMPTY_GLOSSARY: Glossary = { entries: new Map(), longestKey: 0 }

/** Abbreviations are known both ways: a paper may write out what the question shortens, or the reverse. */
export function createGlossary(lists: readonly GlossaryList[]): Glossary {
  const entries = new Map<string, Entry[]>()
  for (const { kind, entries: written } of lists) {
    for (const [said, meant] of Object.entries(written)) {
      const meanings = (typeof meant === 'string' ? [meant] : meant).map(wordsOf)
      const key = wordsOf(said)
      for (const meaning of meanings) {
        addEntry(entries, key, { kind, words: meaning })
        if (kind === 'abbreviation' && meanings.length === 1) addEntry(entries, meaning, { kind, words: key })
      }
    }
  }
  return { entries, longestKey: Math.max(0, ...[...entries.keys()].map((key) => key.split(' ').length)) }
}

function wordsOf(text: string): Spelling[] {
  return tokenise(text)
    .filter((token) => !token.whole)
    .map(({ form, bare }) => ({ form, bare }))
}

function addEntry(entries: Map<string, Entry[]>, key: readonly Spelling[], expansion: Expansion): void {
  if (key.length === 0 || expansion.words.length === 0) return
  const bare = key.map((word) => word.bare).join(' ')
  const known = entries.get(bare) ?? []
  entries.set(bare, [...known, { key, expansion }])
}

/** An entry met in a question: `length` words from `start` may also be read as the expansion. */
export type Reading = { start: number; length: number; expansion: Expansion }

/** Every entry met. Marks must agree where both the question and the list wrote them, abbreviations aside. */
export function readingsOf(words: readonly Spelling[], glossary: Glossary): Reading[] {
  return words.flatMap((_, start) => readingsAt(words, start, glossary))
}

function readingsAt(words: readonly Spelling[], start: number, glossary: Glossary): Reading[] {
  const readings: Reading[] = []
  const longest = Math.min(glossary.longestKey, words.length - start)
  for (let length = longest; length > 0; length--) {
    const said = words.slice(start, start + length)
    for (const { key, expansion } of glossary.entries.get(said.map((word) => word.bare).join(' ')) ?? []) {
      if (agree(said, key, expansion.kind)) readings.push({ start, length, expansion })
    }
  }
  return readings
}

function agree(said: readonly Spelling[], key: readonly Spelling[], kind: EntryKind): boolean {
  if (kind === 'abbreviation' || kind === 'quick') return true
  return said.every((word, index) => word.form === word.bare || word.form === key[index]?.form)
}
