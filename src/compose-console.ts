import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { ChannelName } from './channels/index.ts'
import { todayInVietnam } from './cli/today.ts'
import type { Civic } from './compose-civic.ts'
import { composeDesk, type DeskParts } from './compose-desk.ts'
import type { ComposedReminders } from './compose-reminders.ts'
import type { Config } from './config.ts'
import { CONSOLE_PATH, createConsole } from './console/index.ts'
import type { Delivery } from './delivery/index.ts'
import {
  findOfficeDocument,
  findVersions,
  keepFile,
  lastRunId,
  listOfficeDocuments,
  listUnits,
  openReview,
  readingState,
  searchOfficeDocuments,
} from './documents/index.ts'
import type { Log } from './log.ts'
import type { People } from './people/index.ts'
import { readTable } from './read-table.ts'
import { isDesk } from './reminders/index.ts'
import type { Store } from './store/index.ts'

type Parts = DeskParts & {
  config: Config
  log: Log
  store: Store
  people: People
  delivery: Delivery
  civic: Civic
  reminders: Pick<ComposedReminders, 'desk' | 'feeds'>
}

/** The office's pages joined to the services they ask. */
export function composeConsole(parts: Parts): Hono {
  const { config, log, store, people, delivery, civic, reminders } = parts
  const { publicUrl, messageRetentionDays } = config.settings
  return createConsole({
    ...composeDesk(parts),
    settings: { publicUrl, messageRetentionDays },
    signIn: people.signIn,
    people,
    units: async (slug) => (await listUnits(store, slug)).filter(isDesk),
    library: {
      documents: (communeIds) => listOfficeDocuments(store, communeIds),
      document: (id, communeIds) => findOfficeDocument(store, id, communeIds),
      search: (communeIds, words) => searchOfficeDocuments(store, communeIds, words),
      versions: (id, communeIds) => findVersions(store, id, communeIds),
    },
    intake: {
      keep: (file) => keepFile(config.settings.knowledgeFolder, file),
      read: async () => {
        const last = await lastRunId(store)
        await parts.jobs.enqueue('ingest', {}, { jobId: `ingest-${randomUUID()}` })
        return last
      },
      state: (file, afterRun) => readingState(store, file, afterRun),
    },
    ...civic.pages,
    feeds: reminders.feeds,
    review: openReview({ store, today: todayInVietnam }),
    desk: reminders.desk,
    readTable,
    ledger: delivery.ledger,
    tell: ({ channel, endpoint, externalId }, text) =>
      delivery.tell({ channel: channel as ChannelName, endpoint, externalUserId: externalId }, { text }),
    now: () => new Date(),
    logFault: (what, error) => log.error('request_failed', error, { what }),
  })
}

/** Where the first administrator begins; null once there is one. `origin` is where the pages are. */
export async function firstAdministratorUrl({ signIn }: People, origin: string): Promise<string | null> {
  const token = await signIn.firstLink()
  return token && new URL(`${CONSOLE_PATH}/bat-dau/${token}`, origin).href
}
