/** The figures of one scrape: those of this process, and those the rows tell of all processes together. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Store } from '../store/index.ts'
import { recentModelCalls } from './model-watch.ts'
import { findTroubles, freeBytesOf, type TroubleSources } from './troubles.ts'

export type MetricSources = TroubleSources & {
  /** Jobs by queue and state. */
  jobCounts: () => Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>
  /** Webhook requests refused since the start, by reason. */
  refused: () => Readonly<Record<string, number>>
}

type Sample = { labels?: Record<string, string>; value: number }
type Figure = { name: string; help: string; labels?: string[]; read(sources: MetricSources): Promise<Sample[]> }

const PREFIX = 'assistant_'

export function createMetrics(sources: MetricSources): { read(): Promise<string>; contentType: string } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: PREFIX })
  for (const { name, help, labels = [], read } of FIGURES) {
    new Gauge({
      ...{ name: `${PREFIX}${name}`, help, labelNames: labels, registers: [registry] },
      async collect() {
        this.reset()
        for (const { labels: of = {}, value } of await read(sources).catch(() => [])) this.set(of, value)
      },
    })
  }
  return { read: () => registry.metrics(), contentType: registry.contentType }
}

const ask =
  (sql: string) =>
  async ({ store }: { store: Store }): Promise<Sample[]> => {
    const rows = await store.query<Record<string, string | number>>(sql)
    return rows.map(({ value, ...labels }) => ({
      labels: Object.fromEntries(Object.entries(labels).map(([name, text]) => [name, String(text)])),
      value: Number(value),
    }))
  }

const OF_ACCOUNT = `JOIN conversation ON conversation.id = conversation_id
                    JOIN channel_account ON channel_account.id = account_id`

const FIGURES: Figure[] = [
  {
    name: 'answers_last_hour',
    help: 'Answers written within the last hour, by channel and outcome',
    labels: ['channel', 'outcome'],
    read: ask(
      `SELECT channel, coalesce(outcome, 'none') AS outcome, count(*)::int AS value FROM message ${OF_ACCOUNT}
        WHERE direction = 'out' AND class = 'answer' AND message.created_at > now() - interval '1 hour' GROUP BY 1, 2`,
    ),
  },
  {
    name: 'answer_latency_seconds',
    help: 'How long answers of the last hour took to compose',
    labels: ['quantile'],
    read: ask(
      `SELECT quantile::text, percentile_cont(quantile) WITHIN GROUP (ORDER BY latency_ms) / 1000 AS value
         FROM message, unnest(ARRAY[0.5, 0.95, 0.99]::float8[]) AS quantile
        WHERE direction = 'out' AND latency_ms IS NOT NULL AND message.created_at > now() - interval '1 hour'
        GROUP BY quantile`,
    ),
  },
  {
    name: 'messages_out',
    help: 'Messages of the last day by class and how they ended',
    labels: ['channel', 'class', 'status'],
    read: ask(
      `SELECT channel, coalesce(class, 'none') AS class, status, count(*)::int AS value FROM message ${OF_ACCOUNT}
        WHERE direction = 'out' AND message.created_at > now() - interval '1 day' GROUP BY 1, 2, 3`,
    ),
  },
  {
    name: 'outbox_waiting',
    help: 'Messages that are due and not sent',
    labels: ['class'],
    read: ask(
      `SELECT coalesce(class, 'none') AS class, count(*)::int AS value FROM message
        WHERE direction = 'out' AND status IN ('due', 'sending') AND due_at <= now() GROUP BY 1`,
    ),
  },
  {
    name: 'outbox_oldest_seconds',
    help: 'For how long the oldest message that is due has waited',
    read: ask(
      `SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0)::float8 AS value FROM message
        WHERE direction = 'out' AND status IN ('due', 'sending') AND due_at <= now()`,
    ),
  },
  {
    name: 'unanswered_oldest_seconds',
    help: 'For how long the oldest question without an answer has waited, from the moment it was taken in',
    read: ask(
      `SELECT coalesce(extract(epoch FROM now() - least(
                (SELECT min(created_at) FROM message WHERE direction = 'in' AND status = 'received'),
                (SELECT min(received_at) FROM inbox WHERE status = 'received'))), 0)::float8 AS value`,
    ),
  },
  {
    name: 'inbox',
    help: 'Updates taken in and not taken up, and those nobody could read',
    labels: ['status'],
    read: ask(`SELECT status, count(*)::int AS value FROM inbox WHERE status IN ('received', 'failed') GROUP BY 1`),
  },
  {
    name: 'jobs',
    help: 'Jobs by kind and state',
    labels: ['kind', 'state'],
    read: async ({ jobCounts }) =>
      Object.entries(await jobCounts()).flatMap(([kind, counts]) =>
        Object.entries(counts).map(([state, value]) => ({ labels: { kind, state }, value })),
      ),
  },
  {
    name: 'webhooks_refused',
    help: 'Webhook requests refused since this process started',
    labels: ['reason'],
    read: async ({ refused }) => Object.entries(refused()).map(([reason, value]) => ({ labels: { reason }, value })),
  },
  {
    name: 'token_life_seconds',
    help: 'Until a Zalo consent runs out unless it is renewed',
    labels: ['endpoint'],
    read: ask(`SELECT oa_id AS endpoint, extract(epoch FROM refresh_expires_at - now())::float8 AS value FROM zalo_oa`),
  },
  {
    name: 'channel_up',
    help: '1 while a provider of messages is not in trouble, as far as this process knows',
    labels: ['channel'],
    read: async ({ channels }) =>
      channels.flatMap(({ name, health }) => {
        const state = health?.()?.state
        return state ? [{ labels: { channel: name }, value: state === 'trouble' ? 0 : 1 }] : []
      }),
  },
  {
    name: 'model_calls_recent',
    help: 'Calls of the language model in the last quarter of an hour, of all processes',
    labels: ['result'],
    read: async ({ store }) => {
      const { asked, failed } = await recentModelCalls(store)
      return [
        { labels: { result: 'told' }, value: asked - failed },
        { labels: { result: 'failed' }, value: failed },
      ]
    },
  },
  {
    name: 'reminders_beat_age_seconds',
    help: 'Since the scheduler of reminders last ran',
    read: ask(
      `SELECT extract(epoch FROM now() - (value ->> 'at')::timestamptz)::float8 AS value
         FROM setting WHERE name = 'reminders_beat'`,
    ),
  },
  {
    name: 'documents',
    help: 'Documents by status and visibility',
    labels: ['status', 'visibility'],
    read: ask('SELECT status, visibility, count(*)::int AS value FROM document GROUP BY 1, 2'),
  },
  {
    name: 'database_bytes',
    help: 'Size of the database',
    read: ask('SELECT pg_database_size(current_database())::float8 AS value'),
  },
  {
    name: 'disk_free_bytes',
    help: 'Free where the data folder lies',
    read: async ({ dataFolder }) => {
      const value = await freeBytesOf(dataFolder)
      return value === null ? [] : [{ value }]
    },
  },
  {
    name: 'trouble',
    help: '1 for everything that is wrong now; the words are on the status page',
    labels: ['key'],
    read: async (sources) => (await findTroubles(sources)).map(({ key }) => ({ labels: { key }, value: 1 })),
  },
]
