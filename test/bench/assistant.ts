import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import { ingestKnowledge } from '../../src/documents/index.ts'
import { Retrieval } from '../../src/retrieval/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { startAssistant, visitorOf } from '../support/running-assistant.ts'
import { benchAnswerCost } from './answer-cost.ts'
import { type Figure, figure, quantile } from './figure.ts'

const KNOWLEDGE = 'knowledge'
const QUESTIONS = [
  'xã phấn đấu bao nhiêu phần trăm hộ dùng dịch vụ công trực tuyến',
  'phong kinh te chu tri nhung nhiem vu nao',
  'báo cáo quý nộp trước ngày nào',
  'kinh phi thuc hien lay o dau',
  'ai ký văn bản này',
  'tổ công nghệ số cộng đồng được tập huấn không',
]
const ROUNDS = 20

/** First and later starts up to the first answer over HTTP, an answer's time end to end, its cost, and memory. */
export async function benchAssistant(): Promise<Record<string, Figure>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const first = await firstAnswerMs(folder)
    const later = await firstAnswerMs(folder)
    const { answerMs, togetherMs, residentMib } = await answering(folder)
    return {
      first_start_to_first_answer: figure(first, 'ms', { limit: 20_000 }),
      later_start_to_first_answer: figure(later, 'ms', { limit: 4_000 }),
      answer_over_http_p50: figure(quantile(answerMs, 0.5), 'ms', {}),
      answer_over_http_p95: figure(quantile(answerMs, 0.95), 'ms', { limit: 60 }),
      answer_at_50_at_once_p95: figure(quantile(togetherMs, 0.95), 'ms', { limit: 1_500 }),
      resident_memory: figure(residentMib, 'MiB', { limit: 800 }),
      ...(await benchAnswerCost()),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function firstAnswerMs(folder: string): Promise<number> {
  const startedAt = performance.now()
  const assistant = await startAssistant({ DATA_DIR: folder })
  try {
    await askOnce(assistant.address)
    return performance.now() - startedAt
  } finally {
    await assistant.stop()
  }
}

async function askOnce(address: string): Promise<void> {
  const visitor = await visitorOf(address, await firstCommune(address))
  await visitor.ask(QUESTIONS[0] ?? '')
}

async function firstCommune(address: string): Promise<string> {
  const { xa } = (await (await fetch(`${address}/api/xa`)).json()) as { xa: { ma: string }[] }
  return xa[0]?.ma ?? ''
}

/** People who ask in the same moment. */
const AT_ONCE = 50

async function answering(folder: string): Promise<{ answerMs: number[]; togetherMs: number[]; residentMib: number }> {
  const assistant = await startAssistant({ DATA_DIR: folder })
  try {
    const visitor = await visitorOf(assistant.address, await firstCommune(assistant.address))
    const answerMs: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const question of QUESTIONS) {
        const askedAt = performance.now()
        await visitor.ask(question)
        // The first round warms what every later one finds warm.
        if (round > 0) answerMs.push(performance.now() - askedAt)
      }
    }
    const togetherMs = await askTogether(assistant.address)
    return { answerMs, togetherMs, residentMib: residentMibOf(assistant.process.pid ?? 0) }
  } finally {
    await assistant.stop()
  }
}

/** How long each of many waits who ask in the same moment, each in a conversation of their own. */
async function askTogether(address: string): Promise<number[]> {
  const commune = await firstCommune(address)
  const visitors = await Promise.all(Array.from({ length: AT_ONCE }, () => visitorOf(address, commune)))
  return Promise.all(
    visitors.map(async (visitor, index) => {
      const askedAt = performance.now()
      await visitor.ask(QUESTIONS[index % QUESTIONS.length] ?? '')
      return performance.now() - askedAt
    }),
  )
}

function residentMibOf(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}

/** Our search beside MiniSearch as shipped, on the same passages in the same process. */
export async function benchSearch(): Promise<Record<string, Figure>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const store = await openStore({ folder })
  try {
    await ingestKnowledge({ store, folder: KNOWLEDGE, today: '2026-11-22' })
    const ours = await ourQueryMs(store)
    const theirs = await miniSearchQueryMs(store)
    const miniSearch = { name: 'MiniSearch as shipped', value: quantile(theirs, 0.5) }
    return {
      search_p50: figure(quantile(ours, 0.5), 'ms', { limit: 8 }),
      search_p95: figure(quantile(ours, 0.95), 'ms', { limit: 25 }),
      search_p50_beside_peer: figure(quantile(ours, 0.5), 'ms', { peer: miniSearch }),
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ourQueryMs(store: Store): Promise<number[]> {
  const retrieval = new Retrieval(store)
  const communes = (await store.db.commune.findMany({ select: { id: true } })).map(({ id }) => id)
  return timed((text) => retrieval.search({ text, communes, limit: 10 }))
}

async function miniSearchQueryMs(store: Store): Promise<number[]> {
  const index = new MiniSearch<{ id: number; quote: string; heading: string }>({ fields: ['quote', 'heading'] })
  index.addAll(await store.db.passage.findMany({ select: { id: true, quote: true, heading: true } }))
  return timed(async (text) => index.search(text).slice(0, 10))
}

async function timed(search: (text: string) => Promise<unknown>): Promise<number[]> {
  const latencies: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of QUESTIONS) {
      const askedAt = performance.now()
      await search(question)
      if (round > 0) latencies.push(performance.now() - askedAt)
    }
  }
  return latencies
}
