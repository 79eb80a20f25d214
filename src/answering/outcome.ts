/** How a turn can end. Every member has its Vietnamese reply in `replies.ts`; a missing one does not compile. */

import type { CuratedAnswer } from './curated.ts'
import type { Emergency } from './emergencies.ts'
import type { Refusal } from './guard.ts'
import type { GuideAnswer } from './guides/index.ts'
import type { Menu } from './menu.ts'
import type { Elsewhere } from './out-of-scope.ts'
import type { SmallTalk } from './small-talk.ts'
import type { Citation } from './turn.ts'

/** What was found: the body of an answer and the clauses it rests on. */
export type Finding = {
  /** Lines as the person reads them, the answer first. */
  lines: string[]
  citations: Citation[]
  /** Why only a part was found, said after the answer. */
  missing?: Missing
  /** At most one useful next step. */
  next?: string
  /** A list told by pages: how many items come after this page. */
  left?: number
}

/** What the documents leave out of what was asked. */
export type Missing = 'date' | 'amount' | 'status' | 'yearly_split' | 'number' | 'penalty' | 'name' | 'rest'

export type Outcome =
  | { kind: 'found'; finding: Finding; desk: string | null }
  /** `reason`: said in place of the words for what is missing; `isPerhaps`: what is nearest is more likely the answer than not. */
  | {
      kind: 'not_in_documents'
      desk: string | null
      nearest: Finding | null
      missing: Missing | null
      reason?: string
      isPerhaps?: boolean
    }
  | { kind: 'which_commune'; communes: string[] }
  | { kind: 'no_documents' }
  | { kind: 'guided'; answer: GuideAnswer }
  /** Written by the office for this very question. */
  | { kind: 'curated'; answer: CuratedAnswer }
  | { kind: 'menu'; menu: Menu }
  /** `facts`: what the office wrote of its address, hours and phones. */
  | { kind: 'officer'; desk: string | null; facts: string[] }
  | { kind: 'feedback'; of: 'new' | 'status' }
  | { kind: 'emergency'; of: Emergency }
  | { kind: 'refused'; because: Refusal; desk: string | null }
  | { kind: 'elsewhere'; topic: Elsewhere }
  | { kind: 'small_talk'; of: SmallTalk }
