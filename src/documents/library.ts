import { isAboveCommune } from '../language/units-level.ts'
import { type Prisma, SHARED_COMMUNE_ID, type Store } from '../store/index.ts'
import type { IngestionReport, RefusedFile } from './ingestion/ingest.ts'
import { type TableRow, tableRows } from './table-cells.ts'

/** What pages may show of a document: never of an internal or retired one. */
export type DocumentSummary = {
  id: number
  file: string
  /** A service guide for all communes, not a paper of one. */
  isGuide: boolean
  commune: { slug: string; name: string; province: string | null }
  title: string | null
  type: string | null
  number: string | null
  dateText: string | null
  issuer: string | null
  warnings: string[]
}

export type DocumentView = DocumentSummary & {
  signer: string | null
  sections: { position: number; level: number; heading: string; cite: string }[]
  /** `section` is the position of the section it stands in. */
  passages: {
    position: number
    kind: string
    section: number | null
    lead: string | null
    quote: string
    /** Set for a table row that stands in the text as one line. */
    row: TableRow | null
  }[]
}

export type CommuneSummary = { id: number; slug: string; name: string; province: string | null }

const summaryFields = {
  id: true,
  file: true,
  communeId: true,
  title: true,
  type: true,
  number: true,
  dateText: true,
  issuer: true,
  warnings: true,
  commune: { select: { slug: true, name: true, province: true } },
} as const

const SHOWN = { status: 'active', visibility: 'public' } as const

/** Communes that have at least one document in force. */
export async function listCommunes(store: Store): Promise<CommuneSummary[]> {
  return store.db.commune.findMany({
    where: { id: { not: SHARED_COMMUNE_ID }, documents: { some: { status: 'active' } } },
    select: { id: true, slug: true, name: true, province: true },
    orderBy: { name: 'asc' },
  })
}

/** Names of the commune's own offices, without groups such as "các đơn vị" and bodies above it that its papers name. */
export async function listUnits(store: Store, communeSlug: string): Promise<string[]> {
  const units = await store.db.unit.findMany({
    where: { commune: { slug: communeSlug }, isGroup: false },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  return units.map(({ name }) => name).filter((name) => !isAboveCommune(name))
}

/** Public documents in force, by commune. */
export async function listDocuments(store: Store): Promise<DocumentSummary[]> {
  const documents = await store.db.document.findMany({
    where: SHOWN,
    select: summaryFields,
    orderBy: [{ commune: { name: 'asc' } }, { file: 'asc' }],
  })
  return documents.map(({ communeId, ...document }) => ({ ...document, isGuide: communeId === SHARED_COMMUNE_ID }))
}

/** One public document with its outline and passages in order; null when there is none to show. */
export function findDocument(store: Store, id: number): Promise<DocumentView | null> {
  return viewDocument(store, { id, ...SHOWN })
}

/** A document with its outline and passages in order, whoever may see it: that is the caller's to know. */
export async function viewDocument(store: Store, where: Prisma.DocumentWhereInput): Promise<DocumentView | null> {
  const document = await store.db.document.findFirst({
    where,
    select: {
      ...summaryFields,
      signer: true,
      text: true,
      sections: {
        select: { position: true, level: true, heading: true, cite: true },
        orderBy: { position: 'asc' },
      },
    },
  })
  if (!document) return null
  const { communeId, text, ...view } = document
  const rows = tableRows(text)
  const passages = await store.db.passage.findMany({
    where: { communeId, documentId: document.id },
    select: { position: true, kind: true, section: true, lead: true, quote: true },
    orderBy: { position: 'asc' },
  })
  const isGuide = communeId === SHARED_COMMUNE_ID
  return {
    ...view,
    isGuide,
    passages: passages.map((passage) => ({ ...passage, row: rows.get(passage.quote) ?? null })),
  }
}

export type KnowledgeStatus = {
  documents: { public: number; internal: number; retired: number }
  lastRun: LastRun | null
}

export type LastRun = {
  startedAt: Date
  finishedAt: Date | null
  added: number
  changed: number
  unchanged: number
  retired: number
  refused: RefusedFile[]
}

/** What the status page says of the knowledge. */
export async function knowledgeStatus(store: Store): Promise<KnowledgeStatus> {
  const counts = await store.db.document.groupBy({ by: ['status', 'visibility'], _count: true })
  const count = (status: string, visibility?: string): number =>
    counts
      .filter((row) => row.status === status && (!visibility || row.visibility === visibility))
      .reduce((sum, row) => sum + row._count, 0)
  const documents = {
    public: count('active', 'public'),
    internal: count('active', 'internal'),
    retired: count('retired'),
  }
  return { documents, lastRun: await findLastRun(store) }
}

async function findLastRun(store: Store): Promise<LastRun | null> {
  const run = await store.db.ingestionRun.findFirst({ where: { finishedAt: { not: null } }, orderBy: { id: 'desc' } })
  if (!run) return null
  // Written by `ingest` alone, in this shape.
  const { added, changed, unchanged, retired, refused } = run.report as unknown as IngestionReport
  return {
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    added: added.length,
    changed: changed.length,
    unchanged: unchanged.length,
    retired: retired.length,
    refused,
  }
}
