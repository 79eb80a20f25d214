/** Text for measuring speed, made from the shipped documents and the same every run. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const KNOWLEDGE = 'knowledge'
const PASSAGE_CHARS = 400
const QUESTIONS = 100

export type MadeTexts = { texts: string[]; questions: string[] }

/** Passages drawn from the documents' sentences, and questions that are stretches of such sentences; the same every run. */
export function makeTexts(count: number): MadeTexts {
  const sentences = readdirSync(KNOWLEDGE)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(KNOWLEDGE, name), 'utf8').split(/(?<=[.;])\s+|\n+/))
    .filter((sentence) => sentence.length > 40)
  let seed = 7
  const draw = (): string => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return sentences[Math.floor((seed / 2 ** 32) * sentences.length)] ?? ''
  }
  const passage = (): string => {
    const parts: string[] = []
    while (parts.join(' ').length < PASSAGE_CHARS) parts.push(draw())
    return parts.join(' ')
  }
  const question = (): string => draw().split(' ').slice(2, 14).join(' ')
  return { texts: Array.from({ length: count }, passage), questions: Array.from({ length: QUESTIONS }, question) }
}
