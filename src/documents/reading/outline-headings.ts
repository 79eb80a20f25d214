import { fold } from '../../language/text.ts'
import type { Block } from './blocks.ts'
import { type HeadingForm, headingForm } from './outline-forms.ts'
import { isRecipientsHead } from './outline-marks.ts'

/** A numbered line with what stands below it. */
export type NumberedLine = { block: Block; form: HeadingForm; next: Block | undefined }

/** Longest line, in characters, that may be a heading: everything below it is read together with it. */
const MAX_HEADING_CHARS = 1_500

/** Whether a numbered line is a heading or an item of a list. */
export function isHeading(line: NumberedLine): boolean {
  const { block, form } = line
  // Of an article only the number is kept where it is long.
  if (block.plain.length > MAX_HEADING_CHARS) return form.kind === 'article'
  if (block.hashes > 0) return true
  switch (form.kind) {
    case 'appendix':
      return false
    case 'part':
    case 'chapter':
    case 'section':
      return block.plain.length <= 250
    case 'article':
      return true
    case 'roman':
    case 'letter':
      return isTitle(form.title, 45) || block.caps || block.bold
    default:
      return isNumberedTitle(line)
  }
}

function isNumberedTitle(line: NumberedLine): boolean {
  const { block, form } = line
  const words = form.title.split(/\s+/).length
  if (!hasMatter(line)) return (block.bold || block.caps) && words <= 15
  if (/:$/.test(form.title)) return words <= 60
  if (/\.$/.test(form.title)) return words <= 8
  return !/[;,]$/.test(form.title) && words <= 60
}

function isTitle(title: string, maxWords: number): boolean {
  return title !== '' && !/[;,]$/.test(title) && title.split(/\s+/).length <= maxWords
}

/** Whether something stands under a numbered line before the next line of its own kind or wider. */
function hasMatter({ form, next }: NumberedLine): boolean {
  if (!next || isRecipientsHead(next.plain)) return false
  if (next.kind !== 'text') return true
  if (/^trên đây là/iu.test(next.plain)) return false
  const below = headingForm(next.plain)
  if (!below) return !(next.caps && /^(phan|chuong|muc|phu luc)\b/.test(fold(next.plain)))
  return below.rank > form.rank
}

/** Most words of a title that introduces paragraphs without a colon. */
const MAX_LEAD_WORDS = 20

/** Whether a line only introduces what follows: it ends with a colon, or is a short title over bullets or paragraphs. */
export function isLead(block: Block, next: Block | undefined): boolean {
  if (!next || next.kind === 'row') return false
  const plain = block.plain.trim()
  if (/[:：]$/.test(plain)) return true
  if (/[.;!?…]$/.test(plain) || plain.split(/\s+/).length > MAX_LEAD_WORDS) return false
  if (block.kind === 'bullet')
    return next.kind === 'text' && !headingForm(next.plain) && !/^trên đây/iu.test(next.plain)
  return block.bold && next.kind !== 'text' && !/\d{4}$/.test(plain)
}

/** Most lines of an appendix's title. */
const MOST_TITLE_LINES = 12

/** Title of the appendix that begins at `at`: its own line and those below it, up to "(Kèm theo …)". */
export function appendixTitle(blocks: readonly Block[], at: number): Block[] {
  const first = blocks[at]
  if (!first) return []
  const lines = [first]
  const form = headingForm(first.plain)
  const bare = form?.kind === 'appendix' ? !form.title : first.plain.split(' ').length <= 2
  for (const next of blocks.slice(at + 1, at + MOST_TITLE_LINES)) {
    const titled = next.kind === 'text' && !/^\(/.test(next.plain) && !headingForm(next.plain)
    if (!titled || !(next.caps || (bare && (next.bold || lines.length === 1)))) break
    lines.push(next)
  }
  return lines
}
