/** `npm run -s search`: somebody else's collection searched through our own language and retrieval, in a scratch store. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

import { clean } from '../language/text.ts'
import { Retrieval } from '../retrieval/index.ts'
import { openStore, type Store } from '../store/index.ts'
import { parseCommandLine, runCommand, UsageError } from './command.ts'

const USAGE = 'npm run -s search -- --corpus corpus.jsonl --queries queries.jsonl [--k 10]'
/** The collection is the one commune of its store. */
const COLLECTION = 1

const entry = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })
type Entry = z.infer<typeof entry>

await runCommand(async (args) => {
  const { corpus, queries, k } = readArguments(args)
  const folder = mkdtempSync(join(tmpdir(), 'commune-search-'))
  try {
    const store = await openStore({ folder })
    try {
      await run(store, { corpus, queries, k })
    } finally {
      await store.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

type Run = { corpus: Entry[]; queries: Entry[]; k: number }

function readArguments(args: string[]): Run {
  const options = {
    corpus: { type: 'string' },
    queries: { type: 'string' },
    k: { type: 'string', default: '10' },
  } as const
  const { values } = parseCommandLine(args, options, USAGE)
  const k = Number(values.k)
  if (!values.corpus || !values.queries || !Number.isInteger(k) || k < 1) {
    throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
  }
  return { corpus: readEntries(values.corpus), queries: readEntries(values.queries), k }
}

function readEntries(file: string): Entry[] {
  return readLines(file).flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = parseEntry(line)
    if (parsed) return [parsed]
    throw new UsageError({
      vi: `Dòng ${index + 1} của tệp ${file} không phải JSON dạng {"id", "text"}; sửa dòng đó rồi chạy lại.`,
      en: `Line ${index + 1} of ${file} is not JSON of the form {"id", "text"}; mend it and try again.`,
    })
  })
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split('\n')
  } catch {
    throw new UsageError({
      vi: `Không đọc được tệp ${file}; kiểm tra đường dẫn và quyền đọc.`,
      en: `The file ${file} cannot be read; check its path and permissions.`,
    })
  }
}

function parseEntry(line: string): Entry | null {
  try {
    return entry.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

async function run(store: Store, { corpus, queries, k }: Run): Promise<void> {
  const retrieval = new Retrieval(store)
  const started = performance.now()
  await retrieval.indexPassages(
    COLLECTION,
    corpus.map(({ text }, position) => ({
      documentId: 0,
      position,
      kind: 'prose',
      cite: '',
      lead: null,
      heading: '',
      quote: clean(text),
    })),
  )
  await retrieval.load(COLLECTION)
  const indexSeconds = (performance.now() - started) / 1000
  const latencies: number[] = []
  for (const query of queries) {
    const asked = performance.now()
    const found = await retrieval.search({ text: query.text, communes: [COLLECTION], limit: k })
    const latencyMs = performance.now() - asked
    latencies.push(latencyMs)
    const hits = found.map(({ position }) => corpus[position]?.id)
    process.stdout.write(`${JSON.stringify({ id: query.id, hits, latencyMs: Number(latencyMs.toFixed(2)) })}\n`)
  }
  process.stderr.write(`${summary(indexSeconds, latencies)}\n`)
}

function summary(indexSeconds: number, latencies: number[]): string {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
  return `index ${indexSeconds.toFixed(2)} s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}
