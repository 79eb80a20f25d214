/** The parts of a long message that may be its question: whoever tells a story asks in one or two of its clauses. */

import { hasMarks } from '../typed/mark-keys.ts'
import { plain } from '../typed/plain.ts'

/** Up to here a message is compared whole. */
const SHORT_WORDS = 13
/** A window longer than this is a story again. */
const MOST_WINDOW_WORDS = 22
const CLAUSES_A_WINDOW = 3
const MOST_CLAUSES = 24

const BREAK = /[.?!;:\n…]+|,(?!\d)|\s(?=(?:mà|thì|nhưng|nên|vậy|còn|rồi|giờ|nay|xin hỏi|cho hỏi|cho em hỏi)\s)/giu
const BREAK_BARE = /[.?!;:\n…]+|,(?!\d)|\s(?=(?:ma|thi|nhung|nen|vay|con|roi|gio|nay|xin hoi|cho hoi)\s)/giu

/** Something is asked or wanted. */
const ASKS = / (?:gi|nao|dau|sao|khong|bao nhieu|bao lau|may|muon|can|xin|giup|huong dan|phai|duoc|chi|ai|the nao|lam) /

/** A greeting names nobody's errand, though it names the office. */
const GREETING = /^ (?:da )?(?:xin )?(?:chao|alo|hello|hi|kinh gui)(?: \S+){0,4} $/

/** Whether a clause asks: what only tells how things stand names the errand less surely. */
export function asks(text: string): boolean {
  return ASKS.test(plain(text))
}

/** One to three neighbouring clauses each, the whole message not among them; none for a short message. */
export function windowsOf(message: string): string[] {
  if (countWords(message) <= SHORT_WORDS) return []
  const clauses = message
    .split(hasMarks(message) ? BREAK : BREAK_BARE)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && !GREETING.test(plain(clause)))
    .slice(-MOST_CLAUSES)
  const windows = clauses.flatMap((_, from) =>
    Array.from({ length: CLAUSES_A_WINDOW }, (_, more) => clauses.slice(from, from + more + 1).join(', ')),
  )
  return [...new Set(windows)].filter((window) => countWords(window) <= MOST_WINDOW_WORDS && countWords(window) > 1)
}

function countWords(text: string): number {
  return text.split(/\s+/u).length
}
