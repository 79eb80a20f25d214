import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Answering, createAnswering, type Phrase, type Turn } from '../../src/answering/index.ts'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { Retrieval } from '../../src/retrieval/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const WARD = 'ke-hoach-cchc-phuong-tan-thoi.md'
const PAPERS = join(import.meta.dirname, '../fixtures/knowledge')

/** What stands in the ward's paper, asked in as many ways as there are look-ups. */
const QUESTIONS = [
  'hồ sơ đúng hạn phải đạt bao nhiêu phần trăm',
  'lắp camera hết bao nhiêu tiền',
  'tổng kinh phí bao nhiêu',
  'kế hoạch này số mấy, ban hành ngày nào',
  'ai ký văn bản',
  'các chỉ tiêu gồm những gì',
  'phụ lục có những nhiệm vụ nào',
  'Phòng Kinh tế, Hạ tầng và Đô thị phải làm gì',
  'báo cáo năm nộp ngày nào',
  'việc gì sắp đến hạn',
  'xã có những văn bản nào',
  'căn cứ vào văn bản nào',
  'kinh phí lấy từ nguồn nào',
  'tháng 11/2026 có gì đến hạn của Phòng Kinh tế, Hạ tầng và Đô thị',
  'so sánh hồ sơ trực tuyến của phường Tân Thới và xã Suối Ngàn',
  'What percentage of applications must be on time?',
  'Nhiệm vụ từng đơn vị',
  '0',
  '9',
]

onEmbeddedStore('leakage of an internal paper', (ground) => {
  let plain: Answering
  let phrased: Answering
  let folder = ''
  let own: string[] = []
  const given: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'commune-papers-'))
    cpSync(PAPERS, folder, { recursive: true })
    writeFileSync(
      join(folder, 'manifest.yaml'),
      `documents:\n  nghi-quyet-nong-thon-xa-suoi-ngan.txt: { visibility: public }\n`,
    )
    const { store } = ground()
    await ingestKnowledge({ store, folder, today: '2026-11-22' })
    const retrieval = new Retrieval(store)
    const sources = {
      register: openRegister(store),
      search: (request: Parameters<typeof retrieval.search>[0]) => retrieval.search(request),
    }
    const spy: Phrase = async ({ outcome, ranking }) => {
      given.push(...[...ranking.values()].flat().map(({ entry }) => entry.passage.quote))
      return { outcome, tokens: 0 }
    }
    plain = createAnswering(sources)
    phrased = createAnswering({ ...sources, phrase: spy })
    own = linesOf(
      readFileSync(join(PAPERS, WARD), 'utf8'),
      readFileSync(join(PAPERS, 'nghi-quyet-nong-thon-xa-suoi-ngan.txt'), 'utf8'),
    )
  })
  afterAll(() => {
    closeReaders()
    rmSync(folder, { recursive: true, force: true })
  })

  const turnOf = (question: string, more: Partial<Turn>): Turn => ({
    ...{ question, asker: 'citizen', commune: 'tan-thoi', unit: null, today: '2026-11-22', history: [] },
    ...more,
  })
  const leaks = (answer: Answer): string[] => {
    const all = squeeze(JSON.stringify(answer))
    return own.filter((line) => all.includes(line))
  }

  const STRANGERS: [string, Partial<Turn>][] = [
    ['a citizen of the ward', {}],
    ['a citizen who claims an office', { unit: 'Phòng Kinh tế, Hạ tầng và Đô thị' }],
    ['somebody of nowhere', { commune: null }],
    ['an official of another commune', { asker: 'official', commune: 'suoi-ngan', unit: 'UBND xã' }],
    ['a head of another commune', { asker: 'unit_head', commune: 'suoi-ngan', unit: 'UBND xã' }],
  ]

  describe.each(STRANGERS)('%s', (_, more) => {
    test.each(QUESTIONS)('learns nothing of it by "%s", on either path', async (question) => {
      for (const answering of [plain, phrased])
        expect(leaks(await answering.answer(turnOf(question, more)))).toEqual([])
    })
  })

  test('nor is any of it handed to the model for them', () => {
    const handed = squeeze(given.join('\n'))
    expect(own.filter((line) => handed.includes(line))).toEqual([])
  })

  test('a linked official of the ward is told it', async () => {
    const answer = await plain.answer(turnOf('hồ sơ đúng hạn phải đạt bao nhiêu phần trăm', { asker: 'official' }))
    expect(answer.text).toContain('98%')
    expect(leaks(answer).length).toBeGreaterThan(0)
  })
})

function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[*_\\"|]/g, ' ')
    .replace(/\s+/g, ' ')
}

/** Stretches that stand in this paper alone: long enough to be no common phrase. */
function linesOf(paper: string, other: string): string[] {
  const elsewhere = squeeze(other)
  return (
    paper
      .split(/\n|(?<=[.;])\s/)
      .map((line) =>
        squeeze(line)
          .replace(/^[\s\d.)#-]+/, '')
          .trim(),
      )
      .filter((line) => line.length >= 25)
      .map((line) => line.slice(0, 60).trim())
      // The centre's name is said to everybody; whoever has the name of the commune can make it.
      .filter((line) => !elsewhere.includes(line) && !line.startsWith('Trung tâm Phục vụ hành chính công'))
  )
}
