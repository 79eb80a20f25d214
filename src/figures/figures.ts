import { loadScores, type Score } from '../duties/index.ts'
import { fold } from '../language/text.ts'
import type { Store } from '../store/index.ts'
import { loudspeakerText } from './loudspeaker.ts'
import { listTargets, type Said, sayResult, type TargetLine } from './results.ts'
import { type Usage, usageOf } from './usage.ts'

export type FiguresSpan = { communeId: number; from: string; to: string }

export type PublishedPaper = {
  id: number
  title: string | null
  type: string | null
  number: string | null
  dateText: string | null
}

/** What everybody may see of a commune that switched its page on. */
export type PublicFigures = {
  commune: { slug: string; name: string }
  from: string
  to: string
  usage: Usage
  results: TargetLine[]
  /** To be read out. */
  loudspeaker: string
}

export type Figures = {
  usage(span: FiguresSpan): Promise<Usage>
  /** One line a unit. */
  onTime(span: FiguresSpan & { today: string }): Promise<Score[]>
  targets(communeId: number): Promise<TargetLine[]>
  /** False when the commune has no such target. */
  sayResult(communeId: number, more: { said: Said; by: number }): Promise<boolean>
  open: {
    /** Communes whose page is on. */
    communes(): Promise<{ slug: string; name: string }[]>
    /** Null where there is no such commune, or its page is off. */
    of(slug: string): Promise<PublicFigures | null>
    /** Public papers in force whose number, date, title or text has every word; all of them for none. Null as above. */
    papers(slug: string, words: string): Promise<PublishedPaper[] | null>
  }
}

export type FiguresOptions = {
  store: Store
  /** Numbers of the communes whose public page is on. */
  shownCommunes: () => Promise<number[]>
  /** ISO day in Asia/Ho_Chi_Minh. */
  today: () => string
}

/** How far back the public page looks. */
const SHOWN_DAYS = 30
const MOST_PAPERS = 200

export function openFigures({ store, shownCommunes, today }: FiguresOptions): Figures {
  // Counting days or months costs much and bears rows some seconds old; what the office has just written must show at once.
  const counted = { query: store.queryReplica }
  const usage = ({ communeId, from, to }: FiguresSpan): Promise<Usage> =>
    usageOf(counted, { communeIds: [communeId], from, to })
  const shown = async (): Promise<{ id: number; slug: string; name: string }[]> =>
    store.query('SELECT id, slug, name FROM commune WHERE id = ANY($1::int[]) ORDER BY name', [await shownCommunes()])
  const find = async (wanted: string) => (await shown()).find(({ slug }) => slug === wanted) ?? null
  return {
    usage,
    onTime: (span) => loadScores(counted, span),
    targets: (communeId) => listTargets(store, communeId),
    sayResult: (communeId, more) => sayResult(store, communeId, more),
    open: {
      communes: async () => (await shown()).map(({ slug, name }) => ({ slug, name })),
      of: async (slug) => {
        const commune = await find(slug)
        if (!commune) return null
        const to = today()
        const from = Temporal.PlainDate.from(to)
          .subtract({ days: SHOWN_DAYS - 1 })
          .toString()
        const asked = await usage({ communeId: commune.id, from, to })
        const targets = await listTargets(counted, commune.id)
        const results = targets.filter(({ isPublic, isPublished }) => isPublic && isPublished)
        const told = { commune: { slug, name: commune.name }, from, to, usage: asked, results }
        return { ...told, loudspeaker: loudspeakerText(told) }
      },
      papers: async (slug, words) => {
        const commune = await find(slug)
        return commune && findPapers(counted, commune.id, words)
      },
    },
  }
}

async function findPapers(
  { query }: Pick<Store, 'query'>,
  communeId: number,
  words: string,
): Promise<PublishedPaper[]> {
  const wanted = words.trim().split(/\s+/).filter(Boolean).slice(0, 12)
  const rows = await query<PublishedPaper & { isInText: boolean }>(
    `SELECT id, title, type, number, date_text AS "dateText", text ILIKE ALL($2::text[]) AS "isInText" FROM document
      WHERE commune_id = $1 AND status = 'active' AND visibility = 'public' ORDER BY file`,
    [communeId, wanted.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)],
  )
  const asked = wanted.map(fold)
  return rows
    .filter(({ isInText, type, number, dateText, title }) => {
      const facts = fold([type, number, dateText, title].filter(Boolean).join(' '))
      return isInText || asked.every((word) => facts.includes(word))
    })
    .slice(0, MOST_PAPERS)
    .map(({ isInText: _, ...paper }) => paper)
}
