/** Who judges, by the name that histories show, and why; a reason is asked for where something is changed or taken out. */
export type Judge = { by: string; why?: string }

/** What came of a judgement. */
export type Outcome =
  | { kind: 'done'; revision: number }
  /** Somebody, or a new reading of the file, changed the entry after the caller saw it: show it again. */
  | { kind: 'overtaken'; by: string; at: Date }
  /** The entry is no more: its words left the file before anybody had judged it. */
  | { kind: 'gone' }
  /** One sentence for the officer. */
  | { kind: 'refused'; why: string }
