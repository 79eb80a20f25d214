/** What the stages are given from outside, and what one hands on to the next. */
import type { Register } from '../../duties/index.ts'
import type { CuratedAnswers } from '../curated.ts'
import type { GuideAnswer, GuideAnswers } from '../guides/index.ts'
import type { Ranking } from '../lookups/lookup.ts'
import type { Phrase } from '../model/index.ts'
import type { Outcome } from '../outcome.ts'
import type { WholeQuestion } from '../question/follow-up.ts'
import type { Inquiry } from '../question/inquiry.ts'
import type { Shelf } from '../shelf/shelf.ts'
import type { ModelTrace, Turn } from '../turn.ts'
import type { Sayings } from '../typed/sayings.ts'

export type Hit = { documentId: number; position: number; quote: string; cite: string; score: number }

/** What answering needs from outside: the register, and ranked passages of communes by their ids. */
export type Sources = {
  register: Register
  /** Answers about public services; left out where no guides are kept. */
  guides?: GuideAnswers
  /** What the office wrote itself; left out where nobody can. */
  curated?: CuratedAnswers
  /** Has document answers phrased by a model; left out where there is none. */
  phrase?: Phrase
  /** Everyday ways to say what papers write; left out where the office lists none. */
  sayings?: Sayings
  search: (request: { text: string; communes: readonly number[]; limit: number }) => Promise<Hit[]>
}

/** What wording the answer needs however the turn ended. */
export type Seen = { shelves: Shelf[]; hits: Hit[]; model?: ModelTrace }

/** `held`: a sure guide that waits for whether the plans have the very point of the question. */
export type Asked = { turn: Turn; whole: WholeQuestion; held?: GuideAnswer | undefined }
/** `others`: the shelves of communes not asked about. */
export type Understood = { inquiry: Inquiry; others: () => Promise<Shelf[]>; held?: GuideAnswer | undefined }
export type Ranked = Understood & { ranking: Ranking }
/** `absent`: what the register is certain of not having. `guide`: one that gave way to the documents. */
export type Looked = Ranked & { absent: Outcome | null; guide?: GuideAnswer }
export type Answered = Looked & { outcome: Outcome }
