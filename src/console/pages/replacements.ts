/** What replaces what, by the numbers and names that papers write. */
import type { OfficeDocument } from '../../documents/index.ts'
import { fold } from '../../language/text.ts'

export type Replacement = {
  /** What a paper says it replaces, and that paper where it is among these. */
  replaces: { said: string; document: OfficeDocument | null } | null
  replacedBy: OfficeDocument | null
}

/** For each of these papers, of one commune or of several: a paper replaces only papers of its own commune. */
export function replacementsAmong(documents: readonly OfficeDocument[]): (document: OfficeDocument) => Replacement {
  const pairs = documents.flatMap((document) => {
    const { replaces: said } = document
    return said ? [{ document, said, replaced: documents.find((other) => isNamed(other, document, said)) ?? null }] : []
  })
  return (document) => {
    const own = pairs.find((pair) => pair.document.id === document.id)
    return {
      replaces: own ? { said: own.said, document: own.replaced } : null,
      replacedBy: pairs.find(({ replaced }) => replaced?.id === document.id)?.document ?? null,
    }
  }
}

const LEAST_TITLE_CHARS = 15

function isNamed(other: OfficeDocument, document: OfficeDocument, said: string): boolean {
  if (other.id === document.id || other.commune.id !== document.commune.id) return false
  const words = fold(said)
  const isNumbered = other.number !== null && words.includes(fold(other.number))
  const isTitled = (other.title?.length ?? 0) >= LEAST_TITLE_CHARS && words.includes(fold(other.title ?? ''))
  return isNumbered || isTitled
}
