import { fold } from '../../language/text.ts'
import { findUnits } from '../../language/units.ts'
import { coverage } from './actors.ts'
import type { Block } from './blocks.ts'
import { headingForm } from './outline-forms.ts'
import { ISSUER, SIGN } from './outline-marks.ts'

/** Most words of a title that only blank lines set apart. */
const MAX_WORDS = 14
/** Fewest such lines for a paper to be one that sets its titles apart by blank lines. */
const MIN_SIBLINGS = 3
/** A phase ("Giai đoạn 2026 - 2030", "Đến năm 2028") introduces what follows; it is no title. */
const PHASE = /^(?:giai doan|den (?:het )?nam|nam|quy)\s[\d\s–-]+$/
const CLOSING = /^(?:tren day|can cu|noi nhan|kinh gui|da ky|uy ban nhan dan|hoi dong nhan dan)/

/**
 * Titles without number, capitals or markup: short lines without end punctuation between blank lines, over bullets or
 * paragraphs, in a paper where several stand so. Blocks after the paper's head are given.
 */
export function spacedTitles(blocks: readonly Block[]): Set<Block> {
  const found = blocks.filter((block, at) => isSetApart(block, blocks[at + 1]))
  const mixed = new Set(found.filter((block) => !block.caps))
  const overBullets = blocks.filter((block, at) => mixed.has(block) && blocks[at + 1]?.kind === 'bullet')
  return new Set(mixed.size >= MIN_SIBLINGS && overBullets.length * 2 >= mixed.size ? found : [])
}

function isSetApart(block: Block, next: Block | undefined): boolean {
  if (block.kind !== 'text' || !block.gap || !next?.gap || next.kind === 'row' || block.hashes > 0) return false
  if (/[.;,:!?…)/]$/u.test(block.plain) || !/^\p{Lu}/u.test(block.plain)) return false
  const folded = fold(block.plain)
  if (block.plain.split(/\s+/).length > MAX_WORDS || PHASE.test(folded) || CLOSING.test(folded)) return false
  if (headingForm(block.plain) || ISSUER.test(folded) || SIGN.test(block.plain)) return false
  return block.caps || next.kind === 'bullet' || /[.;:]$/u.test(next.plain) || isOffice(block.plain)
}

function isOffice(title: string): boolean {
  return coverage(title, findUnits(title)) >= 0.8
}
