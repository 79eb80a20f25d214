import { fold, squeeze } from '../../language/text.ts'
import { findUnits } from '../../language/units.ts'
import type { Identity } from '../administrative-document.ts'
import type { Block } from './blocks.ts'
import { readPlace, titleCase } from './place.ts'
import { readSignature } from './signature.ts'

/** Kinds of paper, as the line above the title names them. */
const TYPES = [
  'Kế hoạch hành động',
  'Chương trình hành động',
  'Chương trình công tác',
  'Kế hoạch',
  'Nghị quyết',
  'Quyết định',
  'Chỉ thị',
  'Quy chế',
  'Quy định',
  'Thông báo',
  'Thông tri',
  'Hướng dẫn',
  'Chương trình',
  'Phương án',
  'Đề án',
  'Dự án',
  'Báo cáo',
  'Tờ trình',
  'Biên bản',
  'Công văn',
  'Công điện',
  'Kết luận',
  'Giấy mời',
  'Thư mời',
  'Lời kêu gọi',
  'Nội quy',
]
const TYPE_LINE = new RegExp(`^(${TYPES.join('|')})(?![\\p{L}\\d])[\\s:.]*(.*)$`, 'iu')
/** Blocks searched for the number, the day and the type: the first page's head. */
const HEAD_BLOCKS = 30
const PREAMBLE =
  /^(căn cứ|xét|theo đề nghị|thực hiện|để|nhằm|hội đồng nhân dân|ủy ban nhân dân|chủ tịch|thường trực)(?!\p{L})/iu

export type HeadReading = {
  identity: Identity
  /** First block after the title: where sections may begin. */
  headEnd: number
  /** Words of the number's line when the number is left blank: "Số: /KH-UBND". */
  blankNumber: string | null
}

/** Who issued what when, from the head, the preamble and the signature. What is blank stays null. */
export function readIdentity(blocks: readonly Block[]): HeadReading {
  const typeAt = findType(blocks)
  const { title, end } = typeAt === null ? readLetter(blocks) : readTitle(blocks, typeAt)
  const number = readNumber(blocks.slice(0, HEAD_BLOCKS))
  const place = readPlace(blocks)
  const signature = readSignature(blocks)
  const type = typeAt === null ? (title ? 'Công văn' : null) : typeOf(blocks[typeAt]?.plain ?? '')
  return {
    headEnd: end,
    blankNumber: number.blank,
    identity: {
      issuer: readIssuer(blocks, place.kind, place.commune, signature.body),
      commune: place.commune,
      province: place.province,
      type,
      number: number.value,
      dateText: place.dateText,
      date: place.date,
      title,
      signer: signature.name,
      legalBasis: [],
      signerTitle: signature.capacity,
      period: readPeriod(title),
      replaces: readReplaces(blocks.slice(end)),
      recipients: [],
    },
  }
}

function findType(blocks: readonly Block[]): number | null {
  const head = blocks.slice(0, HEAD_BLOCKS)
  const at = head.findIndex((block) => {
    if (block.kind !== 'text') return false
    const match = TYPE_LINE.exec(block.plain)
    if (!match) return false
    const word = match[1] ?? ''
    return word === word.toUpperCase() && !/^(NGHỊ|QUYẾT NGHỊ):/.test(block.plain)
  })
  if (at >= 0) return at
  const loose = head.findIndex((block) => block.kind === 'text' && TYPE_LINE.exec(block.plain)?.[2] === '')
  return loose >= 0 ? loose : null
}

function typeOf(line: string): string | null {
  const word = TYPE_LINE.exec(line)?.[1]
  return word ? `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}` : null
}

/** Longest title, in characters: beyond it the line is the preamble. */
const MAX_TITLE_CHARS = 700
/** Most lines of a title; the rest stands in the body. */
const MOST_TITLE_LINES = 20

function readTitle(blocks: readonly Block[], typeAt: number): { title: string | null; end: number } {
  const inline = TYPE_LINE.exec(blocks[typeAt]?.plain ?? '')?.[2]?.trim()
  const lines: string[] = inline ? [inline] : []
  let at = typeAt + 1
  for (; at < Math.min(blocks.length, typeAt + MOST_TITLE_LINES); at++) {
    const block = blocks[at]
    if (block?.kind !== 'text' || block.plain.length > MAX_TITLE_CHARS) break
    const first = lines.length === 0
    if (!first && (block.gap || startsBody(block))) break
    if (/^(I|1|A|Điều 1)\s*[.)]/u.test(block.plain) || /^[-_*\s]*$/.test(block.plain)) break
    if (/^căn cứ(?!\p{L})/iu.test(block.plain) || (/[:;]$/.test(block.plain) && block.plain.length > 200)) break
    lines.push(block.plain)
  }
  const title = lines.join(' ').replace(/\s+/g, ' ').trim()
  return { title: title || null, end: at }
}

function startsBody(block: Block): boolean {
  return (PREAMBLE.test(block.plain) && block.plain.length > 60) || (block.caps && PREAMBLE.test(block.plain))
}

/** An official letter has a subject ("V/v …") and, in place of a title, those it is addressed to. */
function readLetter(blocks: readonly Block[]): { title: string | null; end: number } {
  const head = blocks.slice(0, HEAD_BLOCKS)
  const addressed = head.findIndex((block) => /^kính gửi/iu.test(block.plain))
  let end = addressed + 1
  while (addressed >= 0 && (blocks[end]?.kind === 'bullet' || /[;:]$/.test(blocks[end - 1]?.plain ?? ''))) end++
  return { title: head.find((block) => /^V\/v/iu.test(block.plain))?.plain ?? null, end }
}

/** After "Số": digits or the blank left for them, then the paper's kind and body: "12/KH-UBND", "08-KH/ĐU", " /KH - TTHĐND". */
const NUMBER_LINE =
  /(?:^|\s)Số\s{0,6}[:：]?\s{0,6}([\d.…_\s]{0,40}[A-Z]?)\s{0,6}([/-])\s{0,6}(\p{Lu}[\p{L}\d]*(?:\s?[-/&.]\s?[\p{Lu}\d][\p{L}\d]*){0,4})/u

/** "12/KH-UBND" as written; null when the place for the number is blank. */
function readNumber(head: readonly Block[]): { value: string | null; blank: string | null } {
  for (const block of head) {
    if (block.plain.length > 160 || PREAMBLE.test(block.plain) || /kèm theo/iu.test(block.plain)) continue
    const match = NUMBER_LINE.exec(block.plain)
    if (!match || match.index > 60) continue
    const digits = (match[1] ?? '').replace(/[^\dA-Z]/g, '')
    const rest = `${match[2]}${(match[3] ?? '').replace(/\s+/g, '')}`
    return /\d/.test(digits) ? { value: digits + rest, blank: null } : { value: null, blank: squeeze(match[0]) }
  }
  return { value: null, blank: null }
}

const BODY =
  /^(UBND|HĐND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|THƯỜNG TRỰC (?:HĐND|HỘI ĐỒNG NHÂN DÂN)|ĐẢNG ỦY|BAN CHỈ ĐẠO|BAN CHẤP HÀNH)(?!\p{L})/u

/** The issuing body and its commune, from the head's capitals, else from the signature, else from the preamble. */
function readIssuer(
  blocks: readonly Block[],
  kind: string | null,
  commune: string | null,
  signing: string | null,
): string | null {
  const head = blocks.slice(0, 8).find((block) => BODY.test(block.plain))
  const body = signing ?? BODY.exec(head?.plain ?? '')?.[1] ?? null
  if (!body) return null
  const named = fullBody(body)
  return commune ? `${named} ${kind ?? 'xã'} ${commune}` : named
}

function fullBody(body: string): string {
  const folded = fold(body)
  if (/ban thuong vu|bch dang|chap hanh|dang uy/.test(folded))
    return /thuong vu/.test(folded) ? 'Ban Thường vụ Đảng ủy' : 'Đảng ủy'
  const standing = /^thuong tr/.test(folded) ? 'Thường trực ' : ''
  if (/hdnd|hoi dong nhan dan/.test(folded)) return `${standing}Hội đồng nhân dân`
  if (/ubnd|uy ban nhan dan/.test(folded)) return 'Ủy ban nhân dân'
  return findUnits(titleCase(body))[0]?.name ?? titleCase(body)
}

const PERIOD =
  /giai đoạn\s+\d{4}\s*[-–—]\s*\d{4}|(?:từ )?năm\s+\d{4}(?:\s*[-–—]\s*\d{4})?(?:\s+đến năm\s+\d{4})?|đến năm\s+\d{4}/iu

function readPeriod(title: string | null): string | null {
  return PERIOD.exec((title ?? '').replace(/ngày\s+\d+\S*/giu, ''))?.[0] ?? null
}

function readReplaces(blocks: readonly Block[]): string | null {
  for (const block of blocks) {
    if (block.kind === 'row') continue
    const sentence = block.plain
      .split(/(?<=[.;])\s/u)
      .find((text) =>
        /(?<!\p{L})thay thế (?:cho )?(?:các |những )?(?:nghị quyết|kế hoạch|quyết định|chỉ thị|quy chế|quy định|văn bản|chương trình|thông báo)|hết hiệu lực/iu.test(
          text,
        ),
      )
    if (sentence && sentence.length < 500) return sentence
  }
  return null
}
