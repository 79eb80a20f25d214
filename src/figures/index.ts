/**
 * Figures about the assistant's work: questions by day, outcome, channel and topic, what people thought of the answers, who
 * reported in time; the results of targets that the office says; and what of all this everybody may see. Promises that
 * nothing in it leads back to a person. Decides nothing and sends nothing.
 */
export { type Bars, barChart } from './charts.ts'
export { csvLine, SPREADSHEET_MARK } from './csv.ts'
export { figuresAsCsv, figuresAsXlsx } from './export.ts'
export { type Figures, type FiguresSpan, openFigures, type PublicFigures, type PublishedPaper } from './figures.ts'
export type { TargetLine } from './results.ts'
export type { Usage } from './usage.ts'
