import { Hono } from 'hono'
import type { Channel } from './channels/index.ts'
import type { Erasures } from './compose-erasures.ts'
import type { Config } from './config.ts'
import type { Delivery } from './delivery/index.ts'
import type { Jobs } from './jobs/index.ts'
import type { Log } from './log.ts'
import { databaseNow, type Store } from './store/index.ts'
import {
  createAlarms,
  createMetricsPage,
  findTroubles,
  METRICS_PATH,
  type ModelWatch,
  type Trouble,
  watchSharedFolders,
} from './watch/index.ts'
import { type Listening, listen, type Webhooks } from './web/index.ts'

type Parts = {
  config: Config
  log: Log
  store: Store
  jobs: Pick<Jobs, 'counts'>
  erasures: Erasures
  channels: readonly Channel[]
  delivery: Pick<Delivery, 'owe'>
  modelWatch: ModelWatch<Log>
  webhooks: Pick<Webhooks, 'refused'>
}

/** Seeing inside, joined to what there is to see. */
export type Watch = {
  troubles(): Promise<Trouble[]>
  /** Whether every process sees the same folders; to be called every few minutes. */
  compareFolders(): Promise<void>
  /** Before the store closes. */
  leave(): Promise<void>
  /** Tells administrators in their chats what is wrong. */
  tellAlarms(): Promise<void>
  /** At `METRICS_PATH`. */
  metrics: Hono
  /** Opens a worker's own port for the figures where one is set; a port that is taken stops nobody's answers. */
  listenForScrapes(): Promise<Listening | null>
}

export function composeWatch(parts: Parts): Watch {
  const { channels, config, delivery, erasures, jobs, log, modelWatch, store, webhooks } = parts
  const { alarmCommune, copyMaxAgeDays, dataFolder, host, knowledgeFolder, metricsPort, publicUrl } = config.settings
  const folders = watchSharedFolders(store, { knowledge: knowledgeFolder, data: dataFolder })
  const token = config.secrets.metricsToken
  const sources = {
    ...{ store, channels, dataFolder, copyMaxAgeDays, alarmCommune, isPublic: publicUrl !== null },
    isErasureNoted: erasures.journal.isWritable,
    folders: folders.troubles,
  }
  const alarms = createAlarms({
    ...{ ...sources, delivery, clock: () => databaseNow(store) },
    onUntold: (keys) => log.warn('alarms_reach_nobody', { troubles: keys.join(' ') }),
  })
  const metrics = createMetricsPage({ ...sources, token, jobCounts: jobs.counts, refused: webhooks.refused })
  return {
    metrics,
    troubles: () => findTroubles(sources),
    compareFolders: folders.compare,
    leave: folders.leave,
    tellAlarms: async () => {
      await modelWatch.share(store)
      await alarms.tell()
    },
    listenForScrapes: async () => {
      if (metricsPort === null) return null
      const app = new Hono().route(METRICS_PATH, metrics)
      // Without a token the page is this machine's alone, and so is its socket.
      return listen(app, { host: token ? host : '127.0.0.1', port: metricsPort }).catch((error) => {
        log.error('metrics_port_failed', error, { port: metricsPort })
        return null
      })
    },
  }
}
