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

export type Answer = {
  status: Status
  /** What the person reads: citation block included, at most 2,000 characters. */
  text: string
  citations: Citation[]
  /** The ten best passages, best first. */
  passages: { document: string; quote: string }[]
  /** Short replies the person may tap or type. */
  choices?: string[]
  latencyMs: number
}
