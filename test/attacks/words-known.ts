/** What a reply may be made of where no model speaks: words of the papers and guides, and words of the program. */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { squeeze } from './squeeze.ts'

/** The part of a reply that stands nowhere, or null where all of it is theirs or ours. */
export type OwnWordsOf = (reply: string) => string | null

/** So many words in a row are known together: single words of a plan say anything. */
const KNOWN_RUN_WORDS = 3
/** So many words in a row that stand in no known run are somebody else's; fewer are a name, a count, a joint of two texts. */
const OWN_RUN_WORDS = 4
/** Lists by which a question is read, never said. */
const NEVER_SAID =
  /^src\/answering\/(?:typed|english\/(?:lexicon|translate|detect))|^src\/answering\/(?:guard|harm-asked)/

/** `sources`: texts that may be quoted. */
export function ownWordsBeside(sources: readonly string[]): OwnWordsOf {
  const known = new Set([...sources, ...wordsOfTheProgram()].flatMap(runsOf))
  return (reply) => {
    const words = wordsOf(reply)
    const isKnown = words.map(() => false)
    for (const at of words.keys()) {
      for (const length of [KNOWN_RUN_WORDS, KNOWN_RUN_WORDS - 1]) {
        if (known.has(words.slice(at, at + length).join(' '))) isKnown.fill(true, at, at + length)
      }
    }
    return longestUnknown(words, isKnown)
  }
}

function longestUnknown(words: readonly string[], isKnown: readonly boolean[]): string | null {
  let longest: string[] = []
  let run: string[] = []
  for (const [at, word] of words.entries()) {
    run = isKnown[at] ? [] : [...run, word]
    if (run.length > longest.length) longest = run
  }
  return longest.length >= OWN_RUN_WORDS ? longest.join(' ') : null
}

/** Every piece of text that `src` writes out, as it could be said. */
function wordsOfTheProgram(): string[] {
  const files = globSync('src/answering/**/*.ts').filter((file) => !NEVER_SAID.test(file))
  return files.flatMap((file) => {
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text)
      else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) found.push(node.text)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
    return found
  })
}

function runsOf(text: string): string[] {
  const words = wordsOf(text)
  // "Please ask:" is said whole.
  if (words.length === KNOWN_RUN_WORDS - 1) return [words.join(' ')]
  return words.slice(KNOWN_RUN_WORDS - 1).map((_, at) => words.slice(at, at + KNOWN_RUN_WORDS).join(' '))
}

/** Where a clause stands and for when is put together from these and figures: "mục II.1.a", "thời gian: từ 2026 đến 2030", "UBND phường". */
const PLACES =
  /^(?:mục|phụ|lục|stt|điều|khoản|bảng|dòng|ngày|tháng|năm|hết|còn|thời|gian|giai|đoạn|từ|đến|trước|xã|phường|ubnd|hđnd|điểm|thứ|đầu|[ivx]+|\p{L})$/u

/** Without figures and places: what they may be is another check's. */
function wordsOf(text: string): string[] {
  const words =
    squeeze(text)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  return words.filter((word) => !PLACES.test(word))
}
