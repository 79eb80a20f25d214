/** Answering from some papers alone: the same stages over sources that know no others. */
import type { CommuneRegister } from '../duties/index.ts'
import type { Sources } from './stages/sources.ts'
import type { Turn } from './turn.ts'

/** Hits of all papers among which those of a few are looked for. */
const LOOKED_THROUGH = 300

/** The sources as they are where a turn names no papers; else its own commune's register cut to them, and nothing beside. */
export function withinDocuments(sources: Sources, { commune, documentIds }: Turn): Sources {
  if (!documentIds) return sources
  const { register, search, phrase } = sources
  const isAmong = ({ documentId }: { documentId: number }): boolean => documentIds.includes(documentId)
  return {
    ...(phrase && { phrase }),
    register: {
      communes: async () => (await register.communes()).filter(({ slug }) => slug === commune),
      of: async (slug) => {
        const whole = slug === commune ? await register.of(slug) : null
        return whole && cut(whole, documentIds)
      },
    },
    search: async ({ limit, ...request }) =>
      (await search({ ...request, limit: LOOKED_THROUGH })).filter(isAmong).slice(0, limit),
  }
}

const cuts = new WeakMap<CommuneRegister, Map<string, CommuneRegister>>()

/** The same cut of the same register is the same object: what is worked out of it is kept with it. */
function cut(whole: CommuneRegister, documentIds: readonly number[]): CommuneRegister {
  const known = cuts.get(whole) ?? new Map<string, CommuneRegister>()
  cuts.set(whole, known)
  const key = documentIds.toSorted((one, other) => one - other).join()
  const made = known.get(key) ?? make(whole, documentIds)
  known.set(key, made)
  return made
}

function make(whole: CommuneRegister, documentIds: readonly number[]): CommuneRegister {
  const only = <Row extends { documentId: number }>(rows: Row[]): Row[] =>
    rows.filter(({ documentId }) => documentIds.includes(documentId))
  return {
    ...whole,
    documents: whole.documents.filter(({ id }) => documentIds.includes(id)),
    duties: only(whole.duties),
    rules: only(whole.rules),
    targets: only(whole.targets),
    passages: only(whole.passages),
    unsupported: { duties: only(whole.unsupported.duties), rules: only(whole.unsupported.rules) },
  }
}
