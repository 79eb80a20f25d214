/** How long an expression takes on texts made to hold it up, used the way the code uses it. */
import { Worker } from 'node:worker_threads'
import { checkSync, type Diagnostics } from 'recheck'
import type { Expression } from './regexes-expressions.ts'

export type Bounds = {
  /** Length of the texts. */
  chars: number
  /** Longest that one text may take. */
  mostMs: number
}

/** A text of any length: every part begins once and repeats. */
type Attack = { parts: { begin: string; repeat: string }[]; end: string }

const JUDGE_MS = 1_000
const GIVEN_UP_MS = 20_000

const judged = new Map<string, Diagnostics>()

function judge({ source, flags }: Expression): Diagnostics {
  const key = `${flags} ${source}`
  const known = judged.get(key)
  if (known) return known
  const made = checkSync(source, flags.replace(/[dvy]/g, ''), { timeout: JUDGE_MS, recallTimeout: 200 })
  judged.set(key, made)
  return made
}

/** The expressions that take longer than they may, and how many had to be timed; the others are proven safe. */
export async function slowOf(
  expressions: readonly Expression[],
  bounds: Bounds,
): Promise<{ failed: string[]; timed: number }> {
  const failed: string[] = []
  let timed = 0
  for (const expression of expressions) {
    // Without anything that repeats there is nothing to try again and again.
    if (!/[*+]|\{\d+,\d*\}/.test(expression.source)) continue
    const found = judge(expression)
    // What is proven is one search: all the searches of a global expression may still take too long together.
    if (found.status === 'safe' && !expression.flags.includes('g')) continue
    timed += 1
    const tookMs = await longestOf(expression, [...attacksOf(found), ...REPEATED], bounds)
    const where = `${expression.file}:${expression.line}`
    if (tookMs > bounds.mostMs) failed.push(`${where} ${Math.round(tookMs)} ms /${expression.source.slice(0, 80)}/`)
  }
  return { failed, timed }
}

function attacksOf(found: Diagnostics): Attack[] {
  if (found.status !== 'vulnerable') return []
  const { pumps, suffix } = found.attack
  return [{ parts: pumps.map(({ prefix, pump }) => ({ begin: prefix, repeat: pump })), end: suffix }]
}

const WHITE = [' ', '\n', '\t', '\t ', 'a ', 'a\n', 'a\t']
const MARKS = ['.', '-', '(', '[', '/', '|', '| ', ',', ';', ':', '_', '*', '**', '"', '“', '<', '\\', '#', '> ', '!?']
const LETTERS = ['a', 'aa ', 'ă', 'I', 'A', 'Á ', 'AB', 'A B ', 'A1 ']
const FIGURES = ['0', '1.', 'I.', '20', '1/', '1/1', '2026 ', '1.000', '.000', '1-', '(1']
const MIXED = [
  'a.',
  'a@',
  'a-',
  'a=',
  'a(',
  '(a',
  'a) ',
  ' (a) ',
  ') ',
  'a, ',
  'a; ',
  'a, b; ',
  '; ',
  '– ',
  ' . ',
  '[*_',
]
const WORDS = [
  ...['ngay 1 ', ' ngay 1', 'ngày 1 tháng 1 ', 'báo cáo ', 'bao ', 'Phòng ', 'và ', 'và, ', 'Điều 1 ', 'số ', 'năm '],
  ...['nhiem vu ', 'http://a', 'Quý '],
]

const REPEATED: Attack[] = [...WHITE, ...MARKS, ...LETTERS, ...FIGURES, ...MIXED, ...WORDS].map((repeat) => ({
  parts: [{ begin: '', repeat }],
  end: '',
}))

/** In a thread of its own, which is given up after some seconds. A global expression goes through the whole text. */
function longestOf({ source, flags }: Expression, attacks: Attack[], bounds: Bounds): Promise<number> {
  const code = `
    const { parentPort, workerData: { source, flags, attacks, chars, mostMs } } = require('node:worker_threads')
    let longest = 0
    for (const { parts, end } of attacks) {
      const each = Math.ceil(chars / parts.length)
      const made = parts.map(({ begin, repeat }) => begin + repeat.repeat(Math.ceil(each / repeat.length)).slice(0, each))
      for (const ending of [end, end + '!', end + '\\u0000', end + '.']) {
        if (longest > mostMs) break
        const text = made.join('') + ending
        const expression = new RegExp(source, flags)
        const before = process.threadCpuUsage()
        if (expression.global) for (const match of text.matchAll(expression)) void match
        else expression.test(text)
        // Of this thread's own work: the machine may be busy with something else.
        const { user, system } = process.threadCpuUsage(before)
        longest = Math.max(longest, (user + system) / 1000)
      }
    }
    parentPort.postMessage(longest)`
  return new Promise((resolve) => {
    const worker = new Worker(code, { eval: true, workerData: { source, flags, attacks, ...bounds } })
    const late = setTimeout(() => void worker.terminate().then(() => resolve(GIVEN_UP_MS)), GIVEN_UP_MS)
    const done = (tookMs: number): void => {
      clearTimeout(late)
      resolve(tookMs)
    }
    worker.once('message', done)
    worker.once('error', () => done(GIVEN_UP_MS))
  })
}
