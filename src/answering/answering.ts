import { readLanguage } from './english/detect.ts'
import { asOneTurn } from './one-turn.ts'
import type { Outcome } from './outcome.ts'
import { runTurn } from './pipeline.ts'
import { reply } from './replies.ts'
import type { Hearer } from './reply.ts'
import { cutQuote, type Shelf } from './shelf/shelf.ts'
import type { Hit, Sources } from './stages/sources.ts'
import { traceOf } from './trace.ts'
import type { Answer, Citation, Turn } from './turn.ts'
import { withinDocuments } from './within-documents.ts'
import { sourceLines, you } from './wording.ts'

export type Answering = { answer(turn: Turn): Promise<Answer> }

/** Longest text of an answer, citations included (the `ask` contract; Zalo's own limit). */
const MAX_TEXT_CHARS = 2_000
const PASSAGES_SHOWN = 10

export function createAnswering(sources: Sources): Answering {
  return {
    async answer(turn) {
      const started = performance.now()
      const current = asOneTurn(sources, turn)
      const { outcome, timings, ...seen } = await runTurn(turn, withinDocuments(current, turn))
      const { shelves, hits } = seen
      const hearer: Hearer = {
        you: you(turn.question),
        communeName: nameOf(turn.commune, await current.register.communes()),
        language: readLanguage(turn.question) === 'en' ? 'en' : 'vi',
      }
      const { status, text, choices } = reply(outcome, hearer)
      const citations = citationsOf(outcome)
      // A guide's own text ends with its sources, and the office's own answer with its own.
      const block = outcome.kind === 'guided' || outcome.kind === 'curated' ? '' : sourceLines(citations, shelves)
      return {
        status,
        text: join(text, block),
        citations,
        passages: passagesOf(citations, hits, shelves),
        ...(choices ? { choices } : {}),
        trace: traceOf(outcome, seen, timings),
        latencyMs: Math.round((performance.now() - started) * 10) / 10,
      }
    },
  }
}

function nameOf(slug: string | null, communes: { slug: string; name: string }[]): string | null {
  return communes.find((commune) => commune.slug === slug)?.name ?? null
}

function citationsOf(outcome: Outcome): Citation[] {
  if (outcome.kind === 'found') return outcome.finding.citations
  if (outcome.kind === 'guided') return outcome.answer.citations
  return outcome.kind === 'not_in_documents' ? (outcome.nearest?.citations ?? []) : []
}

/** The body gives way to the citation block where both do not fit. */
function join(body: string, block: string): string {
  if (block === '') return body.slice(0, MAX_TEXT_CHARS)
  const room = MAX_TEXT_CHARS - block.length - 1
  const cut = body.length <= room ? body : `${body.slice(0, Math.max(body.lastIndexOf(' ', room - 1), 1))}…`
  return `${cut}\n${block}`
}

/** What the answer rests on first, then what retrieval found. */
function passagesOf(citations: Citation[], hits: Hit[], shelves: Shelf[]): Answer['passages'] {
  const files = new Map(shelves.flatMap(({ documents }) => documents.map(({ id, file }) => [id, file])))
  const all = [
    ...citations.map(({ document, quote }) => ({ document, quote })),
    ...hits.map(({ documentId, quote }) => ({ document: files.get(documentId) ?? '', quote: cutQuote(quote) })),
  ]
  const seen = new Set<string>()
  return all
    .filter(({ document, quote }) => {
      const key = `${document}/${quote}`
      return document === '' || seen.has(key) ? false : seen.add(key)
    })
    .slice(0, PASSAGES_SHOWN)
}
