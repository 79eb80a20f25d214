/** An answer's text apart: what is said, what it rests on (`Căn cứ:` or `Nguồn:` to the next blank line), what follows. */
export type AnswerText = { body: string; sourceLabel: string | null; sources: string[]; after: string }

const SOURCE_LINE = /^(Căn cứ|Nguồn):[ \t]*(.*)$/

export function splitAnswer(text: string): AnswerText {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => SOURCE_LINE.test(line))
  const match = SOURCE_LINE.exec(lines[start] ?? '')
  if (!match) return { body: text.trim(), sourceLabel: null, sources: [], after: '' }
  const blank = lines.findIndex((line, at) => at > start && line.trim() === '')
  const end = blank < 0 ? lines.length : blank
  const sources = [match[2] ?? '', ...lines.slice(start + 1, end)].map((line) => line.replace(/^[-•\s]+/, '').trim())
  return {
    body: lines.slice(0, start).join('\n').trim(),
    sourceLabel: match[1] ?? null,
    sources: sources.filter((line) => line !== ''),
    after: lines.slice(end).join('\n').trim(),
  }
}

/** A run of plain text as blocks a page can set: paragraphs, bullets, numbered items. Any other mark stays text. */
export type TextBlock =
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'bullets'; items: string[] }
  | { kind: 'numbered'; items: { number: number; text: string }[] }

const BULLET = /^\s*[-•+]\s+(.*)$/
const NUMBERED = /^\s*(\d{1,3})[.)]\s+(.*)$/

export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = []
  let isNewParagraph = true
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      isNewParagraph = true
      continue
    }
    addLine(blocks, line, isNewParagraph)
    isNewParagraph = false
  }
  return blocks
}

function addLine(blocks: TextBlock[], line: string, isNewParagraph: boolean): void {
  const last = blocks.at(-1)
  const bullet = BULLET.exec(line)
  const numbered = NUMBERED.exec(line)
  if (bullet) {
    const item = bullet[1] ?? ''
    if (last?.kind === 'bullets') last.items.push(item)
    else blocks.push({ kind: 'bullets', items: [item] })
  } else if (numbered) {
    const item = { number: Number(numbered[1]), text: numbered[2] ?? '' }
    if (last?.kind === 'numbered') last.items.push(item)
    else blocks.push({ kind: 'numbered', items: [item] })
  } else if (last?.kind === 'paragraph' && !isNewParagraph) last.lines.push(line.trim())
  else blocks.push({ kind: 'paragraph', lines: [line.trim()] })
}
