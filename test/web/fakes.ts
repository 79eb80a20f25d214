import { setTimeout as sleep } from 'node:timers/promises'
import type { TranscriptMessage } from '../../src/conversation/index.ts'
import type { DocumentView } from '../../src/documents/index.ts'
import type { Account } from '../../src/people/index.ts'
import type { WebDependencies } from '../../src/web/index.ts'

type Commune = DocumentView['commune']

export const BINH_PHU: Commune & { id: number } = {
  id: 1,
  slug: 'binh-phu',
  name: 'xã Bình Phú',
  province: 'tỉnh An Hòa',
}
export const TAN_LOC: Commune & { id: number } = { id: 2, slug: 'tan-loc', name: 'phường Tân Lộc', province: null }

type Passage = DocumentView['passages'][number]

const row = (cells: string[]): Passage['row'] => ({ cells, head: ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời gian'] })

export const PUBLIC_DOCUMENT: DocumentView = {
  isGuide: false,
  id: 3,
  file: 'binh-phu-ke-hoach.txt',
  commune: BINH_PHU,
  title: 'Kế hoạch chuyển đổi số xã Bình Phú giai đoạn 2026 - 2030',
  type: 'Kế hoạch',
  number: null,
  dateText: 'ngày … tháng 6 năm 2026',
  issuer: 'Ủy ban nhân dân xã Bình Phú',
  signer: 'Nguyễn Văn Mẫu',
  warnings: ['Số văn bản để trống', 'Chỉ ghi tháng 6, ngày để trống'],
  sections: [
    { position: 0, level: 1, heading: 'I. MỤC TIÊU', cite: 'I' },
    { position: 1, level: 2, heading: '1. Mục tiêu cụ thể', cite: 'I.1' },
    { position: 2, level: 1, heading: 'II. TỔ CHỨC THỰC HIỆN', cite: 'II' },
    { position: 3, level: 1, heading: 'PHỤ LỤC', cite: 'Phụ lục' },
  ],
  passages: [
    { section: null, kind: 'head', quote: '**Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;' },
    { section: 1, kind: 'bullet', quote: 'Đến năm 2030:' },
    {
      section: 1,
      kind: 'bullet',
      lead: 'Đến năm 2030:',
      quote: '60% người trưởng thành có chữ ký số cá nhân (*nếu có*).',
    },
    { section: 1, kind: 'bullet', lead: 'Đến năm 2030:', quote: '100% hồ sơ hộ tịch được số hóa.' },
    ...Array.from({ length: 30 }, (_, at) => ({
      section: 2,
      kind: 'prose',
      quote: `${at + 1}. Các đơn vị thuộc xã rà soát nhiệm vụ được giao, báo cáo kết quả về Văn phòng HĐND và UBND xã đúng hạn.`,
    })),
    { section: 3, kind: 'row', row: row(['1', 'Số hóa sổ hộ tịch', 'Văn phòng HĐND và UBND', '2027']) },
    { section: 3, kind: 'row', row: row(['2', 'Tập huấn kỹ năng số', 'Phòng Văn hóa - Xã hội', 'Hằng năm']) },
    { section: 3, kind: 'prose', quote: 'Báo cáo năm gửi trước ngày 10/12. <script>alert(1)</script>' },
  ].map((passage, position) => ({
    lead: null,
    row: null,
    quote: passage.row?.cells.join(' ') ?? '',
    ...passage,
    position,
  })),
}

export const LAST_CLAUSE = PUBLIC_DOCUMENT.passages.length - 1

type Person = Account & { messages: TranscriptMessage[]; keys: Map<string, number> }

export type FakeOptions = {
  communes?: (Commune & { id: number })[]
  demonstration?: boolean
  publicUrl?: string | null
  /** What the assistant says; null leaves the question waiting for good. */
  reply?: (question: string) => Partial<TranscriptMessage> | null
  replyDelayMs?: number
  notReady?: string[]
  breaks?: boolean
}

const UNITS: Record<string, string[]> = {
  'binh-phu': ['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Văn phòng HĐND và UBND'],
  'tan-loc': ['Phòng Kinh tế', 'Trạm Y tế'],
}

const NO_DATA = {
  ...{ since: '2026-12-03T02:00:00.000Z', name: null, phone: null, preferences: null },
  ...{ posts: [], consents: [], accounts: [] },
}

/** A whole assistant in memory: everything the web application asks for, with the answers the test wants. */
export function fakeDependencies(options: FakeOptions = {}): WebDependencies & { faults: string[] } {
  const { communes = [BINH_PHU, TAN_LOC], demonstration = false, publicUrl = null } = options
  const everybody: Person[] = []
  const faults: string[] = []
  let nextId = 1
  const byAddress = (externalId: string): Person | undefined => everybody.find((one) => one.externalId === externalId)
  const byId = (id: number): Person | undefined => everybody.find((one) => one.id === id)
  const findOrCreate = (externalId: string): Person => {
    const known = byAddress(externalId)
    if (known) return known
    const made: Person = {
      id: nextId,
      personId: nextId++,
      channel: 'web',
      endpoint: '',
      externalId,
      commune: null,
      role: 'citizen',
      unit: null,
      posts: [],
      demo: false,
      messages: [],
      keys: new Map(),
    }
    everybody.push(made)
    return made
  }
  const erase = (person: Person): number => everybody.splice(everybody.indexOf(person), 1).length

  return {
    faults,
    settings: { publicUrl, messageRetentionDays: 90 },
    now: () => new Date('2026-12-03T02:00:00Z'),
    logFault: (what) => faults.push(what),
    people: {
      find: async ({ externalId }) => byAddress(externalId) ?? null,
      findOrCreate: async ({ externalId }) => findOrCreate(externalId),
      choose: async (id, { commune, role, unit }) => {
        const found = communes.find(({ slug }) => slug === commune)
        const person = byId(id)
        if (!found || !person || (unit && !UNITS[commune]?.includes(unit))) return 'unknown'
        if (role !== 'citizen' && !demonstration) return 'not_allowed'
        Object.assign(person, { commune: found, role, unit })
        return 'chosen'
      },
      erase: async (id) => {
        const person = byId(id)
        return person ? erase(person) : 0
      },
      exportData: async (id) => (byId(id) ? NO_DATA : null),
      isDemonstrationOn: async () => demonstration,
    },
    conversation: {
      receive: async ({ externalUserId, externalKey, text }) => {
        const from = findOrCreate(externalUserId)
        if (text === 'XÓA DỮ LIỆU') {
          erase(from)
          return { kind: 'erased', text: 'Đã xóa.' }
        }
        const known = from.keys.get(externalKey)
        if (known) return { kind: 'duplicate', messageId: known, accountId: from.id }
        const question = message({ id: nextId++, direction: 'in', text, status: 'received', outcome: null })
        from.messages.push(question)
        from.keys.set(externalKey, question.id)
        const reply = (options.reply ?? defaultReply)(text)
        const say = (): void => {
          if (!reply) return
          question.status = 'answered'
          from.messages.push(message({ id: nextId++, answersId: question.id, ...reply }))
        }
        if (options.replyDelayMs) setTimeout(say, options.replyDelayMs)
        else say()
        return { kind: 'accepted', messageId: question.id, accountId: from.id }
      },
      transcript: async (id, { afterId = 0 } = {}) => (byId(id)?.messages ?? []).filter((one) => one.id > afterId),
      waitForAnswer: async (messageId, timeoutMs) => {
        const until = performance.now() + timeoutMs
        while (performance.now() < until) {
          const asked = everybody.flatMap(({ messages }) => messages).find(({ id }) => id === messageId)
          if (!asked) return 'gone'
          if (asked.status === 'answered') return 'answered'
          await sleep(10)
        }
        return 'pending'
      },
      rate: async (messageId, value, accountId) => {
        const found = byId(accountId)?.messages.find(({ id, direction }) => id === messageId && direction === 'out')
        if (found) found.feedback = value
        return found !== undefined
      },
      startAfresh: async (id) => void byId(id)?.messages.splice(0),
    },
    figures: { of: async () => null, papers: async () => null },
    calendar: async (secret) => (secret === 'bi-mat' ? 'BEGIN:VCALENDAR' : null),
    library: {
      communes: async () => {
        if (options.breaks) throw new Error('bí mật bên trong')
        return communes
      },
      units: async (slug) => UNITS[slug] ?? [],
      documents: async () => [PUBLIC_DOCUMENT],
      document: async (id) => (id === PUBLIC_DOCUMENT.id ? PUBLIC_DOCUMENT : null),
    },
    status: {
      whyNotReady: async () => options.notReady ?? [],
      checkChannels: async () => [],
      report: async () => ({
        channels: [],
        store: { kind: 'embedded', capabilities: { bm25: true, vector: true, unaccent: false } },
        jobs: { backend: 'postgres', waiting: 0, active: 1, delayed: 0, failed: 0 },
        messages: { toTake: 0, unreadable: 0, toAnswer: 1, toSend: 2, unknown: 0, failed: 1, refused: 3 },
        documents: { public: 1, internal: 2, retired: 0 },
        vectors: null,
        troubles: [],
        lastIngestion: {
          startedAt: new Date('2026-12-03T01:00:00Z'),
          finishedAt: new Date('2026-12-03T01:00:09Z'),
          added: 1,
          changed: 0,
          unchanged: 2,
          retired: 0,
          refused: [{ file: 'so-lieu.doc', reason: 'Tệp Word đời cũ (.doc).', remedy: 'Lưu lại thành .docx.' }],
        },
        startedAt: new Date('2026-12-03T01:00:00Z'),
        versions: { program: '0.1.0', node: '26.10.0', database: '18.1' },
      }),
    },
  }
}

function message(fields: Partial<TranscriptMessage> & { id: number }): TranscriptMessage {
  return {
    direction: 'out',
    text: '',
    status: 'sent',
    outcome: 'answered',
    citations: [],
    choices: [],
    answersId: null,
    feedback: null,
    createdAt: new Date('2026-12-03T02:00:00Z'),
    ...fields,
  }
}

function defaultReply(question: string): Partial<TranscriptMessage> {
  if (/báo cáo/.test(question)) {
    return {
      text: 'Chậm nhất thứ Tư, ngày 09/12/2026. Văn bản yêu cầu nộp báo cáo năm "trước ngày 10/12".\nCăn cứ: Kế hoạch chuyển đổi số xã Bình Phú, Phụ lục.',
      citations: [
        {
          document: PUBLIC_DOCUMENT.file,
          section: 'Phụ lục',
          quote: 'Báo cáo năm gửi trước ngày 10/12.',
          documentId: PUBLIC_DOCUMENT.id,
          position: LAST_CLAUSE,
        },
      ],
      choices: ['Đã nộp', 'Nhắc lại sau'],
    }
  }
  return {
    outcome: 'unanswerable',
    text: `Văn bản của xã không nói về "${question}". Anh/chị vui lòng hỏi Phòng Văn hóa - Xã hội xã.`,
  }
}
