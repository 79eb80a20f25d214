import type { Store } from '../store/index.ts'

/** What pages may show of a document: never an internal or retired one. */
export type DocumentCard = {
  id: number
  file: string
  commune: { slug: string; name: string }
  title: string | null
  type: string | null
  number: string | null
  dateText: string | null
  issuer: string | null
  warnings: string[]
}

export type DocumentPage = DocumentCard & {
  signer: string | null
  ingestedAt: Date
  sections: { level: number; heading: string; path: string[]; cite: string }[]
  passages: { position: number; kind: string; cite: string; heading: string; lead: string | null; quote: string }[]
}

export type CommuneCard = { id: number; slug: string; name: string; units: { name: string; isGroup: boolean }[] }

const cardFields = {
  id: true,
  file: true,
  title: true,
  type: true,
  number: true,
  dateText: true,
  issuer: true,
  warnings: true,
  commune: { select: { slug: true, name: true } },
} as const

const SHOWN = { status: 'active', visibility: 'public' } as const

/** Communes that have at least one document in force, with the offices named in their documents. */
export async function listCommunes(store: Store): Promise<CommuneCard[]> {
  return store.db.commune.findMany({
    where: { documents: { some: { status: 'active' } } },
    select: {
      id: true,
      slug: true,
      name: true,
      units: { select: { name: true, isGroup: true }, orderBy: { name: 'asc' } },
    },
    orderBy: { name: 'asc' },
  })
}

/** Public documents in force, of one commune or of all. */
export async function listDocuments(store: Store, communeSlug?: string): Promise<DocumentCard[]> {
  return store.db.document.findMany({
    where: { ...SHOWN, ...(communeSlug ? { commune: { slug: communeSlug } } : {}) },
    select: cardFields,
    orderBy: [{ commune: { name: 'asc' } }, { file: 'asc' }],
  })
}

/** One public document with its outline and passages in order; null when there is none to show. */
export async function findDocument(store: Store, id: number): Promise<DocumentPage | null> {
  const document = await store.db.document.findFirst({
    where: { id, ...SHOWN },
    select: {
      ...cardFields,
      communeId: true,
      signer: true,
      ingestedAt: true,
      sections: { select: { level: true, heading: true, path: true, cite: true }, orderBy: { position: 'asc' } },
    },
  })
  if (!document) return null
  const { communeId, ...page } = document
  const passages = await store.db.passage.findMany({
    where: { communeId, documentId: id },
    select: { position: true, kind: true, cite: true, heading: true, lead: true, quote: true },
    orderBy: { position: 'asc' },
  })
  return { ...page, passages }
}

/** What the status page says of the knowledge: counts and the last run's report. */
export async function knowledgeStatus(store: Store): Promise<{
  documents: number
  publicDocuments: number
  lastRun: { finishedAt: Date | null; report: unknown } | null
}> {
  const [documents, publicDocuments, lastRun] = [
    await store.db.document.count({ where: { status: 'active' } }),
    await store.db.document.count({ where: SHOWN }),
    await store.db.ingestionRun.findFirst({
      where: { finishedAt: { not: null } },
      orderBy: { id: 'desc' },
      select: { finishedAt: true, report: true },
    }),
  ]
  return { documents, publicDocuments, lastRun }
}
