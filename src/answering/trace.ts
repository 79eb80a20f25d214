/** Why a turn ended as it did, gathered for the office. */
import type { Timing } from './flow.ts'
import type { Outcome } from './outcome.ts'
import { cutQuote, type Shelf } from './shelf/shelf.ts'
import type { Seen } from './stages/sources.ts'
import type { Trace } from './turn.ts'

const PASSAGES_KEPT = 8
const QUOTE_CHARS = 240

export function traceOf(outcome: Outcome, { hits, model, shelves }: Seen, timings: Timing[]): Trace {
  const files = new Map(filesOf(shelves))
  return {
    stage: timings.at(-1)?.stage ?? '',
    outcome: outcome.kind,
    timings: timings.map(({ stage, ms, tokens }) => ({ stage, ms: Math.round(ms * 10) / 10, tokens })),
    passages: hits.slice(0, PASSAGES_KEPT).map(({ documentId, position, cite, quote, score }) => ({
      ...{ document: files.get(documentId) ?? '', documentId, position, cite },
      ...{ quote: cutQuote(quote).slice(0, QUOTE_CHARS), score: Math.round(score * 100) / 100 },
    })),
    ...(model ? { model } : {}),
    ...(outcome.kind === 'curated' ? { curated: outcome.answer.id } : {}),
  }
}

function filesOf(shelves: readonly Shelf[]): [number, string][] {
  return shelves.flatMap(({ documents }) => documents.map(({ id, file }): [number, string] => [id, file]))
}
