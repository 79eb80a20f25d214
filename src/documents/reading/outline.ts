import type { Section } from '../administrative-document.ts'
import type { Block } from './blocks.ts'
import { MAX_LINE_CHARS } from './long-lines.ts'
import { type HeadingForm, headingForm } from './outline-forms.ts'
import { appendixTitle, isHeading, isLead } from './outline-headings.ts'
import { isAppendixTitle, isRecipientsHead, isSignatureLine, unnumberedHeading } from './outline-marks.ts'
import { spacedTitles } from './outline-spaced.ts'
import {
  closeFrom,
  dropLeads,
  extendRow,
  newOutlineState,
  type OutlineState,
  openSection,
  type Placed,
  place,
  pushLead,
} from './outline-state.ts'
import { continuesRow, groupHeading } from './table-rows.ts'
import { cell, refineHead, tableHead } from './tables.ts'

export type Outline = { sections: Section[]; placed: Placed[] }

type Here = { blocks: readonly Block[]; at: number; block: Block }

/** Sections of a document and the place of every block. `headEnd` is the first block after the title. */
export function readOutline(blocks: readonly Block[], headEnd: number): Outline {
  const strict = walk({ blocks, headEnd, loose: false, spaced: NONE })
  const numbered = strict.sections.some((section) => !strict.feet.has(section))
  const spaced = spacedTitles(blocks.slice(headEnd))
  if (numbered && !spaced.size) return strict
  return walk({ blocks, headEnd, loose: !numbered, spaced })
}

const NONE: ReadonlySet<Block> = new Set()

type Walk = Outline & { feet: Set<Section> }
type Way = { blocks: readonly Block[]; headEnd: number; loose: boolean; spaced: ReadonlySet<Block> }

function walk({ blocks, headEnd, loose, spaced }: Way): Walk {
  const state = newOutlineState(loose, spaced)
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (!block) continue
    if (at === headEnd && isLetterBody(blocks, at)) state.region = 'body'
    if (at < headEnd) place(state, block, { part: 'matter' })
    else at += placeBlock(state, { blocks, at, block })
  }
  const last = blocks.at(-1)
  closeFrom(state, 0, last ? last.start + last.raw.length : 0)
  const feet = state.placed
    .filter((item) => item.region !== 'body')
    .flatMap((item) => state.sections[item.section ?? -1] ?? [])
  return { sections: state.sections, placed: state.placed, feet: new Set(feet) }
}

/** A letter's body begins right after those it is addressed to. */
function isLetterBody(blocks: readonly Block[], at: number): boolean {
  return at > 0 && blocks.slice(0, at).some((block) => /^kính gửi/iu.test(block.plain))
}

/** Places one block; returns how many following blocks its heading took in. */
function placeBlock(state: OutlineState, here: Here): number {
  const { blocks, at, block } = here
  if (block.kind === 'row') return placeRow(state, here)
  state.table = block.gap ? state.table : null
  if (isRecipientsHead(block.plain)) {
    openSection(state, block, { form: { kind: 'recipients', rank: 0, label: '', title: '' }, text: block.plain })
    state.region = 'recipients'
    return 0
  }
  if (isSignatureLine(block, state.region)) state.region = 'sign'
  if (isAppendixTitle(blocks, at, state.region)) return placeAppendix(state, here)
  if (state.region === 'recipients' || state.region === 'sign') {
    place(state, block, { part: 'matter' })
    return 0
  }
  return placeText(state, here)
}

function placeText(state: OutlineState, here: Here): number {
  const { block } = here
  const form = block.kind === 'text' ? headingForm(block.plain) : null
  if (form && isHeading({ block, form, next: here.blocks[here.at + 1] })) return placeHeading(state, here, form)
  const titled = form ? null : (unnumberedHeading(block, state.region, state.loose) ?? spacedHeading(state, block))
  if (titled) openSection(state, block, { form: titled, text: block.plain })
  else if (form) placeItem(state, block, form)
  else placeMatter(state, here)
  return 0
}

/** Rank of a title known by the blank lines around it: in capitals like a section, else under every numbered heading. */
function spacedHeading(state: OutlineState, block: Block): HeadingForm | null {
  if (!state.spaced.has(block) || (state.region === 'head' && !block.caps && !state.loose)) return null
  const rank = block.caps ? 4.5 : 9.5
  return { kind: 'titled', label: '', title: block.plain, rank }
}

function placeRow(state: OutlineState, { blocks, at, block }: Here): number {
  const head = tableHead(block.cells)
  if (head) {
    if (state.region === 'sign' || state.region === 'recipients') leaveFoot(state, block)
    state.table = head
    place(state, block, { part: 'columns' })
    return 0
  }
  const last = state.placed.at(-1)
  const refined = state.table && last?.part === 'columns' ? refineHead(state.table, block.cells) : null
  if (refined) {
    state.table = refined
    place(state, block, { part: 'columns' })
    return 0
  }
  const fits = last && last.block.raw.length + block.raw.length < MAX_LINE_CHARS
  if (state.table && last?.table && fits && continuesRow(state.table, last.block.cells, block.cells)) {
    extendRow(state, block)
    return 0
  }
  const group = state.table ? groupHeading(state.table, block.cells, blocks[at + 1]?.cells ?? []) : null
  if (group) {
    const form: HeadingForm = { kind: 'group', rank: 20 + group.depth, label: group.label, title: group.title }
    openSection(state, block, { form, text: group.heading })
  } else {
    place(state, block, {
      part: 'matter',
      label: state.table ? cell(state.table, block.cells, 'no').replace(/[.)]$/, '') || null : null,
    })
  }
  return 0
}

/** A table after the signature without a title of its own belongs to no section. */
function leaveFoot(state: OutlineState, block: Block): void {
  closeFrom(state, 0, block.start)
  state.region = 'appendix'
}

const ANNEXED = /(?:(?<!\s)\s+)?\((?:Ban hành |ban hành )?[Kk]èm theo.*/u

function placeAppendix(state: OutlineState, here: Here): number {
  const lines = appendixTitle(here.blocks, here.at)
  const form = headingForm(here.block.plain)
  const label = form?.kind === 'appendix' ? form.label : ''
  const text = lines
    .map((line) => line.plain)
    .join(' ')
    .replace(ANNEXED, '')
  state.region = 'appendix'
  state.table = null
  openSection(state, here.block, { form: { kind: 'appendix', rank: 0, label, title: text }, text })
  for (const line of lines.slice(1)) place(state, line, { part: 'heading' })
  return lines.length - 1
}

/** Longest line, in characters, that is a heading as a whole; a longer article is cited by its number. */
const MAX_HEADING_CHARS = 400

function placeHeading(state: OutlineState, here: Here, form: HeadingForm): number {
  const { block } = here
  const next = here.blocks[here.at + 1]
  if (!form.title && next?.kind === 'text' && (next.caps || next.bold) && !headingForm(next.plain)) {
    openSection(state, block, { form: { ...form, title: next.plain }, text: `${block.plain} ${next.plain}` })
    place(state, next, { part: 'heading' })
    return 1
  }
  const tooLong = form.kind === 'article' && block.plain.length > MAX_HEADING_CHARS
  openSection(state, block, { form, text: tooLong ? `Điều ${form.label}.` : block.plain })
  return 0
}

/** "7.4." after heading "7.3." goes on where that left off; "1." under it begins a list of its own. */
function followsHeading(state: OutlineState, form: HeadingForm): boolean {
  const last = form.label.split('.').at(-1)
  return state.open.some((step) => step.rank === form.rank) && last !== '1' && last !== '(1)' && last !== 'a'
}

function placeItem(state: OutlineState, block: Block, form: HeadingForm): void {
  if (followsHeading(state, form)) closeFrom(state, form.rank, block.start)
  state.items = [...state.items.filter((item) => item.rank < form.rank), form]
  // Items stand between text (0) and bullets (1 and more), the narrower the deeper.
  const depth = 0.5 + form.rank / 100
  dropLeads(state, depth)
  const introduces = /:$/.test(block.plain)
  place(state, block, {
    part: introduces ? 'lead' : 'matter',
    label: form.label,
    from: block.plain.length - form.title.length,
  })
  if (introduces) pushLead(state, depth, block.plain)
}

/** Rank of the narrowest section that the closing words of a paper still belong to. */
const WITHIN_TOP_SECTION = 6.5

function placeMatter(state: OutlineState, here: Here): void {
  const { block } = here
  if (block.kind === 'text' && /^trên đây là/iu.test(block.plain)) closeFrom(state, WITHIN_TOP_SECTION, block.start)
  const depth = block.kind === 'bullet' ? block.depth + 1 : 0
  const introduces = isLead(block, here.blocks[here.at + 1])
  if (introduces || block.kind === 'bullet') dropLeads(state, depth)
  place(state, block, { part: introduces ? 'lead' : 'matter' })
  if (introduces) pushLead(state, depth, block.plain)
}
