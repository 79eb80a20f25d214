/** What comes in and what goes out of one conversation turn. */

export type Asker = 'citizen' | 'official' | 'unit_head'

export type Said = { role: 'user' | 'assistant'; content: string }

export type Turn = {
  question: string
  asker: Asker
  /** Slug of the asker's commune; null when nobody knows it yet. */
  commune: string | null
  /** The asker's own unit, for officials and heads. */
  unit: string | null
  /** ISO date in Asia/Ho_Chi_Minh. */
  today: string
  /** Answered from these papers of the asker's commune alone; from all that the asker may see where left out. */
  documentIds?: readonly number[]
  /** Whoever asks, as one unchanging key: what one person may spend of a model is counted by it. */
  person?: string
  /**
   * Called with the words of the answer so far while a model writes them. Whatever is shown has passed the same gate as
   * the answer; the answer itself may still be another.
   */
  onText?: (textSoFar: string) => void
  /** Earlier turns of this conversation, oldest first. */
  history: Said[]
}

export type Status =
  | 'answered'
  | 'answered_partly'
  | 'unanswerable'
  | 'clarify'
  | 'refused'
  | 'redirected'
  | 'chat'
  | 'error'

export type Citation = {
  /** File below the knowledge folder. */
  document: string
  /** As a clerk cites it without "mục": "III.1.a". */
  section: string
  /** One contiguous stretch of the document, at most 600 characters. */
  quote: string
  documentId: number
  /** Position of the passage in its document: the anchor on the clause page. */
  position: number
}

/** Why a turn ended as it did, as far as the office may look into it: no word of the person's, only of the papers. */
export type Trace = {
  /** The stage that ended the turn, and how: a kind of outcome. */
  stage: string
  outcome: string
  timings: { stage: string; ms: number; tokens: number }[]
  /** What retrieval found, best first. */
  passages: { document: string; documentId: number; position: number; cite: string; quote: string; score: number }[]
  /** What came of asking the model; absent where it was not asked. */
  model?: ModelTrace
  /** The number of the office's own answer. */
  curated?: number
}

/** `prompt`: the version of the prompt's files. */
export type ModelTrace = { result: string; prompt: string; tokens: number }

export type Answer = {
  status: Status
  /** What the person reads: citation block included, at most 2,000 characters. */
  text: string
  citations: Citation[]
  /** The ten best passages, best first. */
  passages: { document: string; quote: string }[]
  /** Short replies the person may tap or type. */
  choices?: string[]
  /** Why it was given. */
  trace?: Trace
  latencyMs: number
}
