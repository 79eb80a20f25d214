/**
 * A question as it was meant to be typed: letters left out or swapped ("thág", "trug tâm", "sức khẻo") are put right where
 * the commune's own papers, or the words of asking, have one word that near. A proper syllable is left alone, save where two
 * of its letters swapped make the word its neighbour calls for; capitals, numbers and masked identifiers are never touched.
 */
import { correct } from '../../language/correct.ts'
import { EMPTY_GLOSSARY } from '../../language/glossary.ts'
import { isSyllable, type Spelling, spell } from '../../language/syllables.ts'
import type { Shelf } from '../shelf/shelf.ts'

/** Words people ask with, whatever the papers say. */
const ASKING =
  'bao nhiêu khi nào bao giờ ngày nào tháng quý năm tuần hôm nay mai trước sau hạn chót nộp báo cáo gửi ai đơn vị phòng nào ' +
  'chủ trì phối hợp nhiệm vụ việc làm gì phải không được chưa rồi thế nào làm sao ở đâu cho hỏi xin biết giúp với ạ anh chị em ' +
  'xã phường thôn cán bộ người dân hộ kinh phí tiền phần trăm mục tiêu chỉ tiêu kế hoạch nghị quyết văn bản mấy của mình trung tâm ' +
  'những các gồm cái trường trạm công an hội đoàn ban giai đoạn đến hết đạt còn bị có mở cửa giờ thứ bảy chủ nhật sáng chiều muốn cần giấy tờ thủ tục hồ sơ'

type Words = { forms: Map<string, string[]>; counts: Map<string, number>; pairs: Map<string, number> }

const known = new WeakMap<Shelf, Words>()
const WORD = /[\p{L}\p{M}]+/gu
/** Longer messages tell a story: they are read as they stand. */
const MAX_CHARS = 600

/** The text with its slips put right; unchanged where there is nothing to tell from. */
export function repair(said: string, shelves: readonly Shelf[]): string {
  if (shelves.length === 0 || said.length > MAX_CHARS) return said
  const source = said.normalize('NFC')
  const found = [...source.matchAll(WORD)]
  const words = found.map(([word]) => spell(word.toLowerCase()))
  const suspects = found.map(([word], at) => isSuspect(word, words[at]))
  if (!suspects.includes(true)) return said
  const collection = collectionOf(shelves)
  let out = ''
  let end = 0
  for (const [at, match] of found.entries()) {
    const word = words[at]
    out += source.slice(end, match.index)
    end = match.index + match[0].length
    const neighbours = [words[at - 1], word, words[at + 1]].filter((each) => each !== undefined)
    const read = suspects[at] && word ? correct(neighbours, collection, EMPTY_GLOSSARY) : []
    const meant = read.length === neighbours.length ? read[words[at - 1] ? 1 : 0] : undefined
    out += meant && word && mayMean(word.bare, meant.bare) ? meant.bare : match[0]
  }
  return out + source.slice(end)
}

/** In small letters and long enough. */
function isSuspect(word: string, spelling: Spelling | undefined): boolean {
  return spelling !== undefined && /^\p{Ll}[\p{Ll}\p{M}]{2,}$/u.test(word) && !KEPT.test(spelling.bare)
}

/** What reads as one or two syllables of the language ("sánh", "mini") is no slip but for two letters swapped. */
function mayMean(typed: string, meant: string): boolean {
  if (typed === meant) return false
  const sorted = (word: string): string => [...word].sort().join('')
  return sorted(typed) === sorted(meant) || !(isSyllable(typed) || isTwoSyllables(typed))
}

function isTwoSyllables(word: string): boolean {
  return [...word].some(
    (_, at) =>
      at > 1 && isSyllable(word.slice(0, at)) && /^[^aeiouy]/.test(word.slice(at)) && isSyllable(word.slice(at)),
  )
}

/** Shortened words that the plain form reads by itself. */
const KEPT =
  /^(?:nsach|hok|hong|hem|khum|khg|bnhieu|bnhiu|nhiu|ntn|trc|sdt|trg|mik|mih|mun|onl|dvi|ctri|dky|vneid|otp|zalo|wifi|tick|online|link|web|website|email|mail|app|apps|file|excel|word|sms|internet|facebook|fanpage|messenger|youtube|tiktok|google|chatgpt|wifi|camera|robot|video|clip|qr|vssid|dvc|dvctt|ocop|kpi|deadline|hotline|admin|bot|chat|test|check|list|show|print|update|upload|download|scan|pdf|ok|oke|okay|hello|hi|thank|thanks|sorry)$/

type Collection = Parameters<typeof correct>[1]

function collectionOf(shelves: readonly Shelf[]): Collection {
  const all = shelves.map(wordsOf)
  const sum = (pick: (words: Words) => number | undefined): number =>
    all.reduce((total, words) => total + (pick(words) ?? 0), 0)
  let bareWords: Set<string> | undefined
  return {
    spellings: (bare) => [...new Set(all.flatMap((words) => words.forms.get(bare) ?? []))],
    count: (form) => sum((words) => words.counts.get(form)),
    pairCount: (first, second) => sum((words) => words.pairs.get(`${first} ${second}`)),
    bareWords: () => (bareWords ??= new Set(all.flatMap((words) => [...words.forms.keys()]))),
  }
}

function wordsOf(shelf: Shelf): Words {
  const made = known.get(shelf) ?? readWords([ASKING, ...shelf.entries.map(({ passage }) => passage.quote)])
  known.set(shelf, made)
  return made
}

function readWords(texts: readonly string[]): Words {
  const words: Words = { forms: new Map(), counts: new Map(), pairs: new Map() }
  for (const text of texts) {
    const spelled = (text.normalize('NFC').toLowerCase().match(WORD) ?? []).map(spell)
    for (const [at, { form, bare }] of spelled.entries()) {
      if (!isSyllable(bare)) continue
      if (!words.counts.has(form)) words.forms.set(bare, [...(words.forms.get(bare) ?? []), form])
      words.counts.set(form, (words.counts.get(form) ?? 0) + 1)
      const before = spelled[at - 1]
      if (before) words.pairs.set(`${before.form} ${form}`, (words.pairs.get(`${before.form} ${form}`) ?? 0) + 1)
    }
  }
  return words
}
