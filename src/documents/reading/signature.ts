import type { Block } from './blocks.ts'
import { withoutSigned } from './outline-marks.ts'

export type Signature = {
  name: string | null
  /** Capacity as written, e.g. "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH". */
  capacity: string | null
  /** Body signed for, from "TM. …". */
  body: string | null
}

const CAPACITY =
  /^(TM\.|T\/M|KT\.|TL\.|TUQ\.|Q\.|QUYỀN |(PHÓ )?CHỦ TỊCH|CHỦ TỌA|(PHÓ )?BÍ THƯ|(PHÓ )?TRƯỞNG |(PHÓ )?CHÁNH |(PHÓ )?GIÁM ĐỐC|(PHÓ )?HIỆU TRƯỞNG|THƯỜNG TRỰC|ỦY VIÊN|BAN )/u
const NAME =
  /^(?:(?:Đồng chí|Ông|Bà|TS\.?|ThS\.?|Thượng tá|Trung tá|Thiếu tá|Đại úy)\s+)?(\p{Lu}[\p{Ll}]*(?:\s\p{Lu}[\p{Ll}]*){1,4})$/u
const SIGNED = /^\(.*\)$|^\[.*\]$|^(đã ký|đã kí|ký tên)/iu
const INLINE =
  /(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|GIÁM ĐỐC)\s+(?:\((?:[Đđ]ã ký|[Kk]ý)[^)]*\)\s*)?(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4})\s*$/u
/** Lines looked at after a capacity for the name: marks of signing and seal stand between. */
const MAX_LINES = 20

/** Who signed and in what capacity: capitals after the body, then a person's name. */
export function readSignature(blocks: readonly Block[]): Signature {
  for (let at = Math.min(5, blocks.length); at < blocks.length; at++) {
    const block = blocks[at]
    if (!block || !opensSignature(block)) continue
    const found = signatureAt(blocks, at)
    if (found) return found
  }
  return { name: null, capacity: null, body: null }
}

function opensSignature(block: Block): boolean {
  return block.kind !== 'row' && CAPACITY.test(block.plain) && !/[;:]$/.test(block.plain) && block.plain.length < 200
}

function signatureAt(blocks: readonly Block[], at: number): Signature | null {
  const capacity: string[] = []
  for (let next = at; next < Math.min(at + MAX_LINES, blocks.length); next++) {
    const plain = withoutSigned(blocks[next]?.plain.trim() ?? '')
    const inline = INLINE.exec(plain)?.[1]
    if (inline) return finish([...capacity, plain.slice(0, -inline.length).trim()], inline)
    if (CAPACITY.test(plain) && plain === plain.toUpperCase()) capacity.push(plain)
    else if (SIGNED.test(plain) || isRecipient(blocks[next])) continue
    else {
      const name = NAME.exec(plain)?.[1]
      return name ? finish(capacity, name) : null
    }
  }
  return null
}

/** Recipients of a two-column foot stand between the capacity and the name. */
function isRecipient(block: Block | undefined): boolean {
  return block !== undefined && (block.kind === 'bullet' || /^[-–+]|^(lưu|như)\s|[;,]$/iu.test(block.plain))
}

function finish(lines: readonly string[], name: string): Signature | null {
  if (!lines.length) return null
  const capacity = lines.join(' ').replace(/\s+/g, ' ')
  const body = /(?:TM\.|T\/M)\s*(.+?)(?=\s+(?:KT\.|Q\.|CHỦ TỊCH|PHÓ|BÍ THƯ|TRƯỞNG)|$)/u.exec(capacity)?.[1] ?? null
  return { name, capacity, body }
}
