/** What a column holds, by its heading. */
export type ColumnRole =
  | 'no'
  | 'name'
  | 'lead'
  | 'coordinating'
  | 'output'
  | 'time'
  | 'start'
  | 'note'
  | 'target'
  | 'unit'
  | 'funding'

export type Table = { roles: (ColumnRole | null)[]; headings: string[] }
