/** The load section: its grounds may have been measured one by one, and are ratios to one another where both are there. */
import { type Figure, figure } from './figure.ts'
import type { LoadPart } from './load.ts'
import { LOAD_GROUNDS, WORKERS } from './load-names.ts'
import type { BenchLine } from './page-lines.ts'
import type { Row } from './page-sections.ts'

/** What the project holds itself to. */
const GOAL_ON_SERVER_A_SECOND = 50
const LEAST_SHARE_OF_ECHO_PERCENT = 35

export type Load = { figures: Record<string, Figure>; steps: Row[]; remarks: string[] }

export function loadOf(lines: readonly BenchLine[]): Load {
  const byGround = new Map(lines.map((line) => [line.part ?? '', line]))
  const measured = LOAD_GROUNDS.flatMap((ground) => {
    const line = byGround.get(ground)
    return line && isMeasured(line) ? [{ ground, line, part: line.figures as unknown as LoadPart }] : []
  })
  const figures: Record<string, Figure> = Object.assign({}, ...measured.map(({ part }) => part.figures))
  for (const workers of WORKERS) compare(figures, byGround, workers)
  const onServer = WORKERS.flatMap((workers) => figures[`server_${workers}_workers`]?.value ?? [])
  if (onServer.length > 0)
    figures.server_best = figure(Math.max(...onServer), 'messages/s', { limit: GOAL_ON_SERVER_A_SECOND })
  return {
    figures,
    steps: measured.flatMap(({ part }) => (part.steps ?? []) as Row[]),
    remarks: [...missing(byGround), busyness(measured)],
  }
}

function isMeasured({ figures }: BenchLine): boolean {
  return 'figures' in figures
}

/** Peers of what was measured on the same kind of machine. */
function compare(figures: Record<string, Figure>, byGround: ReadonlyMap<string, BenchLine>, workers: number): void {
  const [server, echo] = [`server_${workers}_workers`, `echo_${workers}_workers`]
  const set = (name: string, ground: string, peer: string, its: string, called: string): void => {
    const [own, other] = [figures[name], figures[its]]
    if (!isTold(own) || !isTold(other) || !areAlike(byGround.get(ground), byGround.get(peer))) return
    figures[name] = figure(own.value, own.unit, { peer: { name: called, value: other.value } })
  }
  set(server, `server-${workers}`, `echo-${workers}`, echo, 'echo through the same inbox, queue and outbox')
  set(echo, `echo-${workers}`, 'telegraf', 'bare_telegraf_echo', 'bare Telegraf')
  set(`${echo}_jobs`, `echo-${workers}`, 'bullmq', 'bullmq_empty_jobs', 'BullMQ, empty jobs')
  set(`${echo}_transactions`, `echo-${workers}`, 'pgbench', 'pgbench', 'pgbench, TPC-B-like')
  const share = figures[server]?.ratio
  if (share !== undefined)
    figures[`server_${workers}_share_of_echo`] = figure(100 * share, '%', { limit: LEAST_SHARE_OF_ECHO_PERCENT })
}

/** What could not be measured is null in a line. */
function isTold(found: Figure | undefined): found is Figure {
  return found !== undefined && Number.isFinite(found.value)
}

function areAlike(one: BenchLine | undefined, other: BenchLine | undefined): boolean {
  return one?.machine?.cpu === other?.machine?.cpu && one?.machine?.cores === other?.machine?.cores
}

/** Grounds without figures, each with why. */
function missing(byGround: ReadonlyMap<string, BenchLine>): string[] {
  const without = LOAD_GROUNDS.filter((ground) => {
    const line = byGround.get(ground)
    return !line || !isMeasured(line)
  })
  if (without.length === 0) return []
  const told = without.map((ground) => {
    const found = byGround.get(ground)?.figures as { skipped?: string; failed?: string } | undefined
    const why = found?.failed ? `broke off: ${found.failed}` : found?.skipped
    return why ? `${ground} (${why})` : ground
  })
  return [`Not measured: ${told.join(', ')}.`]
}

function busyness(measured: readonly { ground: string; part: LoadPart }[]): string {
  const told = measured.flatMap(({ ground, part: { loadAverageBefore: load } }) =>
    load === undefined ? [] : `${ground} ${load}`,
  )
  if (told.length === 0) return ''
  return `Load average of the machine in the minute before each: ${told.join(', ')}.`
}
