import { fold } from '../../language/text.ts'
import { findUnits, type UnitMention } from '../../language/units.ts'
import type { Unit } from '../administrative-document.ts'
import type { Placed } from './outline-state.ts'

/** Canonical names of the units of one document. */
export type UnitRegister = {
  units: Unit[]
  /** The document's name for a mention. */
  nameOf: (mention: UnitMention) => string
}

type Entry = { name: string; group: boolean; aliases: Set<string>; mentions: number; withLevel: Map<string, number> }

/** Every unit named in a document under one name each, with every spelling met. */
export function registerUnits(placed: readonly Placed[]): UnitRegister {
  const entries = new Map<string, Entry>()
  const short = shortNames(placed)
  const meant = (mention: UnitMention): UnitMention => short.get(fold(mention.text)) ?? mention
  for (const { block, region } of placed) {
    if (region === 'head') continue
    const texts = block.kind === 'row' ? block.cells : [block.plain]
    for (const text of texts)
      for (const mention of findUnits(text)) record(entries, { ...meant(mention), text: mention.text })
  }
  const names = new Map([...entries].map(([key, entry]) => [key, displayName(entry)]))
  return {
    units: [...entries].map(([key, entry]) => ({
      name: names.get(key) ?? entry.name,
      aliases: [...entry.aliases],
      ...(entry.group ? { group: true } : {}),
    })),
    nameOf: (mention) => names.get(meant(mention).key) ?? meant(mention).name,
  }
}

const DEFINED = /\(\s*(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung)?\s*là:?\s*["“]?([^()"”]{2,60})["”]?\s*\)/giu
/** Most characters between a unit's name and the short name given to it: its commune's name. */
const MAX_BETWEEN_CHARS = 40

/** "Ban … (sau đây gọi tắt là Ban Chỉ huy)": the unit that a short name means in this paper, by its folded words. */
function shortNames(placed: readonly Placed[]): Map<string, UnitMention> {
  const short = new Map<string, UnitMention>()
  for (const { block } of placed) {
    if (!block.plain.includes('là')) continue
    for (const match of block.plain.matchAll(DEFINED)) {
      const unit = findUnits(block.plain.slice(0, match.index)).at(-1)
      if (unit && match.index - unit.end <= MAX_BETWEEN_CHARS) short.set(fold(match[1] ?? '').trim(), unit)
    }
  }
  return short
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

/** "Trạm Y tế xã" where the document mostly writes it so; a group keeps its own words. */
function displayName(entry: Entry): string {
  const [level, count] =
    [...entry.withLevel].filter(([word]) => COMMUNE_LEVELS.has(word)).sort((a, b) => b[1] - a[1])[0] ?? []
  if (entry.group && !/^Các Ban của HĐND$/.test(entry.name)) return entry.name
  if (!level || !count || count * 2 < entry.mentions) return entry.name
  return entry.name.endsWith(` ${level}`) ? entry.name : `${entry.name} ${level}`
}
