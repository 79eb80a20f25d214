/** Joins what the pages of settings, questions, tickets and figures ask for to the modules that have it. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createEndpoint } from './answering/index.ts'
import { channelsNow, checkChannels } from './channel-report.ts'
import type { Channel } from './channels/index.ts'
import type { Config } from './config.ts'
import type { DeskPorts, Held } from './console/index.ts'
import { readLocalOffice, writeLocalOffice } from './documents/index.ts'
import type { Figures } from './figures/index.ts'
import type { Jobs } from './jobs/index.ts'
import type { OfficeSettings } from './office-settings/index.ts'
import { writeAudit } from './people/index.ts'
import type { Questions } from './questions/index.ts'
import {
  askedRestore,
  askRestore,
  findBackup,
  listBackups,
  placeForBackup,
  type Store,
  saveStore,
} from './store/index.ts'
import type { Tickets } from './tickets/index.ts'

export type DeskParts = {
  config: Pick<Config, 'settings' | 'secrets'>
  store: Store
  channels: readonly Channel[]
  officeSettings: OfficeSettings
  answering: { rereadGuides(): void }
  jobs: Pick<Jobs, 'enqueue'>
  tickets: Tickets
  questions: Questions
  figures: Figures
  watch: { troubles(): Promise<{ says: string; remedy: string }[]> }
}

type Desk = DeskPorts

export function composeDesk(parts: DeskParts): Desk {
  const { answering, config, jobs, officeSettings, questions, store, tickets } = parts
  const { knowledgeFolder } = config.settings
  return {
    officeSettings,
    personal: personalOf(store),
    backups: backupsOf(parts),
    tickets,
    questions,
    figures: parts.figures,
    installation: installationOf(parts),
    localOffice: {
      read: (slug) => readLocalOffice(knowledgeFolder, slug),
      write: async (slug, facts) => {
        writeLocalOffice(knowledgeFolder, slug, facts)
        answering.rereadGuides()
        // Another process answers there: it reads the folder again with its next run.
        if (store.kind === 'server') await jobs.enqueue('ingest', {}, { jobId: `ingest-${randomUUID()}` })
      },
    },
  }
}

function installationOf({ channels, config, store, watch }: DeskParts): Desk['installation'] {
  const { model, speech, embeddings } = config.settings
  return {
    troubles: watch.troubles,
    channels: () => channelsNow(channels),
    checkChannels: () => checkChannels(channels),
    tokens: () =>
      store.query(
        `SELECT coalesce(name, oa_id) AS name, access_expires_at AS "accessUntil", refresh_expires_at AS "refreshUntil",
                refused_at AS "refusedAt" FROM zalo_oa ORDER BY connected_at`,
      ),
    waiting: async () => {
      const [waiting] = await store.query<{ toAnswer: number; toSend: number }>(
        `SELECT count(*) FILTER (WHERE status = 'received')::int AS "toAnswer",
                count(*) FILTER (WHERE status IN ('due', 'sending'))::int AS "toSend"
           FROM message WHERE status IN ('received', 'due', 'sending')`,
      )
      return waiting ?? { toAnswer: 0, toSend: 0 }
    },
    endpoints: [
      ...(model
        ? [{ what: 'answers', model: model.name, host: hostOf(model.baseUrl), isDomestic: model.isDomestic } as const]
        : []),
      ...(embeddings
        ? [
            {
              what: 'embeddings',
              model: embeddings.model,
              host: hostOf(embeddings.baseUrl),
              isDomestic: embeddings.isDomestic,
            } as const,
          ]
        : []),
      ...(speech
        ? [{ what: 'speech', model: speech.model, host: hostOf(speech.baseUrl), isDomestic: false } as const]
        : []),
    ],
    budget: model && { dayTokens: model.dayTokens, personTokens: model.personTokens },
    testModel: () => testModel(config),
  }
}

function personalOf(store: Store): Desk['personal'] {
  return {
    find: async ({ questionId, ticketId }, communeIds) => {
      const [found] = await store.query<{ id: number }>(
        `SELECT account.id FROM channel_account AS account
          WHERE commune_id = ANY($3::int[])
            AND (EXISTS (SELECT 1 FROM ticket WHERE ticket.id = $2 AND ticket.account_id = account.id)
              OR EXISTS (SELECT 1 FROM message JOIN conversation ON conversation.id = conversation_id
                          WHERE message.id = $1 AND direction = 'in' AND conversation.account_id = account.id)) LIMIT 1`,
        [questionId, ticketId, communeIds],
      )
      return found?.id ?? null
    },
    held: async (accountId) => {
      const [held] = await store.query<Held>(
        `SELECT person.created_at AS since,
                array(SELECT DISTINCT channel FROM channel_account WHERE person_id = person.id) AS channels,
                array(SELECT DISTINCT commune.name FROM channel_account AS account JOIN commune ON commune.id = commune_id
                       WHERE account.person_id = person.id) AS communes,
                array(SELECT title FROM holding JOIN post ON post.id = post_id
                       WHERE holding.person_id = person.id AND holding.until IS NULL) AS posts,
                (SELECT count(*)::int FROM message JOIN conversation ON conversation.id = conversation_id
                   JOIN channel_account AS account ON account.id = account_id WHERE account.person_id = person.id) AS messages,
                (SELECT count(*)::int FROM ticket JOIN channel_account AS account ON account.id = ticket.account_id
                  WHERE account.person_id = person.id) AS tickets,
                (SELECT count(*)::int FROM consent WHERE consent.person_id = person.id) AS consents
           FROM person WHERE id = (SELECT person_id FROM channel_account WHERE id = $1)`,
        [accountId],
      )
      return held ?? null
    },
  }
}

function backupsOf({ config, store }: DeskParts): Desk['backups'] {
  if (store.kind === 'server') return null
  const { backupRetentionDays, dataFolder } = config.settings
  return {
    keptDays: backupRetentionDays,
    list: () => listBackups(dataFolder),
    make: async (by) => {
      const { name, file } = placeForBackup(dataFolder, new Date())
      const bytes = await saveStore(store, file)
      await writeAudit(store, { actor: by, action: 'data_saved', subject: { name, bytes } })
    },
    read: (name) => {
      const file = findBackup(dataFolder, name)
      return file === null ? null : new Uint8Array(readFileSync(file))
    },
    asked: () => askedRestore(dataFolder),
    ask: async (name, by) => {
      if (name !== null && findBackup(dataFolder, name) === null) return false
      askRestore(dataFolder, name)
      await writeAudit(store, { actor: by, action: 'data_restored', subject: { name } })
      return true
    },
  }
}

function hostOf(baseUrl: string | null): string {
  return baseUrl === null ? 'api.openai.com' : new URL(baseUrl).host
}

const TEST = 'Return this JSON object and nothing else: {"used":[],"answer":"Đã nghe.","complete":"full"}'

async function testModel({ settings, secrets }: DeskParts['config']): ReturnType<Desk['installation']['testModel']> {
  const { model } = settings
  if (!model || !secrets.modelApiKey) return { kind: 'failed', because: 'chưa đặt mô hình' }
  const { baseUrl, name, structure, timeoutMs } = model
  const ask = createEndpoint({ apiKey: secrets.modelApiKey, baseUrl, model: name, structure, timeoutMs })
  const started = performance.now()
  try {
    const { tokens } = await ask([{ role: 'user', content: TEST }], AbortSignal.timeout(timeoutMs))
    return { kind: 'answered', ms: Math.round(performance.now() - started), tokens }
  } catch (fault) {
    return { kind: 'failed', because: codeOf(fault) }
  }
}

/** A code alone: a server's own words may repeat the key. */
function codeOf(fault: unknown): string {
  const { name = 'lỗi', status } = fault as { name?: string; status?: unknown }
  return typeof status === 'number' ? `mã ${status}` : name
}
