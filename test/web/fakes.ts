import type { DocumentView } from '../../src/documents/index.ts'
import type { ChatMessage, CommuneRef, Visitor, WebDependencies } from '../../src/web/index.ts'

export const BINH_PHU: CommuneRef = { slug: 'binh-phu', name: 'xã Bình Phú', province: 'tỉnh An Hòa' }
export const TAN_LOC: CommuneRef = { slug: 'tan-loc', name: 'phường Tân Lộc', province: null }

export const PUBLIC_DOCUMENT: DocumentView = {
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
    {
      position: 0,
      kind: 'head',
      section: null,
      lead: null,
      quote: 'Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;',
    },
    {
      position: 1,
      kind: 'bullet',
      section: 1,
      lead: 'Đến năm 2030:',
      quote: '- 60% người trưởng thành có chữ ký số cá nhân.',
    },
    { position: 2, kind: 'bullet', section: 1, lead: 'Đến năm 2030:', quote: '- 100% hồ sơ hộ tịch được số hóa.' },
    ...Array.from({ length: 30 }, (_, at) => ({
      position: 3 + at,
      kind: 'prose',
      section: 2,
      lead: null,
      quote: `${at + 1}. Các đơn vị thuộc xã rà soát nhiệm vụ được giao, báo cáo kết quả về Văn phòng HĐND và UBND xã đúng hạn.`,
    })),
    { position: 33, kind: 'row', section: 3, lead: null, quote: '1\tSố hóa sổ hộ tịch\tVăn phòng HĐND và UBND\t2027' },
    {
      position: 34,
      kind: 'row',
      section: 3,
      lead: null,
      quote: '2\tTập huấn kỹ năng số\tPhòng Văn hóa - Xã hội\tHằng năm',
    },
    {
      position: 35,
      kind: 'prose',
      section: 3,
      lead: null,
      quote: 'Báo cáo năm gửi trước ngày 10/12. <script>alert(1)</script>',
    },
  ],
}

export const LAST_CLAUSE = 35

type Account = Visitor & { externalId: string; messages: ChatMessage[]; keys: Map<string, number> }

export type FakeOptions = {
  communes?: CommuneRef[]
  demonstration?: boolean
  publicUrl?: string | null
  /** What the assistant says; null leaves the question waiting for good. */
  reply?: (question: string) => Partial<ChatMessage> | null
  replyDelayMs?: number
  notReady?: string[]
  breaks?: boolean
}

/** A whole assistant in memory: everything the web application asks for, with the answers the test wants. */
export function fakeDependencies(options: FakeOptions = {}): WebDependencies & { faults: string[] } {
  const { communes = [BINH_PHU, TAN_LOC], demonstration = false, publicUrl = null } = options
  const accounts = new Map<string, Account>()
  const faults: string[] = []
  const units: Record<string, string[]> = {
    'binh-phu': ['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Văn phòng HĐND và UBND'],
    'tan-loc': ['Phòng Kinh tế', 'Trạm Y tế'],
  }
  let nextId = 1
  const account = (externalId: string): Account => {
    const known = accounts.get(externalId)
    if (known) return known
    const made: Account = {
      externalId,
      accountId: accounts.size + 1,
      commune: null,
      role: 'citizen',
      unit: null,
      messages: [],
      keys: new Map(),
    }
    accounts.set(externalId, made)
    return made
  }
  const all = (): ChatMessage[] => [...accounts.values()].flatMap(({ messages }) => messages)
  const byId = (accountId: number): Account | undefined =>
    [...accounts.values()].find((one) => one.accountId === accountId)

  return {
    faults,
    settings: { publicUrl, messageRetentionDays: 90 },
    now: () => new Date('2026-12-03T02:00:00Z'),
    logFault: (what) => faults.push(what),
    people: {
      communes: async () => {
        if (options.breaks) throw new Error('bí mật bên trong')
        return communes
      },
      units: async (slug) => units[slug] ?? [],
      find: async (externalId) => accounts.get(externalId) ?? null,
      findOrCreate: async (externalId) => account(externalId),
      choose: async (externalId, { commune, role, unit }) => {
        const found = communes.find(({ slug }) => slug === commune)
        if (!found || (unit && !units[commune]?.includes(unit))) return 'unknown'
        if (role !== 'citizen' && !demonstration) return 'not_allowed'
        Object.assign(account(externalId), { commune: found, role, unit })
        return 'chosen'
      },
      erase: async (externalId) => void accounts.delete(externalId),
      demonstration: async () => demonstration,
    },
    conversation: {
      receive: async ({ externalId, externalKey, text }) => {
        const from = account(externalId)
        const known = from.keys.get(externalKey)
        if (known) return { messageId: known }
        const question = message({ id: nextId++, direction: 'in', text, status: 'received' })
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
        return { messageId: question.id }
      },
      transcript: async (accountId, { afterId = 0 } = {}) =>
        (byId(accountId)?.messages ?? []).filter(({ id }) => id > afterId),
      waitForAnswer: async (messageId, timeoutMs) => {
        const until = Date.now() + timeoutMs
        while (Date.now() < until) {
          if (all().some(({ id, status }) => id === messageId && status === 'answered')) return true
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
        return false
      },
      rate: async (messageId, value, accountId) => {
        const found = byId(accountId)?.messages.find(({ id, direction }) => id === messageId && direction === 'out')
        if (found) found.feedback = value
        return found !== undefined
      },
      startAfresh: async (accountId) => void byId(accountId)?.messages.splice(0),
    },
    library: {
      list: async () => [PUBLIC_DOCUMENT],
      read: async (id) => (id === PUBLIC_DOCUMENT.id ? PUBLIC_DOCUMENT : null),
    },
    status: {
      whyNotReady: async () => options.notReady ?? [],
      report: async () => ({
        store: { kind: 'embedded', capabilities: { bm25: true, vector: true, unaccent: false } },
        jobs: { backend: 'postgres', waiting: 0, active: 1, delayed: 0, failed: 0 },
        documents: { public: 1, internal: 2, retired: 0 },
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

function message(fields: Partial<ChatMessage> & { id: number }): ChatMessage {
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

function defaultReply(question: string): Partial<ChatMessage> {
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
