/** One administrative document as reading understands it. Field shapes up to `warnings` are the `read` contract. */

export type Cadence =
  | 'monthly'
  | 'quarterly'
  | 'half-yearly'
  | 'nine-monthly'
  | 'yearly'
  | 'weekly'
  | 'on-request'
  | 'unspecified'

/** Who issued what when. A field the document leaves blank is null: nothing is guessed. */
export type Identity = {
  issuer: string | null
  /** The commune's own name without "xã", "phường": as its slug is made from. */
  commune: string | null
  province: string | null
  type: string | null
  number: string | null
  dateText: string | null
  /** ISO date, only when day, month and year are all written. */
  date: string | null
  title: string | null
  signer: string | null
  legalBasis: string[]
  /** Capacity of the signer as written, e.g. "KT. CHỦ TỊCH PHÓ CHỦ TỊCH". */
  signerTitle?: string | null
  /** Period the document covers, as written, e.g. "giai đoạn 2026 - 2030". */
  period?: string | null
  /** Words that say what it replaces, as written. */
  replaces?: string | null
  recipients?: string[]
}

/** One office under one canonical name, with every spelling met in the document. */
export type Unit = {
  name: string
  aliases: string[]
  /** True for "các đơn vị", "các phòng, ban": never resolved by guessing. */
  group?: boolean
  /** Members, only where the document lists them. */
  members?: string[]
}

/** How often or how many: "ít nhất 02 lớp tập huấn mỗi năm". */
export type TaskCount = { value: number; unit: string; per: 'year' | 'month' | 'quarter' | null }

/**
 * Of the "sáu rõ", what the words of a duty leave open: a named office (not a group), the work, a time, one who leads, who
 * decides, a result that can be checked.
 */
export type OpenPoint = 'người' | 'việc' | 'thời gian' | 'trách nhiệm' | 'thẩm quyền' | 'kết quả'

export type Task = {
  no: string | null
  name: string
  lead: string[]
  coordinating: string[]
  output: string | null
  timeText: string | null
  /** ISO dates; null when the time recurs, stands or is absent. */
  start: string | null
  end: string | null
  recurrence: string | null
  ongoing: boolean
  /** Set when the duty is counted. */
  count?: TaskCount
  /** What the paper leaves blank of the six. */
  open?: OpenPoint[]
  from: 'appendix' | 'prose'
  /** The place as a clerk cites it without "mục": "III.1.a", "Phụ lục, STT 5". */
  section: string
  quote: string
}

export type ReportingRule = {
  who: string[]
  to: string | null
  via: string | null
  cadence: Cadence
  dueText: string | null
  recurrence: string | null
  dueDates: string[]
  lastSafeDays: string[]
  section: string
  quote: string
}

export type Target = {
  text: string
  op: '=' | '>=' | '>' | '<=' | null
  value: number | null
  unit: string | null
  by: string | null
  section: string
  quote: string
  /** The phase heading it stands under, as written, e.g. "Giai đoạn 2026 - 2027". */
  phase?: string | null
}

/** One heading with its place in the text. `start` and `end` are offsets into `text` of the section's own matter. */
export type Section = {
  path: string[]
  cite: string
  heading: string
  level: number
  parent: number | null
  start: number
  end: number
}

export type PassageKind = 'head' | 'prose' | 'bullet' | 'row' | 'sign' | 'recipients'

/** What retrieval ranks and answers quote: one paragraph, bullet or table row. `quote` is a substring of `text` as squeezed. */
export type Passage = {
  kind: PassageKind
  /** Index into `sections`; null before the first heading. */
  section: number | null
  cite: string
  quote: string
  /** Line that introduces a bullet ("Giai đoạn 2026 - 2027:", "Nhóm chỉ tiêu về hạ tầng:"), if any. */
  lead: string | null
  /** Only of a table's row: what is written, each under its column's heading, empty cells left out. */
  cells?: Cell[]
}

/** One cell of a table's row under the heading of its column: "Kinh phí (triệu đồng)", "6.300". */
export type Cell = { heading: string; text: string }

export type Secrecy = 'mật' | 'tối mật' | 'tuyệt mật'

export type AdministrativeDocument = {
  file: string
  identity: Identity
  outline: string[][]
  units: Unit[]
  tasks: Task[]
  reporting: ReportingRule[]
  targets: Target[]
  warnings: string[]
  /** The extracted text after repair: every quote stands in it once white space is squeezed. */
  text: string
  sections: Section[]
  passages: Passage[]
  /** Places of tables whose columns no heading tells. */
  unreadTables: string[]
  /** Set when the file carries a secrecy mark: its text must not be stored. */
  secrecy: Secrecy | null
  /** "Lưu hành nội bộ" on the document itself. */
  internalUse: boolean
}
