/** Which communes a question is about: the asker's own, unless it names others. */
import { fold } from '../../language/text.ts'

export type CommuneName = { slug: string; name: string }

export type Scope = {
  /** Slugs in the order named; the asker's own when none is named; all when neither is known. */
  communes: string[]
  how: 'own' | 'named' | 'every' | 'unknown'
}

const EVERY_COMMUNE =
  / (?:(?:(?<! (?:thon|do thi|nong thon) )moi|tung|cac|nhung) (?:xa|phuong)(?! hoi)|(?:tat ca(?: cac)?|ca|trong|giua) (?:\d+ |nam |bon |ba )?(?:xa|phuong)(?! hoi)|(?:xa|phuong) nao|\d xa|(?<! (?:moi|hang|mot|trong|cuoi|dau|ca) )nam xa|may xa) /

/** With one other commune named, the asker's own is the one compared with it. */
const COMPARES = / (?:so sanh|so voi|khac (?:gi|nhau|voi)|giong|(?:cao|thap|nhieu|it|som|muon) hon) /

const KIND = /^(?:xã|phường|đặc khu|thị trấn)\s+/iu

/** `said` keeps its capitals: initials ("HĐ" beside "HL") are read only there, and only where several are named. */
export function findScope(said: string, asked: string, own: string | null, communes: readonly CommuneName[]): Scope {
  const named = communes.filter(({ name }) => namesCommune(asked, name)).map(({ slug }) => slug)
  const initialled = named.length > 0 && own ? [] : byInitials(said, communes)
  const all = [...new Set([...named, ...(initialled.length + named.length >= 2 || own === null ? initialled : [])])]
  if (all.length > 0) {
    const beside = all.length === 1 && own !== null && !all.includes(own) && COMPARES.test(asked) ? [own] : []
    return { communes: [...beside, ...inOrderOfMention(all, asked, said, communes)], how: 'named' }
  }
  if (
    EVERY_COMMUNE.test(asked) &&
    (own === null || / (?:moi|tung|tat ca|so sanh|trong \d|trong nam|\d xa|nam xa) /.test(asked))
  ) {
    return { communes: communes.map(({ slug }) => slug), how: 'every' }
  }
  if (own !== null) return { communes: [own], how: 'own' }
  return { communes: communes.map(({ slug }) => slug), how: communes.length === 1 ? 'own' : 'unknown' }
}

/** A commune's name as folded words, its kind left off: `xã Bình Phú` → `binh phu`. */
export function properName(name: string): string {
  return fold(name.replace(KIND, ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The question without the communes' names, whose words read as others: "Thượng" as "thưởng". */
export function withoutNames(asked: string, names: readonly string[]): string {
  return names.reduce((text, name) => text.replaceAll(` ${properName(name)} `, ' '), asked)
}

function namesCommune(asked: string, name: string): boolean {
  return asked.includes(` ${properName(name)} `)
}

function byInitials(said: string, communes: readonly CommuneName[]): string[] {
  const capitals = said.match(/(?<!\p{L})\p{Lu}{2,4}(?!\p{L})/gu) ?? []
  const written = new Set(capitals.map(fold))
  return communes.filter(({ name }) => written.has(initialsOf(name))).map(({ slug }) => slug)
}

function initialsOf(name: string): string {
  return properName(name)
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
}

function inOrderOfMention(slugs: string[], asked: string, said: string, communes: readonly CommuneName[]): string[] {
  const at = (slug: string): number => {
    const name = communes.find((commune) => commune.slug === slug)?.name ?? ''
    const named = asked.indexOf(` ${properName(name)} `)
    return named >= 0 ? named : fold(said).indexOf(initialsOf(name))
  }
  return [...slugs].sort((a, b) => at(a) - at(b))
}
