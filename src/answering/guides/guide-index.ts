/** Which guide a question is about: every name and short question of every guide compared with what was asked. */
import { isSyllable } from '../../language/syllables.ts'
import { fold } from '../../language/text.ts'
import { asks, windowsOf } from './clauses.ts'
import type { LifeEvent, MatterWithoutGuide, ServiceGuide, ServiceKnowledge } from './service-guide.ts'
import { agree, isFaint, readSameWords, type SameWords, tokensOf, type Word, wordsOf } from './words.ts'

export type Subject =
  | { kind: 'guide'; guide: ServiceGuide; question: number | null }
  | { kind: 'event'; event: LifeEvent }
  | { kind: 'without_guide'; matter: MatterWithoutGuide }

/** `score` is between 0 and 1: how much of the name was asked and how much of the question the name covers. */
export type Suggestion = { subject: Subject; score: number }

/** `own`: what sets it apart from its guide's names; `core`: what most names of the guide have. */
type Name = { subject: Subject; terms: Map<string, Word>; mass: number; shelf: number; own: string[]; core: string[] }

export type GuideIndex = { suggest(question: string): Suggestion[] }

/** What a word of the name that was not asked costs, and what a word of the question that the name lacks costs. */
const MISSING_IN_QUESTION = 0.75
const MISSING_IN_NAME = 0.3
/** Same letters, other marks: a slip more often than another word. */
const OTHER_MARKS = 0.7
const PAIR_WEIGHT = 0.4
/** What each further word of a phrase read as one adds to its weight. */
const PHRASE_WORD_WEIGHT = 0.3
const UNKNOWN_WORD_WEIGHT = 0.5
/** What a word that any errand is asked with weighs beside others. */
const FAINT_WEIGHT = 0.35
/** A short question of the guide is told instead of the guide when this near to its best name. */
const NEARLY = 0.75
const OWN_WORDS_SAID = 0.45
const LEAST_LIKE_QUESTION = 0.4
/** How much a guide's whole text says about it beside its names. */
const TEXT_WEIGHT = 0.3
/** A guide whose own word was not said is like the question by its other words only. */
const UNNAMED_YIELDS = 0.75
/** How much the whole message says beside the clause that fits best. */
const WHOLE_WEIGHT = 0.3
/** A clause that asks nothing tells how things stand. */
const TELLING_YIELDS = 0.88
/** A guide that holds for any service gives way to that of the service named. */
const GENERAL_YIELDS = 0.85
/** What has no guide is named only where no guide comes near. */
const NO_GUIDE_YIELDS = 0.9

/** Two indexes of the same names: who types without marks is compared with names that have lost theirs as well. */
export function indexGuides({ guides, events, withoutGuide, sameWords }: Indexed): GuideIndex {
  const shelves = [
    ...guides.map((guide) => ({ names: namesOfGuide(guide), lines: linesOf(guide) })),
    ...events.map((event) => ({ names: namesOfEvent(event), lines: [] })),
    ...withoutGuide.map((matter) => ({ names: namesOfMatter(matter), lines: [] })),
  ]
  const marked = hold(shelves, (text) => text, readSameWords(sameWords))
  const bare = hold(shelves, fold, readSameWords(sameWords.map((group) => group.map(fold))))
  return {
    suggest: (question) => {
      const held = question.normalize('NFC').toLowerCase() === fold(question) ? bare : marked
      const read = (text: string): Map<string, Word> => termsOf(wordsOf(text, held.same, held.known))
      // One word of a story is met on the way to its errand: it names nothing by itself.
      const windows = windowsOf(question)
        .map((text) => ({ terms: read(text), weight: asks(text) ? 1 : TELLING_YIELDS }))
        .filter(({ terms }) => terms.size > 1)
        .map(({ terms, weight }) => weighted(rankNames(held, terms), weight))
      return joinRanked(rankNames(held, read(question)), windows)
    },
  }
}

type Indexed = Pick<ServiceKnowledge, 'guides' | 'events' | 'withoutGuide' | 'sameWords'>
type Shelf = { names: NamedText[]; lines: string[] }

function hold(shelves: readonly Shelf[], spell: (text: string) => string, same: SameWords): Held {
  const wordsIn = (text: string): Word[] => wordsOf(spell(text), same)
  const named = shelves.map(({ names }) => names.map(({ subject, text }) => ({ subject, words: wordsIn(text) })))
  const whole = shelves.map(({ names, lines }) => [...names.map(({ text }) => text), ...lines].join('. '))
  const texts = whole.map((text) => new Set(termsOf(wordsIn(text)).keys()))
  const phrases = [...same.values()].flat().flatMap(({ words }) => words)
  const known = new Set([...tokensOf(whole.join('. ')), ...phrases].map(({ bare }) => bare))
  const weigh = weightsOver(named.map((names) => new Set(names.flatMap(({ words }) => [...termsOf(words).keys()]))))
  const index: Name[] = named.flatMap((names, shelf) => {
    const general = new Set(
      names.filter(({ subject }) => !isQuestion(subject)).flatMap(({ words }) => [...termsOf(words).keys()]),
    )
    const core = coreOf(names.filter(({ subject }) => subject.kind === 'guide' && subject.question === null))
    return names.map(({ subject, words }) => {
      const terms = termsOf(words)
      const own = [...terms.keys()].filter((term) => !general.has(term))
      return { subject, terms, mass: massOf(terms.keys(), weigh), shelf, own, core }
    })
  })
  return { index, texts, known, same, weigh }
}

/** Words that more than half of a guide's names have; none where they have no such word. */
function coreOf(names: readonly { words: Word[] }[]): string[] {
  const holders = new Map<string, number>()
  for (const { words } of names) {
    for (const word of new Set(words.map(({ bare }) => bare))) holders.set(word, (holders.get(word) ?? 0) + 1)
  }
  return [...holders].filter(([word, held]) => held > names.length / 2 && !isFaint(word)).map(([word]) => word)
}

type Weigh = (term: string) => number
type Held = { index: Name[]; texts: Set<string>[]; known: ReadonlySet<string>; same: SameWords; weigh: Weigh }

/** The best name of a shelf, and its best short question that was asked. */
type Ranked = Suggestion & { shelf: number; question: Suggestion | undefined }

function weighted(ranked: readonly Ranked[], weight: number): Ranked[] {
  return ranked.map((each) => ({
    ...each,
    score: weight * each.score,
    question: each.question && { ...each.question, score: weight * each.question.score },
  }))
}

/** A part of the message may name a guide better than the whole does; half of what the whole says still counts. */
function joinRanked(whole: readonly Ranked[], windows: readonly Ranked[][]): Suggestion[] {
  const best = new Map(whole.map((ranked) => [ranked.shelf, ranked]))
  const inWhole = new Map(whole.map(({ shelf, score }) => [shelf, score]))
  const inMessage = ({ shelf, score }: { shelf: number; score: number }): number =>
    (1 - WHOLE_WEIGHT) * score + WHOLE_WEIGHT * (inWhole.get(shelf) ?? 0)
  for (const ranked of windows.flat()) {
    const { shelf } = ranked
    const before = best.get(shelf)
    const question = ranked.question && { ...ranked.question, score: inMessage({ ...ranked.question, shelf }) }
    const nearer = (question?.score ?? 0) > (before?.question?.score ?? 0) ? question : before?.question
    const score = inMessage(ranked)
    const name = before && before.score >= score ? before : { ...ranked, score }
    best.set(shelf, { ...name, question: nearer })
  }
  return [...best.values()]
    .map(({ question, ...found }) => narrowed(found, question))
    .map(({ subject, score }) => ({ subject, score: yieldOf(subject) * score }))
    .sort((a, b) => b.score - a.score)
}

function rankNames({ index, texts, weigh }: Held, asked: Map<string, Word>): Ranked[] {
  const askedMass = massOf(asked.keys(), weigh)
  if (askedMass === 0 || isOneSyllable(asked)) return []
  const covered = texts.map(
    (text) =>
      massOf(
        [...asked.keys()].filter((term) => text.has(term)),
        weigh,
      ) / askedMass,
  )
  const best = new Map<number, Suggestion>()
  const bestQuestion = new Map<number, Suggestion>()
  for (const { subject, terms, mass, shelf, own, core } of index) {
    const shared = sharedMass(asked, terms, weigh)
    if (shared === 0) continue
    const likeness =
      shared / (shared + MISSING_IN_QUESTION * (mass - shared) + MISSING_IN_NAME * Math.max(askedMass - shared, 0))
    const isNamed = core.length === 0 || core.some((word) => asked.has(word))
    const score = (isNamed ? 1 : UNNAMED_YIELDS) * ((1 - TEXT_WEIGHT) * likeness + TEXT_WEIGHT * (covered[shelf] ?? 0))
    keepBest(best, shelf, { subject, score })
    if (subject.kind === 'guide' && subject.question !== null && isAsked(own, asked, weigh))
      keepBest(bestQuestion, shelf, { subject, score })
  }
  return [...best]
    .map(([shelf, found]) => ({ ...found, shelf, question: bestQuestion.get(shelf) }))
    .sort((a, b) => b.score - a.score)
}

function yieldOf(subject: Subject): number {
  if (subject.kind === 'without_guide') return NO_GUIDE_YIELDS
  return subject.kind === 'guide' && subject.guide.general ? GENERAL_YIELDS : 1
}

/** One syllable of Vietnamese is seldom a word: it names nothing yet. */
function isOneSyllable(asked: ReadonlyMap<string, Word>): boolean {
  const [only, ...others] = asked.keys()
  return only !== undefined && others.length === 0 && isSyllable(only)
}

function keepBest(best: Map<number, Suggestion>, shelf: number, found: Suggestion): void {
  if (found.score > (best.get(shelf)?.score ?? 0)) best.set(shelf, found)
}

function isQuestion(subject: Subject): boolean {
  return subject.kind === 'guide' && subject.question !== null
}

/** Whether enough was said of what sets a short question apart from its guide. */
function isAsked(own: readonly string[], asked: ReadonlyMap<string, Word>, weigh: Weigh): boolean {
  const said = own.filter((term) => asked.has(term))
  return said.length > 0 && massOf(said, weigh) >= OWN_WORDS_SAID * massOf(own, weigh)
}

/** Within a guide the short question is the better answer as soon as it is nearly as like as the guide's name. */
function narrowed(found: Suggestion, question: Suggestion | undefined): Suggestion {
  const isNear =
    question !== undefined && question.score >= NEARLY * found.score && question.score >= LEAST_LIKE_QUESTION
  return isNear ? { subject: question.subject, score: found.score } : found
}

function sharedMass(asked: Map<string, Word>, terms: Map<string, Word>, weigh: Weigh): number {
  let shared = 0
  for (const [term, word] of asked) {
    const named = terms.get(term)
    if (named) shared += weigh(term) * (agree(word, named) ? 1 : OTHER_MARKS)
  }
  return shared
}

/** Single words and neighbouring pairs. */
function termsOf(words: readonly Word[]): Map<string, Word> {
  const terms = new Map<string, Word>()
  for (const [place, word] of words.entries()) {
    terms.set(word.bare, word)
    const before = words[place - 1]
    if (!before) continue
    const isMarked = before.form !== before.bare || word.form !== word.bare
    const bare = `${before.bare} ${word.bare}`
    terms.set(bare, { bare, form: isMarked ? `${before.form} ${word.form}` : bare })
  }
  return terms
}

function massOf(terms: Iterable<string>, weigh: Weigh): number {
  let mass = 0
  for (const term of terms) mass += weigh(term)
  return mass
}

/** Rare words say more. A pair weighs less than a word, being made of two that count already. */
function weightsOver(shelves: readonly Set<string>[]): Weigh {
  const holders = new Map<string, number>()
  for (const terms of shelves) for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1)
  const most = Math.log(1 + shelves.length)
  return (term) => {
    const held = holders.get(term)
    const isPair = term.includes(' ')
    const faint = isFaint(term) ? FAINT_WEIGHT : 1
    if (held === undefined) return isPair ? 0 : faint * UNKNOWN_WORD_WEIGHT * most
    return faint * (isPair ? PAIR_WEIGHT : 1) * lengthOf(term) * Math.log(1 + shelves.length / held)
  }
}

/** A phrase read as one word says more than a syllable. */
function lengthOf(term: string): number {
  return 1 + PHRASE_WORD_WEIGHT * (term.split('_').length - 1)
}

type NamedText = { subject: Subject; text: string }

function namesOfGuide(guide: ServiceGuide): NamedText[] {
  const names = [guide.title, ...guide.synonyms].map(
    (text): NamedText => ({ subject: { kind: 'guide', guide, question: null }, text }),
  )
  const questions = guide.questions.flatMap(({ question, alsoAsked }, place) =>
    [question, ...alsoAsked].map((text): NamedText => ({ subject: { kind: 'guide', guide, question: place }, text })),
  )
  return [...names, ...questions]
}

function namesOfEvent(event: LifeEvent): NamedText[] {
  return [event.name, ...event.synonyms].map((text) => ({ subject: { kind: 'event', event }, text }))
}

function namesOfMatter(matter: MatterWithoutGuide): NamedText[] {
  return matter.synonyms.map((text) => ({ subject: { kind: 'without_guide', matter }, text }))
}

function linesOf({ parts, questions }: ServiceGuide): string[] {
  return [...Object.values(parts).flat(), ...questions.flatMap(({ answer }) => answer)].map(({ text }) => text)
}

/** The guide whose name a text bears, the longest name first; null when it bears none. */
export function findNamedGuide(text: string, guides: readonly ServiceGuide[]): ServiceGuide | null {
  const said = fold(text)
  const named = guides.filter(({ title }) => said.includes(fold(title)))
  return named.sort((a, b) => b.title.length - a.title.length)[0] ?? null
}
