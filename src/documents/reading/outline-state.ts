import type { Section } from '../administrative-document.ts'
import type { Block } from './blocks.ts'
import { citePlace } from './citing.ts'
import type { Table } from './columns.ts'
import type { HeadingForm, Region } from './outline-forms.ts'

/** A block with its place: what later stages read instead of raw lines. */
export type Placed = {
  block: Block
  region: Region
  section: number | null
  cite: string
  /** Lines that introduce it, outermost first: a phase, a theme, the unit addressed. */
  leads: string[]
  /** A heading, a line that introduces others, a table's head row, or matter of its own. */
  part: 'heading' | 'lead' | 'columns' | 'matter'
  /** Number of an item that is no heading ("a", "2"), or of a row. */
  label: string | null
  /** Where the words begin in `block.plain`, after an item's number. */
  from: number
  table: Table | null
}

type Open = HeadingForm & { index: number }

/** Where the walk over a paper stands: the headings that are open, the items and leads under the last of them. */
export type OutlineState = {
  region: Region
  sections: Section[]
  open: Open[]
  items: HeadingForm[]
  leads: { depth: number; text: string }[]
  table: Table | null
  placed: Placed[]
  /** The paper numbers no heading: titles are known by their words and emphasis alone. */
  loose: boolean
  /** Titles known by the blank lines around them. */
  spaced: ReadonlySet<Block>
}

export function newOutlineState(loose: boolean, spaced: ReadonlySet<Block>): OutlineState {
  return { loose, spaced, region: 'head', sections: [], open: [], items: [], leads: [], table: null, placed: [] }
}

/** Opens a section under the nearest open one that is wider, closing those that are not. */
export function openSection(state: OutlineState, block: Block, heading: { form: HeadingForm; text: string }): void {
  if (state.region === 'head') state.region = 'body'
  const rank = rankAmong(state.open, heading.form)
  closeFrom(state, rank, block.start)
  const parent = state.open.at(-1)?.index ?? null
  const above = parent === null ? [] : (state.sections[parent]?.path ?? [])
  state.open.push({ ...heading.form, rank, index: state.sections.length })
  state.sections.push({
    path: [...above, heading.text],
    cite: citePlace(state.open),
    heading: heading.text,
    level: state.open.length,
    parent,
    start: block.start,
    end: block.start + block.raw.length,
  })
  place(state, block, { part: 'heading' })
}

/** "A." stands above "I." in most papers; where "I." came first, below it. */
function rankAmong(open: readonly Open[], form: HeadingForm): number {
  if (form.kind !== 'letter') return form.rank
  const roman = open.findIndex((step) => step.kind === 'roman')
  const letter = open.findIndex((step) => step.kind === 'letter')
  if (roman < 0) return form.rank
  return letter >= 0 && letter < roman ? form.rank : 5.5
}

/** Closes every open section of this rank or narrower at a place of the text; its items and leads end with it. */
export function closeFrom(state: OutlineState, rank: number, end: number): void {
  const keep = state.open.findIndex((open) => open.rank >= rank)
  state.items = []
  state.leads = []
  for (const open of keep < 0 ? [] : state.open.splice(keep)) {
    const section = state.sections[open.index]
    if (section) section.end = Math.max(section.end, end)
  }
}

/** Longest introducing line, in characters, that those after it are read with. */
const MAX_LEAD_CHARS = 1_500

/** Remembers a line that introduces those after it, until one as wide comes. */
export function pushLead(state: OutlineState, depth: number, text: string): void {
  dropLeads(state, depth)
  state.leads.push({ depth, text: text.slice(0, MAX_LEAD_CHARS) })
}

export function dropLeads(state: OutlineState, depth: number): void {
  state.leads = state.leads.filter((lead) => lead.depth < depth)
}

type Placing = { part: Placed['part']; label?: string | null; from?: number }

/** Joins a row to the one before it: a cell went on over the line. */
export function extendRow(state: OutlineState, block: Block): void {
  const last = state.placed.at(-1)
  if (!last) return
  const cells = last.block.cells.map((text, at) => [text, block.cells[at] ?? ''].filter(Boolean).join(' '))
  last.block = { ...last.block, cells, plain: cells.join(' '), raw: `${last.block.raw} ${block.raw}` }
}

/** Records a block at the state's place. */
export function place(state: OutlineState, block: Block, placing: Placing): void {
  const { part, label = null, from = 0 } = placing
  const items = part === 'heading' ? [] : state.items
  const isRow = block.kind === 'row'
  state.placed.push({
    block,
    region: state.region,
    section: state.open.at(-1)?.index ?? null,
    cite: isRow && label ? rowCite(state, label) : citePlace([...state.open, ...items]),
    leads: state.leads.map((lead) => lead.text),
    part,
    label,
    from,
    table: part === 'matter' && isRow ? state.table : null,
  })
}

function rowCite(state: OutlineState, label: string): string {
  const above = citePlace(state.open.filter((step) => step.kind !== 'group'))
  return above ? `${above}, STT ${label}` : `STT ${label}`
}
