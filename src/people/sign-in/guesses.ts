import type { Store } from '../../store/index.ts'
import { countAttempts } from '../attempts.ts'
import { writeAudit } from '../audit.ts'
import { digestOfName } from './logins.ts'

/** Guesses for one name from one place, and for one name from everywhere: a stranger cannot shut the owner out from home. */
const GUESSES_PER_PLACE = { points: 5, seconds: 15 * 60 }
const GUESSES_PER_NAME = { points: 50, seconds: 60 * 60 }

/** What a door found of whoever stands before it. */
export type Proven =
  | { kind: 'proven'; personId: number }
  | { kind: 'code_needed' }
  | { kind: 'wrong'; personId: number | null }

export type TooMany = { kind: 'too_many'; waitSeconds: number }

/** Each door counts by itself: wrong passwords, which anybody may send, do not shut out who was sent a link. */
type Guesser = { door: 'signin' | 'signin-link'; name: string; place: string }

type Judged = Exclude<Proven, { kind: 'wrong' }> | { kind: 'wrong' } | TooMany

export type Guesses = {
  /** Counts a guess before it is judged, and forgives it when it was none or right. */
  judge(guesser: Guesser, prove: () => Promise<Proven>): Promise<Judged>
}

export function openGuesses(store: Store): Guesses {
  const perPlace = countAttempts(store, GUESSES_PER_PLACE)
  const perName = countAttempts(store, GUESSES_PER_NAME)
  return {
    judge: async ({ door, name, place }, prove) => {
      const key = `${door}:${digestOfName(name)}`
      const waitSeconds = (await perPlace.take(`${key}:${place}`)) || (await perName.take(key))
      if (waitSeconds > 0) return { kind: 'too_many', waitSeconds }
      const proven = await prove()
      if (proven.kind === 'wrong') {
        await writeAudit(store, { actor: 'system', action: 'sign_in_refused', subject: { person: proven.personId } })
        return { kind: 'wrong' }
      }
      await perPlace.giveBack(`${key}:${place}`)
      await perName.giveBack(key)
      return proven
    },
  }
}
