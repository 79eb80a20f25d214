import type { Passage, Section } from '../../../src/documents/administrative-document.ts'

export type PlainDocument = { sections: Section[]; passages: Passage[] }

const HEADINGS: readonly [RegExp, number][] = [
  [/^(?:#+\s*)?\**(?:[IVX]+\.|Điều \d+\.)\s/u, 1],
  [/^(?:#+\s*)?\**\d+\.\s/u, 2],
  [/^(?:#+\s*)?\**[a-zđ]\)\s/u, 3],
]

function headingLevel(line: string): number | null {
  if (line.length > 120) return null
  return HEADINGS.find(([form]) => form.test(line))?.[1] ?? null
}

function joined(text: string): string[] {
  return text
    .replace(/([^.;:!?\n])\n\n(?=\p{Ll})/gu, '$1 ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Sections and passages of plain text by its numbering alone: enough to try reading rules without the outline reader. */
export function plainDocument(text: string): PlainDocument {
  const sections: Section[] = []
  const passages: Passage[] = []
  const open: number[] = []
  let lead: string | null = null
  for (const line of joined(text)) {
    const level = headingLevel(line)
    if (level !== null) {
      while (open.length > 0 && (sections[open.at(-1) ?? 0]?.level ?? 0) >= level) open.pop()
      const parent = open.at(-1) ?? null
      const cite = [parent === null ? '' : (sections[parent]?.cite ?? ''), line.replace(/[#*\s]*(\S+?)[.)]\s.*/u, '$1')]
      open.push(sections.length)
      sections.push({ path: [line], cite: cite.filter(Boolean).join('.'), heading: line, level, parent, start: 0, end: 0 })
    }
    const section = open.at(-1) ?? null
    const kind = /^[-+•]/.test(line) ? 'bullet' : line.includes('\t') ? 'row' : 'prose'
    if (level === null) {
      const cite = section === null ? 'phần đầu' : (sections[section]?.cite ?? '')
      passages.push({ kind, section, cite, quote: line, lead: kind === 'bullet' ? lead : null })
      if (kind === 'prose') lead = line.endsWith(':') ? line : null
    } else {
      lead = null
    }
  }
  return { sections, passages }
}
