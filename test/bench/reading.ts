import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../src/documents/index.ts'
import { type Figure, figure } from './figure.ts'

const KNOWLEDGE = 'knowledge'
const DOCUMENTS = 1_000
const GOAL_PER_SECOND = 40
/** How much more heap the last hundred documents may hold than the first hundred: flat, with room for the collector. */
const FLAT = 1.25

/** A thousand plain documents of the size of the shipped ones, reading only: how many a second, and whether memory stays flat. */
export async function benchReading(): Promise<Record<string, Figure>> {
  const papers = readdirSync(KNOWLEDGE)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => ({ file, text: readFileSync(join(KNOWLEDGE, file), 'utf8') }))
  const heapMib: number[] = []
  const startedAt = performance.now()
  const cpuAt = process.cpuUsage()
  for (let count = 0; count < DOCUMENTS; count++) {
    const paper = papers[count % papers.length]
    // A number of its own in every copy, so that nothing can be remembered from the last.
    if (paper) readText({ ...paper, text: `${paper.text}\n\nBản số ${count}.`, today: '2026-11-22' })
    if (count % 100 === 99) heapMib.push(process.memoryUsage().heapUsed / 2 ** 20)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const cpu = process.cpuUsage(cpuAt)
  const growth = Math.min(...heapMib.slice(-3)) / Math.min(...heapMib.slice(0, 3))
  return {
    documents_a_second: figure(DOCUMENTS / seconds, 'documents/s', { limit: GOAL_PER_SECOND }),
    documents_a_cpu_second: figure(DOCUMENTS / ((cpu.user + cpu.system) / 1e6), 'documents/s', {
      limit: GOAL_PER_SECOND,
    }),
    heap_growth: figure(growth, 'times', { limit: FLAT }),
  }
}
