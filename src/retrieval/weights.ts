/**
 * Every number the ranking is tuned by. Chosen on collections of different kinds at once (docs/retrieval.md has what each
 * is worth, measured by setting it to nought); change one only with that table beside you.
 */
export const WEIGHTS = {
  /** BM25 over the whole passage: how fast repeats saturate, how much length is held against a passage. */
  saturation: 1.2,
  lengthPenalty: 0.75,
  /** A pair of neighbours beside the two words it is made of. */
  pair: 0.6,
  /** Share of the score that ignores marks, so that a wrong or missing mark costs little. */
  bare: 0.3,
  /** The best stretch of a passage beside the whole. */
  nearWindow: 0.6,
  nearWindowWords: 30,
  wideWindow: 0.4,
  wideWindowWords: 100,
  /** Words of a question by what they do in it. */
  matter: 1,
  asking: 0.5,
  greeting: 1,
  /** What the glossary adds to a word of the question, against that word. */
  abbreviation: 0.4,
  quick: 0.5,
  regional: 0.4,
  synonym: 0.5,
  /** Share of the vectors where an embeddings endpoint is configured (not tuned here: published runs favour 0.5-0.7). */
  vector: 0.6,
  /** A word of the heading path or lead line, against one of the passage itself. */
  heading: 2,
}

/** Candidates the database hands over for exact scoring. */
export const CANDIDATES = 150
/** Candidates without BM25: those with any of the question's rarest words, which together stand in so many passages at most. */
export const UNRANKED_CANDIDATES = 600
/** A commune of so many passages at most is scored whole, without asking the database which are worth it. */
export const SMALL_COMMUNE = 400
/** Passages of a commune the vectors may bring in. */
export const SIMILAR = 50
/** Words of a question that are looked at, and that the database is asked for. */
export const MOST_QUESTION_WORDS = 256
export const MOST_CANDIDATE_WORDS = 64
