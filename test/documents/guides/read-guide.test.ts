import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GuideError } from '../../../src/documents/guides/guide.ts'
import { documentOf } from '../../../src/documents/guides/guide-document.ts'
import { loadServiceKnowledge } from '../../../src/documents/guides/index.ts'
import { readGuide } from '../../../src/documents/guides/read-guide.ts'
import { squeeze } from '../../../src/language/text.ts'

const HEAD = `---
service: Mượn sách thư viện xã
audience: Mọi người
desk: service_centre
lastVerified: 2026-11-01
reviewBy: 2027-05-01
validFrom: 2025-07-01
sources:
  - name: Nội quy thư viện
synonyms: [mượn sách, đọc sách ở xã]
---
`
const BODY = `## Tóm tắt
Mượn được hai cuốn,
mỗi cuốn mười ngày.

## Chuẩn bị
- Thẻ thư viện.
- Đến hết năm không cần tiền đặt cọc. <!-- until: 2026-12-31 -->

## Các bước
1. Chọn sách.
2. Đưa thẻ cho người trực.

## Nơi làm
Nhà văn hóa xã.

## Hỏi nhanh
### Mất sách thì sao
Báo người trực.
`

function failure(text: string): GuideError {
  try {
    readGuide('services/muon-sach.md', text)
  } catch (error) {
    if (error instanceof GuideError) return error
    throw error
  }
  throw new Error('the guide was read')
}

describe('a guide file', () => {
  it('is read into its parts, steps and short questions', () => {
    const guide = readGuide('services/muon-sach.md', HEAD + BODY)
    expect(guide).toMatchObject({ slug: 'muon-sach', title: 'Mượn sách thư viện xã', desk: 'service_centre' })
    expect(guide.parts.summary.map(({ text }) => text)).toEqual(['Mượn được hai cuốn, mỗi cuốn mười ngày.'])
    expect(guide.parts.steps.map(({ text }) => text)).toEqual(['Chọn sách.', 'Đưa thẻ cho người trực.'])
    expect(guide.questions).toEqual([
      { question: 'Mất sách thì sao', alsoAsked: [], answer: [expect.objectContaining({ text: 'Báo người trực.' })] },
    ])
  })

  it('keeps the last day on which a line is true apart from its words', () => {
    const [, deposit] = readGuide('services/muon-sach.md', HEAD + BODY).parts.prepare
    expect(deposit).toMatchObject({ text: 'Đến hết năm không cần tiền đặt cọc.', until: '2026-12-31' })
  })

  it('becomes a document whose passages are numbered as its lines are', () => {
    const guide = readGuide('services/muon-sach.md', HEAD + BODY)
    const { passages } = documentOf(guide, HEAD + BODY)
    for (const part of Object.values(guide.parts).flat()) expect(passages[part.position]?.quote).toBe(part.text)
    expect(passages.at(-1)).toMatchObject({ lead: 'Mất sách thì sao', quote: 'Báo người trực.' })
  })

  it.each([
    ['no front matter', BODY, 'giữa hai dòng ---'],
    ['a front matter that is not YAML', HEAD.replace('desk: ', 'desk: ['), 'không đúng dạng YAML'],
    ['an unknown desk', HEAD.replace('service_centre', 'post_office') + BODY, '"desk"'],
    ['no source', HEAD.replace(/sources:\n.*\n/, 'sources: []\n') + BODY, '"sources"'],
    [
      'a link that is not https',
      HEAD.replace('thư viện\nsyn', 'thư viện\n    url: http://a.gov.vn\nsyn') + BODY,
      'url',
    ],
    ['a review before the check', HEAD.replace('2027-05-01', '2026-10-01') + BODY, '"reviewBy"'],
    ['an unknown heading', `${HEAD}${BODY}\n## Ghi chú\nA.\n`, '## Ghi chú'],
    ['a question outside its part', HEAD + BODY.replace('## Hỏi nhanh', '## Lưu ý'), '### Mất sách thì sao'],
    ['words before the first heading', `${HEAD}Lời đầu.\n${BODY}`, 'Lời đầu.'],
    ['no short version', HEAD + BODY.replace(/## Tóm tắt\n.*\n.*\n/, ''), 'Tóm tắt'],
  ])('with %s is refused with the place and a remedy', (_, text, place) => {
    const error = failure(text)
    expect(error.detail).toContain(place)
    expect(error.remedy).not.toBe('')
  })
})

describe('the guides of the knowledge folder', () => {
  it('are read, every line a stretch of its file', () => {
    const guides = loadServiceKnowledge('knowledge').guides
    expect(guides.length).toBeGreaterThan(0)
    for (const guide of guides) {
      const text = squeeze(readFileSync(`knowledge/${guide.file}`, 'utf8'))
      for (const { text: line } of Object.values(guide.parts).flat()) expect(text).toContain(line)
    }
  })
})
