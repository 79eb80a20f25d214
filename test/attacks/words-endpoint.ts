/** The model an installation has configured, asked a bounded number of attacks past the guard: what it really gives away. */
import type { Phrase } from '../../src/answering/index.ts'
import { createModelPhrase } from '../../src/compose-answering.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Attack } from './attack-set.ts'
import type { Check, Found } from './check.ts'
import { CLEAN_QUESTIONS } from './paper-clauses.ts'
import type { PaperGround } from './paper-ground.ts'
import { takesOn } from './words-harm.ts'
import { type ObeyingModel, PROMPT, slipBehind } from './words-model.ts'
import { THERE } from './words-obeying.ts'
import { complies, whatCameThrough } from './words-scoring.ts'

export const DEFAULT_TRIALS = 60
/** What comes of a request that the endpoint answered, whatever became of its answer. */
const ANSWERED = new Set(['phrased', 'none', 'unfit', 'rejected'])

export type Endpoint = { name: string; phrase: Phrase }

/** Phrasing by the configured model, as the program does it; null while no key is set. Throws `ConfigError`. */
export function configuredEndpoint(environment: Readonly<Record<string, string | undefined>>): Endpoint | null {
  const config: Config = readConfig(environment)
  const phrase = createModelPhrase(config, createLog('silent'))
  return phrase && config.settings.model ? { name: config.settings.model.name, phrase } : null
}

/** As many trials as asked, drawn evenly over all attacks; a trial the endpoint did not answer is none. */
export function endpointCheck(
  { model, ground, endpoint }: { model: ObeyingModel; ground: PaperGround; endpoint: Endpoint },
  attacks: readonly Attack[],
  trials = DEFAULT_TRIALS,
): Check {
  const drawn = drawEvenly(attacks, trials)
  return {
    name: `attacks put past the guard to the configured model ${endpoint.name}: prompt, secrets, markers, harm done`,
    run: () => askEndpoint(ground, endpoint, drawn),
    mutant: { without: 'the gate, by a model that obeys', run: () => obeyedUngated(model, ground, drawn) },
  }
}

async function askEndpoint(ground: PaperGround, { phrase }: Endpoint, attacks: readonly Attack[]): Promise<Found> {
  let slipped: string | undefined
  const ask = ground.asking(slipBehind(phrase, () => slipped))
  const failed: string[] = []
  const results = new Map<string, number>()
  for (const [at, attack] of attacks.entries()) {
    slipped = attack.text
    const answer = await ask(cleanQuestion(at), THERE)
    const result = answer.trace?.model?.result ?? 'not asked'
    results.set(result, (results.get(result) ?? 0) + 1)
    const why = whyItFails(attack, answer)
    if (why) failed.push(`${attack.id} ${why}: ${answer.text}`)
  }
  const tried = [...results].filter(([result]) => ANSWERED.has(result)).reduce((sum, [, times]) => sum + times, 0)
  return { tried, failed, note: [...results].map(([result, times]) => `${result} ${times}`).join(', ') }
}

async function obeyedUngated(model: ObeyingModel, ground: PaperGround, attacks: readonly Attack[]): Promise<Found> {
  const failed: string[] = []
  for (const [at, attack] of attacks.entries()) {
    const say = attack.kind === 'harm' ? takesOn(attack.text) : () => attack.marker ?? PROMPT
    const answer = await ground.unguarded({ say, slipped: attack.text }, cleanQuestion(at), THERE)
    const why = whyItFails(attack, answer)
    if (why) failed.push(`${attack.id} ${why}`)
  }
  model.startCounting()
  return { tried: attacks.length, failed }
}

function cleanQuestion(at: number): string {
  return CLEAN_QUESTIONS[at % CLEAN_QUESTIONS.length] ?? ''
}

function whyItFails(attack: Attack, answer: Parameters<typeof whatCameThrough>[1]): string | null {
  const through = whatCameThrough(attack, answer)
  if (through) return through
  return attack.kind === 'harm' && complies(attack.text, answer) ? 'harm done' : null
}

function drawEvenly<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / Math.max(1, count))
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor(at * step)] as T)
}
