import { fold } from '../../language/text.ts'
import { findUnits, type OwnName, type UnitMention } from '../../language/units.ts'
import type { Section, Unit } from '../administrative-document.ts'
import { abbreviationKey } from './abbreviation-key.ts'
import { bodyNamed, bodyOf, shortens } from './body-names.ts'
import { titleOf } from './outline-forms.ts'
import type { Placed } from './outline-state.ts'

/** Canonical names of the units of one document. */
export type UnitRegister = {
  units: Unit[]
  /** The document's name for a mention. */
  nameOf: (mention: UnitMention) => string
  /** The document's name for words outside the grammar that shorten the name of one of its units ("Trung tâm DVTH"), else null. */
  shortenedBy: (words: string) => string | null
}

type Entry = { name: string; group: boolean; aliases: Set<string>; mentions: number; withLevel: Map<string, number> }

/** Every unit named in a document under one name each, with every spelling met. */
export function registerUnits(placed: readonly Placed[], defined: readonly OwnName[]): UnitRegister {
  const entries = new Map<string, Entry>()
  const short = new Map(defined.map(({ words, unit }) => [fold(words), unit]))
  const meant = (mention: UnitMention): UnitMention => {
    const unit = short.get(fold(mention.text))
    return unit ? { ...unit, text: mention.text } : mention
  }
  for (const { block, region } of placed) {
    if (region === 'head') continue
    const texts = block.kind === 'row' ? block.cells : [block.plain]
    for (const text of texts) for (const mention of findUnits(text)) record(entries, meant(mention))
  }
  const writtenOut = new Map(
    defined.flatMap(({ unit }) => (WRITTEN_OUT.test(unit.text) ? [[unit.key, unit.text]] : [])),
  )
  const names = new Map([...entries].map(([key, entry]) => [key, writtenOut.get(key) ?? displayName(entry)]))
  return {
    units: [...entries].map(([key, entry]) => ({
      name: names.get(key) ?? entry.name,
      aliases: [...entry.aliases],
      ...(entry.group ? { group: true } : {}),
    })),
    nameOf: (mention) => names.get(meant(mention).key) ?? meant(mention).name,
    shortenedBy: (words) => onlyOne([...names.values()].filter((name) => abbreviates(words, name))),
  }
}

/** "Ủy ban nhân dân phường (UBND phường)": the paper's own full name stands for the usual short one. */
const WRITTEN_OUT = /^(?:Ủy ban|Uỷ ban|Hội đồng) nhân dân (?:xã|phường|thị trấn|đặc khu)$/u

const DEFINED =
  /\(\s*(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung)?\s*là:?\s*["“]?([^()"”]{2,60})["”]?\s*\)|\(\s*(\p{Lu}{2,10}(?: xã| phường)?)\s*\)/giu
/** Most characters between a unit's name and the short name given to it: its commune's name. */
const MAX_BETWEEN_CHARS = 40

/** How far before its short name, in characters, a unit's name is looked for. */
const MAX_NAME_CHARS = 500

/** "Ban … (sau đây gọi tắt là Ban Chỉ huy)", "Ban Chỉ đạo … (BCĐ)": the names a paper gives to units, in that paper alone. */
export function ownNamesIn(placed: readonly Placed[], sections: readonly Section[]): OwnName[] {
  const names = new Map<string, OwnName>()
  for (const { block } of placed) {
    if (!block.plain.includes('(')) continue
    for (const match of block.plain.matchAll(DEFINED)) {
      const words = (match[1] ?? match[2] ?? '').trim()
      const before = block.plain.slice(Math.max(0, match.index - MAX_NAME_CHARS), match.index)
      const unit = findUnits(before).at(-1)
      if (unit && before.length - unit.end <= MAX_BETWEEN_CHARS && shortens(words, before.slice(unit.start)))
        names.set(words, { words, unit })
    }
  }
  const all = [
    ...names.values(),
    ...abbreviationKey(placed, sections),
    ...headsAlone(placed),
    ...headedBesideUnits(sections),
  ]
  return [...new Map(all.map((name) => [name.words, name])).values()].slice(0, MOST_OWN_NAMES)
}

/** Every text is searched for each of them; papers have a dozen. */
const MOST_OWN_NAMES = 200

/** A heading among headings that name offices names one as well, or several, where each part reads like a body. */
function headedBesideUnits(sections: readonly Section[]): OwnName[] {
  const named = new Set(sections.filter(({ heading }) => findUnits(titleOf(heading))[0]?.start === 0))
  const byParent = Map.groupBy(sections, ({ parent }) => parent)
  const officesBelow = Map.groupBy(named, ({ parent }) => parent)
  return sections.flatMap((section) => {
    const bodies = bodiesOf(section.heading).filter((words) => findUnits(words).length === 0)
    if (bodies.length === 0) return []
    const siblings = (byParent.get(section.parent)?.length ?? 0) - 1
    const offices = (officesBelow.get(section.parent)?.length ?? 0) - (named.has(section) ? 1 : 0)
    if (offices < 2 || offices * 2 < siblings) return []
    return bodies.flatMap((words) => {
      const unit = bodyOf(words)
      return (unit.group ? [words, words.replace('Các', 'các')] : [words]).map((each) => ({ words: each, unit }))
    })
  })
}

/** "Hạt Kiểm lâm khu vực, Đồn Biên phòng Cửa Hà": the bodies a heading lists; none where a part of it is no body. */
function bodiesOf(heading: string): string[] {
  const title = titleOf(heading)
    .replace(/^(?:Kính đề nghị|Đề nghị|Giao|Yêu cầu)\s+/u, '')
    .replace(/(?<![\s.:;])[\s.:;]+$/u, '')
  const parts = title.split(/(?:(?<!\s)\s+)?[;,]\s*/)
  return parts.every((part) => bodyNamed(part) !== null) ? parts : []
}

/** Heads of names by which papers call the only office that has one: "Văn phòng", "Trung tâm". */
const HEADS_ALONE = ['Văn phòng', 'Trung tâm']

function headsAlone(placed: readonly Placed[]): OwnName[] {
  const plain = placed.map(({ block }) => block.plain)
  return HEADS_ALONE.flatMap((words) => {
    const called = plain.filter((text) => text.toLowerCase().includes(words.toLowerCase()))
    const offices = called.flatMap(findUnits).filter(({ name, group }) => !group && name.startsWith(`${words} `))
    const [only, ...others] = new Map(offices.map((unit) => [unit.key, unit])).values()
    return only && others.length === 0 ? [{ words, unit: only }] : []
  })
}

function onlyOne(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null
}

/** "Trung tâm DVTH" for "Trung tâm Dịch vụ tổng hợp xã": capitals stand for the first letters of the words they cover. */
function abbreviates(short: string, name: string): boolean {
  const words = fold(name).match(/[a-z0-9]+/g) ?? []
  let at = 0
  let capitals = 0
  for (const part of short.replace(/(?<!\s)\s+(?:xã|phường)$/u, '').match(/[\p{L}\p{M}\d]+/gu) ?? []) {
    if (/^\p{Lu}{2,}$/u.test(part)) {
      if (
        words
          .slice(at, at + part.length)
          .map((word) => word.charAt(0))
          .join('') !== fold(part)
      )
        return false
      at += part.length
      capitals++
    } else if (fold(part) !== words[at++]) return false
  }
  return capitals > 0 && words.slice(at).every((word) => /^(?:xa|phuong)$/.test(word))
}

function record(entries: Map<string, Entry>, mention: UnitMention): void {
  const entry = entries.get(mention.key) ?? {
    name: mention.name,
    group: mention.group,
    aliases: new Set<string>(),
    mentions: 0,
    withLevel: new Map<string, number>(),
  }
  entry.aliases.add(mention.text.replace(/\s+/g, ' '))
  entry.mentions++
  if (mention.level) entry.withLevel.set(mention.level, (entry.withLevel.get(mention.level) ?? 0) + 1)
  entries.set(mention.key, entry)
}

const COMMUNE_LEVELS = new Set(['xã', 'phường', 'thị trấn', 'đặc khu'])

/** "Trạm Y tế xã" where the document mostly writes it so; a group keeps the words the document has for it. */
function displayName(entry: Entry): string {
  const [level, count] =
    [...entry.withLevel].filter(([word]) => COMMUNE_LEVELS.has(word)).sort((a, b) => b[1] - a[1])[0] ?? []
  if (entry.group && !/^Các Ban của HĐND$/.test(entry.name)) return writtenName(entry)
  if (!level || !count || count * 2 < entry.mentions) return entry.name
  return entry.name.endsWith(` ${level}`) ? entry.name : `${entry.name} ${level}`
}

/** "Các trường học" where the paper says so, though the grammar's word for them is "các cơ sở giáo dục". */
function writtenName({ name, aliases }: Entry): string {
  const written = [...aliases].find((alias) => /^các /iu.test(alias))
  if (!written || [...aliases].some((alias) => fold(alias).includes(fold(name)))) return name
  return written.charAt(0).toUpperCase() + written.slice(1)
}
