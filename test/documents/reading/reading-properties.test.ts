import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'
import { annexedPaper } from '../../../src/documents/reading/outline-forms.ts'
import { clean, squeeze, withoutBrackets } from '../../../src/language/text.ts'

/** Pieces of papers, in any order and number: what an office's file may hold once it is damaged, cut or mixed. */
const FRAGMENTS = [
  'KẾ HOẠCH',
  'Số: /KH-UBND',
  'Số: 12/KH-UBND\tAn Phú, ngày 5 tháng 6 năm 2026',
  'ỦY BAN NHÂN DÂN',
  'I. MỤC TIÊU',
  'III. NHIỆM VỤ, GIẢI PHÁP',
  'Phần thứ hai',
  'Chương I',
  'Điều 1. Giao Ủy ban nhân dân xã tổ chức thực hiện Nghị quyết này.',
  '1. Phòng Kinh tế',
  '1.1.1. 90% hộ dân',
  'a) Rà soát;',
  '- 100% hồ sơ được số hóa; 50% hộ dân có chữ ký số',
  '- + Trên 80% viên chức',
  '* Giai đoạn 2026 - 2027:',
  '** Giai đoạn 2028 - 2030:*',
  '**2. Mục tiêu:** Xây dựng xã thông minh, văn minh.',
  '| STT | Nhiệm vụ | Chủ trì | Thời gian |',
  '|---|---|---|---|',
  '| 1 | Tập huấn | Phòng Kinh tế | Quý III/2026 |',
  'TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian',
  '2\tSố hóa hồ sơ\tTrạm Y tế\tThường xuyên',
  'II. NHÓM NHIỆM VỤ\t\t\t',
  'Chủ trì, phối hợp với Công an xã và các thôn báo cáo trước ngày 15/6 và 15/12 hằng năm.',
  'và các cơ quan, đơn vị',
  'Nơi nhận:',
  '- Lưu: VT.',
  'TM. ỦY BAN NHÂN DÂN',
  'CHỦ TỊCH',
  'Nguyễn Văn A',
  'PHỤ LỤC I',
  'PHỤ LỤC**DANH MỤC***(Kèm theo Kế hoạch)*',
  'MẬT',
  '12',
  '\f',
  '',
]

const paper = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    ),
    { maxLength: 40 },
  )
  .map((lines) => lines.join('\n'))

test('any text is read without a fault, and every quote stands in it', () => {
  fc.assert(
    fc.property(paper, (text) => {
      const document = readText({ file: 'x.txt', text, today: '2026-11-22' })
      const whole = squeeze(clean(text.replaceAll('\f', '\n')))
      const quotes = [...document.tasks, ...document.targets, ...document.passages, ...document.reporting].map(
        ({ quote }) => squeeze(quote),
      )
      for (const quote of quotes) expect(whole).toContain(quote)
      for (const passage of document.passages) expect(passage.quote.length).toBeLessThanOrEqual(600)
    }),
    { numRuns: 300 },
  )
})

test('every heading of the outline lies inside its parent', () => {
  fc.assert(
    fc.property(paper, (text) => {
      const { sections, outline } = readText({ file: 'x.txt', text, today: '2026-11-22' })
      const headings = sections.filter(({ path }) => path.length > 1 || annexedPaper(path[0] ?? '') === null)
      expect(outline).toEqual(headings.map(({ path }) => (annexedPaper(path[0] ?? '') ? path.slice(1) : path)))
      for (const [at, section] of sections.entries()) {
        const parent = section.parent === null ? undefined : sections[section.parent]
        expect(section.path.slice(0, -1)).toEqual(parent?.path ?? [])
        expect(section.level).toBe((parent?.level ?? 0) + 1)
        expect(section.parent ?? -1).toBeLessThan(at)
      }
    }),
    { numRuns: 200 },
  )
})

test('reading is the same twice', () => {
  fc.assert(
    fc.property(paper, (text) => {
      const read = (): unknown => readText({ file: 'x.txt', text, today: '2026-11-22' })
      expect(read()).toEqual(read())
    }),
    { numRuns: 60 },
  )
})

test('what stands in brackets is taken out as an expression would, which long texts hold up', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('(', ')', ' ', '\t', 'a'), maxLength: 30 }), (text) => {
      expect(withoutBrackets(text)).toBe(text.replace(/\s*\([^)]*\)/g, ''))
    }),
    { numRuns: 1_000 },
  )
})
