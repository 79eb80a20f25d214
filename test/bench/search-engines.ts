/** Ours and its peers behind one small door, so that the bench asks all of them the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create, insertMultiple, search } from '@orama/orama'
import { Index } from 'flexsearch'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import bm25 from 'wink-bm25-text-search'
import { fold } from '../../src/language/text.ts'
import { type NewPassage, Retrieval } from '../../src/retrieval/index.ts'
import { openStore } from '../../src/store/index.ts'

/** Answers with the places, in the collection, of the ten best texts. */
export type Searcher = { search(question: string): Promise<number[]> | number[]; close?(): Promise<void> }

/**
 * `ours` is this project; `shipped` is an engine with its own tokeniser; `tuned` gives it marked and folded syllables and
 * neighbouring pairs.
 */
export type Engine = {
  name: string
  setting: 'ours' | 'shipped' | 'tuned'
  /** Only so many questions of a collection and texts: what takes a tenth of a second a question takes long over thousands. */
  most?: { questions: number; texts: number }
  open(texts: readonly string[]): Promise<Searcher>
}

const LIMIT = 10
const COMMUNE = 1

export function asPassages(texts: readonly string[]): NewPassage[] {
  return texts.map((quote, position) => ({
    documentId: 0,
    position,
    kind: 'prose',
    cite: '',
    heading: '',
    lead: null,
    quote,
  }))
}

/** The tokens that served most peers best in the measured field: syllables with and without marks, and their pairs. */
function syllables(text: string): string[] {
  const marked =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const folded = marked.map(fold)
  const pairs = (words: readonly string[]): string[] => words.slice(1).map((word, at) => `${words[at]}_${word}`)
  return [...marked, ...folded, ...pairs(marked), ...pairs(folded)]
}

async function openOurs(texts: readonly string[], { bm25 }: { bm25: boolean }): Promise<Searcher> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-retrieval-'))
  const opened = await openStore({ folder })
  const store = { ...opened, capabilities: { ...opened.capabilities, bm25 } }
  const retrieval = new Retrieval(store)
  await retrieval.indexPassages(COMMUNE, asPassages(texts))
  await retrieval.load(COMMUNE)
  return {
    search: async (text) =>
      (await retrieval.search({ text, communes: [COMMUNE], limit: LIMIT })).map(({ position }) => position),
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openMiniSearch(texts: readonly string[], tokenize?: (text: string) => string[]): Promise<Searcher> {
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], ...(tokenize ? { tokenize } : {}) })
  index.addAll(texts.map((text, id) => ({ id, text })))
  return {
    search: (question) =>
      index
        .search(question)
        .slice(0, LIMIT)
        .map(({ id }) => Number(id)),
  }
}

async function openFlexSearch(texts: readonly string[], encode?: (text: string) => string[]): Promise<Searcher> {
  const index = new Index(encode ? { encode } : {})
  for (const [id, text] of texts.entries()) index.add(id, text)
  return { search: (question) => index.search(question, { limit: LIMIT, suggest: true }).map(Number) }
}

async function openWink(texts: readonly string[], tokens: (text: string) => string[]): Promise<Searcher> {
  const engine = bm25()
  engine.defineConfig({ fldWeights: { text: 1 } })
  engine.definePrepTasks([tokens])
  for (const [id, text] of texts.entries()) engine.addDoc({ text }, id)
  engine.consolidate()
  return { search: (question) => engine.search(question, LIMIT).map(([id]) => Number(id)) }
}

async function openLunr(texts: readonly string[], tokens?: (text: string) => string[]): Promise<Searcher> {
  const index = lunr(function build() {
    this.ref('id')
    this.field('text')
    if (tokens) {
      this.pipeline.reset()
      this.searchPipeline.reset()
      this.tokenizer = ((text: string) =>
        tokens(String(text)).map((token) => new lunr.Token(token, {}))) as typeof lunr.tokenizer
    }
    for (const [id, text] of texts.entries()) this.add({ id: String(id), text })
  })
  const words = tokens ?? ((text: string) => lunr.tokenizer(text).map(String))
  return {
    search: (question) =>
      index
        .query((query) => {
          for (const word of words(question)) query.term(word, {})
        })
        .slice(0, LIMIT)
        .map(({ ref }) => Number(ref)),
  }
}

async function openOrama(texts: readonly string[], tokenize?: (text: string) => string[]): Promise<Searcher> {
  const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: tokenize ?? (() => []) }
  const schema = { place: 'number', text: 'string' } as const
  const database = create({ schema, ...(tokenize ? { components: { tokenizer } } : {}) })
  await insertMultiple(
    database,
    texts.map((text, place) => ({ place, text })),
    500,
  )
  return {
    search: async (term) => {
      const found = await search(database, { term, properties: ['text'], limit: LIMIT })
      return found.hits.map(({ document }) => document.place)
    },
  }
}

const words = (text: string): string[] => text.toLowerCase().split(/\s+/)

export const ENGINES: readonly Engine[] = [
  { name: 'ours', setting: 'ours', open: (texts) => openOurs(texts, { bm25: true }) },
  {
    name: 'ours, candidates by tsvector',
    setting: 'ours',
    most: { questions: 200, texts: 10_000 },
    open: (texts) => openOurs(texts, { bm25: false }),
  },
  { name: 'MiniSearch', setting: 'shipped', open: (texts) => openMiniSearch(texts) },
  { name: 'MiniSearch', setting: 'tuned', open: (texts) => openMiniSearch(texts, syllables) },
  { name: 'FlexSearch', setting: 'shipped', open: (texts) => openFlexSearch(texts) },
  { name: 'FlexSearch', setting: 'tuned', open: (texts) => openFlexSearch(texts, syllables) },
  { name: 'wink-bm25', setting: 'shipped', open: (texts) => openWink(texts, words) },
  { name: 'wink-bm25', setting: 'tuned', open: (texts) => openWink(texts, syllables) },
  { name: 'lunr', setting: 'shipped', open: (texts) => openLunr(texts) },
  { name: 'lunr', setting: 'tuned', open: (texts) => openLunr(texts, syllables) },
  { name: 'Orama', setting: 'shipped', open: (texts) => openOrama(texts) },
  { name: 'Orama', setting: 'tuned', open: (texts) => openOrama(texts, syllables) },
]
