/**
 * Joins the modules: the only place that knows them all. `buildApp` opens, `start` listens and works, `stop` lets running
 * work finish. Roles: `web` takes messages in and shows pages, `worker` answers and ingests, `all` does both.
 */
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { type Channel, pageChannel } from './channels/index.ts'
import { leaveNote, newKey } from './cli/office/running-note.ts'
import { serveOfficeCommands } from './cli/office/serve.ts'
import { OFFICE_COMMAND_PATH } from './cli/office/wire.ts'
import { todayInVietnam } from './cli/today.ts'
import { type ComposedAnswering, composeAnswering, createHearing, createModelPhrase } from './compose-answering.ts'
import { communeOfAddress, composeChannels } from './compose-channels.ts'
import { type Civic, composeCivic } from './compose-civic.ts'
import { composeConsole, firstAdministratorUrl } from './compose-console.ts'
import { openVectorFilling, type VectorFilling } from './compose-embeddings.ts'
import { composeErasures, type Erasures } from './compose-erasures.ts'
import { type ComposedReminders, composeReminders } from './compose-reminders.ts'
import { composeTickets } from './compose-tickets.ts'
import { composeWatch, type Watch } from './compose-watch.ts'
import { composeWishes, type Wishes } from './compose-wishes.ts'
import type { Config } from './config.ts'
import { CONSOLE_PATH } from './console/index.ts'
import { type Conversation, createActions, createConversation } from './conversation/index.ts'
import { createDelivery, type Delivery, lanesOf } from './delivery/index.ts'
import {
  closeReaders,
  findDocument,
  type IngestionReport,
  ingestKnowledge,
  listCommunes,
  listDocuments,
  listUnits,
} from './documents/index.ts'
import { type Figures, openFigures } from './figures/index.ts'
import { createJobsBoard, JOBS_BOARD_PATH, type JobHandlers, type Jobs, openJobs } from './jobs/index.ts'
import type { Log } from './log.ts'
import { type OfficeSettings, openOfficeSettings } from './office-settings/index.ts'
import { openPeople, type People } from './people/index.ts'
import { pollChannels } from './poll-channels.ts'
import { openQuestions, type Questions } from './questions/index.ts'
import { createStatus } from './status.ts'
import { databaseNow, forgetBackups, type Store } from './store/index.ts'
import type { Tickets } from './tickets/index.ts'
import { METRICS_PATH, watchModel } from './watch/index.ts'
import { createWebApp, createWebhooks, type Listening, listen, WEBHOOKS_PATH, type Webhooks } from './web/index.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])
const REMIND_INTERVAL_MS = 60_000
/** How often rows that a lost job left behind are looked for. */
const RECOVERY_INTERVAL_MS = 30_000
const RETENTION_INTERVAL_MS = 3_600_000
const MS_PER_DAY = 86_400_000
const WATCH_INTERVAL_MS = 300_000

type Progress = { done: number; total: number; file: string }

export type App = {
  /** Opens the socket (roles `all`, `web`); null for a worker, which opens at most a port for its figures. */
  listen(): Promise<string | null>
  /** Brings the store to what the knowledge folder says (roles `all`, `worker`); null where another process does. */
  /** The address at which the first administrator begins, made anew at each start; null once there is one. */
  firstAdministratorUrl(): Promise<string | null>
  ingest(onProgress: (progress: Progress) => void): Promise<IngestionReport | null>
  /** Begins answering (roles `all`, `worker`), first what an earlier run left unanswered. */
  work(): Promise<void>
  stop(): Promise<void>
}

type Parts = {
  config: Config
  log: Log
  store: Store
  jobs: Jobs
  people: People
  erasures: Erasures
  /** Providers only: the page and the terminal deliver nothing. */
  channels: Channel[]
  delivery: Delivery
  answering: ComposedAnswering
  vectors: VectorFilling
  conversation: Conversation
  webhooks: Webhooks
  tickets: Tickets
  reminders: ComposedReminders
  wishes: Wishes
  officeSettings: OfficeSettings
  questions: Questions
  figures: Figures
  civic: Civic
  watch: Watch
}

/** Wires everything over an open store, which stays the caller's to close. Throws `JobsError`. */
export async function buildApp({ config, log, store }: Pick<Parts, 'config' | 'log' | 'store'>): Promise<App> {
  const { settings, secrets } = config
  const officeSettings = openOfficeSettings(store, { retentionDays: settings.messageRetentionDays })
  const { stops } = officeSettings
  const isModelStopped = async (): Promise<boolean> => (await stops.of('model', null)) !== null
  const channels = composeChannels({ config, log, store })
  const place = { store, redisUrl: secrets.redisUrl, keyPrefix: settings.queuePrefix }
  const jobs = await openJobs({ ...place, log, lanes: lanesOf(channels) })
  const isLoopback = LOOPBACK.has(settings.host)
  const erasures = composeErasures({ config, log })
  const people = await openPeople({
    ...{ store, isLoopback, publicUrl: settings.publicUrl, erasures: erasures.journal },
    communeOf: communeOfAddress({ config, store }),
  })
  const delivery = createDelivery({
    store,
    jobs,
    channels: [pageChannel('web'), pageChannel('terminal'), ...channels],
    holdsBack: stops.holdsBack,
    log,
  })
  const questions = openQuestions({ store, delivery, today: todayInVietnam })
  const figures = openFigures({ store, shownCommunes: officeSettings.publicPage.list, today: todayInVietnam })
  const vectors = openVectorFilling({ config, log, store, jobs, isStopped: isModelStopped })
  const modelWatch = watchModel(log)
  const answering = composeAnswering({
    store,
    embeddings: vectors.embeddings,
    onFault: () => log.warn('embeddings_failed', { fallback: 'lexical search' }),
    knowledgeFolder: settings.knowledgeFolder,
    phrase: createModelPhrase(config, modelWatch.log),
    curated: questions.curated.published,
    isModelStopped: async (slug) => (await stops.ofSlug('model', slug)) !== null,
  })
  const now = (): Date => new Date()
  const { knowledgeFolder } = settings
  const tickets = composeTickets({ store, people, delivery, knowledgeFolder, office: answering.office, now })
  const reminders = composeReminders({ config, log, store, people, delivery })
  const wishes = composeWishes({ store, people, delivery, knowledgeFolder, clock: () => databaseNow(store) })
  const civic = composeCivic({ store, people, delivery, knowledgeFolder, publicUrl: settings.publicUrl })
  const conversation = createConversation({
    store,
    jobs,
    people,
    delivery,
    answering,
    transcribe: createHearing(config, log, isModelStopped),
    actions: [
      ...createActions({ store, people, delivery, tickets }),
      civic.acknowledge,
      reminders.act,
      civic.act,
      wishes.act,
    ],
    wantsAttachments: civic.wantsAttachments,
    scopeOf: civic.scopeOf,
    retentionDays: officeSettings.retention.days,
    whyStopped: async (communeId) => (await stops.of('answering', communeId))?.reason ?? null,
    now,
    log,
  })
  const webhooks = createWebhooks({
    channels,
    take: conversation.take,
    logFault: (what, error) => log.error('request_failed', error, { what }),
  })
  return assemble({
    config,
    log,
    store,
    jobs,
    people,
    erasures,
    channels,
    delivery,
    answering,
    vectors,
    conversation,
    reminders,
    wishes,
    civic,
    webhooks,
    tickets,
    officeSettings,
    questions,
    figures,
    watch: composeWatch({ config, log, store, jobs, erasures, channels, delivery, modelWatch, webhooks }),
  })
}

function assemble(parts: Parts): App {
  const { answering, config, store, jobs, vectors, watch } = parts
  const { role, knowledgeFolder, reading } = config.settings
  const isWorker = role !== 'web'
  const timers: NodeJS.Timeout[] = []
  let listening: Listening | null = null
  let scraped: Listening | null = null
  let stopPolling = async (): Promise<void> => {}
  let takeNoteAway = (): void => {}
  let hasIngested = !isWorker
  const runIngestion = async (onProgress: (progress: Progress) => void): Promise<IngestionReport> => {
    const report = await ingestKnowledge({
      store,
      folder: knowledgeFolder,
      today: todayInVietnam(),
      reading,
      onProgress,
    })
    answering.rereadGuides()
    hasIngested = true
    await vectors.ask()
    return report
  }
  return {
    listen: async () => {
      if (role === 'worker') {
        scraped = await watch.listenForScrapes()
        return null
      }
      const pages = webApp(parts, () => hasIngested)
      const key = store.kind === 'embedded' ? newKey() : null
      const office = key === null ? null : officeCommands(parts, key, runIngestion)
      listening = await listen(beside(pages, parts, office), config.settings)
      if (key !== null) takeNoteAway = leaveNote(config.settings.dataFolder, { address: listening.url, key })
      return listening.url
    },
    firstAdministratorUrl: async () =>
      listening && (await firstAdministratorUrl(parts.people, config.settings.publicUrl ?? listening.url)),
    ingest: async (onProgress) => (isWorker ? runIngestion(onProgress) : null),
    work: async () => {
      if (isWorker) timers.push(...(await startWorking(parts, () => runIngestion(() => {}))))
      timers.push(...(await lookAfterFolders(parts)))
      if (role !== 'worker') stopPolling = pollChannels(parts.channels, parts.conversation)
    },
    stop: async () => {
      takeNoteAway()
      for (const timer of timers) clearInterval(timer)
      await Promise.all([stopPolling(), listening?.close(), scraped?.close()])
      await watch.leave().catch((error) => parts.log.error('watch_failed', error))
      await jobs.close()
      closeReaders()
    },
  }
}

async function startWorking(parts: Parts, ingestAgain: () => Promise<IngestionReport>): Promise<NodeJS.Timeout[]> {
  const { civic, conversation, delivery, jobs, log, questions, reminders, tickets, vectors, wishes } = parts
  jobs.work({
    take: ({ inboxId }) => conversation.takeUp(inboxId),
    respond: ({ messageId }) => conversation.respond(messageId),
    deliver: ({ messageId }) => delivery.deliver(messageId),
    ingest: async () => void (await ingestAgain()),
    embed: ({ communeId }) => vectors.fill(communeId),
    remind: async () => {
      await reminders.tick()
      await wishes.tick()
    },
  } satisfies JobHandlers)
  const recover = async (): Promise<void> => {
    await conversation.recover()
    await delivery.recover()
    await tickets.sweep()
    await questions.curated.tellAskers()
    await civic.sweep()
    await jobs.repeat('remind', {}, REMIND_INTERVAL_MS)
  }
  await recover()
  const every = repeating(log)
  const forget = async (): Promise<void> => {
    await conversation.forgetOld()
    const { backupRetentionDays, dataFolder } = parts.config.settings
    forgetBackups(dataFolder, new Date(Date.now() - backupRetentionDays * MS_PER_DAY))
  }
  await forget()
  return [
    every(WATCH_INTERVAL_MS, 'watch_failed', parts.watch.tellAlarms),
    every(RECOVERY_INTERVAL_MS, 'recovery_failed', recover),
    every(RETENTION_INTERVAL_MS, 'retention_failed', forget),
  ]
}

/** What every process does, whatever its role. */
async function lookAfterFolders({ erasures, log, watch }: Parts): Promise<NodeJS.Timeout[]> {
  const every = repeating(log)
  erasures.forgetOld()
  await watch.compareFolders().catch((error) => log.error('watch_failed', error))
  return [
    every(RETENTION_INTERVAL_MS, 'retention_failed', async () => erasures.forgetOld()),
    every(WATCH_INTERVAL_MS, 'watch_failed', watch.compareFolders),
  ]
}

function repeating(log: Log): (intervalMs: number, what: string, run: () => Promise<void>) => NodeJS.Timeout {
  return (intervalMs, what, run) => setInterval(() => void run().catch((error) => log.error(what, error)), intervalMs)
}

function webApp(parts: Parts, hasIngested: () => boolean) {
  const { channels, config, log, store, jobs, people, conversation, officeSettings, reminders, vectors, webhooks } =
    parts
  const { publicUrl } = config.settings
  return createWebApp({
    settings: {
      publicUrl,
      get messageRetentionDays() {
        return officeSettings.retention.lastKnown()
      },
    },
    people,
    conversation,
    library: {
      communes: () => listCommunes(store),
      units: (slug) => listUnits(store, slug),
      documents: () => listDocuments(store),
      document: (id) => findDocument(store, id),
    },
    status: createStatus({
      ...{ channels, store, jobs, hasIngested },
      vectors: vectors.progress,
      troubles: parts.watch.troubles,
      refusedRequests: () => Object.values(webhooks.refused()).reduce((total, count) => total + count, 0),
      programVersion: programVersion(),
      startedAt: new Date(),
    }),
    calendar: reminders.feeds.read,
    figures: parts.figures.open,
    now: () => new Date(),
    logFault: (what, error) => log.error('request_failed', error, { what }),
  })
}

/** The embedded store is this program's alone: commands typed beside it are run here. */
function officeCommands(
  { config, log, store }: Parts,
  key: string,
  ingest: Parameters<typeof serveOfficeCommands>[0]['ingest'],
) {
  const logFault = (command: string, error: unknown): void => log.error('office_command_failed', error, { command })
  return serveOfficeCommands({ config, store, key, ingest, logFault })
}

/** The public pages, the office's, where providers deliver, and the board of queues where a token for it is set. */
function beside(pages: Hono, parts: Parts, commands: Hono | null): Hono {
  const { config, jobs, watch, webhooks } = parts
  const token = config.secrets.jobsBoardToken
  const board = token ? createJobsBoard(jobs, token) : null
  const office = composeConsole(parts)
  const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`)
  const applicationOf = (path: string): Hono => {
    if (board && isUnder(path, JOBS_BOARD_PATH)) return board
    if (commands && path === OFFICE_COMMAND_PATH) return commands
    return isUnder(path, CONSOLE_PATH) ? office : pages
  }
  return new Hono()
    .route(WEBHOOKS_PATH, webhooks.routes)
    .route(METRICS_PATH, watch.metrics)
    .all('*', ({ req, env }) => applicationOf(req.path).fetch(req.raw, env))
}

function programVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}
