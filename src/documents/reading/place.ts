import { fold, squeeze } from '../../language/text.ts'
import type { Block } from './blocks.ts'

export type PlaceReading = {
  /** "xã", "phường", "thị trấn", "đặc khu". */
  kind: string | null
  commune: string | null
  province: string | null
  dateText: string | null
  date: string | null
}

const NAME = "(?:\\p{Lu}[\\p{Ll}'’]+(?:[ ]\\p{Lu}[\\p{Ll}'’]+){0,3}|\\d{1,2})(?![\\p{L}\\d])"
const COMMUNE = new RegExp(`(?<!\\p{L})([Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)\\s+(${NAME})`, 'gu')
const COMMUNE_CAPS =
  /(?<!\p{L})(XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+((?!HỘI)\p{Lu}{2,}(?:[ ]\p{Lu}{2,}){0,3}|\d{1,2})(?![\p{L}\d])/gu
const PROVINCE =
  /(?<!\p{L})([Tt]ỉnh|[Tt]hành phố|TP\.?)\s*(\p{Lu}[\p{Ll}]+(?:(?:[ ]|\s?[-–]\s?)\p{Lu}[\p{Ll}]+){0,3})(?!\p{L})/gu
const PLACE_AND_DAY = /^(\p{Lu}[\p{L}'’ ]{1,40}?),\s*(ngày\s*([\d\s.…_]*)tháng\s*([\d\s.…_]*)năm\s*(\d{4})?.*)$/u
const PLACE_AND_DATE = /^(\p{Lu}[\p{L}'’ ]{1,40}?),\s*(ngày\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))\s*$/u
/** Longest dated line, in characters. */
const MAX_DATED_CHARS = 120
/** Words with a capital that stand after a name, but are no part of it. */
const NOT_NAME = /^(Về|Thực|Triển|Căn|Giai|Kế|Ban|Đề|Theo|Trong|Chủ|Quý|Độc|Năm|Văn|Ủy|Hội)$/

/** The commune, its province and the dated line of the head. The commune is the name most often written with its level. */
export function readPlace(blocks: readonly Block[]): PlaceReading {
  const dated = readDated(blocks)
  const votes = new Map<string, { name: string; kind: string; weight: number }>()
  const vote = (kind: string, name: string, weight: number): void => {
    const words = name.split(' ')
    const stop = words.findIndex((word, at) => at > 0 && NOT_NAME.test(word))
    const kept = (stop < 0 ? words : words.slice(0, stop)).join(' ')
    if (!kept || kept === 'Hội') return
    const key = fold(kept)
    const known = votes.get(key) ?? { name: kept, kind, weight: 0 }
    votes.set(key, { ...known, kind: known.kind || kind, weight: known.weight + weight })
  }
  if (dated.place) vote('', dated.place, 4)
  blocks.forEach((block, at) => {
    const weight = at < 12 ? 3 : 1
    for (const match of block.plain.matchAll(COMMUNE)) vote((match[1] ?? '').toLowerCase(), match[2] ?? '', weight)
    for (const match of block.plain.matchAll(COMMUNE_CAPS))
      vote((match[1] ?? '').toLowerCase(), titleCase(match[2] ?? ''), weight)
  })
  const best = [...votes.values()].filter((candidate) => candidate.kind).sort((a, b) => b.weight - a.weight)[0]
  const commune = best ?? (dated.place ? { name: dated.place, kind: null } : null)
  return {
    kind: commune?.kind ?? null,
    commune: commune?.name ?? null,
    province: readProvince(blocks),
    dateText: dated.text,
    date: dated.date,
  }
}

/** "An Phú, ngày 5 tháng 6 năm 2026": place, words, day, month, year. Null for any other line. */
export function datedLine(plain: string): RegExpExecArray | null {
  return plain.length > MAX_DATED_CHARS ? null : (PLACE_AND_DAY.exec(plain) ?? PLACE_AND_DATE.exec(plain))
}

function readDated(blocks: readonly Block[]): { place: string | null; text: string | null; date: string | null } {
  for (const block of blocks) {
    const match = datedLine(block.plain)
    if (!match) continue
    const [day, month, year] = [match[3], match[4], match[5]].map((part) => Number((part ?? '').replace(/\D/g, '')))
    return { place: match[1] ?? null, text: squeeze(match[2] ?? ''), date: isoDay(year ?? 0, month ?? 0, day ?? 0) }
  }
  return { place: null, text: null, date: null }
}

function isoDay(year: number, month: number, day: number): string | null {
  if (!year || !month || !day) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? date.toISOString().slice(0, 10) : null
}

function readProvince(blocks: readonly Block[]): string | null {
  const votes = new Map<string, number>()
  for (const block of blocks) {
    for (const match of block.plain.matchAll(PROVINCE)) {
      const name = (match[2] ?? '').replace(/(?:(?<!\s)\s+)?[-–]\s*/g, ' - ')
      votes.set(name, (votes.get(name) ?? 0) + 1)
    }
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** `HÀ NAM` → `Hà Nam`. */
export function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase())
}
