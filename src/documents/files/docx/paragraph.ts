/** One Word paragraph as text: tracked deletions, hidden text and contents pages left out, automatic numbers put in. */
import { convertLegacyFont } from '../legacy-fonts.ts'
import { child, children, childValue, type XmlElement } from '../xml.ts'
import type { Numbering } from './numbering.ts'
import { outlineLevel, type ParagraphStyle, type RunLook, runLook, type Styles } from './styles.ts'

export type WordContext = {
  styles: Styles
  numbering: Numbering
  /** What was left out or looks odd, counted, for the notes. */
  found: { deleted: number; hidden: number; white: number; footnotes: number; legacyFonts: number }
}

export type WordParagraph = {
  /** Number or bullet Word shows before the text, without the space after it. */
  label: string | null
  text: string
  bold: boolean
  headingLevel: number
  /** Content of text boxes anchored here. */
  boxes: XmlElement[]
}

type Run = { text: string; look: RunLook }
type Walk = { context: WordContext; style: ParagraphStyle; inTable: boolean; runs: Run[]; boxes: XmlElement[] }

/** Left out with all they contain: deletions, moved-away text, properties, comments' anchors, field instructions. */
const SKIPPED = new Set(['pPr', 'rPr', 'sdtPr', 'instrText', 'delText', 'delInstrText', 'Fallback', 'commentReference'])
const DELETIONS = new Set(['del', 'moveFrom'])
const LITERALS: Record<string, string> = { tab: ' ', ptab: ' ', br: '\n', cr: '\n', noBreakHyphen: '-', softHyphen: '' }

/** Reads a `w:p`; null for a line of an automatic table of contents. */
export function readParagraph(element: XmlElement, context: WordContext, inTable: boolean): WordParagraph | null {
  const properties = child(element, 'pPr')
  const style = context.styles.of(childValue(properties, 'pStyle'))
  if (style.isContents) return null
  const walk: Walk = { context, style, inTable, runs: [], boxes: [] }
  for (const node of children(element)) walkNode(node, walk)
  const text = walk.runs.map((run) => run.text).join('')
  const lettered = walk.runs.filter((run) => /[\p{L}\d]/u.test(run.text))
  return {
    label: nextLabel(properties, style, context),
    text: text.replace(/[^\S\n]+/gu, ' ').trim(),
    bold: lettered.length > 0 && lettered.every((run) => run.look.bold),
    headingLevel: outlineLevel(properties) ?? style.headingLevel,
    boxes: walk.boxes,
  }
}

function nextLabel(properties: XmlElement | undefined, style: ParagraphStyle, context: WordContext): string | null {
  const own = child(properties, 'numPr')
  const numberingId = childValue(own, 'numId') ?? style.numberingId
  if (!numberingId || numberingId === '0') return null
  return context.numbering.next(numberingId, Number(childValue(own, 'ilvl') ?? style.numberingLevel))
}

function walkNode(node: XmlElement, walk: Walk): void {
  if (SKIPPED.has(node.name)) return
  if (DELETIONS.has(node.name)) walk.context.found.deleted += 1
  else if (node.name === 'r') walkRun(node, walk)
  else if (node.name === 'txbxContent') walk.boxes.push(node)
  else for (const inner of children(node)) walkNode(inner, walk)
}

function walkRun(run: XmlElement, walk: Walk): void {
  const { found } = walk.context
  const look = runLook(child(run, 'rPr'), walk.style)
  const text = runText(run, walk)
  if (!text) return
  if (look.hidden) found.hidden += 1
  else if (look.white) found.white += 1
  // White text in a table usually stands on a coloured head row; outside it is how text is hidden.
  if (look.hidden || (look.white && !walk.inTable)) return
  const converted = convertLegacyFont(text, look.font)
  if (converted !== text) found.legacyFonts += 1
  walk.runs.push({ text: converted, look })
}

function runText(run: XmlElement, walk: Walk): string {
  let text = ''
  for (const node of children(run)) {
    if (node.name === 't') text += node.children.join('')
    else if (node.name === 'footnoteReference') walk.context.found.footnotes += 1
    else if (node.name in LITERALS) text += LITERALS[node.name] ?? ''
    else walkNode(node, walk)
  }
  return text
}
