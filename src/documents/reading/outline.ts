import { fold } from '../../language/text.ts'
import type { Section } from '../administrative-document.ts'
import type { Block } from './blocks.ts'
import { citePlace } from './citing.ts'
import { type HeadingForm, headingForm, type Region } from './outline-forms.ts'
import { isAppendixTitle, isRecipientsHead, isSignatureLine, unnumberedHeading } from './outline-marks.ts'
import { groupHeading } from './table-rows.ts'
import { cell, type Table, tableHead } from './tables.ts'

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
  /** Number of an item that is no heading ("a", "2"). */
  label: string | null
  /** Where the words begin in `block.plain`, after an item's number. */
  from: number
  table: Table | null
}

export type Outline = { sections: Section[]; placed: Placed[] }

type Open = HeadingForm & { index: number }
type State = {
  region: Region
  sections: Section[]
  open: Open[]
  items: HeadingForm[]
  leads: { depth: number; text: string }[]
  table: Table | null
  placed: Placed[]
}

/** Sections of a document and the place of every block. `headEnd` is the first block after the title. */
export function readOutline(blocks: readonly Block[], headEnd: number): Outline {
  const state: State = { region: 'head', sections: [], open: [], items: [], leads: [], table: null, placed: [] }
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (!block) continue
    if (at < headEnd) place(state, block, 'matter')
    else at += placeBlock(state, blocks, at)
  }
  const end = blocks.reduce((last, block) => Math.max(last, block.start + block.raw.length), 0)
  closeFrom(state, 0, end)
  return { sections: state.sections, placed: state.placed }
}

/** Places one block; returns how many following blocks its heading took in. */
function placeBlock(state: State, blocks: readonly Block[], at: number): number {
  const block = blocks[at] as Block
  if (block.kind === 'row') return placeRow(state, block)
  state.table = block.gap ? state.table : null
  if (isRecipientsHead(block.plain)) {
    openSection(state, block, { kind: 'recipients', rank: 0, label: '', title: '' }, block.plain)
    state.region = 'recipients'
    return 0
  }
  if (isSignatureLine(block, state.region)) state.region = 'sign'
  if (isAppendixTitle(blocks, at, state.region)) return placeAppendix(state, blocks, at)
  if (state.region === 'recipients' || state.region === 'sign') return placeClosing(state, block)
  const form = block.kind === 'text' ? headingForm(block.plain) : null
  if (form && isHeading(blocks, at, form)) return placeHeading(state, blocks, at, form)
  const plain = form ? null : unnumberedHeading(block, state.region)
  if (plain) {
    openSection(state, block, plain, block.plain)
    return 0
  }
  if (form) placeItem(state, block, form)
  else placeMatter(state, blocks, at)
  return 0
}

function placeClosing(state: State, block: Block): number {
  place(state, block, 'matter')
  return 0
}

function placeRow(state: State, block: Block): number {
  const head = tableHead(block.cells)
  if (head) {
    state.table = head
    place(state, block, 'columns')
    return 0
  }
  const group = state.table ? groupHeading(state.table, block.cells) : null
  if (group)
    openSection(
      state,
      block,
      { kind: 'group', rank: 20 + group.depth, label: group.label, title: group.title },
      group.heading,
    )
  else place(state, block, 'matter', state.table ? cell(state.table, block.cells, 'no') || null : null)
  return 0
}

/** An appendix takes its title from the lines below it, up to "(Kèm theo …)". */
function placeAppendix(state: State, blocks: readonly Block[], at: number): number {
  const block = blocks[at] as Block
  const form = headingForm(block.plain)
  const own = block.plain.replace(/\s*\((?:Ban hành |ban hành )?[Kk]èm theo.*$/u, '')
  const lines = [own]
  let taken = 0
  const bare = (form?.kind === 'appendix' && !form.title) || (form === null && own.split(' ').length <= 2)
  while (bare || blocks[at + taken]?.caps) {
    const next = blocks[at + taken + 1]
    if (
      !next ||
      next.kind !== 'text' ||
      !(next.caps || next.bold || taken === 0) ||
      /^\(/.test(next.plain) ||
      headingForm(next.plain)
    )
      break
    if (!bare && !next.caps) break
    lines.push(next.plain)
    taken++
  }
  state.region = 'appendix'
  state.table = null
  const label = form?.kind === 'appendix' ? form.label : ''
  openSection(state, block, { kind: 'appendix', rank: 0, label, title: lines.slice(1).join(' ') }, lines.join(' '))
  for (let i = 1; i <= taken; i++) place(state, blocks[at + i] as Block, 'heading')
  return taken
}

function placeHeading(state: State, blocks: readonly Block[], at: number, form: HeadingForm): number {
  const block = blocks[at] as Block
  const next = blocks[at + 1]
  const titleBelow = !form.title && next?.kind === 'text' && (next.caps || next.bold) && !headingForm(next.plain)
  const heading = titleBelow ? `${block.plain} ${next.plain}` : headingText(block.plain, form)
  openSection(state, block, titleBelow ? { ...form, title: next.plain } : form, heading)
  if (!titleBelow) return 0
  place(state, next, 'heading')
  return 1
}

/** Longest line, in characters, that is a heading as a whole; a longer article is cited by its number. */
const MAX_HEADING_CHARS = 400

function headingText(plain: string, form: HeadingForm): string {
  return plain.length <= MAX_HEADING_CHARS || form.kind !== 'article' ? plain : `Điều ${form.label}.`
}

function openSection(state: State, block: Block, form: HeadingForm, heading: string): void {
  if (state.region === 'head') state.region = 'body'
  const rank = dynamicRank(state.open, form)
  const keep = state.open.findIndex((open) => open.rank >= rank)
  if (keep >= 0) closeFrom(state, keep, block.start)
  const parent = state.open.at(-1)?.index ?? null
  const above = parent === null ? [] : (state.sections[parent]?.path ?? [])
  const index = state.sections.length
  state.open.push({ ...form, rank, index })
  state.items = []
  state.leads = []
  state.sections.push({
    path: [...above, heading],
    cite: citePlace(state.open),
    heading,
    level: state.open.length,
    parent,
    start: block.start,
    end: block.start + block.raw.length,
  })
  place(state, block, 'heading')
}

/** "A." stands above "I." in most papers; where "I." came first, below it. */
function dynamicRank(open: readonly Open[], form: HeadingForm): number {
  if (form.kind !== 'letter') return form.rank
  const roman = open.findIndex((step) => step.kind === 'roman')
  const letter = open.findIndex((step) => step.kind === 'letter')
  if (roman < 0) return form.rank
  return letter >= 0 && letter < roman ? form.rank : 5.5
}

function closeFrom(state: State, keep: number, end: number): void {
  for (const open of state.open.splice(keep)) {
    const section = state.sections[open.index]
    if (section) section.end = Math.max(section.end, end)
  }
}

/** "7.4." after heading "7.3." goes on where that left off; "1." under it begins a list of its own. */
function followsHeading(state: State, form: HeadingForm): boolean {
  const open = state.open.findLast((step) => step.rank === form.rank)
  const last = (label: string): string => label.split('.').at(-1) ?? ''
  return open !== undefined && last(form.label) !== '1' && last(form.label) !== 'a'
}

function placeItem(state: State, block: Block, form: HeadingForm): void {
  if (followsHeading(state, form)) {
    closeFrom(
      state,
      state.open.findIndex((open) => open.rank >= form.rank),
      block.start,
    )
    state.leads = []
    state.items = []
  }
  const keep = state.items.findIndex((item) => item.rank >= form.rank)
  if (keep >= 0) state.items.splice(keep)
  state.items.push(form)
  if (/:$/.test(block.plain)) {
    pushLead(state, 0.5 + form.rank / 100, block.plain)
    place(state, block, 'lead', form.label, block.plain.length - form.title.length)
    return
  }
  state.leads = state.leads.filter((lead) => lead.depth < 0.5 + form.rank / 100)
  place(state, block, 'matter', form.label, block.plain.length - form.title.length)
}

function placeMatter(state: State, blocks: readonly Block[], at: number): void {
  const block = blocks[at] as Block
  if (block.kind === 'text' && /^trên đây là/iu.test(block.plain)) {
    state.items = []
    state.leads = []
    if (state.region === 'body') closeFrom(state, 1, block.start)
  }
  const depth = block.kind === 'bullet' ? block.depth + 1 : 0
  if (isLead(block, blocks[at + 1])) {
    place(state, block, 'lead', null, 0, depth)
    pushLead(state, depth, block.plain)
    return
  }
  if (block.kind === 'bullet') state.leads = state.leads.filter((lead) => lead.depth < depth)
  place(state, block, 'matter')
}

function pushLead(state: State, depth: number, text: string): void {
  state.leads = [...state.leads.filter((lead) => lead.depth < depth), { depth, text }]
}

/** Most words of a title that introduces paragraphs without a colon. */
const MAX_LEAD_WORDS = 20

function isLead(block: Block, next: Block | undefined): boolean {
  if (!next || next.kind === 'row') return false
  const plain = block.plain.trim()
  if (/[:：]$/.test(plain)) return true
  if (/[.;!?…]$/.test(plain) || plain.split(/\s+/).length > MAX_LEAD_WORDS) return false
  if (block.kind === 'bullet')
    return next.kind === 'text' && !headingForm(next.plain) && !/^trên đây/iu.test(next.plain)
  return block.bold && next.kind !== 'text' && !/\d{4}$/.test(plain)
}

function place(
  state: State,
  block: Block,
  part: Placed['part'],
  label: string | null = null,
  from = 0,
  depth = Number.POSITIVE_INFINITY,
): void {
  const section = state.open.at(-1)?.index ?? null
  const leads = state.leads.filter((lead) => lead.depth < depth).map((lead) => lead.text)
  const items = part === 'heading' ? [] : state.items
  const cite = block.kind === 'row' && label ? rowCite(state, label) : citePlace([...state.open, ...items])
  state.placed.push({
    block,
    region: state.region,
    section,
    cite,
    leads,
    part,
    label,
    from,
    table: part === 'matter' && block.kind === 'row' ? state.table : null,
  })
}

function rowCite(state: State, label: string): string {
  const place = citePlace(state.open.filter((step) => step.kind !== 'group'))
  return place ? `${place}, STT ${label}` : `STT ${label}`
}

/** Whether a numbered line is a heading or an item of a list. */
function isHeading(blocks: readonly Block[], at: number, form: HeadingForm): boolean {
  const block = blocks[at] as Block
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
      return isNumberedTitle(blocks, at, form)
  }
}

function isNumberedTitle(blocks: readonly Block[], at: number, form: HeadingForm): boolean {
  const block = blocks[at] as Block
  const words = form.title.split(/\s+/).length
  if (!hasMatter(blocks, at, form)) return (block.bold || block.caps) && words <= 15
  if (/:$/.test(form.title)) return words <= 60
  if (/\.$/.test(form.title)) return words <= 8
  return !/[;,]$/.test(form.title) && words <= 60
}

function isTitle(title: string, maxWords: number): boolean {
  return title !== '' && !/[;,]$/.test(title) && title.split(/\s+/).length <= maxWords
}

/** Whether something stands under a numbered line before the next line of its own kind or wider. */
function hasMatter(blocks: readonly Block[], at: number, form: HeadingForm): boolean {
  const next = blocks[at + 1]
  if (!next || isRecipientsHead(next.plain)) return false
  if (next.kind !== 'text') return true
  if (/^trên đây là/iu.test(next.plain)) return false
  const below = headingForm(next.plain)
  if (!below) return !isCapsHeading(next)
  return below.rank > form.rank
}

function isCapsHeading(block: Block): boolean {
  return block.caps && /^(phan|chuong|muc|phu luc)\b/.test(fold(block.plain))
}
