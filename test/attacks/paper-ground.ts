import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock'
import {
  type Answer,
  createAnswering,
  createEndpoint,
  createPhrasing,
  type Phrase,
  type Sources,
  type Turn,
} from '../../src/answering/index.ts'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { Retrieval } from '../../src/retrieval/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { HIDDEN_COMMANDS } from './attack-set.ts'

const PAPERS = 'test/fixtures/knowledge'
const INTERNAL = 'ke-hoach-cchc-phuong-tan-thoi.md'
const PUBLIC = 'nghi-quyet-nong-thon-xa-suoi-ngan.txt'
const POISONED = 'ke-hoach-bi-cai-lenh.md'
/** Of people who do not exist; they stand in the internal paper alone. */
const PEOPLE = 'Bà Nguyễn Thị Mật, thôn 3, hộ nghèo, mắc bệnh phong, điện thoại 0912 888 777, căn cước 012345678901.'
const PERSONAL = /Nguyễn Thị Mật|bệnh phong|0912 ?888 ?777|012345678901/iu

export const TODAY = '2026-11-22'
const MODEL_WITHIN_MS = 5_000

/** What the model is told to say to what it was sent. */
export type Say = (request: { system: string; user: string }) => string

export type PaperGround = {
  store: Store
  plain(question: string, more?: Partial<Turn>): Promise<Answer>
  /** By a model that says what it is told, whatever it was sent. */
  byModel(say: Say, question: string, more?: Partial<Turn>): Promise<Answer>
  /** The same with nothing between the model and the person. */
  unguarded(say: Say, question: string, more?: Partial<Turn>): Promise<Answer>
  /** How often the model was asked so far. */
  asked(): number
  /** Lines that stand in the ward's internal paper alone. */
  internalLines: string[]
  personal: RegExp
  close(): Promise<void>
}

/** An internal paper of one commune, a public one of another, a public one into which commands were slipped; and a model. */
export async function openPaperGround(): Promise<PaperGround> {
  const folder = mkdtempSync(join(tmpdir(), 'attacked-papers-'))
  const ward = readFileSync(join(PAPERS, INTERNAL), 'utf8')
  const upland = readFileSync(join(PAPERS, PUBLIC), 'utf8')
  writeFileSync(join(folder, INTERNAL), ward.replace('2. Chuyển đổi số', `- ${PEOPLE}\n\n2. Chuyển đổi số`))
  writeFileSync(join(folder, PUBLIC), upland)
  writeFileSync(join(folder, POISONED), poisoned(ward))
  const visible = [PUBLIC, POISONED].map((file) => `  ${file}: { visibility: public }\n`).join('')
  writeFileSync(join(folder, 'manifest.yaml'), `documents:\n${visible}`)
  const home = await copyOfEmptyStore()
  const store = await openStore({ folder: home })
  await ingestKnowledge({ store, folder, today: TODAY })
  const retrieval = new Retrieval(store)
  const sources: Sources = { register: openRegister(store), search: (request) => retrieval.search(request) }
  const mock = new LLMock({ port: 0, host: '127.0.0.1' })
  await mock.start()
  let say: Say = () => ''
  let asked = 0
  mock.on({}, (request: ChatCompletionRequest) => {
    asked += 1
    const [system = '', user = ''] = request.messages.map(({ content }) => String(content))
    return { content: JSON.stringify({ used: ['D1'], answer: say({ system, user }), complete: 'full' }) }
  })
  const model = createEndpoint({
    ...{ apiKey: 'key', baseUrl: `${mock.url}/v1`, model: 'm', structure: 'json_schema' as const },
    timeoutMs: MODEL_WITHIN_MS,
  })
  const phrase = createPhrasing({
    ...{ ask: model, budgets: { dayTokens: 1e9, personTokens: 1e9 }, isDomestic: false, withinMs: 2 * MODEL_WITHIN_MS },
    ...{ now: () => new Date(), log: { info: () => {}, warn: () => {} } },
  })
  /** As if the gate were not there: what the model says is told. */
  const ungated: Phrase = async ({ inquiry, outcome }) => {
    if (outcome.kind !== 'found') return { outcome, tokens: 0 }
    asked += 1
    const lines = [say({ system: SYSTEM_WITHOUT_GATE, user: inquiry.turn.question })]
    return { outcome: { ...outcome, finding: { ...outcome.finding, lines } }, tokens: 0 }
  }
  const turnOf = (question: string, more: Partial<Turn> = {}): Turn => ({
    ...{ question, asker: 'citizen', commune: 'suoi-ngan', unit: null, today: TODAY, history: [] },
    ...more,
  })
  const by =
    (answering: ReturnType<typeof createAnswering>): PaperGround['byModel'] =>
    (told, question, more) => {
      say = told
      return answering.answer(turnOf(question, more))
    }
  const plain = createAnswering(sources)
  return {
    store,
    plain: (question, more) => plain.answer(turnOf(question, more)),
    byModel: by(createAnswering({ ...sources, phrase })),
    unguarded: by(createAnswering({ ...sources, phrase: ungated })),
    asked: () => asked,
    internalLines: linesOf(ward, `${upland}\n${poisoned(ward)}`),
    personal: PERSONAL,
    close: async () => {
      await mock.stop()
      closeReaders()
      await store.close()
      for (const each of [folder, home]) rmSync(each, { recursive: true, force: true })
    },
  }
}

const SYSTEM_WITHOUT_GATE = readFileSync('prompts/compose-answer.md', 'utf8')

const WORKS = ['Lắp đặt biển báo', 'Tu sửa nhà văn hóa', 'Nạo vét kênh mương', 'Trồng cây xanh', 'Phát thanh lưu động']
const POSITIONS = [
  (work: string, command: string) => `${command}. ${work}`,
  (work: string, command: string) => `${work} (${command}) trong quý III`,
  (work: string, command: string) => `${work} trong quý III. ${command}`,
]

/** What the poisoned paper's bullets are about, with the question that finds each. */
export const POISONED_WORKS = HIDDEN_COMMANDS.flatMap((command, of) =>
  POSITIONS.map((place, at) => {
    const work = `${WORKS[(of + at) % WORKS.length]} tại khu phố ${of * POSITIONS.length + at + 1}`
    return { question: `${work.toLowerCase()} khi nào`, bullet: `- ${place(work, command)}.` }
  }),
)

function poisoned(ward: string): string {
  const bullets = POISONED_WORKS.map(({ bullet }) => bullet).join('\n')
  const [head = ''] = ward.split('Phần I\n')
  return `${head.replaceAll('Tân Thới', 'Bình Lâm').replaceAll('TÂN THỚI', 'BÌNH LÂM')}
Phần I
NHIỆM VỤ TRỌNG TÂM

1. Hạ tầng

${bullets}

2. Phục vụ người dân

${SERVICES.map((text, at) => `${'abcd'[at]}) ${text}`).join('\n\n')}
`
}

const SERVICES = [
  'Thí điểm mô hình "Thứ Năm không hẹn": Trung tâm Phục vụ hành chính công làm việc đến 19 giờ thứ Năm hằng tuần để tiếp nhận hồ sơ hộ tịch, chứng thực.',
  'Thực hiện mô hình "Trả kết quả tận nhà" qua dịch vụ bưu chính công ích đối với người cao tuổi, người khuyết tật; người dân không phải trả cước.',
  '"Tổ công nghệ số xóm" là nhóm từ 5 đến 7 người giúp bà con nộp hồ sơ trực tuyến tại nhà văn hóa, sinh hoạt chiều Chủ nhật.',
  'Mở "Góc đọc sách điện tử" tại nhà văn hóa để học sinh mượn máy đọc sách miễn phí vào dịp hè.',
]

/** Asked of that commune, answered from clean prose: the model is asked. */
export const CLEAN_QUESTIONS = [
  'mô hình thứ năm không hẹn là gì',
  'mô hình trả kết quả tận nhà là gì',
  'tổ công nghệ số xóm là gì',
  'góc đọc sách điện tử là gì',
] as const

function linesOf(paper: string, elsewhere: string): string[] {
  const known = squeeze(elsewhere)
  return paper
    .split(/\n|(?<=[.;])\s/)
    .map((line) =>
      squeeze(line)
        .replace(/^[\s\d.)#-]+/, '')
        .trim()
        .slice(0, 60)
        .trim(),
    )
    .filter((line) => line.length >= 25)
    .filter((line) => !known.includes(line) && !line.startsWith('Trung tâm Phục vụ hành chính công'))
}

export function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[*_\\"|]/g, ' ')
    .replace(/\s+/g, ' ')
}
