import { channelsNow, checkChannels } from './channel-report.ts'
import type { Channel } from './channels/index.ts'
import { knowledgeStatus } from './documents/index.ts'
import type { Jobs } from './jobs/index.ts'
import type { Store } from './store/index.ts'
import type { StatusPort, StatusReport } from './web/index.ts'

export type StatusSources = {
  /** The providers of messages. */
  channels: readonly Channel[]
  store: Store
  jobs: Pick<Jobs, 'counts'>
  vectors: () => Promise<StatusReport['vectors']>
  troubles: () => Promise<StatusReport['troubles']>
  /** Webhook requests refused since the start. */
  refusedRequests: () => number
  programVersion: string
  startedAt: Date
  /** True from the end of this process's first run over the knowledge folder; always true where another process reads it. */
  hasIngested: () => boolean
}

/** What the status page and the probes say, gathered from every part when asked. */
export function createStatus(sources: StatusSources): StatusPort {
  return {
    report: () => report(sources),
    whyNotReady: () => whyNotReady(sources),
    checkChannels: () => checkChannels(sources.channels),
  }
}

async function report({
  channels,
  store,
  jobs,
  vectors,
  troubles,
  refusedRequests,
  programVersion,
  startedAt,
}: StatusSources): Promise<StatusReport> {
  const { documents, lastRun } = await knowledgeStatus(store)
  const [server] = await store.query<{ version: string }>("SELECT current_setting('server_version') AS version")
  return {
    store: { kind: store.kind, capabilities: store.capabilities },
    jobs: { backend: store.kind === 'server' ? 'redis' : 'postgres', ...(await totalCounts(jobs)) },
    messages: { ...(await countMessages(store)), refused: refusedRequests() },
    channels: channelsNow(channels),
    vectors: await vectors(),
    troubles: (await troubles()).map(({ says, remedy }) => ({ says, remedy })),
    documents,
    lastIngestion: lastRun,
    startedAt,
    versions: { program: programVersion, node: process.version, database: `PostgreSQL ${server?.version ?? ''}` },
  }
}

async function countMessages(store: Store): Promise<Omit<StatusReport['messages'], 'refused'>> {
  const [counts] = await store.query<Omit<StatusReport['messages'], 'refused'>>(
    `SELECT (SELECT count(*)::int FROM inbox WHERE status = 'received') AS "toTake",
            (SELECT count(*)::int FROM inbox WHERE status = 'failed') AS unreadable,
            count(*) FILTER (WHERE status = 'received')::int AS "toAnswer",
            count(*) FILTER (WHERE status IN ('due', 'sending'))::int AS "toSend",
            count(*) FILTER (WHERE status = 'unknown')::int AS unknown,
            count(*) FILTER (WHERE status IN ('failed', 'given_up'))::int AS failed
       FROM message WHERE status IN ('received', 'due', 'sending', 'unknown', 'failed', 'given_up')`,
  )
  return counts ?? { toTake: 0, unreadable: 0, toAnswer: 0, toSend: 0, unknown: 0, failed: 0 }
}

async function totalCounts(jobs: Pick<Jobs, 'counts'>): Promise<Omit<StatusReport['jobs'], 'backend'>> {
  const total = { waiting: 0, active: 0, delayed: 0, failed: 0 }
  for (const counts of Object.values(await jobs.counts())) {
    for (const state of Object.keys(total) as (keyof typeof total)[]) total[state] += counts[state]
  }
  return total
}

async function whyNotReady({ store, jobs, hasIngested }: StatusSources): Promise<string[]> {
  const reasons: string[] = []
  const isReachable = async (ask: () => Promise<unknown>): Promise<boolean> =>
    ask().then(
      () => true,
      () => false,
    )
  if (!(await isReachable(() => store.query('SELECT 1')))) return ['Cơ sở dữ liệu không trả lời.']
  if (!(await isReachable(() => jobs.counts()))) reasons.push('Hàng đợi công việc không trả lời.')
  if (!hasIngested()) reasons.push('Đang đọc văn bản lần đầu.')
  else if ((await store.db.document.count({ where: { status: 'active' } })) === 0) {
    reasons.push('Chưa có văn bản nào được đọc; bỏ văn bản vào thư mục kiến thức rồi nạp lại.')
  }
  return reasons
}
