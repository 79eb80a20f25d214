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
  for (const { block, region } of placed) {
    if (region === 'head') continue
    const texts = block.kind === 'row' ? block.cells : [block.plain]
    for (const text of texts) for (const mention of findUnits(text)) record(entries, mention)
  }
  const names = new Map([...entries].map(([key, entry]) => [key, displayName(entry)]))
  return {
    units: [...entries].map(([key, entry]) => ({
      name: names.get(key) ?? entry.name,
      aliases: [...entry.aliases],
      ...(entry.group ? { group: true } : {}),
    })),
    nameOf: (mention) => names.get(mention.key) ?? mention.name,
  }
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
