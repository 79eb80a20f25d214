/**
 * Scores reading against hand-made structure: identity, outline, duties, reporting rules, targets.
 *   npm run -s evaluate:read [-- --structure FILE] [--knowledge DIR] [--misses N]
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readText } from '../../src/documents/reading/index.ts'
import { type GoldDocument, isWhole, type Score, scoreDocument, summarise } from './read-score.ts'

const TODAY = '2026-11-22'
const HERE = import.meta.dirname

const { values } = parseArgs({
  options: {
    structure: { type: 'string', default: join(HERE, 'structure.json') },
    knowledge: { type: 'string', default: join(HERE, '../../knowledge') },
    misses: { type: 'string', default: '0' },
  },
})

const gold: GoldDocument[] = JSON.parse(readFileSync(values.structure, 'utf8'))
const scores = gold.map((document) => {
  const text = readFileSync(join(values.knowledge, document.doc), 'utf8')
  return scoreDocument(document, readText({ file: document.doc, text, today: TODAY }))
})
console.table(
  Object.fromEntries([...scores.map((score) => [score.doc.slice(0, 24), row(score)]), ['all', row(summarise(scores))]]),
)
for (const miss of scores.flatMap((score) => score.misses).slice(0, Number(values.misses))) console.error(miss)
process.exitCode = scores.every(isWhole) ? 0 : 1

function row(score: Omit<Score, 'doc' | 'misses'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(score)
      .filter(([name]) => name !== 'doc' && name !== 'misses')
      .map(([name, value]) => [
        name,
        value === null ? '-' : typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value),
      ]),
  )
}
