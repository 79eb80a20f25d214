import type { OwnName } from '../../language/units.ts'
import type { Section } from '../administrative-document.ts'
import { bodyNamed, shortens } from './body-names.ts'
import type { Placed } from './outline-state.ts'

/** Words by which a paper tells its readers what its short forms stand for. */
const KEY =
  /viết tắt|^[\s(*]*(?:Ghi chú|Chú thích|Chú giải|Quy ước|Ký hiệu|Trong (?:Phụ lục|bảng|biểu|Kế hoạch|văn bản)(?: này)?)(?!\p{L})/iu
/** "P.VHXH:", "VP =", "CAX là": a short form in capitals and what leads to its meaning. */
const SHORT_FORM =
  /(?<![\p{L}\d.&-])(\p{Lu}[\p{Lu}\d.&/-]*\p{Lu})["”]?\s*(?::|=|–|-|(?:được\s+)?(?:hiểu\s+)?là(?!\p{L}))\s*/gu

/** "Chữ viết tắt: P.VHXH: Phòng Văn hóa - Xã hội; VP: …": short forms of offices that a paper explains itself. */
export function abbreviationKey(placed: readonly Placed[], sections: readonly Section[]): OwnName[] {
  return placed.flatMap((item) => {
    const { block, leads, section, table } = item
    const above = [...leads, section === null ? '' : (sections[section]?.heading ?? ''), ...(table?.headings ?? [])]
    const isUnderKey = above.some((line) => /viết tắt/iu.test(line))
    if (block.kind === 'row') return isUnderKey && !table?.roles.includes('lead') ? pairOf(block.cells) : []
    return isUnderKey || KEY.test(block.plain) ? pairsIn(block.plain) : []
  })
}

function pairsIn(text: string): OwnName[] {
  const heads = [...text.matchAll(SHORT_FORM)]
  return heads.flatMap((head, at) => {
    const long = text.slice(head.index + head[0].length, heads[at + 1]?.index)
    return explained(head[1] ?? '', long)
  })
}

/** "1 | VP | Văn phòng HĐND và UBND xã": a row of a table that explains short forms. */
function pairOf(cells: readonly string[]): OwnName[] {
  return cells.flatMap((cell, at) =>
    /^\p{Lu}[\p{Lu}\d.&/-]*\p{Lu}$/u.test(cell) ? explained(cell, cells[at + 1] ?? '') : [],
  )
}

/** What ends a meaning without being part of it; looked for from where such words begin. */
const TRAILING = /(?<![\s,.;"”]|(?<!\p{L})và)(?:[\s,.;"”]|(?<!\p{L})và)+$/u

/** The short form as a name, where what explains it names an office whose first letters it is made of. */
function explained(short: string, meaning: string): OwnName[] {
  const long = meaning
    .split(/[;()]|\.\s/)[0]
    ?.replace(/^["“\s]+/u, '')
    .replace(TRAILING, '')
  const unit = long ? bodyNamed(long) : null
  return unit && long && shortens(short, long) ? [{ words: short, unit }] : []
}
