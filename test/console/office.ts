/** The console over a real store, asked without a socket, by an operator who signed in as anybody would. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { createCalendar } from '../../src/calendar/index.ts'
import { pageChannel } from '../../src/channels/index.ts'
import { composeCivic } from '../../src/compose-civic.ts'
import { composeDesk } from '../../src/compose-desk.ts'
import { readConfig } from '../../src/config.ts'
import { createConsole } from '../../src/console/index.ts'
import { createDelivery, type Delivery } from '../../src/delivery/index.ts'
import {
  findOfficeDocument,
  findVersions,
  ingestKnowledge,
  keepFile,
  lastRunId,
  listOfficeDocuments,
  listUnits,
  openReview,
  readingState,
  searchOfficeDocuments,
} from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { openFigures } from '../../src/figures/index.ts'
import { openOfficeSettings } from '../../src/office-settings/index.ts'
import { openPeople, type People, type PostRole, type SignIn } from '../../src/people/index.ts'
import { openQuestions } from '../../src/questions/index.ts'
import { readTable } from '../../src/read-table.ts'
import {
  type CalendarFeeds,
  type DutyDesk,
  openCalendarFeeds,
  openDutyDesk,
  type ReviewDoor,
  watchPolicy,
} from '../../src/reminders/index.ts'
import type { Store } from '../../src/store/index.ts'
import { createTickets, type Tickets } from '../../src/tickets/index.ts'

export const PASSWORD = 'ba con cò trắng bay'
export const ORIGIN = 'http://127.0.0.1'

export type Office = {
  feeds: CalendarFeeds
  console: Hono
  signIn: SignIn
  people: People
  told: { to: string; text: string }[]
  faults: unknown[]
  /** What the duties' pages owed to chats. */
  owed: { accountId: number; key: string; text: string; notBefore?: Date }[]
  desk: DutyDesk
  /** Where papers handed in are kept. */
  papersFolder: string
  get(path: string, cookie?: string): Promise<Response>
  post(path: string, fields: Record<string, string>, more?: { cookie?: string; origin?: string }): Promise<Response>
  /** The cookie of a freshly made first administrator. */
  administrator(): Promise<string>
  /** The cookie of a freshly appointed holder of a post. */
  seat(commune: string, role: PostRole, unit?: string): Promise<string>
}

/** `tickets`: of a running assistant; else some that tell nobody. */
type OfficeParts = {
  environment?: Record<string, string>
  tickets?: Tickets
  /** What the program tells is wrong. */
  troubles?: { says: string; remedy: string }[]
  delivery?: Pick<Delivery, 'owe'>
  now?: () => Date
  publicUrl?: string
}

export async function openOffice(store: Store, { environment = {}, ...parts }: OfficeParts = {}): Promise<Office> {
  const told: Office['told'] = []
  const faults: unknown[] = []
  const people = await openPeople({ store, isLoopback: true, publicUrl: null })
  const { signIn } = people
  const { now = () => new Date('2026-12-01T08:00:00+07:00'), publicUrl = null } = parts
  const officeSettings = openOfficeSettings(store, { retentionDays: 90 })
  const desk = composeDesk({
    ...{ store, officeSettings },
    config: readConfig({ KNOWLEDGE_DIR: 'test/fixtures/knowledge', ...environment }),
    channels: [],
    watch: { troubles: async () => parts.troubles ?? [] },
    answering: { rereadGuides: () => {} },
    jobs: { enqueue: async () => {} },
    tickets: parts.tickets ?? quietTickets(store, people, now),
    figures: openFigures({ store, shownCommunes: officeSettings.publicPage.list, today: () => '2026-12-01' }),
    questions: openQuestions({
      store,
      delivery: parts.delivery ?? { owe: async () => null },
      today: () => '2026-12-01',
    }),
  })
  const log = { warn: () => {}, error: (_: string, error: unknown) => void faults.push(error) }
  const jobs = { enqueue: async () => {} }
  const delivery = createDelivery({ store, jobs, channels: [pageChannel('web')], log })
  const civic = composeCivic({ store, people, delivery, now, knowledgeFolder: 'knowledge', publicUrl: null })
  const owed: Office['owed'] = []
  const policyFolder = mkdtempSync(join(tmpdir(), 'office-policy-'))
  const policy = watchPolicy(policyFolder, (error) => void faults.push(error))
  const duties = openDutyDesk({
    ...{ store, register: openRegister(store), policy, posts: people.posts.list, log },
    outbox: { owe: async (message) => ({ messageId: owed.push(message) }) },
    review: noReviewDoor(),
    clock: async () => now(),
    draftsFolder: '',
    policyFolder,
  })
  const feeds = openCalendarFeeds({
    store,
    register: openRegister(store),
    policy,
    clock: async () => now(),
  })
  const console = createConsole({
    ...desk,
    settings: { publicUrl, messageRetentionDays: 90 },
    signIn,
    people,
    units: (slug) => listUnits(store, slug),
    library: {
      documents: (communeIds) => listOfficeDocuments(store, communeIds),
      document: (id, communeIds) => findOfficeDocument(store, id, communeIds),
      search: (communeIds, words) => searchOfficeDocuments(store, communeIds, words),
      versions: (id, communeIds) => findVersions(store, id, communeIds),
    },
    intake: {
      keep: (file) => keepFile(policyFolder, file),
      read: async () => {
        const last = await lastRunId(store)
        await ingestKnowledge({ store, folder: policyFolder, today: '2026-12-01' })
        return last
      },
      state: (file, afterRun) => readingState(store, file, afterRun),
    },
    ...civic.pages,
    feeds,
    review: openReview({ store, today: () => '2026-12-01' }),
    desk: duties,
    readTable,
    ledger: delivery.ledger,
    tell: async ({ externalId }, text) => void told.push({ to: externalId, text }),
    now,
    logFault: (_, error) => void faults.push(error),
  })
  const office: Office = {
    ...{ console, signIn, people, feeds, told, faults, owed, desk: duties, papersFolder: policyFolder },
    get: async (path, cookie = '') => console.request(`${ORIGIN}${path}`, { headers: { cookie } }),
    post: async (path, fields, { cookie = '', origin = ORIGIN } = {}) =>
      console.request(`${ORIGIN}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie, origin },
      }),
    administrator: async () => {
      const token = await signIn.firstLink()
      const fields = { hoTen: 'Nguyễn Văn An', ten: 'an', matKhau: PASSWORD }
      return cookieOf(await office.post(`/quan-tri/bat-dau/${token}`, fields))
    },
    seat: async (commune, role, unit) => {
      const added = await people.posts.add({ commune, role, unit: unit ?? null, asWritten: true }, 'cli')
      if (added.kind !== 'added' && added.kind !== 'exists') throw new Error(added.kind)
      const personId = (await people.posts.appoint(added.post.id, { name: `Người ${role}` }, 'cli')) ?? 0
      const invited = await signIn.invite({ personId, name: `nguoi-${personId}`, by: 'cli' })
      const set = invited.kind === 'made' ? await signIn.setPassword(invited.token, PASSWORD) : null
      if (set?.kind !== 'set') throw new Error('no session was made')
      return `phien=${set.token}`
    },
  }
  return office
}

function quietTickets(store: Store, people: People, now: () => Date): Tickets {
  return createTickets({
    ...{ store, people, now },
    delivery: { owe: async () => null },
    register: openRegister(store),
    calendar: createCalendar(),
    office: () => ({ address: null }),
  })
}

/** The chat's review, which the office's pages never ask. */
function noReviewDoor(): ReviewDoor {
  const never = (): never => {
    throw new Error('the pages review through their own service')
  }
  return { proposals: never, confirm: never, reject: never, confirmAll: never }
}

export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
