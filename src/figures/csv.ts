/** By this a spreadsheet knows that what follows is UTF-8. */
export const SPREADSHEET_MARK = '\uFEFF'

/** One line of a table, its end included. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map(cellOf).join(',')}\r\n`
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe. */
function cellOf(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
