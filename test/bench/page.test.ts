import { copyFileSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { makePage } from './page-made.ts'

const folder = mkdtempSync(join(tmpdir(), 'page-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MACHINE = { cores: 2, cpu: 'a CPU', memoryMib: 24_576, node: 'v26' }
const STAMP = { at: '2026-11-30T08:00:00Z', commit: 'abc1234', machine: MACHINE }

function pageOf(lines: object[]): { page: string; drawings: string[]; lacking: string[] } {
  const file = join(folder, 'lines.jsonl')
  writeFileSync(file, ['> commune-assistant bench', ...lines.map((line) => JSON.stringify(line)), ''].join('\n'))
  const { lacking } = makePage([file], folder)
  const page = readFileSync(join(folder, 'benchmarks.md'), 'utf8')
  return { page, lacking, drawings: readdirSync(join(folder, 'benchmarks')) }
}

const aSecond = (value: number) => ({ value, unit: 'messages/s' })
const ground = (part: string, figures: object, more: object = {}) => ({
  ...{ section: 'load', part, ...STAMP },
  figures: { figures, loadAverageBefore: 0.5, ...more },
})

it('says of each section when, at which state of the program and on what it was measured', () => {
  const { page } = pageOf([
    { section: 'soak', ...STAMP, figures: { growth: { value: 1, unit: '%', limit: 5, ratio: 0.2 } } },
    { section: 'retrieval', part: 'growth', ...STAMP, figures: { communes: { p50: { value: 3, unit: 'ms' } } } },
    { section: 'retrieval', part: 'quality', ...STAMP, commit: null, figures: { skipped: 'no collection' } },
  ])
  expect(page).toContain('Measured on 2026-11-30 at commit abc1234, 2 cores of a CPU, 24 GiB, Node v26.')
  expect(page).toContain('| growth | 1 | % | 5 | 0.2 |')
  expect(page).toContain('at an unknown commit, 2 cores of a CPU, 24 GiB, Node v26: quality.')
  expect(page).toContain('| communes, p50 | 3 | ms |  |  |')
  expect(page).toContain('Not measured in this run: no collection.')
})

it('says the same of faults, attacks and accuracy, by what was measured together', () => {
  const fault = { owed: 4, done: 4, holds: true }
  const run = { reading: null, answers: { facts: 0.5 } }
  const { page } = pageOf([
    { run: 'provider.down', ...fault, ...STAMP },
    { run: 'provider.cut', ...fault, ...STAMP },
    { run: 'disk.server', ...fault, ...STAMP, at: '2026-12-01T08:00:00Z' },
    { attack: 'forged', name: 'doors', tried: 100, failed: 0, holds: true },
    { set: 'offices-1', first: { day: '2026-11-20', ...run }, now: run, ...STAMP },
    { evaluated: 'questions.jsonl', scores: { questions: 300, whole: 0.9834 }, ...STAMP },
  ])
  const place = 'at commit abc1234, 2 cores of a CPU, 24 GiB, Node v26'
  expect(page).toContain(`Measured on 2026-11-30 ${place}: provider.\nMeasured on 2026-12-01 ${place}: disk.`)
  expect(page).toContain('Measured at an unknown time (its line carries none).')
  expect(page).toContain('| offices-1, first run (2026-11-20) | 0.500 |')
  expect(page).toContain('| questions.jsonl | 300 | 0.983 |')
})

it('takes the newest line of each measurement', () => {
  const soak = (value: number, at: string) => ({
    ...{ section: 'soak', ...STAMP, at },
    figures: { growth: { value, unit: '%' } },
  })
  const { page } = pageOf([soak(7, '2026-11-30T09:00:00Z'), soak(3, '2026-11-29T09:00:00Z')])
  expect(page).toContain('| growth | 7 | % |')
  expect(page).not.toContain('| growth | 3 | % |')
})

it('makes the load section of a run that was broken off, and says which grounds are missing', () => {
  const step = { on: 'embedded', what: 'step', aSecond: 15, unansweredPercent: 0.5, answerP95Ms: 80, arrivalP95Ms: '' }
  const { page, drawings } = pageOf([
    ground('embedded', { embedded: aSecond(15) }, { steps: [step, { ...step, aSecond: 30 }] }),
    ground('server-1', { server_1_workers: aSecond(50) }),
    { section: 'load', part: 'echo-2', ...STAMP, figures: { failed: 'Error: no room' } },
  ])
  expect(page).toContain('| embedded | step | 15 | 0.5 | 80 |  |')
  expect(page).toContain('One Telegram bot delivers 28 messages a second at the most')
  expect(page).toContain(
    'Not measured: telegraf, bullmq, pgbench, echo-1, server-2, echo-2 (broke off: Error: no room), server-4',
  )
  expect(page).toContain('in the minute before each: embedded 0.5, server-1 0.5.')
  expect(page).toContain('| server_1_workers | 50 | messages/s |  |  |')
  expect(page).toContain('| server_best | 50 | messages/s | 50 | 1 |')
  expect(page).not.toContain('share_of_echo')
  expect(drawings).toContain('load-steps.svg')
})

it('computes the share of the echo with the same number of workers, from whichever run', () => {
  const { page } = pageOf([
    ground('server-2', { server_2_workers: aSecond(60) }),
    ground('server-1', { server_1_workers: aSecond(50) }),
    { ...ground('echo-2', { echo_2_workers: aSecond(150) }), at: '2026-12-01T08:00:00Z' },
  ])
  expect(page).toContain('| server_2_workers | 60 | messages/s | echo through the same inbox, queue and outbox | 0.4 |')
  expect(page).toContain('| server_2_share_of_echo | 40 | % | 35 | 1.143 |')
  expect(page).toContain('| server_1_workers | 50 | messages/s |  |  |')
})

it('shows what could not be measured as such', () => {
  const { page } = pageOf([
    ground('echo-1', { echo_1_workers: aSecond(0), echo_1_workers_jobs: { value: null, unit: 'jobs/s' } }),
    ground('bullmq', { bullmq_empty_jobs: { value: 900, unit: 'jobs/s' } }),
    ground('server-1', { server_1_workers: aSecond(15) }),
  ])
  expect(page).toContain('| echo_1_workers_jobs | - | jobs/s |  |  |')
  expect(page).not.toContain('share_of_echo')
})

it('compares no grounds of different machines', () => {
  const { page } = pageOf([
    ground('server-2', { server_2_workers: aSecond(60) }),
    { ...ground('echo-2', { echo_2_workers: aSecond(150) }), machine: { ...MACHINE, cpu: 'another' } },
  ])
  expect(page).toContain('| server_2_workers | 60 | messages/s |  |  |')
})

it('tells what went with a copy, and who was told of trouble, where it is not zero', () => {
  const fault = { ...STAMP, owed: 84, done: 84, duplicated: 7, unknown: 0, lost: 0, holds: true }
  const { page } = pageOf([
    { run: 'restore.embedded', ...fault, afterCopy: 24, afterCopyAnswered: 20, apologised: 0 },
    { run: 'stores.redis', ...fault, apologised: 3 },
    { run: 'disk.server', ...STAMP, failed: 'Error: a | b', holds: false },
  ])
  expect(page).toContain(
    '| 0 | 24 acknowledged after the copy and gone with it, 20 of them answered all the same | holds |',
  )
  expect(page).toContain('| 0 | 3 told of trouble instead of an answer | holds |')
  expect(page).toContain('FAILS: Error: a \\| b')
})

it('prints the note of an attack, what comes through without the defence, and what was not measured', () => {
  const { page } = pageOf([
    {
      ...{ attack: 'harm', name: 'words', tried: 40, failed: 0, holds: true, note: 'of 758 asked', ...STAMP },
      undefended: { without: 'the gate', tried: 17, failed: 17 },
    },
    {
      ...{ attack: 'leak', name: 'words', tried: 10, failed: 0, holds: true, ...STAMP },
      undefended: [
        { without: 'this', tried: 10, failed: 9 },
        { without: 'that', tried: 10, failed: 8 },
      ],
    },
    { name: 'words', notMeasured: 'a real model endpoint', ...STAMP },
  ])
  expect(page).toContain('| words | harm | 40 | 0 | ≤ 7.5 % | 17 of 17, without the gate | of 758 asked | holds |')
  expect(page).toContain('| 9 of 10, without this; 8 of 10, without that |')
  expect(page).toContain('Not measured: a real model endpoint (words).')
})

it('says so where nothing of load could be measured', () => {
  const { page } = pageOf([
    { section: 'load', part: 'server-1', ...STAMP, figures: { skipped: 'it needs PostgreSQL' } },
  ])
  expect(page).toContain('server-1 (it needs PostgreSQL), echo-1')
})

it('says what broke off', () => {
  const { page } = pageOf([{ section: 'soak', ...STAMP, figures: { failed: 'Error: no room' } }])
  expect(page).toContain('Broke off: Error: no room')
})

it('names the servers of the bench and their settings', () => {
  const servers = { 'PostgreSQL fsync': 'on' }
  const { page } = pageOf([{ section: 'transport', ...STAMP, servers, figures: { ack: { value: 1, unit: 'ms' } } }])
  expect(page).toContain("Servers of the bench's own: PostgreSQL fsync on.")
})

it('shows how well each engine answers a collection, without the folder it lies in', () => {
  const table = [{ engine: 'ours', setting: 'ours', mrr10: 97.1 }]
  const against = { engine: 'other', setting: 'tuned', ahead: { low: 1.24, high: 3.4 } }
  const figures = { '/home/somebody/papers': { passages: 240, table, against } }
  const { page } = pageOf([{ section: 'retrieval', part: 'quality', ...STAMP, figures }])
  expect(page).toContain('## retrieval, quality, papers')
  expect(page).toContain('ahead of other, tuned, by 1.2 to 3.4 points')
  expect(page).not.toContain('/home/somebody')
})

it('draws accuracy, faults, attacks and the latency of retrieval', () => {
  const figures = ['ours', 'other'].map((engine) => ({ passages: 10, engine, setting: 'ours', p50Ms: 1, p95Ms: 2 }))
  const run = { reading: null, answers: { facts: 0.5 } }
  const { drawings } = pageOf([
    { section: 'retrieval', part: 'latency', ...STAMP, figures },
    { run: 'provider.down', owed: 4, done: 4, holds: true },
    { attack: 'forged', name: 'doors', tried: 100, failed: 0, holds: true },
    { set: 'offices-1', first: { day: 'x', ...run }, now: run },
  ])
  expect(drawings).toEqual(
    expect.arrayContaining(['accuracy.svg', 'attacks.svg', 'faults.svg', 'retrieval-latency-10.svg']),
  )
})

it('is, as published, what the lines beside it make it', () => {
  makePage(globSync('docs/benchmarks/measured/*.jsonl').sort(), folder)
  expect(readFileSync(join(folder, 'benchmarks.md'), 'utf8')).toBe(readFileSync('docs/benchmarks.md', 'utf8'))
})

it('leaves the table of sizes as it was where the figures it rests on are lacking, and names them', () => {
  copyFileSync('docs/sizing.md', join(folder, 'sizing.md'))
  const { lacking } = pageOf([{ section: 'soak', ...STAMP, figures: { growth: { value: 1, unit: '%' } } }])
  expect(lacking).toContain('assistant, cpu_an_answer_on_the_page')
  expect(readFileSync(join(folder, 'sizing.md'), 'utf8')).toBe(readFileSync('docs/sizing.md', 'utf8'))
})
