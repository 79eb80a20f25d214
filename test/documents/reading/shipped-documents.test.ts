import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AdministrativeDocument } from '../../../src/documents/administrative-document.ts'
import { readText } from '../../../src/documents/reading/index.ts'
import { squeeze } from '../../../src/language/text.ts'
import { FLOORS, type GoldDocument, isWhole, scoreDocument } from '../../evaluation/read-score.ts'

const FOLDER = join(import.meta.dirname, '../../../knowledge')
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))

function textOf(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8')
}

function read(file: string): AdministrativeDocument {
  return readText({ file, text: textOf(file), today: '2026-11-22' })
}

describe.each(FILES)('%s', (file) => {
  const document = read(file)

  test('is quoted in its own words, at most 600 characters at a time', () => {
    const whole = squeeze(textOf(file))
    const quotes = [...document.tasks, ...document.targets, ...document.reporting, ...document.passages]
    expect(quotes.filter(({ quote }) => !whole.includes(squeeze(quote)))).toEqual([])
    expect(document.passages.filter(({ quote }) => quote.length > 600)).toEqual([])
  })

  test('names its commune, kind and signer, and neither number nor day that it leaves blank', () => {
    const { commune, type, signer, number, date } = document.identity
    expect([commune, type, signer].every(Boolean)).toBe(true)
    expect([number, date]).toEqual([null, null])
    expect(document.secrecy).toBeNull()
  })
})

const gold: GoldDocument[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../evaluation/structure.json'), 'utf8'),
)

test.each(gold.map((document) => [document.doc, document] as const))(
  '%s reaches the figures reading is held to',
  (file, document) => {
    const score = scoreDocument(document, read(file))
    expect(isWhole(score), JSON.stringify({ score: { ...score, misses: score.misses.length }, floors: FLOORS })).toBe(
      true,
    )
  },
)

function find(part: string): AdministrativeDocument {
  return read(FILES.find((file) => file.startsWith(part)) ?? '')
}

test('two figures for one aim are each right in its phase', () => {
  const aims = find('hiep-luc').targets.filter(({ text }) => text.includes('đánh giá hài lòng'))
  expect(aims.map(({ value, by, phase }) => [value, by, phase])).toEqual([
    [95, '2027', 'Giai đoạn 2026 - 2027'],
    [99, '2030', 'Giai đoạn 2028 - 2030'],
  ])
})

test('an appendix without the word is known by what it comes with', () => {
  const document = find('hiep-luc')
  expect(document.outline.at(-1)).toEqual(['NHIỆM VỤ CHUYÊN ĐỔI SỐ GIAI ĐOẠN 2026 - 2030'])
  expect(document.tasks.filter(({ from }) => from === 'appendix')).toHaveLength(5)
})

test('skipped section numbers are told, not mended', () => {
  const document = find('dong-le')
  expect(document.outline.filter((path) => path.length === 1).map(([heading]) => heading)).toEqual([
    'II. MỤC ĐÍCH, YÊU CẦU',
    'III. MỤC TIÊU',
    'V. TỔ CHỨC THỰC HIỆN',
    'Nơi nhận:',
  ])
  expect(document.warnings.filter((warning) => warning.startsWith('Số mục'))).toHaveLength(2)
})

test('a duty given by "Giao" stays with the one charged over the paragraphs below', () => {
  const tasks = find('yen-lang').tasks.filter(({ section }) => section === 'Điều 2')
  expect(tasks[0]?.lead).toEqual(['UBND xã'])
  expect(tasks.find(({ name }) => name.startsWith('Định kỳ báo cáo'))?.lead).toEqual(['UBND xã'])
})
