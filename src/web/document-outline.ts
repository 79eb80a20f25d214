import type { DocumentView } from '../documents/index.ts'

export type Passage = DocumentView['passages'][number]
export type OutlineSection = { anchor: string; level: number; heading: string; passages: Passage[] }
export type Outline = { opening: Passage[]; sections: OutlineSection[] }

/** Sections in order, each with the passages that stand in it; `opening` holds what comes before the first heading. */
export function outlineOf({ sections, passages }: Pick<DocumentView, 'sections' | 'passages'>): Outline {
  const bySection = Map.groupBy(passages, ({ section }) => section)
  return {
    opening: bySection.get(null) ?? [],
    sections: sections.map(({ position, level, heading }) => ({
      anchor: `muc-${position}`,
      level,
      heading,
      passages: bySection.get(position) ?? [],
    })),
  }
}

export type PassageGroup =
  | { kind: 'text'; passage: Passage; lead: string | null }
  | { kind: 'bullets'; lead: string | null; passages: Passage[] }
  | { kind: 'table'; lead: string | null; rows: { passage: Passage; cells: string[] }[]; columns: number }

/** Passages of one section as a page sets them: runs of bullets as one list, runs of table rows as one table. */
export function groupPassages(passages: Passage[]): PassageGroup[] {
  const groups: PassageGroup[] = []
  let lastLead: string | null = null
  for (const passage of passages) {
    const lead = passage.lead !== lastLead ? passage.lead : null
    if (passage.lead) lastLead = passage.lead
    append(groups, passage, lead)
    // A line set as its own paragraph need not be said again above the bullets it introduces.
    if (passage.kind === 'prose' || passage.kind === 'bullet') lastLead = passage.lead ?? passage.quote
  }
  return groups
}

function append(groups: PassageGroup[], passage: Passage, lead: string | null): void {
  const last = groups.at(-1)
  const cells = passage.quote.split('\t').map((cell) => cell.trim())
  if (passage.kind === 'row' && cells.length > 1) {
    if (last?.kind === 'table' && lead === null) {
      last.rows.push({ passage, cells })
      last.columns = Math.max(last.columns, cells.length)
    } else groups.push({ kind: 'table', lead, rows: [{ passage, cells }], columns: cells.length })
  } else if (passage.kind === 'bullet') {
    if (last?.kind === 'bullets' && lead === null) last.passages.push(passage)
    else groups.push({ kind: 'bullets', lead, passages: [passage] })
  } else groups.push({ kind: 'text', passage, lead })
}
