/** What short forms stand for, where a paper puts them in brackets behind the words: "đổi mới sáng tạo (ĐM-ST)". */
import { fold } from '../../../language/text.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'

const ASKS_WORDS = / viet tat | (?:la |cua )(?:nhung |may |cac )?chu (?:gi|nao) /
const SHORT_FORM = /(?<![\p{L}\d])\p{Lu}[\p{Lu}\d]*(?:-\p{Lu}+)*(?![\p{L}\d])/gu

type Defined = { short: string; words: string; entry: ShelfEntry }

/** Null unless every short form of the question is defined somewhere. */
export function lookUpShortForms({ asked, whole, shelves }: Inquiry): Outcome | null {
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1 || !ASKS_WORDS.test(asked)) return null
  const forms = [...new Set(whole.said.match(SHORT_FORM) ?? [])].filter((form) => lettersOf(form).length > 1)
  const defined = forms.flatMap((short) => define(short, shelf) ?? [])
  if (forms.length === 0 || defined.length < forms.length) return null
  const finding = {
    lines: defined.map(({ short, words }) => `${short}: ${words}.`),
    citations: [...new Set(defined.map(({ entry }) => entry))].map((entry) => citePassage(entry)),
  }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function define(short: string, { entries }: Shelf): Defined | null {
  const letters = lettersOf(short)
  for (const entry of entries) {
    const { quote } = entry.passage
    const at = quote.indexOf(`(${short})`)
    if (at < 0) continue
    const words = quote
      .slice(0, at)
      .trim()
      .split(/[\s,]+/)
      .slice(-letters.length)
    if (words.map((word) => fold(word).charAt(0)).join('') === letters) return { short, words: words.join(' '), entry }
  }
  return null
}

function lettersOf(short: string): string {
  return fold(short).replace(/[^a-z]/g, '')
}
