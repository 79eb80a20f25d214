import type { DocumentView } from '../documents/index.ts'

export type Passage = DocumentView['passages'][number]
export type Heading = { kind: 'heading'; anchor: string; level: number; heading: string }
export type Row = { passage: Passage; cells: string[] }

/** What a page sets one after the other. */
export type FlowBlock =
  | Heading
  | { kind: 'lead'; text: string }
  | { kind: 'text'; passage: Passage }
  /** A line of its own that introduces what follows. */
  | { kind: 'introduction'; passage: Passage }
  | { kind: 'bullets'; passages: Passage[] }
  | { kind: 'table'; head: string[] | null; rows: Row[]; columns: number }

export function headingsOf({ sections }: Pick<DocumentView, 'sections'>): Heading[] {
  return sections.map(({ position, level, heading }) => ({
    kind: 'heading',
    anchor: `muc-${position}`,
    level,
    heading,
  }))
}

/**
 * The document in the order of its passages, each heading before the first passage at or after it. A paragraph that
 * closes a section after its subsections stays where the document has it.
 */
export function flowOf({ sections, passages }: Pick<DocumentView, 'sections' | 'passages'>): FlowBlock[] {
  const blocks: FlowBlock[] = []
  const headings = headingsOf({ sections })
  let opened = 0
  let lastLead: string | null = null
  for (const [at, passage] of passages.entries()) {
    const due = sections.findLastIndex(({ position }) => position === passage.section) + 1
    if (due > opened) {
      blocks.push(...headings.slice(opened, due))
      opened = due
      lastLead = null
    }
    // An introducing line that is a passage itself need not be said again above what it introduces.
    if (passage.lead && passage.lead !== lastLead) blocks.push({ kind: 'lead', text: passage.lead })
    const introduces = passages[at + 1]?.lead === passage.quote
    append(blocks, passage, introduces)
    lastLead = introduces ? passage.quote : passage.lead
  }
  return [...blocks, ...headings.slice(opened)]
}

function append(blocks: FlowBlock[], passage: Passage, introduces: boolean): void {
  const last = blocks.at(-1)
  if (introduces) blocks.push({ kind: 'introduction', passage })
  else if (passage.row) appendRow(blocks, passage, passage.row)
  else if (passage.kind !== 'bullet') blocks.push({ kind: 'text', passage })
  else if (last?.kind === 'bullets') last.passages.push(passage)
  else blocks.push({ kind: 'bullets', passages: [passage] })
}

function appendRow(blocks: FlowBlock[], passage: Passage, { cells, head }: NonNullable<Passage['row']>): void {
  const last = blocks.at(-1)
  if (last?.kind === 'table' && (head === null || last.head?.join() === head.join())) {
    last.rows.push({ passage, cells })
    last.columns = Math.max(last.columns, cells.length)
  } else
    blocks.push({ kind: 'table', head, rows: [{ passage, cells }], columns: Math.max(cells.length, head?.length ?? 0) })
}
