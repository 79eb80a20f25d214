/**
 * `node test/bench/retrieval-ablation.ts DIR…`: what each ingredient of the ranking adds, as a Markdown table of MRR@10
 * (marked / unmarked) on collections, and of hits among the five best on the development questions of the plans.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../src/documents/reading/index.ts'
import { EMPTY_GLOSSARY, type Glossary } from '../../src/language/glossary.ts'
import { fold } from '../../src/language/text.ts'
import { loadGlossary } from '../../src/retrieval/index.ts'
import { readQuestion } from '../../src/retrieval/question.ts'
import { rank } from '../../src/retrieval/rank.ts'
import { addPassage, emptySnapshot, type PassageText, type Snapshot } from '../../src/retrieval/snapshot.ts'
import { type Statistics, statisticsOf } from '../../src/retrieval/statistics.ts'
import { Vocabulary } from '../../src/retrieval/vocabulary.ts'
import { WEIGHTS } from '../../src/retrieval/weights.ts'
import { agree } from '../evaluation/score.ts'
import { mean, readCollection, reciprocalRanks } from './collection.ts'
import type { Searcher } from './search-engines.ts'

type Variant = { name: string; weights?: Partial<typeof WEIGHTS>; glossary?: Glossary; blind?: true }

const VARIANTS: readonly Variant[] = [
  { name: 'everything' },
  { name: 'without pairs of neighbours', weights: { pair: 0 } },
  { name: 'without the best stretches', weights: { nearWindow: 0, wideWindow: 0 } },
  { name: 'without the near stretch', weights: { nearWindow: 0 } },
  { name: 'without the wide stretch', weights: { wideWindow: 0 } },
  { name: 'marks only, nothing folded', weights: { bare: 0 } },
  { name: 'folded only, no marks', weights: { bare: 1 } },
  { name: 'without restoring marks and mending slips', blind: true },
  { name: 'without the glossary', glossary: EMPTY_GLOSSARY },
  { name: 'asking words at full weight', weights: { asking: 1 } },
  { name: 'headings as any other word', weights: { heading: 1 } },
  {
    name: 'BM25 of words alone',
    weights: { pair: 0, nearWindow: 0, wideWindow: 0, asking: 1, heading: 1 },
    glossary: EMPTY_GLOSSARY,
  },
]

/** A question answered without what the collection knows of spelling. */
function blinded(statistics: Statistics): Statistics {
  return { ...statistics, spellings: () => [], bareWords: () => [] }
}

type Ground = { snapshots: Snapshot[]; vocabulary: Vocabulary }

function indexTexts(texts: readonly PassageText[], vocabulary = new Vocabulary()): Ground {
  const snapshot = emptySnapshot()
  for (const text of texts) addPassage(snapshot, text, vocabulary)
  return { snapshots: [snapshot], vocabulary }
}

/** Ranks every passage: what the database would leave out is not the question here. */
function searcherOf({ snapshots, vocabulary }: Ground, { glossary = loadGlossary(), blind }: Variant): Searcher {
  const known = statisticsOf(snapshots, vocabulary)
  const statistics = blind ? blinded(known) : known
  const passages = snapshots.flatMap((snapshot) => [...snapshot.passages.values()])
  return {
    search: (text) => {
      const { terms } = readQuestion(text, { statistics, vocabulary, glossary })
      return rank(passages, { terms, statistics, vocabulary })
        .slice(0, 10)
        .map(({ passage }) => passage.id)
    },
  }
}

type PlanQuestion = {
  question: string
  commune: string | null
  style: string
  expect: string
  evidence: { doc: string; quote: string }[]
}
type Plans = { texts: (PassageText & { file: string })[]; questions: PlanQuestion[] }

function readPlans(): Plans {
  const files = readdirSync('knowledge').filter((name) => name.endsWith('.txt'))
  const texts = files.flatMap((file) => {
    const { passages, sections } = readText({
      file,
      text: readFileSync(join('knowledge', file), 'utf8'),
      today: '2026-11-22',
    })
    return passages.map(({ quote, lead, section }) => {
      const heading = section === null ? '' : (sections[section]?.path ?? []).join(' › ')
      return { documentId: 0, heading, lead, quote, file }
    })
  })
  const questions = readFileSync('test/evaluation/questions.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as PlanQuestion)
    .filter(
      ({ expect, evidence, style }) =>
        ['answer', 'partial'].includes(expect) && evidence.length > 0 && style !== 'follow_up',
    )
  return { texts: texts.map((text, id) => ({ ...text, id })), questions }
}

/** Share of questions with a gold passage among the five best: as asked, and with their marks taken away. */
async function planHits({ texts, questions }: Plans, variant: Variant): Promise<{ marked: number; unmarked: number }> {
  const grounds = new Map<string, Searcher>()
  const searcherFor = (commune: string | null): Searcher => {
    const key = commune ?? ''
    const known = grounds.get(key)
    if (known) return known
    const made = searcherOf(indexTexts(texts.filter(({ file }) => file.startsWith(key))), variant)
    grounds.set(key, made)
    return made
  }
  const hits = async (plain: (text: string) => string): Promise<number> => {
    const found = questions.map(async ({ question, commune, evidence }): Promise<number> => {
      const best = (await searcherFor(commune).search(plain(question))).slice(0, 5).map((id) => texts[id])
      return evidence.some((gold) => best.some((text) => text?.file === gold.doc && agree(text.quote, gold.quote)))
        ? 1
        : 0
    })
    return mean(await Promise.all(found))
  }
  return { marked: await hits((text) => text), unmarked: await hits(fold) }
}

const collections = process.argv.slice(2).map((folder) => {
  const collection = readCollection(folder)
  const texts = collection.texts.map((quote, id) => ({ id, documentId: 0, heading: '', lead: null, quote }))
  return { collection, ground: indexTexts(texts) }
})
const plans = readPlans()
const shipped = { ...WEIGHTS }
const points = (share: number): string => (100 * share).toFixed(1)

console.log(`| ranking | ${collections.map(({ collection }) => collection.name).join(' | ')} | plans, hit@5 |`)
console.log(`| --- |${' --- |'.repeat(collections.length + 1)}`)
for (const variant of VARIANTS) {
  Object.assign(WEIGHTS, shipped, variant.weights)
  const cells: string[] = []
  for (const { collection, ground } of collections) {
    const searcher = searcherOf(ground, variant)
    const marked = mean(await reciprocalRanks(searcher, collection, collection.queries))
    const unmarked = mean(await reciprocalRanks(searcher, collection, collection.unmarked))
    cells.push(`${points(marked)} / ${points(unmarked)}`)
  }
  const { marked, unmarked } = await planHits(plans, variant)
  console.log(`| ${[variant.name, ...cells, `${points(marked)} / ${points(unmarked)}`].join(' | ')} |`)
}
