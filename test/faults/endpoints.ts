import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startFakeModel } from '../support/fake-model-server.ts'
import { openTroubledWire, type TroubledWire, type WireMode } from '../support/wire-trouble.ts'
import { openFaultGround, type Servers } from './ground.ts'
import { type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 300_000
/** One conversation in hand at a time on the provider's lane; eight jobs of deliveries beside it. */
const IN_FLIGHT = 8

export const WIRE_MODES = [
  'down',
  'reset',
  'slow',
  'garbage',
  'page',
  'half_open',
  'cut',
] as const satisfies readonly WireMode[]

const DOUBTFUL: ReadonlySet<WireMode> = new Set(['reset', 'cut', 'slow'])

type Size = { people: number; perSecond: number; troubledMs: number }

/** The provider's wire troubled while answers are owed. What it took and did not say so may be there twice. */
export async function providerTroubled(servers: Servers, mode: WireMode, size: Size): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  try {
    const worker = await ground.run('worker')
    const web = await ground.run('web')
    const load = ground.load(size.people, size.perSecond, () => web.address)
    await sleep(1_000)
    ground.wire.set(mode)
    await sleep(size.troubledMs)
    ground.wire.set('through')
    const backAt = performance.now()
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const settledMs = Math.round(performance.now() - backAt)
    const areAlive = web.process.exitCode === null && worker.process.exitCode === null
    await Promise.all([web.stop(), worker.stop()])
    // A connection that ends under a sending is a doubt of its own: each may be there twice or nobody knows, none is lost.
    const unclearAtMost = DOUBTFUL.has(mode) ? size.people : IN_FLIGHT
    const judged = verdict(await ground.tally(), { hasEnded, unclearAtMost, settledMs, areAlive })
    return { ...judged, holds: judged.holds && areAlive }
  } finally {
    await ground.close()
  }
}

/** What the model says is worth nothing here; that everybody is answered without it is what is looked at. */
const DRAFT = { used: [], answer: 'Tôi là mô hình.', complete: 'full' }
const ANSWERED_WITHIN_MS = 30_000
/** Answered from prose of a public paper: what the model phrases. */
const PHRASED = ['mô hình thứ bảy vì dân là gì', 'công dân số cơ sở là gì', 'tủ sách điện tử khu phố là gì']

function publicPapers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'public-papers-'))
  cpSync('test/fixtures/knowledge', folder, { recursive: true })
  const files = readdirSync(folder).filter((file) => /\.(?:md|txt)$/.test(file))
  const lines = files.map((file) => `  ${file}: { visibility: public }\n`).join('')
  writeFileSync(join(folder, 'manifest.yaml'), `documents:\n${lines}`)
  return folder
}

const ASKED_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 50

/** The trouble begins when the model has been asked once: nobody could count what a closed door turns away. */
async function isAsked(wire: TroubledWire): Promise<void> {
  const until = Date.now() + ASKED_WITHIN_MS
  while (wire.connections() === 0 && Date.now() < until) await sleep(LOOK_EVERY_MS)
}

/** The model's wire troubled for as long as people ask: each is answered without it, in time. */
export async function modelTroubled(servers: Servers, mode: WireMode, { people, perSecond }: Size): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  const model = await startFakeModel(DRAFT)
  const wire = await openTroubledWire(model.url)
  const papers = publicPapers()
  const settings = {
    KNOWLEDGE_DIR: papers,
    OPENAI_API_KEY: 'fault-run',
    OPENAI_BASE_URL: `${wire.url}/v1`,
    MODEL_TIMEOUT_SECONDS: '3',
  }
  try {
    const worker = await ground.run('worker', settings)
    await ground.query(
      `WITH made AS (INSERT INTO person SELECT FROM generate_series(1, ${people}) RETURNING id)
       INSERT INTO channel_account (person_id, channel, external_id, commune_id)
       SELECT id, 'telegram', (row_number() OVER (ORDER BY id))::text, (SELECT id FROM commune WHERE slug = 'tan-thoi')
         FROM made`,
    )
    const web = await ground.run('web', settings)
    const asking = ground.load(people, perSecond, () => web.address, PHRASED)
    await isAsked(wire)
    wire.set(mode)
    await asking
    const hasEnded = await ground.settled(SETTLED_MS)
    const [latency] = await ground.query<{ most: number }>(
      `SELECT coalesce(max(latency_ms), 0)::int AS most FROM message WHERE direction = 'out' AND class = 'answer'`,
    )
    const areAlive = web.process.exitCode === null && worker.process.exitCode === null
    await Promise.all([web.stop(), worker.stop()])
    const slowestAnswerMs = latency?.most ?? 0
    const connections = wire.connections()
    const judged = verdict(await ground.tally(), { hasEnded, unclearAtMost: 0, slowestAnswerMs, connections, areAlive })
    // A run in which the model was never tried would show nothing.
    return {
      ...judged,
      holds:
        judged.holds && areAlive && judged.apologised === 0 && connections > 0 && slowestAnswerMs <= ANSWERED_WITHIN_MS,
    }
  } finally {
    await ground.close()
    await wire.close()
    await model.close()
    rmSync(papers, { recursive: true, force: true })
  }
}
