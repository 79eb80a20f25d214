import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../src/documents/index.ts'
import { type Figure, figure } from './figure.ts'

const KNOWLEDGE = 'knowledge'
const DOCUMENTS = 1_000
const GOAL_PER_SECOND = 40
/** How much more memory the program may hold after the thousandth document than after the hundredth. */
const FLAT = 1.15
const MARKS = [100, 500, 1_000]

/** A thousand plain documents of the size of the shipped ones, reading only: how many a second, and whether memory stays flat. */
export async function benchReading(): Promise<Record<string, Figure>> {
  const papers = readdirSync(KNOWLEDGE)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => ({ file, text: readFileSync(join(KNOWLEDGE, file), 'utf8') }))
  const residentMib = new Map<number, number>()
  const startedAt = performance.now()
  const cpuAt = process.cpuUsage()
  for (let count = 1; count <= DOCUMENTS; count++) {
    const paper = papers[count % papers.length]
    // A number of its own in every copy, so that nothing can be remembered from the last.
    if (paper) readText({ ...paper, text: `${paper.text}\n\nBản số ${count}.`, today: '2026-11-22' })
    if (MARKS.includes(count)) residentMib.set(count, process.memoryUsage().rss / 2 ** 20)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const cpu = process.cpuUsage(cpuAt)
  const [first = 1, , last = 1] = MARKS.map((mark) => residentMib.get(mark))
  return {
    documents_a_second: figure(DOCUMENTS / seconds, 'documents/s', { limit: GOAL_PER_SECOND }),
    documents_a_cpu_second: figure(DOCUMENTS / ((cpu.user + cpu.system) / 1e6), 'documents/s', {
      limit: GOAL_PER_SECOND,
    }),
    ...Object.fromEntries([...residentMib].map(([mark, mib]) => [`resident_after_${mark}`, figure(mib, 'MiB', {})])),
    resident_growth_100_to_1000: figure(last / first, 'times', { limit: FLAT }),
  }
}
