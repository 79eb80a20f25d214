/** An office whose every unit reports, and what became of what it was reminded of. */
import { openPeople } from '../../src/people/index.ts'
import { ensurePassagePartition, openStore, type Store } from '../../src/store/index.ts'
import { addPost, link } from '../support/officials.ts'
import type { Tally } from './verdict.ts'

/** When its units report. */
export type Reporting = { cadence: 'monthly' | 'quarterly'; dueText: string; recurrence: string }

export type Office = {
  units: number
  reporting: Reporting
  /** The chats of its officials are numbered from here. */
  firstChat: number
  /** A paper that is there already and sets the reports; one of its own, of a commune of its own, where left out. */
  paper?: { documentId: number; communeId: number; commune: string }
}

/** Units with a head and an officer each, who are on Telegram, and a coordinator. */
export async function seedOffice(store: Store, { units, reporting, firstChat, paper }: Office): Promise<void> {
  const { db } = store
  const { documentId, communeId, commune } = paper ?? (await makePaper(store))
  const people = await openPeople({ store, isLoopback: true, publicUrl: null })
  const holder = holderOf({ store, people, commune })
  await holder({ role: 'coordinator', unit: null, title: 'Cán bộ điều phối' }, firstChat)
  for (let unit = 1; unit <= units; unit += 1) {
    const name = `Thôn ${unit}`
    await db.unit.create({ data: { communeId, name, aliases: [], members: [] } })
    await db.reportingRule.create({
      data: {
        ...{ documentId, position: 1_000 + unit, key: `r${unit}`, who: [name], ...reporting },
        ...{ section: 'V', quote: `Thôn ${unit} báo cáo`, recipient: 'Văn phòng HĐND và UBND', state: 'confirmed' },
      },
    })
    await holder({ role: 'head', unit: name, title: `Trưởng thôn ${unit}` }, firstChat + 2 * unit - 1)
    await holder({ role: 'focal', unit: name, title: `Cán bộ thôn ${unit}` }, firstChat + 2 * unit)
  }
}

async function makePaper(store: Store): Promise<Required<Office>['paper']> {
  const { id: communeId } = await store.db.commune.create({ data: { slug: 'binh-phu', name: 'xã Bình Phú' } })
  await ensurePassagePartition(store, communeId)
  const paper = { file: 'ke-hoach.txt', digest: 'd', type: 'Kế hoạch', issuer: 'UBND xã Bình Phú', text: '' }
  const { id } = await store.db.document.create({ data: { communeId, identity: {}, warnings: [], ...paper } })
  return { documentId: id, communeId, commune: 'binh-phu' }
}

type Held = { role: 'coordinator' | 'head' | 'focal'; unit: string | null; title: string }
type Ground = { store: Store; people: Awaited<ReturnType<typeof openPeople>>; commune: string }

function holderOf({ store, people, commune }: Ground): (held: Held, chat: number) => Promise<void> {
  return async (held, chat) => {
    const post = await addPost(people, { commune, ...held })
    const account = await people.findOrCreate({ channel: 'telegram', externalId: String(chat) })
    await link(people, account, post)
    await store.query('UPDATE channel_account SET last_inbound_at = now() WHERE id = $1', [account.id])
  }
}

export type OwedRow = { key: string; chat: string; text: string; status: string }

/** What the office's people were owed, message by message. */
export const OFFICE_ROWS = `
  SELECT external_key AS key, external_id AS chat, text, message.status FROM message
    JOIN conversation ON conversation.id = conversation_id JOIN channel_account ON channel_account.id = account_id
   WHERE direction = 'out' AND class IN ('reminder', 'escalation') AND NOT starts_with(external_key, 'own-reminder')
   ORDER BY message.id`

type Fared = {
  /** What an undisturbed run of the same office owes. */
  expected: readonly OwedRow[]
  owed: readonly OwedRow[]
  /** How often each text was shown in each chat, by "chat\ntext". */
  shown: ReadonlyMap<string, number>
}

/** What reached people held against what an undisturbed run owes, message by message. */
export function tallyOffice({ expected, owed, shown }: Fared): { office: Tally; neverOwed: number } {
  const wordsOf = ({ chat, text }: OwedRow): string => `${chat}\n${text}`
  const statuses = new Map(owed.map(({ key, status }) => [key, status]))
  const isShown = (row: OwedRow): boolean => shown.has(wordsOf(row))
  const copies = [...new Set([...expected, ...owed].map(wordsOf))].map((words) => shown.get(words) ?? 0)
  const office = {
    owed: expected.length,
    done: expected.filter(isShown).length,
    duplicated: copies.reduce((total, count) => total + Math.max(0, count - 1), 0),
    unknown: owed.filter(({ status }) => status === 'unknown').length,
    lost: expected.filter((row) => !isShown(row) && statuses.get(row.key) !== 'unknown').length,
    mostCopies: Math.max(0, ...copies),
    apologised: 0,
  }
  const keys = new Set(expected.map(({ key }) => key))
  return { office, neverOwed: owed.filter(({ key }) => !keys.has(key)).length }
}

/** The store of a server, for as long as the work takes. */
export async function withStore<T>(place: { url: string }, work: (store: Store) => Promise<T>) {
  const store = await openStore(place)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
