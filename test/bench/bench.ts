/**
 * `npm run bench [-- SECTION…] [--collection DIR]…`: figures as JSON, each with the limit or peer it is a ratio to. A collection is
 * a folder with corpus.jsonl and queries.jsonl, for the quality of retrieval. The three parts of `retrieval`, which takes half an
 * hour, also run by themselves, when they are named. Each section is also told on standard error as it ends, so that one that breaks
 * off takes no other with it: it stands in the figures as failed, and the exit code is not 0.
 */
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchAssistant, benchSearch } from './assistant.ts'
import { benchFiles } from './files.ts'
import { benchLoad } from './load.ts'
import { benchPages } from './pages.ts'
import { benchReading } from './reading.ts'
import { benchReminders } from './reminders.ts'
import { benchGrowth, benchLatency, benchQuality, benchRetrieval } from './retrieval.ts'
import { benchSoak } from './soak.ts'
import { benchTransport } from './transport.ts'

const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { collection: { type: 'string', multiple: true, default: [] } },
})

const SECTIONS: Record<string, () => Promise<object>> = {
  assistant: benchAssistant,
  search: benchSearch,
  reading: benchReading,
  files: benchFiles,
  retrieval: () => benchRetrieval(values.collection),
  transport: benchTransport,
  pages: benchPages,
  load: benchLoad,
  soak: benchSoak,
  reminders: benchReminders,
}

const PARTS: Record<string, () => Promise<object>> = {
  'retrieval-quality': () => benchQuality(values.collection),
  'retrieval-latency': benchLatency,
  'retrieval-growth': benchGrowth,
}
const NAMES = [...Object.keys(SECTIONS), ...Object.keys(PARTS)]

const unknown = asked.filter((name) => !NAMES.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${NAMES.join(', ')}.\n`)
  process.exit(2)
}

const figures: Record<string, object> = {}
const chosen = asked.length > 0 ? Object.entries({ ...SECTIONS, ...PARTS }) : Object.entries(SECTIONS)
for (const [name, measure] of chosen) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stderr.write(`${name}…\n`)
  const found = await measure().catch((error) => {
    process.exitCode = 1
    return { failed: String(error) }
  })
  figures[name] = found
  process.stderr.write(`${JSON.stringify({ [name]: found })}\n`)
}
const machine = { cores: cpus().length, memoryMib: Math.round(totalmem() / 2 ** 20), node: process.version }
process.stdout.write(`${JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures }, null, 2)}\n`)
