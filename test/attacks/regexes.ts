/** Regular expressions that a text could hold up: every literal of `src`, and what it builds at run time, judged by a checker, the doubtful ones timed. */
import { globSync, readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { builtExpressions } from './built-regexes/index.ts'
import type { Check, Found } from './check.ts'

/** As long as a question may be (`MAX_QUESTION_CHARS`). */
const TEXT_CHARS = 4_000
const JUDGE_MS = 1_000
/** A question is answered in less than a second, all expressions together. */
const MOST_MS = 200

type Expression = { file: string; line: number; source: string; flags: string }

/** Configuration and our own files are no outside text. */
const INSIDE = /^src\/(?:config|cli|store\/(?:migrate|client))/

export async function regexChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  return {
    close: async () => {},
    checks: [
      {
        name: `regular expressions that a text of ${TEXT_CHARS} characters holds up for more than ${MOST_MS} ms`,
        run: async () => slowest(expressionsOf(globSync('src/**/*.ts').filter((file) => !INSIDE.test(file)))),
        mutant: {
          without: 'care (known bad expressions)',
          run: async () =>
            slowest({
              expressions: ['(a+)+$', '(\\w+\\s?)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'].map((source) => ({
                file: 'made',
                line: 0,
                source,
                flags: '',
              })),
              note: 'made',
            }),
        },
      },
    ],
  }
}

type Expressions = { expressions: Expression[]; note: string }

function expressionsOf(files: string[]): Expressions {
  const trees = files.map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
  const literals = trees.flatMap(literalsIn)
  const built = builtExpressions().filter(({ file }) => files.includes(file))
  const seenPlaces = new Set(built.map(({ file, line }) => `${file}:${line}`)).size
  const places = trees.reduce((count, tree) => count + nodesOf(tree, ts.isNewExpression).filter(buildsOne).length, 0)
  const note = `${literals.length} written out, ${built.length} built at ${seenPlaces} of ${places} places`
  return { expressions: [...literals, ...built], note }
}

function literalsIn(tree: ts.SourceFile): Expression[] {
  return nodesOf(tree, ts.isRegularExpressionLiteral).map((node) => {
    const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? []
    return { file: tree.fileName, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, source, flags }
  })
}

function buildsOne({ expression }: ts.NewExpression): boolean {
  return expression.getText() === 'RegExp'
}

function nodesOf<T extends ts.Node>(tree: ts.SourceFile, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = []
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** What the checker calls vulnerable, or cannot judge in time, is run on its own attack and on texts made to repeat. */
async function slowest({ expressions, note }: Expressions): Promise<Found> {
  const failed: string[] = []
  let timed = 0
  for (const expression of expressions) {
    // Without anything that repeats there is nothing to try again and again.
    if (!/[*+]|\{\d+,\d*\}/.test(expression.source)) continue
    const judged = checkSync(expression.source, expression.flags.replace(/[dvy]/g, ''), {
      timeout: JUDGE_MS,
      recallTimeout: 200,
    })
    if (judged.status === 'safe') continue
    timed += 1
    const attack = judged.status === 'vulnerable' ? judged.attack.string : ''
    const tookMs = await longestOf(expression, [attack, ...REPEATED])
    const where = `${expression.file}:${expression.line}`
    if (tookMs > MOST_MS) failed.push(`${where} ${Math.round(tookMs)} ms /${expression.source.slice(0, 80)}/`)
  }
  return { tried: expressions.length, failed, note: `${note}; ${timed} timed, the others proven` }
}

const REPEATED = [
  'a',
  ' ',
  'a ',
  '0',
  '.',
  'a.',
  'bao ',
  ' ngay 1',
  '-',
  'A1 ',
  'ă',
  '(',
  'http://a',
  '\n',
  '\t ',
  'nhiem vu ',
  'a@',
  '1.',
  'I.',
].map((piece) => piece.repeat(TEXT_CHARS))

/** In a thread of its own, which is given up after a few seconds. */
function longestOf({ source, flags }: Expression, texts: string[]): Promise<number> {
  const code = `
    const { parentPort, workerData: { source, flags, texts } } = require('node:worker_threads')
    let longest = 0
    for (const text of texts) {
      for (const ending of ['', '!', '\\u0000']) {
        const expression = new RegExp(source, flags)
        const before = process.threadCpuUsage()
        expression.test(text + ending)
        // Of this thread's own work: the machine may be busy with something else.
        const { user, system } = process.threadCpuUsage(before)
        longest = Math.max(longest, (user + system) / 1000)
      }
    }
    parentPort.postMessage(longest)`
  const data = { source, flags, texts: texts.map((text) => text.slice(0, TEXT_CHARS)) }
  return new Promise((resolve) => {
    const worker = new Worker(code, { eval: true, workerData: data })
    const late = setTimeout(() => void worker.terminate().then(() => resolve(GIVEN_UP_MS)), GIVEN_UP_MS)
    const done = (tookMs: number): void => {
      clearTimeout(late)
      resolve(tookMs)
    }
    worker.once('message', done)
    worker.once('error', () => done(0))
  })
}

const GIVEN_UP_MS = 10_000
