import { type Mutant, mutantSettings } from '../support/mutant.ts'
import type { Servers } from './ground.ts'
import { killedOnServer } from './killed.ts'
import type { Verdict } from './verdict.ts'

/** Whom a kill must meet for the mutant to lose anything. */
const KILLED = {
  acknowledges_before_storing: 'web',
  notes_before_sending: 'worker',
} as const satisfies Record<Mutant, 'web' | 'worker'>

type Size = { people: number; perSecond: number; kills: number }

/** The section of kills with a program that loses messages: holds where that run is told to have lost them. */
export async function mutantKilled(servers: Servers, mutant: Mutant, size: Size): Promise<Verdict> {
  const [settings, roles] = [mutantSettings(mutant), [KILLED[mutant]]]
  const found = await killedOnServer(servers, { ...size, settings, roles, reminders: 10, hurries: true })
  return { ...found, isFound: !found.holds, holds: !found.holds && found.hasEnded === true && found.lost > 0 }
}
