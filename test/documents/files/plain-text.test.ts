import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CELL_BREAK, joinCellLines } from '../../../src/documents/files/blocks.ts'
import { extractText } from '../../../src/documents/files/index.ts'
import { decodePlainText } from '../../../src/documents/files/plain-text.ts'
import { scratchFolder } from './make-files.ts'

const TEXT = 'Ủy ban nhân dân xã Suối Mơ\nKế hoạch chuyển đổi số năm 2026\n'

/** Windows-1258 by hand: base letters and combining tones, as Windows keyboards wrote it. */
function toWindows1258(text: string): Buffer {
  const decoder = new TextDecoder('windows-1258')
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  const bytes: number[] = []
  for (const letter of text.normalize('NFC')) {
    const whole = byteOf.get(letter)
    if (whole !== undefined) bytes.push(whole)
    else {
      const [base = '', ...marks] = splitTone(letter)
      for (const part of [base, ...marks]) bytes.push(byteOf.get(part) ?? 0x3f)
    }
  }
  return Buffer.from(bytes)
}

function splitTone(letter: string): string[] {
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u
  const parts = [...letter.normalize('NFD')]
  const base = parts
    .filter((part) => !tone.test(part))
    .join('')
    .normalize('NFC')
  return [base, ...parts.filter((part) => tone.test(part))]
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

describe('a plain file is decoded from', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 with its mark', utf16(`\uFEFF${TEXT}`)],
    ['UTF-16, the other way round', utf16(`\uFEFF${TEXT}`).swap16()],
    ['UTF-16 without a mark', utf16(TEXT)],
    ['windows-1258', toWindows1258(TEXT)],
  ])('%s', (_, bytes) => {
    const decoded = decodePlainText(bytes)
    expect('text' in decoded && decoded.text.normalize('NFC')).toBe(TEXT)
  })

  test('several code pages in one file, which is said', () => {
    const decoded = decodePlainText(Buffer.concat([Buffer.from(TEXT), toWindows1258(TEXT)]))
    expect('text' in decoded && decoded.text).toBe(TEXT + TEXT)
    expect('notes' in decoded && decoded.notes.join()).toContain('trộn nhiều bảng mã')
  })

  test('any bytes at all, without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodePlainText(Buffer.from(bytes))
        expect('text' in decoded || decoded.reason === 'not_what_it_says').toBe(true)
      }),
    )
  })

  test('any text in UTF-8, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!/\p{Cc}/u.test(text))
        const decoded = decodePlainText(Buffer.from(`Kế hoạch ${text}`))
        expect('text' in decoded && decoded.text).toBe(`Kế hoạch ${text}`)
      }),
    )
  })
})

test('a file in TCVN3 comes out in Unicode, which is said', async () => {
  using folder = scratchFolder()
  const bytes = Buffer.from(
    'Uû ban nh©n d©n x· ®­a chuyÓn ®æi sè vµo kÕ ho¹ch hµng n¨m, giao Phßng Kinh tÕ chñ tr×\n',
    'latin1',
  )
  const extraction = await extractText(folder.put('cu.txt', bytes))
  expect(extraction).toMatchObject({
    text: 'Uỷ ban nhân dân xã đưa chuyển đổi số vào kế hoạch hàng năm, giao Phòng Kinh tế chủ trì\n',
  })
  expect(extraction.kind === 'text' && extraction.notes.join()).toContain('TCVN3')
})

test('a Markdown file keeps its tables and headings as they are', async () => {
  using folder = scratchFolder()
  const text = '# KẾ HOẠCH\n\n| TT | Nhiệm vụ |\n|---|---|\n| 1 | Tập huấn |\n'
  expect(await extractText(folder.put('ke-hoach.md', text))).toEqual({ kind: 'text', format: 'md', text, notes: [] })
})

test('lines of a cell stay apart where each begins like an item, and join where one wraps', () => {
  expect(joinCellLines(['Phòng Kinh tế', 'Trạm Y tế'])).toBe(`Phòng Kinh tế${CELL_BREAK}Trạm Y tế`)
  expect(joinCellLines(['Các cơ quan thuộc', 'Ủy ban nhân dân', 'và các thôn'])).toBe(
    `Các cơ quan thuộc${CELL_BREAK}Ủy ban nhân dân và các thôn`,
  )
  expect(joinCellLines(['Phòng Văn hóa -', 'Xã hội'])).toBe('Phòng Văn hóa - Xã hội')
})
