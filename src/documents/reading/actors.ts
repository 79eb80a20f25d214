import { eachAsAll } from '../../language/each-unit.ts'
import { fold, withoutBrackets } from '../../language/text.ts'
import { findUnits, type UnitMention } from '../../language/units.ts'
import { AFTER_PARTNER, actsAsSubject, opensAsSubject, opensDuty } from './duty-words.ts'

/** Who acts in a sentence, and with whom. */
export type Actors = {
  lead: UnitMention[]
  coordinating: (UnitMention | string)[]
  /** The sentence itself names who acts, not only the heading above. */
  explicit: boolean
  /** Those before a colon: "Trạm Y tế: Lập …". What follows in the same paragraph is theirs too. */
  label: UnitMention[]
  /** Told by "Giao", "Đề nghị", "Yêu cầu". */
  charged: boolean
  /** Where the duty's own words begin: after a long list of those who act, or a theme's label. */
  from: number
}

/** Courtesies before the one who acts, and its people: "Công chức Trung tâm tiếp nhận …". */
const COURTESY = /^(?:các |mỗi |từng )?(?:đồng chí|đ\/c|ông|bà|cán bộ|công chức|viên chức|nhân viên|lãnh đạo)\s+/iu
const CHARGE = /^(giao cho|giao|đề nghị|yêu cầu|phân công|đồng thời,? (?:giao|yêu cầu|đề nghị)|kính đề nghị)\s+/iu
const BETWEEN = /^[\s,;]*(?:(?:và|cùng|cùng với|hoặc|&)\s+)?(?:(?:hai|ba|bốn|\d{1,2})\s+)?$/u
const ADVERBIAL =
  /^(định kỳ|hằng|hàng|trên cơ sở|căn cứ|trong|khi|nếu|để|nhằm|trước|sau|theo|từ|đến|chậm nhất|quá trình|thường xuyên|đối với|ngoài|đồng thời|bên cạnh|riêng|với|quý|tháng|năm|ngày|ngay|trường hợp|vào|mỗi|tùy)(?!\p{L})/iu
const TOGETHER =
  /(?:phối hợp|phối kết hợp)(?: chặt chẽ| thường xuyên| đồng bộ)?(?: với| cùng với| cùng| giữa)?\s+|sự tham gia của\s+/giu

/** "Mỗi khu phố tổ chức …": what every one of them does; "Mỗi thôn có 02 tổ" only says how things are shared out. */
const ONE_OF_THEM = /^Mỗi\s(?!.{2,24}?\s(?:có|được|là)\s)[^:;]+$/u

/** Offices that act in a sentence, by its subject or label, else the owners of the heading above. */
export function readActors(written: string, owners: readonly UnitMention[], supporting: boolean): Actors {
  const sentence = ONE_OF_THEM.test(written) ? eachAsAll(written) : written
  const mentions = findUnits(sentence)
  const label = readLabel(sentence, mentions)
  const subject = label.units.length ? label : readSubject(sentence, mentions)
  const action = fold(sentence.slice(subject.to || label.to)).replace(/^[\s,:]+/, '')
  const partners = readPartners(sentence, mentions)
  const named = subject.units.length ? subject.units : calledByHead(sentence, owners)
  const actors = named.length ? named : clauseSubjects(sentence, mentions)
  const helps = supporting || (/^phoi hop/.test(action) && (label.units.length > 0 || !subject.units.length))
  const led = leadsNamed(sentence, mentions)
  const lead = helps ? [] : led.length ? led : actors
  return {
    lead: [...lead],
    coordinating: [...(helps ? actors : []), ...partners].filter((partner, at, all) => firstOf(partner, at, all)),
    explicit: subject.units.length > 0 || led.length > 0,
    label: label.units,
    charged: subject.charged,
    from: subject.units.length ? subject.from : label.to,
  }
}

/** "Hợp tác xã tổ chức …" under "Tổ dân phố; Hợp tác xã Muối Bình An": the one of several owners it begins to name. */
function calledByHead(sentence: string, owners: readonly UnitMention[]): readonly UnitMention[] {
  if (owners.length < 2) return owners
  const words = sentence.split(/\s+/)
  const called = owners.filter(({ text }) => {
    const name = text.split(/\s+/)
    const shared = words.findIndex((word, at) => word !== name[at])
    return shared > 0 && actsAsSubject(fold(words.slice(shared).join(' ')))
  })
  return called.length === 1 ? called : owners
}

function firstOf(partner: UnitMention | string, at: number, all: readonly (UnitMention | string)[]): boolean {
  const key = typeof partner === 'string' ? partner : partner.key
  return all.findIndex((other) => (typeof other === 'string' ? other : other.key) === key) === at
}

type Subject = { units: UnitMention[]; to: number; from: number; charged: boolean }

const NOBODY: Subject = { units: [], to: 0, from: 0, charged: false }
/** Longest label before a colon, in characters. */
const MAX_LABEL_CHARS = 160

/** "Hội Nông dân: Vận động …" names who acts; "Về hạ tầng: Chủ trì …" only the theme, which the duty's name leaves out. */
function readLabel(sentence: string, mentions: readonly UnitMention[]): Subject {
  const colon = sentence.indexOf(':')
  if (colon < 2 || colon > MAX_LABEL_CHARS || colon >= sentence.trimEnd().length - 1) return NOBODY
  const words = sentence.slice(0, colon)
  const to = colon + 1 + (sentence.slice(colon + 1).match(/^\s*/)?.[0].length ?? 0)
  const units = mentions.filter((mention) => mention.end <= colon)
  const together = chain(sentence, units).length === units.length
  if (units.length && together && coverage(words, units) >= 0.6) return { units, to, from: 0, charged: false }
  const theme = words.split(/\s+/).length <= 10 && /^(về|đối với|công tác|lĩnh vực|trong)\s/iu.test(words)
  return theme && opensDuty(fold(sentence.slice(to))) ? { ...NOBODY, to } : NOBODY
}

/** Share of a text's letters that belong to names of units. */
export function coverage(text: string, units: readonly UnitMention[]): number {
  const letters = (part: string): number => part.replace(/[^\p{L}\p{N}]/gu, '').length
  const total = letters(text.replace(CHARGE, '').replace(/(?<!\p{L})và(?!\p{L})/gu, ''))
  return total
    ? units.reduce((sum, unit) => sum + letters(unit.text.replace(/(?<!\p{L})và(?!\p{L})/gu, '')), 0) / total
    : 0
}

/** Longest run of words before the duty proper that its name still keeps, and the shortest duty left to stand alone. */
const MAX_SUBJECT_CHARS = 90
const MIN_DUTY_CHARS = 100

function readSubject(sentence: string, mentions: readonly UnitMention[]): Subject {
  const charged = CHARGE.exec(sentence)?.[0].length ?? 0
  const courtesy = COURTESY.exec(sentence.slice(charged, charged + NEAR_CHARS))?.[0].length ?? 0
  // "Công chức Văn hóa - Xã hội" is a name as a whole.
  const charge = mentions.some(({ start }) => start === charged) ? charged : charged + courtesy
  const at = mentions.findIndex((_, index) => isSubjectPlace({ sentence, mentions, charge }, index))
  const first = mentions[at]
  if (!first) return NOBODY
  const units = chain(sentence, mentions.slice(at))
  const end = units.at(-1)?.end ?? first.end
  const follows = fold(sentence.slice(end)).trimStart()
  const acts = actsAsSubject(follows) || (first.start <= charge && opensAsSubject(sentence.slice(end), follows))
  if (!charged && !acts) return NOBODY
  const basis =
    /^\s*,?\s*căn cứ [^,;]{0,200}?(?:,[^,;]{0,60}?)*?,\s*(?=chủ động|xây dựng|tổ chức|thực hiện|chịu|có|triển khai|tham mưu)/iu.exec(
      sentence.slice(end),
    )
  const to = end + (basis?.[0].length ?? 0)
  const skipped = to + (sentence.slice(to).match(/^\s*/)?.[0].length ?? 0)
  return {
    units,
    to: end,
    from:
      first.start <= charge + 1 && skipped > MAX_SUBJECT_CHARS && sentence.length - skipped >= MIN_DUTY_CHARS
        ? skipped
        : 0,
    charged: charged > 0,
  }
}

/** A subject follows a comma, or at once the period that opens the sentence: "Định kỳ quý, năm các khóm …". */
const AFTER_ADVERBIAL = /(?:[,;]|(?<!\p{L})(?:tuần|tháng|quý|năm))\s*$/iu

type Opening = { sentence: string; mentions: readonly UnitMention[]; charge: number }

function isSubjectPlace({ sentence, mentions, charge }: Opening, at: number): boolean {
  const mention = mentions[at]
  if (!mention || mention.start < charge) return false
  if (mention.start <= charge + 1) return true
  if (/^[^:;.]{3,60}:\s*$/.test(sentence.slice(0, mention.start)))
    return actsAsSubject(fold(after(sentence, mention)).trimStart())
  if (!ADVERBIAL.test(sentence)) return false
  if (!AFTER_ADVERBIAL.test(before(sentence, mention))) return false
  const last = chain(sentence, mentions.slice(at)).at(-1) ?? mention
  return actsAsSubject(fold(after(sentence, last)).trimStart())
}

/** How far around a name, in characters, the words that tell its part are looked for. */
const NEAR_CHARS = 80

function before(sentence: string, mention: UnitMention): string {
  return sentence.slice(Math.max(0, mention.start - NEAR_CHARS), mention.start)
}

function after(sentence: string, mention: UnitMention): string {
  return sentence.slice(mention.end, mention.end + NEAR_CHARS)
}

/** Units named one after another with nothing but commas and "và" between. */
function chain(sentence: string, mentions: readonly UnitMention[]): UnitMention[] {
  const units: UnitMention[] = []
  let end = -1
  for (const mention of mentions) {
    if (end >= 0 && !BETWEEN.test(withoutBrackets(sentence.slice(end, mention.start)))) break
    units.push(mention)
    end = mention.end
  }
  return units
}

/** "… do Phòng Kinh tế chủ trì", "… (Công an xã chủ trì)", "…: Công an xã chủ trì": who leads although not the subject. */
function leadsNamed(sentence: string, mentions: readonly UnitMention[]): UnitMention[] {
  return mentions.filter(
    (mention) =>
      (/(?:(?:^|\s)(?:do|giao|giao cho)\s+|\()$/iu.test(before(sentence, mention)) &&
        /^\s*(làm )?(chủ trì|đầu mối|thực hiện)/iu.test(after(sentence, mention))) ||
      (/:\s*$/.test(before(sentence, mention)) && /^\s*chủ trì\s*[,.;]/iu.test(after(sentence, mention))),
  )
}

/** "…; Công an xã chủ trì ra quân": who acts in a later clause, where nobody does in the first. */
function clauseSubjects(sentence: string, mentions: readonly UnitMention[]): UnitMention[] {
  return mentions
    .filter(
      (mention) =>
        /;\s*$/.test(before(sentence, mention)) &&
        /^\s*(chủ trì|phối hợp với|quản lý|vận hành|thực hiện|phụ trách|chịu trách nhiệm)/iu.test(
          after(sentence, mention),
        ),
    )
    .slice(0, 1)
}

function readPartners(sentence: string, mentions: readonly UnitMention[]): (UnitMention | string)[] {
  const partners: (UnitMention | string)[] = []
  for (const match of sentence.matchAll(TOGETHER)) {
    const at = match.index + match[0].length
    const near = mentions.findIndex((mention) => mention.start >= at && mention.start <= at + 1)
    if (near >= 0) partners.push(...chain(sentence, mentions.slice(near)))
    else if (/(với|cùng|giữa)\s+$/iu.test(match[0]))
      partners.push(...unknownPartner(sentence.slice(at, at + MAX_PARTNER_CHARS)))
  }
  return [...partners, ...helpersNamed(sentence, mentions)]
}

/** "…, các thôn phối hợp": who helps, named before the verb. */
function helpersNamed(sentence: string, mentions: readonly UnitMention[]): UnitMention[] {
  return mentions.filter(
    (mention) =>
      mention.start > 0 &&
      /[,;(]\s*$/.test(before(sentence, mention)) &&
      /^\s*phối hợp\s*(?:thực hiện\s*)?[.,;)]/iu.test(after(sentence, mention)),
  )
}

/** How far a partner whose name is outside the grammar is looked for. */
const MAX_PARTNER_CHARS = 160
/** Most syllables of a partner whose name is outside the grammar: "cha mẹ học sinh". */
const MAX_PARTNER_SYLLABLES = 12

function unknownPartner(rest: string): string[] {
  const words = rest.split(/\s+/).slice(0, MAX_PARTNER_SYLLABLES)
  const folded = words.map((word) => fold(word))
  const stop = words.findIndex(
    (word, at) =>
      at > 0 &&
      (AFTER_PARTNER.test(`${folded[at]} ${folded[at + 1] ?? ''}`) ||
        AFTER_PARTNER.test(folded[at] ?? '') ||
        /[.;:]$/.test(words[at - 1] ?? '') ||
        word === ''),
  )
  if (stop <= 0) return []
  const name = words
    .slice(0, stop)
    .join(' ')
    .replace(/(?<![.,;:])[.,;:]+$/, '')
  return [name.charAt(0).toUpperCase() + name.slice(1)]
}
