import { expect, test } from 'vitest'
import type { PageLayout, TextLine } from '../../../src/documents/files/layout/page-marks.ts'
import { mendRomanNumbers } from '../../../src/documents/files/ocr/roman-slips.ts'

const line = (text: string): TextLine => ({
  text,
  left: 0,
  right: 100,
  top: 0,
  bottom: 10,
  bold: false,
  firstWordWidth: 9,
})

function mended(texts: string[]): string[] {
  const lines = texts.map(line)
  const layout: PageLayout = { width: 595, height: 842, parts: [{ kind: 'lines', lines }] }
  mendRomanNumbers([layout])
  return lines.map(({ text }) => text)
}

test('letters that recognition confuses become the number they must be', () => {
  expect(mended(['I. MỤC ĐÍCH', 'H. MỤC TIÊU', 'IHI. NHIỆM VỤ', '1V. TỔ CHỨC THỰC HIỆN'])).toEqual([
    'I. MỤC ĐÍCH',
    'II. MỤC TIÊU',
    'III. NHIỆM VỤ',
    'IV. TỔ CHỨC THỰC HIỆN',
  ])
})

test('a stroke lost is put back only where the numbers around prove it', () => {
  expect(mended(['I. MỤC ĐÍCH', 'I. MỤC TIÊU', 'III. NHIỆM VỤ'])[1]).toBe('II. MỤC TIÊU')
  expect(
    mended(['I. MỤC ĐÍCH', 'I. MỤC TIÊU', 'II. NHIỆM VỤ', 'IV. TỔ CHỨC']).map((text) => text.split('.')[0]),
  ).toEqual(['I', 'II', 'III', 'IV'])
  expect(mended(['I. MỤC ĐÍCH', 'II. MỤC TIÊU', 'I. PHẦN HAI'])[2]).toBe('I. PHẦN HAI')
})

test('sentences and ordinary numbers stay as they are', () => {
  const texts = ['1. Mục đích', '1. MỤC ĐÍCH', 'H. Nguyễn Văn An', 'I. Mục tiêu']
  expect(mended(texts)).toEqual(texts)
})
