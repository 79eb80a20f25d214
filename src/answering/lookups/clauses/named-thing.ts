/** A thing the papers call by a name in quotes: asked what it is, its own sentences are told, not those beside them. */
import type { Inquiry } from '../../question/inquiry.ts'
import type { Shelf } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { sentencesOf } from '../../wording.ts'

const QUOTED = /["“]([^"“”]{4,60})["”]/gu
const ASKS_WHAT =
  / (?:la (?:cai |nhom |mo hinh |phong trao |chuong trinh |to |loai |thu )?gi|nghia la|de lam gi|lam gi|la sao|la (?:nhu )?the nao) /
const LEAST_WORDS = 2
const MOST = 3

const names = new WeakMap<Shelf, string[]>()

/** The plain name of the thing asked about; null for other questions and for names of no paper. */
export function namedThing({ asked, wants }: Inquiry, shelf: Shelf): string | null {
  if (!wants.includes('definition') || !ASKS_WHAT.test(asked)) return null
  return namesOf(shelf).find((name) => asked.includes(name)) ?? null
}

/** All quoted names of the papers, the longest first. */
function namesOf(shelf: Shelf): string[] {
  const known = names.get(shelf)
  if (known) return known
  const found = shelf.entries
    .flatMap(({ passage }) => [...passage.quote.matchAll(QUOTED)].map(([, name = '']) => plain(name)))
    .filter((name) => name.trim().split(' ').length >= LEAST_WORDS)
  const sorted = [...new Set(found)].sort((a, b) => b.length - a.length)
  names.set(shelf, sorted)
  return sorted
}

/** The passages that say something of the named thing, best first; titles that only name it say nothing. */
export function sayingOf(name: string, ranked: readonly Ranked[]): Ranked[] {
  return ranked
    .filter(({ entry }) => entry.passage.kind !== 'head' && plain(entry.passage.quote).includes(name))
    .filter(({ entry }) => entry.row !== null || /[.;:]["”)*\s]*$/u.test(entry.passage.quote))
    .slice(0, MOST)
}

/** The sentences that have the name, where others speak of another named thing. */
export function sentencesOn(name: string, text: string): string {
  const all = sentencesOf(text)
  const own = all.filter((each) => plain(each).includes(name))
  const isOfAnother = all.some((each) => !own.includes(each) && each.search(QUOTED) >= 0)
  return own.length > 0 && isOfAnother ? own.join(' ') : text
}
