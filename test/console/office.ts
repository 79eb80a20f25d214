/** The console over a real store, asked without a socket, by an operator who signed in as anybody would. */
import type { Hono } from 'hono'
import { composeDesk } from '../../src/compose-desk.ts'
import { readConfig } from '../../src/config.ts'
import { createConsole } from '../../src/console/index.ts'
import { findOfficeDocument, listOfficeDocuments, listUnits, openReview } from '../../src/documents/index.ts'
import { openOfficeSettings } from '../../src/office-settings/index.ts'
import { openPeople, type People, type SignIn } from '../../src/people/index.ts'
import type { Store } from '../../src/store/index.ts'

export const PASSWORD = 'ba con cò trắng bay'
export const ORIGIN = 'http://127.0.0.1'

export type Office = {
  console: Hono
  signIn: SignIn
  people: People
  told: { to: string; text: string }[]
  faults: unknown[]
  get(path: string, cookie?: string): Promise<Response>
  post(path: string, fields: Record<string, string>, more?: { cookie?: string; origin?: string }): Promise<Response>
  /** The cookie of a freshly made first administrator. */
  administrator(): Promise<string>
}

export async function openOffice(store: Store, environment: Record<string, string> = {}): Promise<Office> {
  const told: Office['told'] = []
  const faults: unknown[] = []
  const people = await openPeople({ store, isLoopback: true, publicUrl: null })
  const { signIn } = people
  const officeSettings = openOfficeSettings(store, { retentionDays: 90 })
  const desk = composeDesk({
    ...{ store, officeSettings },
    config: readConfig({ KNOWLEDGE_DIR: 'test/fixtures/knowledge', ...environment }),
    channels: [],
    answering: { rereadGuides: () => {} },
    jobs: { enqueue: async () => {} },
  })
  const console = createConsole({
    ...desk,
    settings: { publicUrl: null, messageRetentionDays: 90 },
    signIn,
    people,
    units: (slug) => listUnits(store, slug),
    library: {
      documents: (communeIds) => listOfficeDocuments(store, communeIds),
      document: (id, communeIds) => findOfficeDocument(store, id, communeIds),
    },
    review: openReview({ store, today: () => '2026-12-01' }),
    tell: async ({ externalId }, text) => void told.push({ to: externalId, text }),
    now: () => new Date('2026-12-01T08:00:00+07:00'),
    logFault: (_, error) => void faults.push(error),
  })
  const office: Office = {
    ...{ console, signIn, people, told, faults },
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
  }
  return office
}

export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
