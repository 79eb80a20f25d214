import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readText } from '../../src/documents/index.ts'
import { type Figure, figure } from './figure.ts'
import { benchIngest } from './ingest.ts'
import type { BenchServers } from './servers.ts'
import { unlessShort } from './short.ts'

const KNOWLEDGE = 'knowledge'
const DOCUMENTS = unlessShort(1_000, 20)
const GOAL_PER_SECOND = 40
/**
 * How much more memory the program may hold after the thousandth document than after the hundredth: what is left after a
 * collection. The resident set beside it also shows how lazily the collector hands pages back.
 */
const FLAT = 1.15
const MARKS = unlessShort([100, 500, 1_000], [5, 10, 20])

/** A thousand plain documents of the size of the shipped ones read, and a hundred kept in a store of each kind. */
export async function benchReading(servers: BenchServers | null): Promise<object> {
  return { ...readAll(), ...(await benchIngest(servers)) }
}

/** Reading only: how many a second, and whether memory stays flat. */
function readAll(): Record<string, Figure> {
  const papers = readdirSync(KNOWLEDGE)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => ({ file, text: readFileSync(join(KNOWLEDGE, file), 'utf8') }))
  const collect = collector()
  const residentMib = new Map<number, number>()
  const heldMib = new Map<number, number>()
  const startedAt = performance.now()
  const cpuAt = process.cpuUsage()
  for (let count = 1; count <= DOCUMENTS; count++) {
    const paper = papers[count % papers.length]
    // A number of its own in every copy, so that nothing can be remembered from the last.
    if (paper) readText({ ...paper, text: `${paper.text}\n\nBản số ${count}.`, today: '2026-11-22' })
    if (!MARKS.includes(count)) continue
    residentMib.set(count, process.memoryUsage().rss / 2 ** 20)
    collect()
    heldMib.set(count, process.memoryUsage().heapUsed / 2 ** 20)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const cpu = process.cpuUsage(cpuAt)
  const [first = 1, , last = 1] = MARKS.map((mark) => heldMib.get(mark))
  return {
    documents_a_second: figure(DOCUMENTS / seconds, 'documents/s', { limit: GOAL_PER_SECOND }),
    documents_a_cpu_second: figure(DOCUMENTS / ((cpu.user + cpu.system) / 1e6), 'documents/s', {
      limit: GOAL_PER_SECOND,
    }),
    ...Object.fromEntries([...residentMib].map(([mark, mib]) => [`resident_after_${mark}`, figure(mib, 'MiB', {})])),
    ...Object.fromEntries([...heldMib].map(([mark, mib]) => [`held_after_${mark}`, figure(mib, 'MiB', {})])),
    held_growth_100_to_1000: figure(last / first, 'times', { limit: FLAT }),
  }
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
