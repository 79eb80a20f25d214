import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'
import { MAX_LINE_CHARS } from '../../../src/documents/reading/long-lines.ts'
import { squeeze } from '../../../src/language/text.ts'

const MIB = 2 ** 20
/** The only bound on time: what grows with the square of the length takes hours. */
const TIMEOUT_MS = 300_000

const HEAD =
  'ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\n\nKẾ HOẠCH\nPhát triển năm 2027\n\nI. NHIỆM VỤ\n\n- Trạm Y tế xã tổ chức 04 đợt khám bệnh cho người cao tuổi;\n\n'
const CUT = /Đoạn dài bất thường/

const repeated = (piece: string, chars: number): string => piece.repeat(Math.ceil(chars / piece.length)).slice(0, chars)
const isOfTheHead = ({ name }: { name: string }): boolean => name.startsWith('Trạm Y tế xã tổ chức 04 đợt')
const read = (matter: string) => readText({ file: 'x.txt', text: HEAD + matter, today: '2026-11-22' })

describe('a paper with megabytes in one line is read, and said to be cut:', { timeout: TIMEOUT_MS }, () => {
  test.each([
    ['opening brackets', '(', 4],
    ['commas', 'a,a,a ', 1],
    ['tabs', '\t', 4],
    ['cells', 'a\t', 4],
    ['digits', '1', 4],
    ['bars', '|', 4],
    ['stops', '. ', 1],
    ['stars', '*a* ', 1],
    ['quotes', '“a” ', 1],
    ['words', 'Phòng Kinh tế phối hợp Công an xã thực hiện ', 1],
    ['offices', 'Công an xã, ', 1],
    ['short names', 'Phòng Kinh tế (sau đây gọi tắt là Phòng) ', 1],
    ['key to short forms', 'Chữ viết tắt: P.VHXH: Phòng Văn hóa - Xã hội; ', 1],
    ['figures', '90% hộ dân; ', 1],
    ['days', 'trước ngày 15/6/2027, ', 1],
    ['marks of old fonts', '¸µ¶ ', 1],
  ])('%s', (_, piece, mib) => {
    const { tasks, warnings } = read(repeated(piece, mib * MIB))
    expect(tasks.filter(isOfTheHead)).toHaveLength(1)
    expect(warnings.filter((warning) => CUT.test(warning))).toEqual([expect.stringContaining('dòng 11')])
  })
})

describe('a paper of very many lines is read:', { timeout: TIMEOUT_MS }, () => {
  test.each([
    ['duties', '- Phòng Kinh tế tổ chức 04 lớp tập huấn trước ngày 15/6/2027;\n', 1],
    ['reports', '- Phòng Kinh tế báo cáo UBND xã trước ngày 15/6/2027.\n', 1],
    ['headings', '1. Phòng Kinh tế\n\nThực hiện nhiệm vụ.\n\n', 1],
    ['titles of offices', '1. Hạt Kiểm lâm khu vực\n\nThực hiện nhiệm vụ.\n\n', 1],
    ['aims', '1. Mục tiêu\n\n- Tỷ lệ hộ nghèo còn 5%;\n', 1],
    ['rows', '1\tTập huấn\tPhòng Kinh tế\tQuý I/2027\n', 1],
    ['rows that go on', '\ta\tb\tc\n', 1],
    ['tables', 'TT\tNhiệm vụ\tChủ trì\tThời gian\n1\tTập huấn\tPhòng Kinh tế\tQuý I\n', 1],
    ['rows in two columns', 'a\tb\n', 1],
    ['appendices', 'PHỤ LỤC I\nDANH MỤC\n\n', 1],
    ['running heads', 'Kế hoạch xã\n\n12\n\n', 1],
    ['words without an end', 'và các\n', 1],
    ['page numbers', '12\n\n', 4],
    ['blank lines', '\n', 4],
    ['blanks', `${' '.repeat(900)}a\n`, 4],
  ])('%s', (_, piece, mib) => {
    const { tasks } = read(repeated(piece, mib * MIB))
    expect(tasks.filter(isOfTheHead)).toHaveLength(1)
  })

  test('a head of a table wider than any, over very many rows', () => {
    const head = `TT\tNhiệm vụ\tChủ trì\tThời gian${'\t2027'.repeat(1_500)}\n`
    expect(read(head + repeated('1\ta\n', MIB)).tasks.filter(isOfTheHead)).toHaveLength(1)
  })

  test('a long line that introduces them', () => {
    const lead = `${repeated('Phòng Kinh tế và Công an xã ', 9_000)}:\n`
    expect(read(lead + repeated('- thực hiện việc này\n', MIB)).tasks.filter(isOfTheHead)).toHaveLength(1)
  })
})

describe('a line that is too long', () => {
  test('loses no word where it is cut', () => {
    const words = Array.from({ length: 6_000 }, (_, at) => `chữ${at}`)
    const { passages } = read(words.join(' '))
    const quoted = squeeze(passages.map(({ quote }) => quote).join(' ')).split(' ')
    expect(words.filter((word) => !quoted.includes(word))).toEqual([])
  })

  test('is cut between characters, never within one', () => {
    const { text } = read(`${'a'.repeat(MAX_LINE_CHARS - 1)}${'𠀀'.repeat(10)}`)
    expect(text.isWellFormed()).toBe(true)
  })

  test('is no matter of the blanks in it', () => {
    const { warnings, passages } = read(`Trạm Y tế xã${' '.repeat(4 * MIB)}khám bệnh cho người dân.`)
    expect(warnings.filter((warning) => CUT.test(warning))).toEqual([])
    expect(passages.at(-1)?.quote).toBe('Trạm Y tế xã khám bệnh cho người dân.')
  })

  test('as long as may be stays whole', () => {
    const line = repeated('a1 ', MAX_LINE_CHARS).trimEnd()
    expect(read(line).text).toContain(line)
  })
})
