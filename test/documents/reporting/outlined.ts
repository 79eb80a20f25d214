import type { Passage, Section } from '../../../src/documents/administrative-document.ts'

const HEADINGS: readonly RegExp[] = [/^[IVX]+\.\s/u, /^\d+\.\s/u]

type Outlined = { sections: Section[]; passages: Passage[] }

function sectionOf(line: string, level: number, sections: readonly Section[]): Section {
  const parent = level === 0 ? null : sections.findLastIndex((section) => section.level === 0)
  const above = parent === null || parent < 0 ? '' : `${sections[parent]?.cite}.`
  const cite = above + line.slice(0, line.indexOf('.'))
  return { path: [line], cite, heading: line, level, parent: parent === -1 ? null : parent, start: 0, end: 0 }
}

/** Sections and passages of a short text: "I." and "1." lines are headings, the other lines passages under them. */
export function outlined(text: string): Outlined {
  const sections: Section[] = []
  const passages: Passage[] = []
  let lead: string | null = null
  for (const line of text.split('\n')) {
    const level = HEADINGS.findIndex((form) => form.test(line))
    if (level >= 0) {
      sections.push(sectionOf(line, level, sections))
      lead = null
      continue
    }
    const kind = line.startsWith('-') ? 'bullet' : 'prose'
    const section = sections.length > 0 ? sections.length - 1 : null
    passages.push({
      kind,
      section,
      cite: sections.at(-1)?.cite ?? 'phần đầu',
      quote: line,
      lead: kind === 'bullet' ? lead : null,
    })
    if (kind === 'prose') lead = line.endsWith(':') ? line : null
  }
  return { sections, passages }
}
