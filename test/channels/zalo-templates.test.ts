import { describe, expect, it } from 'vitest'
import {
  loadTemplateTexts,
  type TemplateText,
  templateData,
  whyRefused,
} from '../../src/channels/zalo-oa/template-text.ts'

const texts = loadTemplateTexts()
const named = (name: string): TemplateText => {
  const text = texts.get(name)
  if (!text) throw new Error(`no template ${name}`)
  return text
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/<([a-z_]+)>/g, (_, name: string) => values[name] ?? `<${name}>`)

const samplesOf = ({ values }: TemplateText) =>
  Object.fromEntries(Object.entries(values).map(([name, { sample }]) => [name, sample]))

describe('the texts for approval', () => {
  it('are those a reminder and a login need', () => {
    expect([...texts.keys()].sort()).toEqual(['ahead', 'coordinator', 'digest', 'due', 'late', 'login-code'])
  })

  it('keep within what Zalo takes, each value at its longest', () => {
    for (const text of texts.values()) expect(whyRefused(text), text.name).toEqual([])
  })

  it('have two buttons where an answer is wanted: one that answers, one that opens the window', () => {
    for (const text of texts.values()) {
      if (text.kind === 'otp') continue
      expect(
        text.buttons.map(({ title, opens }) => [title, opens]),
        text.name,
      ).toEqual([
        [expect.any(String), undefined],
        ['Mở để trả lời', 'oa'],
      ])
    }
    expect(named('ahead').buttons[0]).toEqual({ title: 'Đã nộp', sends: '#m<ma>.0' })
  })

  it('read as a person would say it', () => {
    const said = ({ title = '', paragraphs, rows, values }: TemplateText): string[] => {
      const samples = Object.fromEntries(Object.entries(values).map(([name, { sample }]) => [name, sample]))
      return [title, ...paragraphs, ...rows.map(({ name, text }) => `${name}: ${text}`)].map((each) =>
        filled(each, samples),
      )
    }
    for (const text of texts.values()) expect(said(text).join(), text.name).not.toMatch(/[<>]/)
    expect(said(named('ahead'))).toEqual([
      'Nhắc việc sắp đến hạn',
      'Kính gửi Trạm Y tế: còn 3 ngày làm việc để nộp báo cáo năm 2026.',
      'Nếu đã xong, anh/chị bấm Đã nộp để trợ lý ngừng nhắc; cần trao đổi thêm, bấm Mở để trả lời.',
      'Chậm nhất: thứ Hai, ngày 14/12/2026',
      'Văn bản ghi: trước ngày 15/12',
      'Nơi nhận: Phòng Văn hóa - Xã hội',
      'Căn cứ: Kế hoạch chuyển đổi số xã Bình Phú, mục V',
    ])
  })

  const sound = named('late')
  it.each<[string, Partial<TemplateText>, string]>([
    ['a short title', { title: 'Nhắc' }, 'the title has 4 characters'],
    ['a long title', { title: 'a'.repeat(66) }, 'the title has 66 characters'],
    ['a long paragraph', { paragraphs: ['a'.repeat(401)] }, 'paragraph 1 has 401 characters'],
    ['five paragraphs', { paragraphs: Array(5).fill('Chín ký tự.') }, '5 paragraphs, not 4'],
    ['one row', { rows: [{ name: 'Căn cứ', text: 'Kế hoạch' }] }, 'two rows at least'],
    ['a value in a row name', { rows: Array(2).fill({ name: '<han> là', text: 'Kế hoạch' }) }, 'in the row name'],
    ['a short button', { buttons: [{ title: 'Nộp', opens: 'oa' }] }, 'the button Nộp has 3 characters'],
    ['three buttons', { buttons: Array(3).fill({ title: 'Đã nộp', opens: 'oa' }) }, '3 buttons, not 2'],
    ['a button for nothing', { buttons: [{ title: 'Đã nộp' }] }, 'does not do one thing'],
    ['an unknown place', { paragraphs: ['Kính gửi <ten_la>.'] }, '<ten_la> is not declared'],
    [
      'an unused value',
      { values: { ...sound.values, thua: { maxChars: 9, sample: 'a' } } },
      '<thua> is declared and not',
    ],
    ['a login code with a table', { kind: 'otp' }, 'a login code has no table'],
  ])('with %s do not load', (_, change, reason) => {
    expect(whyRefused({ ...sound, ...change }).join('; ')).toContain(reason)
  })

  it('are filled in the form and length approved: composed, on one line, cut at a word', () => {
    const ahead = named('ahead')
    const values = { ...samplesOf(ahead), viec: `nộp\nbáo  cáo ${'rất '.repeat(60)}dài`.normalize('NFD') }
    const result = templateData(ahead, values)
    const viec = result.kind === 'data' ? (result.data.viec ?? '') : ''
    expect([...viec].length).toBeLessThanOrEqual(120)
    expect(viec).toMatch(/^nộp báo cáo rất .* rất…$/)
  })

  it('say what the paper leaves out, and refuse to go without what matters', () => {
    const { noi_nhan: _, ...values } = samplesOf(named('ahead'))
    expect(templateData(named('ahead'), values)).toMatchObject({ data: { noi_nhan: 'văn bản không ghi' } })
    expect(templateData(named('ahead'), { don_vi: ' ' })).toMatchObject({
      kind: 'missing',
      names: expect.arrayContaining(['don_vi', 'viec', 'han']),
    })
  })
})
