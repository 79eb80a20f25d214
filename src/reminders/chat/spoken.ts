/** A chat message as plain words: without marks and punctuation, with the slips and short forms people type mended. */
import { fold, squeeze } from '../../language/text.ts'

export type Spoken = {
  /** One space between words. */
  plain: string
  /** What was typed from the word of that place on, marks kept. */
  from(place: number): string
}

const SLIPS: Readonly<Record<string, string>> = {
  ...each('da', 'dda ddax dax daa'),
  ...each('nop', 'nopj nopp noop noopj npo nooj'),
  ...each('gui', 'guwir guir guwri guii'),
  ...each('roi', 'r rr roii rui ruii rooi roofi rooif roif ruif rii'),
  ...each('xong', 'xog xoong xongg xonng'),
  ...each('a', 'aj ah aa ak aaj'),
  ...each('nhe', 'nha nhes nhen nghen nghe hen'),
  ...each('khong', 'ko k kg hok khoong'),
  ...each('chua', 'ch chuaw chuwa'),
  ...each('duoc', 'dc dk duowc ddc'),
  ...each('vang', 'vag vg vangg vaang'),
  ...each('u', 'uh uk um uhm uki'),
  ...each('ok', 'oke okie okay okey oki okk okla okê 👍 👌 🆗'),
  ...each('em', 'e emm'),
  ...each('dang', 'ddang đag'),
  ...each('lam', 'lafm lamf'),
}

function each(word: string, slips: string): Record<string, string> {
  return Object.fromEntries(slips.split(' ').map((slip) => [slip, word]))
}

const WORD = /[^\s,;:!?()"“”…]+/gu

/** What the message says, word by word. */
export function spokenOf(text: string): Spoken {
  const said = squeeze(text)
  const words = [...said.matchAll(WORD)].flatMap(({ 0: typed, index }) => {
    const word = plainWord(typed)
    return word === '' ? [] : [{ word, index }]
  })
  return {
    plain: words.map(({ word }) => word).join(' '),
    from: (place) => said.slice(words[place]?.index ?? said.length),
  }
}

function plainWord(typed: string): string {
  const word = typed.replace(/^[.\-–*]+|[.\-–*~]+$/gu, '')
  // Without marks "dạ" (yes) and "đã" (a thing done) are one; with them they are not.
  if (word.toLowerCase() === 'dạ') return 'vang'
  const folded = fold(word).replace(/[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu, '')
  const mended = SLIPS[folded] ?? folded
  return /[\p{L}\p{N}%]/u.test(mended) ? mended : ''
}

/** Whether the words ask something. Negated, they do not: "không có gì" tells. */
export function isQuestion(text: string): boolean {
  const said = squeeze(text).normalize('NFC').toLowerCase()
  if (/\?\s*$/.test(said)) return true
  const bare = said.replace(/[.!…\s]+$/, '').replace(/(?: (?:ạ|a|nhỉ|vậy|thế|em|anh|chị|đây|đấy))+$/, '')
  const folded = fold(bare)
  if (/ (?:bao gio|khi nao|the nao|bao nhieu|o dau|lam sao|hay chua)$/.test(folded)) return true
  if (/ (?:chua|khong)$/.test(folded)) return true
  if (ASKS_HOW_MANY.test(bare)) return true
  return (/ (?:nao|gi|ai)$/.test(folded) || ASKS_WHERE.test(bare)) && !/(?:^| )(?:khong|chua|chang)(?: |$)/.test(folded)
}

/** "mấy" with its mark; without it "may" is a machine as well, unless something is counted by it. */
const ASKS_HOW_MANY = / mấy$|(?:^| )(?:ngay|thang|quy|thu|muc|phong|lan|khoan|dieu|luc) may$/
/** "đâu" with its mark; without it "dau" may be a beginning. */
const ASKS_WHERE = / đâu$|(?:^| )(?:o|qua|cho|tu|ve|den|lay|gui|nop) dau$/
