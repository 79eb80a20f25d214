/** The question as understood: who asks, about which communes and unit, for what kind of thing, in which words. */

import type { RegisteredPassage, RegisteredUnit } from '../../duties/index.ts'
import { findUnits, matchUnit, unitKey } from '../../language/units.ts'
import type { Shelf } from '../shelf/shelf.ts'
import type { Turn } from '../turn.ts'
import { tellingHomographs } from '../typed/homographs.ts'
import { markKeysOf } from '../typed/mark-keys.ts'
import { withoutOpening } from '../typed/opening-words.ts'
import { plain } from '../typed/plain.ts'
import { hear, type Sayings } from '../typed/sayings.ts'
import { calledByLetters } from '../typed/short-names.ts'
import { type Terms, termsOf } from '../weighing/terms.ts'
import { withNextYear } from '../weighing/years.ts'
import type { WholeQuestion } from './follow-up.ts'
import { findPaper, type NamedPaper, shelfOf } from './paper.ts'
import { properName, type Scope } from './scope.ts'
import { readWants, type Want } from './wants.ts'

export type AskedUnit = {
  name: string
  /** Keys under which its entries stand: its own and those of groups it belongs to by kind. */
  keys: string[]
  how: 'named' | 'self'
}

export type Inquiry = {
  turn: Turn
  whole: WholeQuestion
  /** Plain form of the question alone. */
  asked: string
  /** With the earlier question it leans on. */
  full: string
  wants: Want[]
  scope: Scope
  shelves: Shelf[]
  /** The one paper the question names, to which the shelves are narrowed. */
  paper: NamedPaper | null
  unit: AskedUnit | null
  terms: Terms
  contextTerms: Terms | null
}

/** The words of a commune's name and its initials, when shortened. */
function wordsOfName(name: string): string[] {
  const words = properName(name).split(' ')
  return [...words, words.map((word) => word.charAt(0)).join('')]
}

const SAYS_MY_UNIT =
  / (?:e|em|toi|minh|chung toi|chung em|tui|tao|don vi|ta|to) | (?:phong|truong|tram|ban|hoi|trung tam|van phong|vp|thon|cong an) (?:nay|phai|co phai|co|lam|duoc|chu tri|phoi hop|thi) /

/** Whether a question is about the asker's own unit: whoever holds posts of several must say of which. */
export function asksOfOwnUnit(question: string): boolean {
  return SAYS_MY_UNIT.test(plain(question))
}

export type Understanding = { scope: Scope; open: Shelf[]; sayings: Sayings }

export function makeInquiry(turn: Turn, whole: WholeQuestion, { scope, open, sayings }: Understanding): Inquiry {
  const { asked, context } = whole
  const [only, ...others] = open
  const paper =
    only && others.length === 0 ? (findPaper(asked, only) ?? (context && findPaper(context, only))) || null : null
  const shelves = only && paper?.kind === 'one' ? [shelfOf(only, paper.document)] : open
  const communeWords = new Set(shelves.flatMap(({ register }) => wordsOfName(register.commune.name)))
  const wants = wantsOf(whole)
  // Of a figure the year matters; a report due "sang năm" is read from the words themselves.
  const dated = wants.some((want) => OF_FIGURES.has(want)) ? withNextYear(asked, turn.today) : asked
  return {
    turn,
    whole,
    asked: dated,
    full: context === null ? dated : `${dated.trimEnd()}${context}`,
    wants,
    scope,
    shelves,
    paper,
    unit: findUnit(turn, whole, shelves),
    terms: withoutOpening(termsIn(whole, communeWords, sayings), shelves),
    contextTerms: context === null ? null : contextTermsIn(context, communeWords, sayings),
  }
}

const OF_FIGURES: ReadonlySet<Want> = new Set(['percent', 'money', 'count', 'figure'])

function termsIn({ asked, said }: WholeQuestion, communeWords: ReadonlySet<string>, sayings: Sayings): Terms {
  const heard = hear(asked, said, sayings)
  const terms = termsOf(heard.asked, communeWords, tellingHomographs(said))
  return { ...terms, marks: markKeysOf(said, true), senses: heard.senses }
}

function contextTermsIn(context: string, communeWords: ReadonlySet<string>, sayings: Sayings): Terms {
  const { asked, senses } = hear(context, '', sayings)
  return { ...termsOf(asked, communeWords), senses }
}

/** A follow-up that asks for no kind of thing of its own ("thế đến 2030?") asks for the kind asked before. */
function wantsOf({ asked, said, context }: WholeQuestion): Want[] {
  const own = readWants(asked, said)
  if (context === null) return own
  const before = readWants(context)
  if (before.includes('percent') && BARE_AMOUNT.test(asked)) return before
  if (own.some((want) => !IN_PASSING.has(want))) return own
  return before.some((want) => !IN_PASSING.has(want)) ? before : own
}

/** "Còn nhận tiền qua tài khoản thì bao nhiêu" after a share asks for the share. */
const BARE_AMOUNT = / bao nhieu (?:vay |a |the |nhi |ad )*$/

const IN_PASSING: ReadonlySet<Want> = new Set(['manner', 'yes_no', 'definition'])

function findUnit(turn: Turn, whole: WholeQuestion, shelves: Shelf[]): AskedUnit | null {
  const units = shelves.flatMap(({ register }) => register.units)
  const said = whole.said
    .replace(/(?<!\p{L})trg(?!\p{L})/giu, 'trường')
    .replace(/(?<!\p{L})VP(?!\p{L}|\s*(?:HĐND|UBND|Đ))/gu, 'Văn phòng')
  const named =
    namedUnit(said, units) ??
    calledUnit(whole, units) ??
    namedUnit(shortForms(whole.asked), units) ??
    unitByLetters(whole.said, units)
  if (named) return { ...named, how: 'named' }
  if (!turn.unit) return null
  return SAYS_MY_UNIT.test(whole.asked) || callsOwn(whole.asked, turn.unit) ? ownUnit(turn.unit, units) : null
}

const ASKS_WORK = / (?:viec|nhiem vu|lam|lo) (?:cua|gi|nhung gi|nao) /

/** "Việc của đoàn?" asked by the Đoàn: its work, by a word of its name. */
function callsOwn(asked: string, unit: string): boolean {
  if (!ASKS_WORK.test(asked)) return false
  const own = termsOf(plain(unit)).words
  const said = termsOf(asked, new Set('viec nhiem vu cua ke hoach'.split(' '))).words
  return said.length > 0 && said.every((word) => own.includes(word))
}

/** What people leave out of a name: "đại biểu hội đồng" is of the council. */
function shortForms(asked: string): string {
  return asked
    .replace(/ uy ban (?!nhan dan|mttq|mat tran)/g, ' uy ban nhan dan ')
    .replace(/ hoi dong (?!nhan dan)/g, ' hoi dong nhan dan ')
    .trim()
}

/** The asker's own office, with the groups it belongs to by kind. */
export function ownUnit(name: string, units: RegisteredUnit[]): AskedUnit {
  return { name, keys: keysOf(name, units), how: 'self' }
}

/** The office the question names: one of the register's, else one in the language of offices. */
function namedUnit(said: string, units: RegisteredUnit[]): Omit<AskedUnit, 'how'> | null {
  const known = new Map(
    units.flatMap((unit) => [unit.name, ...unit.aliases].map((name) => [unitKey(name), unit] as const)),
  )
  const mentions = findUnits(said)
  for (const mention of mentions) {
    const unit = known.get(mention.key)
    if (unit) return { name: unit.name, keys: keysOf(unit.name, units) }
    const longer = [...known].filter(([key]) => key.startsWith(`${mention.key} `)).map(([, each]) => each)
    const [only] = longer
    if (only && longer.every(({ name }) => name === only.name))
      return { name: only.name, keys: keysOf(only.name, units) }
  }
  const matched = matchUnit(said, units)
  if (matched) return { name: matched.name, keys: keysOf(matched.name, units) }
  // An office of no register is still one of a group that is: "Ban Pháp chế" of "các Ban của HĐND".
  const members = mentions.map(({ name }) => ({ name, keys: keysOf(name, units) }))
  return members.find(({ keys }) => keys.length > 1) ?? null
}

function unitByLetters(said: string, units: RegisteredUnit[]): Omit<AskedUnit, 'how'> | null {
  const unit = calledByLetters(said, units)
  return unit && { name: unit.name, keys: keysOf(unit.name, units) }
}

/** In a follow-up ("còn đại biểu thì sao") a unit may be called by a part of its name. */
function calledUnit({ asked, context }: WholeQuestion, units: RegisteredUnit[]): Omit<AskedUnit, 'how'> | null {
  if (context === null) return null
  const called = termsOf(asked).words.join(' ')
  if (called.length < 4) return null
  const alike = units.filter(({ name, aliases }) =>
    [name, ...aliases].some((each) => plain(each).includes(` ${called} `)),
  )
  const [shortest] = alike.sort((a, b) => a.name.length - b.name.length)
  return shortest ? { name: shortest.name, keys: alike.map(({ name }) => unitKey(name)) } : null
}

/** Kinds of units that documents address as a group. */
const PLACES =
  /^(?:truong |cac |ban (?:dieu hanh|nhan dan|quan ly|phat trien) (?:cac )?)?(?:thon|xom|ap|khu pho|khu vuc|to dan pho|khom|buon|lang|bản)(?= |$)/
const KINDS: [RegExp, RegExp][] = [
  [
    /^truong (?:hoc|mam|mau|tieu|trung|pho|thcs|thpt|th |cac|chung|minh|em)|^truong$|nha truong|mam non|tieu hoc|thcs|thpt|^cac (?:co so giao duc|truong)/,
    /co so giao duc|truong hoc|nha truong|cac truong|^hieu truong/,
  ],
  [/chi bo|dang bo/, /chi bo|dang bo/],
  [/dai bieu/, /to (?:truong )?(?:cac )?(?:to )?dai bieu/],
  [/^ban (?:phap che|kinh te|van hoa|dan toc|do thi)(?= |$)/, /^(?:cac )?ban(?: cua)?(?: hdnd| hoi dong|$)/],
  [PLACES, PLACES],
  [/doanh nghiep/, /doanh nghiep/],
]

function keysOf(name: string, units: RegisteredUnit[]): string[] {
  const own = kindKey(name)
  const groups = KINDS.filter(([member]) => member.test(own)).flatMap(([, group]) =>
    units.filter((unit) => group.test(kindKey(unit.name))).map((unit) => unitKey(unit.name)),
  )
  return [...new Set([unitKey(name), ...groups])]
}

/** Plain words, but "bản" of the uplands, which is no "Ban", keeps its mark. */
function kindKey(name: string): string {
  const said = plain(name).trim()
  return /(?<!\p{L})bản(?!\p{L})/iu.test(name.normalize('NFC')) ? said.replace(/\bban\b/, 'bản') : said
}

const NUMBER_OF_HEADING = /^[\dIVXa-zđ]+[.)]\s*(?:\d+[.)]\s*)*/u

/** The headings above a passage, without their numbers. */
export function bareHeadings({ heading }: Pick<RegisteredPassage, 'heading'>): string[] {
  return heading.split(' › ').map((part) => part.replace(NUMBER_OF_HEADING, ''))
}

/** Whether a passage stands under the unit's own name. */
export function isUnder(unit: Pick<AskedUnit, 'keys'>, passage: Pick<RegisteredPassage, 'heading'>): boolean {
  return bareHeadings(passage).some((heading) => unit.keys.includes(unitKey(heading)))
}

/** Whether one of an entry's units is the one asked about. */
export function concerns(unit: AskedUnit, names: readonly string[]): boolean {
  // The body of each village is told under all of them: "Ban điều hành các khu phố".
  return names.map(unitKey).some((key) => unit.keys.includes(key) || unit.keys.includes(key.replace(' cac ', ' ')))
}

/** Bodies addressed together ("các phòng, ban, đơn vị"): what they are told holds for every office of the commune. */
const TOGETHER =
  /^(?:(?:cac|toan the|tat ca|moi|nhung|thu truong) .*(?:co quan|don vi|phong|ban nganh|bo phan|to chuc|doan the)|(?:co quan|don vi|doan the|to chuc)(?: |$))/

/** Whether a rule for these bodies holds for the unit: it is one of them, all are addressed together, or nobody is named. */
export function binds(unit: AskedUnit, who: readonly string[]): boolean {
  return who.length === 0 || concerns(unit, who) || who.some((name) => TOGETHER.test(plain(name).trim()))
}
