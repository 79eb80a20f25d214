import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startFakeModel } from '../support/fake-model-server.ts'
import { openTroubledWire, type WireMode } from '../support/wire-trouble.ts'
import { openFaultGround, type Servers } from './ground.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 300_000

export const WIRE_MODES = [
  'down',
  'reset',
  'slow',
  'garbage',
  'page',
  'half_open',
  'cut',
] as const satisfies readonly WireMode[]

/** HTTP/1.1: one request at a time. */
const SENDS_ON_A_CONNECTION = 1
const DOUBTS_OF_UNKNOWN = 2
/** More is written before and after the trouble than in it. */
const DOUBTFUL_SHARE_AT_MOST = 0.5
/** Modes in which a connection ends under a sending. */
const DOUBTFUL: ReadonlySet<WireMode> = new Set(['reset', 'cut', 'slow'])

/** `quietMs`: how long people write before the trouble begins. */
type Size = { people: number; perSecond: number; quietMs: number; troubledMs: number }

/**
 * The provider's wire troubled while answers are owed. What it took and did not say so is sent once more at the most, and no
 * more is doubled or unclear than the wire broke off.
 */
export async function providerTroubled(servers: Servers, mode: WireMode, size: Size): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  try {
    const worker = await ground.run('worker')
    const web = await ground.run('web')
    const load = ground.load(size.people, size.perSecond, () => web.address)
    await sleep(size.quietMs)
    ground.wire.set(mode)
    await sleep(size.troubledMs)
    if (DOUBTFUL.has(mode)) await until(() => ground.wire.broken() > 0)
    ground.wire.set('through')
    const backAt = performance.now()
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const settledMs = Math.round(performance.now() - backAt)
    const areAlive = web.process.exitCode === null && worker.process.exitCode === null
    await Promise.all([web.stop(), worker.stop()])
    const broken = ground.wire.broken()
    const tally = await ground.tally()
    const unclearAtMost = DOUBTFUL.has(mode)
      ? Math.min(broken * SENDS_ON_A_CONNECTION, Math.floor(tally.owed * DOUBTFUL_SHARE_AT_MOST))
      : unclearAfter(1, tally.owed)
    const judged = verdict(tally, { hasEnded, unclearAtMost, broken, settledMs, areAlive })
    // Only a second doubt makes one unknown; a run in which nothing was broken off would show nothing.
    const isExplained = !DOUBTFUL.has(mode) || (broken > 0 && tally.unknown * DOUBTS_OF_UNKNOWN <= broken)
    return { ...judged, holds: judged.holds && areAlive && isExplained }
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

const HAPPENS_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 50

/** Returns in any case in the end: that it never came is judged by what is counted. */
async function until(hasHappened: () => boolean): Promise<void> {
  const latest = Date.now() + HAPPENS_WITHIN_MS
  while (!hasHappened() && Date.now() < latest) await sleep(LOOK_EVERY_MS)
}

/** The model's wire troubled for as long as people ask: each is answered without it, in time. */
export async function modelTroubled(
  servers: Servers,
  mode: WireMode,
  { people, perSecond }: Pick<Size, 'people' | 'perSecond'>,
): Promise<Verdict> {
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
    // Nobody could count what a closed door turns away.
    await until(() => wire.connections() > 0)
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
