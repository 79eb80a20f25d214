/** The registers as they were when the turn began: one look for all its stages, and one state of the papers in an answer. */
import type { CommuneRegister } from '../duties/index.ts'
import type { Sources } from './stages/sources.ts'
import type { Turn } from './turn.ts'

export function asOneTurn(sources: Sources, { commune }: Pick<Turn, 'commune'>): Sources {
  const { register } = sources
  const known = new Map<string, Promise<CommuneRegister | null>>()
  const of = (slug: string): Promise<CommuneRegister | null> => {
    const found = known.get(slug) ?? register.of(slug)
    known.set(slug, found)
    return found
  }
  // Asked for together, they cost one look; whoever needs them meets the fault.
  const communes = register.communes()
  const own = commune === null ? null : of(commune)
  for (const begun of [communes, own]) begun?.catch(() => {})
  return { ...sources, register: { communes: () => communes, of } }
}
