/** One service guide as written by people: how a citizen gets one public service done. */

/** Where a citizen is helped in person; the office's own file says where that is. */
export const DESKS = ['service_centre', 'police', 'health_station', 'school', 'digital_team', 'office'] as const
export type Desk = (typeof DESKS)[number]

/** The parts of a guide by the heading they stand under in the file. */
export const PART_HEADINGS = {
  summary: 'Tóm tắt',
  prepare: 'Chuẩn bị',
  steps: 'Các bước',
  where: 'Nơi làm',
  fee: 'Lệ phí',
  time: 'Thời gian',
  caution: 'Lưu ý',
  unsure: 'Cần hỏi lại',
  english: 'In English',
} as const

export type GuidePart = keyof typeof PART_HEADINGS

/** The heading of short questions, each under a heading of its own with its answer below. */
export const QUESTIONS_HEADING = 'Hỏi nhanh'

/** One paragraph, bullet or step. `text` stands in the file once white space is squeezed. */
export type GuideLine = {
  text: string
  /** Last day on which it is true (ISO); null when it has no end. */
  until: string | null
  /** Number of the passage it becomes in the store, counted from 0. */
  position: number
}

/** `question` is the heading; `alsoAsked` are other ways to ask the same, written after it between bars. */
export type GuideQuestion = { question: string; alsoAsked: string[]; answer: GuideLine[] }

export type GuideSource = { name: string; url?: string }

export type Guide = {
  /** Path below the knowledge folder: the document's name everywhere. */
  file: string
  /** File name without its ending: how other files name the guide. */
  slug: string
  /** What the service is called, as people read it. */
  title: string
  audience: string
  desk: Desk
  /** True when only the office's own facts answer: without them the guide says that they are missing. */
  localOnly: boolean
  /** True when it holds for any service: a guide of the service named comes first. */
  general: boolean
  /** True when it says little but where to ask: the office's own documents come first. */
  plansFirst: boolean
  /** ISO days. After `reviewBy` the guide says that it is overdue; outside `validFrom`–`validUntil` it is not told. */
  lastVerified: string
  reviewBy: string
  validFrom: string
  validUntil: string | null
  hotline: string[]
  sources: GuideSource[]
  tags: string[]
  /** Other ways people ask for it: everyday, regional and misspelt. */
  synonyms: string[]
  parts: Record<GuidePart, GuideLine[]>
  questions: GuideQuestion[]
}

/** A guide or a file beside the guides is not of the expected form. */
export class GuideError extends Error {
  override readonly name = 'GuideError'
  readonly file: string
  /** Where in the file and what is wrong, in Vietnamese. */
  readonly detail: string
  /** What to do about it, in Vietnamese. */
  readonly remedy: string

  constructor({ file, detail, remedy }: { file: string; detail: string; remedy: string }, cause?: unknown) {
    super(`guide: ${file}: ${detail}: ${remedy}`, { cause })
    this.file = file
    this.detail = detail
    this.remedy = remedy
  }
}
