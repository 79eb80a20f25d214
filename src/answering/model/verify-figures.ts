/**
 * Whether the figures of an answer stand in a passage and say the same there. A figure alone proves nothing: "trước ngày 20"
 * of the monthly report is a wrong answer for the yearly one. So the words around it are compared, and where a passage has
 * another figure of the same thing, only the very clause will do.
 */
import type { Piece } from './material.ts'
import { type Clause, clausesOf, type Figure } from './read-claims.ts'
import { isLight, tellingOf } from './telling-words.ts'

/** The clauses whose figures stand together in no clause of a passage that speaks of the same. */
export function findWrongFigures(clauses: readonly Clause[], pieces: readonly Piece[]): string[] {
  const wrong = clauses.filter(
    (clause) => clause.figures.length > 0 && !pieces.some((piece) => standsIn(clause, piece)),
  )
  return wrong.map(({ text }) => text)
}

function standsIn(clause: Clause, piece: Piece): boolean {
  const context = clausesOf(piece.context.replace(/[\n;.]/g, ' , '), { atCommas: false })
  const parts = clausesOf(piece.text, { atCommas: true })
  const tells = (source: Clause, holds: typeof tellsIt): boolean =>
    clause.figures.every((figure) => holds(source, figure)) && nearness(clause, source, piece) >= SHARE_BESIDE_FIGURES
  return (
    parts.some((part) => tells(part, tellsIt) && isNearest({ clause, part, parts, piece })) ||
    [...piece.clauses, ...context].some((source) => tells(source, tellsItAlone))
  )
}

type Nearest = { clause: Clause; part: Clause; parts: readonly Clause[]; piece: Piece }

/** Of the parts that give another number for it, none is nearer to what the answer says. */
function isNearest({ clause, part, parts, piece }: Nearest): boolean {
  const near = nearness(clause, part, piece)
  return parts.every((other) => {
    const isRival = other !== part && clause.figures.some((figure) => rivalsOf(figure, other).length > 0)
    return !isRival || nearness(clause, other, piece) < near
  })
}

/** In one clause: beside another number of the same thing, the words around must be the very ones. */
function tellsIt(source: Clause, figure: Figure): boolean {
  return source.figures.some(
    (known) => isSameFigure(figure, known) && (rivalsOf(known, source).length === 0 || isTold(figure, known)),
  )
}

/** In a whole sentence: only where it has no other number of the same thing. */
function tellsItAlone(source: Clause, figure: Figure): boolean {
  return source.figures.some((known) => isSameFigure(figure, known) && rivalsOf(known, source).length === 0)
}

function isSameFigure(figure: Figure, known: Figure): boolean {
  return (
    known.value === figure.value &&
    known.qualifier === figure.qualifier &&
    isSame(figure.before, known.before) &&
    isSameCount(figure.counted, known.counted)
  )
}

function rivalsOf({ value, before, counted }: Figure, source: Clause): Figure[] {
  return source.figures.filter(
    (other) =>
      other.value !== value &&
      ((counted[0] !== undefined && other.counted[0] === counted[0]) ||
        (before !== '' && !isLight(before) && other.before === before)),
  )
}

/** Words that meet are one, or one of them joins and says nothing; the start of a stretch fits everything. */
function isSame(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || isLight(a) || isLight(b)
}

/** The answer may stop sooner than the passage, not later. */
function isSameCount([first, second]: string[], [known, knownNext]: string[]): boolean {
  if (first === undefined || isLight(first)) return true
  if (known === undefined || !isSame(first, known)) return false
  return second === undefined || isLight(second) || (knownNext !== undefined && isSame(second, knownNext))
}

function isTold(figure: Figure, known: Figure): boolean {
  if (figure.before !== '' && figure.before === known.before) return true
  return figure.counted.length === 2 && figure.counted[1] === known.counted[1]
}

/** Most of what a clause speaks of must stand beside the figures. */
const SHARE_BESIDE_FIGURES = 0.6

/** Share of the telling words of the answer's clause that a clause of the passage or the headings above it have. */
function nearness(clause: Clause, source: Clause, piece: Piece): number {
  const telling = tellingOf(clause.tokens)
  const known = new Set([...source.tokens, ...piece.contextTokens].map(({ form }) => form))
  return telling.length === 0 ? 1 : telling.filter((form) => known.has(form)).length / telling.length
}
