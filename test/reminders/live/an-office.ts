import { openRegister } from '../../../src/duties/index.ts'
import { createTick, type OfficePost, type Outbox, type TickParts } from '../../../src/reminders/live/index.ts'
import { DEFAULT_POLICY } from '../../../src/reminders/policy.ts'
import { ensurePassagePartition, type Store } from '../../../src/store/index.ts'

/** A message that reached somebody. */
export type Sent = { at: string; person: string; text: string; choices: string[]; key: string }

/** A made-up office over a real store: its clock is set by hand, and what it sends is kept. */
export type Office = {
  communeId: number
  documentId: number
  people: Record<string, number>
  posts: OfficePost[]
  sent: Sent[]
  /** "2026-12-07T07:31" in Asia/Ho_Chi_Minh. */
  now: string
  parts: TickParts
  tick: () => Promise<{ promised: number; owed: number }>
  /** Runs the scheduler at the hours of each day at which anything can change, from `now` until then. */
  runUntil: (until: string) => Promise<void>
  to: (person: string) => string[]
}

export type OfficeRule = {
  key: string
  who: string[]
  dueText: string | null
  recurrence: string | null
  cadence: string
  state?: string
}

export type OfficeTask = {
  key: string
  lead: string[]
  startsOn: string | null
  endsOn: string
  coordinating?: string[]
}

/** Reminded of 60, 30 and 10 working days before its end. */
export const TASK: OfficeTask = {
  ...{ key: 'task', lead: ['Phòng Kinh tế'], startsOn: null, endsOn: '2027-03-31' },
}

export const QUARTERLY: OfficeRule = {
  key: 'quarterly',
  who: ['Phòng Kinh tế'],
  cadence: 'quarterly',
  dueText: 'trước ngày 20 tháng cuối quý',
  recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
}

const POSTS = {
  head: { role: 'head', unit: 'Phòng Kinh tế', title: 'Trưởng phòng Kinh tế' },
  focal: { role: 'focal', unit: 'Phòng Kinh tế', title: 'Cán bộ đầu mối Phòng Kinh tế' },
  receiver: { role: 'focal', unit: 'Văn phòng HĐND và UBND', title: 'Cán bộ Văn phòng' },
  coordinator: { role: 'coordinator', unit: null, title: 'Cán bộ điều phối' },
  vice: { role: 'vice_chair', unit: null, title: 'Phó Chủ tịch UBND' },
} as const

type Papers = { rules: OfficeRule[]; tasks: OfficeTask[]; now: string }

export async function openOffice(
  store: Store,
  { rules = [QUARTERLY], tasks = [], now = '2026-12-01T07:00' }: Partial<Papers> = {},
): Promise<Office> {
  await empty(store)
  const { db } = store
  const commune = await db.commune.create({ data: { slug: 'binh-phu', name: 'xã Bình Phú' } })
  await ensurePassagePartition(store, commune.id)
  const document = await db.document.create({
    data: {
      communeId: commune.id,
      file: 'ke-hoach.txt',
      digest: 'd',
      type: 'Kế hoạch',
      issuer: 'UBND xã Bình Phú',
      identity: {},
      warnings: [],
      text: '',
    },
  })
  for (const [position, { state = 'confirmed', ...rule }] of rules.entries()) {
    const rest = { section: 'V', quote: rule.key, recipient: 'Văn phòng HĐND và UBND', state, position }
    await db.reportingRule.create({ data: { documentId: document.id, ...rest, ...rule } })
  }
  for (const [position, task] of tasks.entries()) {
    const rest = { section: 'Phụ lục', quote: task.key, origin: 'appendix', state: 'confirmed', position }
    await db.duty.create({ data: { documentId: document.id, name: 'Số hóa bản đồ', open: [], ...rest, ...task } })
  }
  const people: Record<string, number> = {}
  const posts: OfficePost[] = []
  for (const [name, post] of Object.entries(POSTS)) {
    const account = await db.channelAccount.create({
      data: { channel: 'telegram', externalId: name, person: { create: {} } },
    })
    people[name] = account.personId
    const accounts = [{ accountId: account.id, channel: 'telegram', isUnreachable: false }]
    const holders = [{ personId: account.personId, name: 'Trần Văn Bình', phone: '0912 345 678', accounts }]
    posts.push({ id: posts.length + 1, inCharge: [], holders, ...post })
  }
  const office: Office = {
    communeId: commune.id,
    documentId: document.id,
    people,
    posts,
    sent: [],
    now,
    parts: partsOf(store, () => office),
    tick: () => Promise.resolve({ promised: 0, owed: 0 }),
    runUntil: async (until) => {
      while (office.now < until) {
        await office.tick()
        office.now = nextHour(office.now)
      }
    },
    to: (person) => office.sent.filter((each) => each.person === person).map(({ at, text }) => `${at} ${text}`),
  }
  office.tick = createTick(office.parts)
  return office
}

function partsOf(store: Store, office: () => Office): TickParts {
  return {
    store,
    register: openRegister(store),
    policy: () => DEFAULT_POLICY,
    posts: async () => office().posts,
    wishesOf: async () => ({ without: [], quiet: null }),
    outbox: countingOutbox(store, office),
    log: {
      warn: () => {},
      error: (event, cause) => {
        throw new Error(event, { cause })
      },
    },
    clock: async () => at(office().now),
  }
}

/** As delivery owes: once a key, as a row; here it has arrived at once. */
export function countingOutbox(store: Store, office: () => Office): Outbox {
  return {
    owe: async ({ accountId, key, class: kind, text, choices = [], subject }) => {
      const { query } = store
      await query('INSERT INTO conversation (account_id) VALUES ($1) ON CONFLICT DO NOTHING', [accountId])
      const [row] = await query<{ id: number }>(
        `INSERT INTO message (conversation_id, direction, external_key, class, text, choices, subject, status)
         SELECT id, 'out', $2, $3, $4, $5, $6::jsonb, 'sent' FROM conversation WHERE account_id = $1
         ON CONFLICT DO NOTHING RETURNING id`,
        [accountId, key, kind, text, choices, JSON.stringify(subject ?? null)],
      )
      const { people, posts } = office()
      const personId = posts
        .flatMap(({ holders }) => holders)
        .find(({ accounts }) => accounts.some((each) => each.accountId === accountId))?.personId
      const person = Object.entries(people).find(([, id]) => id === personId)?.[0] ?? '?'
      if (row) office().sent.push({ at: office().now, person, text, choices, key })
      const found = row ?? (await query<{ id: number }>('SELECT id FROM message WHERE external_key = $1', [key]))[0]
      return found ? { messageId: found.id } : null
    },
  }
}

async function empty({ db }: Store): Promise<void> {
  await db.document.deleteMany()
  await db.person.deleteMany()
  await db.commune.deleteMany({ where: { id: { not: 0 } } })
  await db.setting.deleteMany()
}

export function at(local: string): Date {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').epochMilliseconds)
}

/** Before, inside, between and after the windows, and at the hours of steps. */
const HOURS = ['07:00', '07:30', '09:00', '10:30', '12:00', '14:00', '19:00']

export function nextHour(local: string): string {
  const [day = '', time = ''] = local.split('T')
  const later = HOURS.find((hour) => hour > time)
  return later ? `${day}T${later}` : `${Temporal.PlainDate.from(day).add({ days: 1 }).toString()}T${HOURS[0]}`
}
