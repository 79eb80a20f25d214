import { fold } from '../../language/text.ts'
import type { Block } from './blocks.ts'
import { type HeadingForm, headingForm, type Region } from './outline-forms.ts'
import { datedLine } from './place.ts'
import { isCaps } from './repair.ts'

/** First words of a signature: the capacity of the one who signs. */
export const SIGN =
  /^(TM\.|T\/M|KT\.|TL\.|TUQ\.|Q\.\s|CHỦ TỊCH$|CHỦ TỌA$|PHÓ CHỦ TỊCH$|BÍ THƯ$|PHÓ BÍ THƯ$|TRƯỞNG (PHÒNG|BAN)$|CHÁNH VĂN PHÒNG$|GIÁM ĐỐC$|HIỆU TRƯỞNG$)/u
/** Folded first words of lines of the head. */
export const ISSUER =
  /^(uy ban nhan dan|hoi dong nhan dan|thuong truc|chu tich|cong hoa|doc lap|dang uy|dang bo|ubnd|hdnd|quyet nghi|quyet dinh|nghi quyet|ke hoach$|so:)/
const HEAD_WORDS =
  /(muc dich|yeu cau|muc tieu|chi tieu|nhiem vu|giai phap|to chuc thuc hien|kinh phi|quan diem|thuc trang|danh gia|ket qua|noi dung|pham vi|doi tuong|lo trinh|tien do|thoi gian|phan cong|trach nhiem|danh muc|bieu|dinh huong|co so|su can thiet|nguon luc|kiem tra|phuong huong|phuong chau|hieu luc)/

/** "Nơi nhận:" or "Kính gửi"-like list of recipients at the end. */
export function isRecipientsHead(plain: string): boolean {
  return /^nơi nhận\s*(?::\s*)?$/iu.test(plain) || /^nơi nhận\s*:\s*[-–]/iu.test(plain)
}

/** "CHỦ TỊCH (đã ký)": the capacity without the mark typed after it. */
export function withoutSigned(plain: string): string {
  return plain.replace(/(?<=\S)\s*[([]\s*(?:đã ký|đã kí|ký tên)[^)\]]*[)\]]\s*$/iu, '')
}

/** A line of the signature: capacity in capitals, after the body. */
export function isSignatureLine(block: Block, region: Region): boolean {
  if (region === 'head' || block.kind !== 'text') return false
  const capacity = withoutSigned(block.plain)
  return (isCaps(capacity) && SIGN.test(capacity)) || (region === 'body' && datedLine(block.plain) !== null)
}

/** An appendix begins: by its word, or by a title in capitals after the signature that comes "kèm theo". */
export function isAppendixTitle(blocks: readonly Block[], at: number, region: Region): boolean {
  const block = blocks[at]
  if (block?.kind !== 'text') return false
  const form = headingForm(block.plain)
  if (form?.kind === 'appendix')
    return /^PHỤ LỤC/.test(block.plain) || (block.plain.length <= 150 && !/[.;]$/.test(block.plain))
  if (region !== 'sign' && region !== 'recipients') return false
  if (!block.caps || SIGN.test(block.plain) || /^\(/.test(block.plain)) return false
  return [1, 2, 3].some((step) => {
    const next = blocks[at + step]
    return (
      next !== undefined &&
      (/^\((ban hành )?kèm theo/iu.test(next.plain) || (next.kind === 'row' && next.cells.length >= 3))
    )
  })
}

/** Rank of a heading known by its emphasis alone: under every numbered one but points. */
const UNTITLED_RANK = 10
/** Most words of a heading that neither a number nor capitals mark. */
const MAX_LOOSE_WORDS = 15

/** In a paper that numbers nothing: a usual title alone on a line, or any line wholly in bold or italics. */
function looseHeading(block: Block): HeadingForm | null {
  const folded = fold(block.plain)
  const short = block.plain.split(/\s+/).length <= MAX_LOOSE_WORDS && !/[.;,]$/.test(block.plain)
  const usual = HEAD_WORDS.exec(folded)?.index === 0
  if (!short || ISSUER.test(folded) || SIGN.test(block.plain) || !(usual || block.bold)) return null
  return { kind: 'titled', label: '', title: block.plain, rank: usual ? 4.5 : UNTITLED_RANK }
}

/** "Quý I", "Tháng 3/2027" alone on a line parts a calendar of work. */
const OF_CALENDAR = /^(?:quý\s+(?:IV|I{1,3})|tháng\s+\d{1,2})(?:\s*(?:\/|năm)\s*20\d{2})?$/iu

/** A heading without a number: markdown, or one of the usual titles in capitals; `loose` when the paper has no numbers. */
export function unnumberedHeading(block: Block, region: Region, loose: boolean): HeadingForm | null {
  if (block.kind !== 'text' || region === 'recipients' || region === 'sign') return null
  const folded = fold(block.plain)
  if (block.plain.length > 200 || ISSUER.test(folded) || /^\(/.test(block.plain)) return null
  const titled = { kind: 'titled' as const, label: '', title: block.plain }
  if (block.hashes > 0) return { ...titled, rank: 4.5 + block.hashes / 10 }
  if (region !== 'head' && OF_CALENDAR.test(block.plain)) return { ...titled, rank: UNTITLED_RANK }
  if (loose && region !== 'appendix') return looseHeading(block)
  if (block.caps && block.bold && region === 'body' && !SIGN.test(block.plain) && !/[.;,]$/.test(block.plain)) {
    return { ...titled, rank: HEAD_WORDS.test(folded) ? 4.5 : UNTITLED_RANK }
  }
  return block.caps && HEAD_WORDS.test(folded) && !/[.;,]$/.test(block.plain) ? { ...titled, rank: 4.5 } : null
}
