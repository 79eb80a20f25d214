import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'page-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function pageOf(figures: object, lines: object[] = []): { page: string; drawings: string[] } {
  const machine = { cores: 2, memoryMib: 24_000, node: 'v26' }
  const [run, others] = [join(folder, 'run.json'), join(folder, 'lines.jsonl')]
  writeFileSync(run, JSON.stringify({ measuredAt: '2026-11-30T00:00:00Z', machine, figures }))
  writeFileSync(others, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  execFileSync(process.execPath, ['test/bench/page.ts', run, others, '--to', folder])
  const page = readFileSync(join(folder, 'benchmarks.md'), 'utf8')
  return { page, drawings: readdirSync(join(folder, 'benchmarks')) }
}

const aSecond = (value: number) => ({ value, unit: 'messages/s' })

it('shows what was measured before load had steps', () => {
  const { page, drawings } = pageOf({
    load: { embedded: { ...aSecond(30), limit: 15, ratio: 2 }, server: aSecond(70) },
  })
  expect(page).toContain('| embedded | 30 | messages/s | 15 | 2 |')
  expect(page).not.toContain('## load, steps')
  expect(drawings).toContain('load.svg')
})

it('shows the steps of load beside its figures, each with its 95th percentile and what stayed unanswered', () => {
  const step = { on: 'embedded', what: 'step', aSecond: 15, unansweredPercent: 0.5, answerP95Ms: 80, arrivalP95Ms: '' }
  const { page, drawings } = pageOf({ load: { embedded: aSecond(15), steps: [step, { ...step, aSecond: 30 }] } })
  expect(page).toContain('| embedded | step | 15 | 0.5 | 80 |  |')
  expect(page).toContain('One Telegram bot delivers 28 messages a second at the most')
  expect(drawings).toContain('load-steps.svg')
})

it('says what was not measured and what broke off', () => {
  const { page } = pageOf({ retrieval: { quality: { skipped: 'no collection' } }, soak: { failed: 'Error: no room' } })
  expect(page).toContain('Not measured in this run: no collection.')
  expect(page).toContain('Broke off: Error: no room')
})

it('shows how well each engine answers a collection, without the folder it lies in', () => {
  const table = [{ engine: 'ours', setting: 'ours', mrr10: 97.1 }]
  const against = { engine: 'other', setting: 'tuned', ahead: { low: 1.24, high: 3.4 } }
  const { page } = pageOf({ retrieval: { quality: { '/home/somebody/papers': { passages: 240, table, against } } } })
  expect(page).toContain('## retrieval, quality, papers')
  expect(page).toContain('ahead of other, tuned, by 1.2 to 3.4 points')
  expect(page).not.toContain('/home/somebody')
})

it('draws accuracy, faults, attacks and the latency of retrieval', () => {
  const latency = ['ours', 'other'].map((engine) => ({ passages: 10, engine, setting: 'ours', p50Ms: 1, p95Ms: 2 }))
  const run = { reading: null, answers: { facts: 0.5 } }
  const { drawings } = pageOf({ retrieval: { latency } }, [
    { run: 'provider.down', owed: 4, done: 4, holds: true },
    { attack: 'forged', name: 'doors', tried: 100, failed: 0, holds: true },
    { set: 'offices-1', first: { day: 'x', ...run }, now: run },
  ])
  expect(drawings).toEqual(
    expect.arrayContaining(['accuracy.svg', 'attacks.svg', 'faults.svg', 'retrieval-latency-10.svg']),
  )
})
