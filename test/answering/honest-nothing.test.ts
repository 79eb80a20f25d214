import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGuideAnswers } from '../../src/answering/guides/index.ts'
import { type Answer, type Answering, createAnswering, type Turn } from '../../src/answering/index.ts'
import { askedShareOf, isShareOf } from '../../src/answering/weighing/asked-kind.ts'
import { isCountBound } from '../../src/answering/weighing/support.ts'
import { closeReaders, ingestKnowledge, loadServiceKnowledge } from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { Retrieval } from '../../src/retrieval/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const WARD = 'ke-hoach-cchc-phuong-tan-thoi.md'

describe('a number counts a thing only beside its name', () => {
  test.each([
    [' xa co bao nhieu dai bieu ', ' hien co 25 dai bieu hdnd xa ', true],
    [' xa co bao nhieu dai bieu ', ' so luong dai bieu hdnd la 25 ', true],
    [' xa co bao nhieu dai bieu ', ' trien khai 100% nen tang phuc vu bau cu dai bieu nhiem ky 2026 - 2031 ', false],
    [' mo may lop hoc ', ' to chuc 04 lop hoc ky nang so ', true],
  ])('%s in %s: %s', (asked, told, bound) => {
    expect(isCountBound(asked, told)).toBe(bound)
  })

  test('a sum for one is told only where it is said of each', () => {
    const one = askedShareOf(' moi thon duoc ho tro bao nhieu tien ')
    expect(one).toBe('thon')
    expect(isShareOf('thon', 'hỗ trợ mỗi thôn 20 triệu đồng')).toBe(true)
    expect(isShareOf('thon', 'Tổng kinh phí 500 triệu đồng cho các thôn')).toBe(false)
    expect(askedShareOf(' tong kinh phi bao nhieu ')).toBeNull()
  })
})

onEmbeddedStore('what the papers do not say', (ground) => {
  let answering: Answering
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'commune-papers-'))
    cpSync(join(import.meta.dirname, '../fixtures/knowledge', WARD), join(folder, WARD))
    writeFileSync(join(folder, 'manifest.yaml'), `documents:\n  ${WARD}: { visibility: public }\n`)
    const { store } = ground()
    await ingestKnowledge({ store, folder, today: '2026-11-22' })
    const retrieval = new Retrieval(store)
    answering = createAnswering({ register: openRegister(store), search: (request) => retrieval.search(request) })
  })

  afterAll(() => {
    closeReaders()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (question: string, turn: Partial<Turn> = {}): Promise<Answer> =>
    answering.answer({
      question,
      asker: 'citizen',
      commune: 'tan-thoi',
      unit: null,
      today: '2026-11-22',
      history: [],
      ...turn,
    })

  test.each([
    'bao nhiêu phần trăm người dân có VNeID',
    'phường đặt mục tiêu bao nhiêu sản phẩm OCOP',
    'tỷ lệ trẻ em được tiêm chủng đạt bao nhiêu phần trăm',
    'phường có bao nhiêu đại biểu HĐND',
    'khi nào phường xây xong trường mới',
    'lịch bồi dưỡng kỹ năng số tháng này',
    'mỗi khu phố được hỗ trợ bao nhiêu tiền',
    'ai là chủ nhiệm đề án',
    'ai là chủ tịch hđnd phường',
    'số tài khoản của phường',
    'người nộp hồ sơ trực tuyến có được giảm lệ phí không',
  ])('is not made up: %s', async (question) => {
    const { status } = await ask(question)
    expect(status).toBe('unanswerable')
  })

  test.each(['Trạm Y tế phường có nhiệm vụ gì', 'Hội Chữ thập đỏ phải làm gì'])(
    'gives no unit the work of others: %s',
    async (question) => {
      const { status, text } = await ask(question)
      expect(status).toBe('unanswerable')
      expect(text).toContain('không giao việc riêng cho')
    },
  )

  test('tells a unit that leads nothing so, with what it takes part in', async () => {
    const { status, text, citations } = await ask('Mặt trận Tổ quốc phường chủ trì việc gì')
    expect(status).toBe('unanswerable')
    expect(text).toMatch(/không giao .*(?:MTTQ|Mặt trận).* chủ trì/)
    expect(text).toContain('Khảo sát sự hài lòng')
    expect(citations.length).toBeGreaterThan(0)
  })

  test.each([
    ['phường lắp bao nhiêu camera an ninh', '24 camera'],
    ['đào tạo bồi dưỡng hết bao nhiêu tiền', '180.000.000'],
    ['tủ sách điện tử khu phố khi nào xong', '30/9/2026'],
    ['đơn vị nào chủ trì lắp camera', 'Phòng Kinh tế, Hạ tầng và Đô thị'],
  ])('what stands there is still told: %s', async (question, told) => {
    const { status, text } = await ask(question)
    expect(status).toBe('answered')
    expect(text).toContain(told)
  })

  describe('with guides beside the papers', () => {
    const askWithGuides = (question: string, asker: Turn['asker'] = 'citizen'): Promise<Answer> => {
      const { store } = ground()
      const retrieval = new Retrieval(store)
      const knowledge = loadServiceKnowledge('knowledge')
      const guides = createGuideAnswers({ knowledge: () => knowledge, documentIds: async () => new Map() })
      const search: Parameters<typeof createAnswering>[0]['search'] = (request) => retrieval.search(request)
      return createAnswering({ register: openRegister(store), search, guides }).answer({
        ...{ question, asker, commune: 'tan-thoi', unit: null, today: '2026-11-22', history: [] },
      })
    }

    test('a citizen is told the guide that only gave way to them', async () => {
      const question = 'sao y công chứng sổ hộ khẩu bằng tốt nghiệp lấy liền không'
      expect((await askWithGuides(question)).text).toContain('hướng dẫn “Chứng thực')
      expect((await askWithGuides(question, 'official')).status).toBe('unanswerable')
    })

    test.each([
      'bao nhiêu phần trăm người dân có VNeID',
      'phường có bao nhiêu đại biểu HĐND',
      'khi nào phường xây xong trường mới',
      'mỗi khu phố được hỗ trợ bao nhiêu tiền',
      'ai là chủ nhiệm đề án',
      'số tài khoản của phường',
    ])('what neither says is still not made up: %s', async (question) => {
      expect((await askWithGuides(question)).status).toBe('unanswerable')
    })
  })
})
