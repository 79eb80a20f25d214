/** Known tricks recognised in what a citizen tells. */
import { plain } from '../typed/plain.ts'
import type { Scam } from './service-guide.ts'

/** The first trick all of whose signs are told; null when none is. Signs are compared without marks. */
export function findScam(message: string, scams: readonly Scam[]): Scam | null {
  const said = plain(message)
  return (
    scams.find(({ signs }) => signs.every((phrases) => phrases.some((phrase) => said.includes(plain(phrase))))) ?? null
  )
}
