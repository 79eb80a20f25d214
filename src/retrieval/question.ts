/** A question as weighed words: what to ask the database for, and what to score passages by. */
import { correct, readKeyedTones } from '../language/correct.ts'
import { type Glossary, type Reading, readingsOf } from '../language/glossary.ts'
import { rolesOf } from '../language/question-words.ts'
import { restoreMarks } from '../language/restore-marks.ts'
import type { Spelling } from '../language/syllables.ts'
import { clean } from '../language/text.ts'
import { encodePair, encodeToken, tokenise } from '../language/tokens.ts'
import type { Statistics } from './statistics.ts'
import { type Term, Terms } from './terms.ts'
import type { Vocabulary } from './vocabulary.ts'
import { MOST_CANDIDATE_WORDS, MOST_QUESTION_WORDS, WEIGHTS } from './weights.ts'

/** A word or pair as the search column spells it, and how many passages are known to have it. */
export type SearchWord = { word: string; passages: number }
export type Question = { terms: Term[]; searchWords: SearchWord[] }

export type Reader = { statistics: Statistics; vocabulary: Vocabulary; glossary: Glossary }

const MOST_QUESTION_CHARS = 4_000

export function readQuestion(text: string, reader: Reader): Question {
  const { statistics, glossary } = reader
  const plain = readKeyedTones(clean(text.slice(0, MOST_QUESTION_CHARS)), statistics)
  const tokens = tokenise(plain).slice(0, MOST_QUESTION_WORDS)
  const typed = tokens.filter((token) => !token.whole)
  const corrected = correct(typed, statistics, glossary)
  const restored = restoreMarks(corrected, statistics).map((form, index) => ({
    form,
    bare: corrected[index]?.bare ?? form,
  }))
  const terms = new Terms(reader)
  terms.addRun(restored, factorsOf(restored), 'again')
  for (const whole of tokens.filter((token) => token.whole)) terms.addRun([whole], [1], 'again')
  for (const { expansion } of hintsOf(restored, reader)) {
    const factor = WEIGHTS[expansion.kind]
    terms.addRun(
      expansion.words,
      expansion.words.map(() => factor),
      'once',
    )
  }
  return {
    terms: terms.all(),
    searchWords: [...candidateWords(terms.all(), reader), ...unknownWords(corrected, statistics)],
  }
}

/** Glossary entries met, without everyday words that are but half of a compound: "tiền" in "tiền mặt". */
function hintsOf(words: readonly Spelling[], { glossary, statistics }: Reader): Reading[] {
  return readingsOf(words, glossary).filter(({ start, length, expansion }) => {
    if (length > 1 || expansion.kind === 'abbreviation' || expansion.kind === 'quick') return true
    const [before, word, after] = [words[start - 1], words[start], words[start + 1]]
    const joined = (first?: Spelling, second?: Spelling): boolean =>
      first !== undefined && second !== undefined && statistics.pairCount(first.form, second.form) > 0
    return !joined(before, word) && !joined(word, after)
  })
}

function factorsOf(words: readonly Spelling[]): number[] {
  return rolesOf(words.map((word) => word.bare)).map((role) => WEIGHTS[role])
}

/** The weightiest unmarked words and pairs, as the search column spells them. */
function candidateWords(terms: readonly Term[], { vocabulary, statistics }: Reader): SearchWord[] {
  const bare = terms.filter((term) => term.level === 'bare').sort((a, b) => b.weight - a.weight)
  return bare.slice(0, MOST_CANDIDATE_WORDS).map(({ first, second }) => ({
    passages: statistics.holding('bare', first, second),
    word:
      second === null
        ? encodeToken(vocabulary.word(first))
        : encodePair(vocabulary.word(first), vocabulary.word(second)),
  }))
}

/** Words no passage had when the counts were made: the database may hold newer ones. */
function unknownWords(words: readonly Spelling[], statistics: Statistics): SearchWord[] {
  const unknown = words.filter((word) => statistics.spellings(word.bare).length === 0)
  const distinct = [...new Set(unknown.map((word) => encodeToken(word.bare)))].slice(0, MOST_CANDIDATE_WORDS)
  return distinct.map((word) => ({ word, passages: 0 }))
}
