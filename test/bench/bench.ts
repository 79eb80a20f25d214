/**
 * `npm run bench [-- SECTION…] [--only GROUND,…] [--collection DIR]…`: figures as JSON lines, one as soon as each section is done,
 * or each ground of `load` and each part of `retrieval`: what is broken off takes nothing with it that was measured. Each figure
 * has the limit or the peer it is a ratio to. A section that fails stands in its line as failed, and the exit code is not 0.
 *
 * `--only embedded,server-1,…`: of `load` these grounds alone. A collection is a folder with corpus.jsonl and queries.jsonl, for
 * the quality of retrieval; the three parts of `retrieval`, which takes half an hour, also run by themselves, when they are named.
 */
import { parseArgs } from 'node:util'
import { measured } from '../support/measured.ts'
import { benchAssistant, benchSearch } from './assistant.ts'
import { benchFiles } from './files.ts'
import { benchLoad } from './load.ts'
import { LOAD_GROUNDS } from './load-names.ts'
import { benchPages } from './pages.ts'
import { benchReading } from './reading.ts'
import { benchReminders } from './reminders.ts'
import { benchGrowth, benchLatency, benchQuality } from './retrieval.ts'
import { type BenchServers, NO_SERVERS, startBenchServers } from './servers.ts'
import { benchSoak } from './soak.ts'
import { benchTransport } from './transport.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    collection: { type: 'string', multiple: true, default: [] },
    only: { type: 'string' },
  },
})
const asked = positionals.length === 0 && values.only !== undefined ? ['load'] : positionals
const only = values.only?.split(',') ?? LOAD_GROUNDS

/** One line, without its figures. */
type Part = { section: string; part?: string }
type Say = (part: string, found: object) => void
/** Its figures; undefined where it has told all of them by itself. */
type Section = {
  needsServers?: true
  measure(servers: BenchServers | null, say: Say): Promise<object | undefined>
}

const SECTIONS: Record<string, Section> = {
  assistant: { measure: benchAssistant },
  search: { measure: benchSearch },
  reading: { needsServers: true, measure: benchReading },
  files: { measure: benchFiles },
  retrieval: {
    needsServers: true,
    measure: async (servers, say) => {
      say('latency', await benchLatency())
      say('growth', await benchGrowth(servers))
      say('quality', await benchQuality(values.collection))
      return undefined
    },
  },
  transport: { needsServers: true, measure: async (servers) => (servers ? benchTransport(servers) : NO_SERVERS) },
  pages: { measure: benchPages },
  load: {
    needsServers: true,
    measure: async (servers, keep) => {
      await benchLoad(servers, { only, keep })
      return undefined
    },
  },
  soak: { measure: benchSoak },
  reminders: { needsServers: true, measure: benchReminders },
}

/** Asked for by their own names alone; their lines are those of the section. */
const PARTS: Record<string, Part & Section> = {
  'retrieval-latency': { section: 'retrieval', part: 'latency', measure: benchLatency },
  'retrieval-growth': { section: 'retrieval', part: 'growth', needsServers: true, measure: benchGrowth },
  'retrieval-quality': { section: 'retrieval', part: 'quality', measure: () => benchQuality(values.collection) },
}

refuseUnknown('mục', asked, [...Object.keys(SECTIONS), ...Object.keys(PARTS)])
refuseUnknown('phần của load', only, LOAD_GROUNDS)

let servers: BenchServers | null = null
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // What is measured is told already; what was started for it must not go on.
  process.once(signal, async () => {
    await servers?.remove()
    process.exit(130)
  })
}

for (const [name, section] of Object.entries(SECTIONS)) {
  if (asked.length === 0 || asked.includes(name)) await run({ section: name }, section)
}
for (const [name, { section, part, ...measuring }] of Object.entries(PARTS)) {
  if (asked.includes(name)) await run({ section, part }, measuring)
}

async function run(of: Part, { needsServers, measure }: Section): Promise<void> {
  process.stderr.write(`${Object.values(of).join(', ')}…\n`)
  try {
    if (needsServers) servers = await startBenchServers()
    const found = await measure(servers, (part, figures) => tell({ ...of, part }, figures))
    if (found) tell(of, found)
  } catch (error) {
    tell(of, { failed: String(error) })
  } finally {
    await servers?.remove()
    servers = null
  }
}

function tell(of: Part, figures: object): void {
  if ('failed' in figures) process.exitCode = 1
  const on = servers ? { servers: servers.settings } : {}
  process.stdout.write(`${JSON.stringify({ ...of, ...measured(), ...on, figures })}\n`)
}

function refuseUnknown(what: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  process.stderr.write(`Không có ${what} ${unknown.join(', ')}. Có: ${known.join(', ')}.\n`)
  process.exit(2)
}
