/** What stands on a page and where, in one unit with y downwards: points for a PDF, pixels for an image. */

export type Word = {
  text: string
  left: number
  right: number
  top: number
  bottom: number
  bold: boolean
  /** Whether white space stood before it; otherwise the distance to its neighbour decides. */
  spaced: boolean
}

/** A straight line along one axis: `at` is its y when horizontal, its x when vertical. */
export type Ruling = { axis: 'horizontal' | 'vertical'; at: number; from: number; to: number }

export type PageMarks = { width: number; height: number; words: Word[]; rulings: Ruling[] }

/** One line of running text within one column. */
export type TextLine = {
  text: string
  left: number
  right: number
  top: number
  bottom: number
  bold: boolean
  /** Width of its first word: had it fitted on the line before, that line ended on purpose. */
  firstWordWidth: number
}

export type PagePart = { kind: 'lines'; lines: TextLine[] } | { kind: 'table'; rows: string[][] }

export type PageLayout = { width: number; height: number; parts: PagePart[] }
