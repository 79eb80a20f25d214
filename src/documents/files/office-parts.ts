/** How the parts of an office package hang together: by relationships, not by paths, for paths can be anything. */
import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { ReadingStopped } from './extraction.ts'
import type { FileLimits } from './limits.ts'
import { readElements } from './xml.ts'

type Relationship = { id: string; kind: string; target: string; external: boolean }

export type RelatedParts = {
  /** Paths of the parts of one kind ("styles", "header", "worksheet"), in the order of the package. */
  of(kind: string): string[]
  /** Path of the part with that relationship id. */
  byId(id: string): string | null
  notes: string[]
}

const MACRO_PARTS = /(?:^|\/)vbaproject\.bin$|(?:^|\/)vbadata\.xml$/i
const EMBEDDING_KINDS = new Set(['aFChunk', 'oleObject', 'package', 'control', 'subDocument', 'frame'])

/** The part that holds the document, as the package's own relationships say; refuses macros wherever they hide. */
export async function mainPart(archive: Archive, limits: FileLimits): Promise<string> {
  if (archive.names.some((name) => MACRO_PARTS.test(name))) throw new ReadingStopped('macros')
  const types = (await archive.bytes('[Content_Types].xml'))?.toString('utf8') ?? ''
  if (/macroenabled|vbaproject/i.test(types)) throw new ReadingStopped('macros')
  const root = await relationships(archive, '', limits)
  const main = root.find((relationship) => relationship.kind === 'officeDocument' && !relationship.external)
  if (!main) throw new ReadingStopped('damaged', '_rels/.rels')
  return main.target
}

/** Parts the main part refers to. Nothing outside the file is ever followed. */
export async function relatedParts(archive: Archive, part: string, limits: FileLimits): Promise<RelatedParts> {
  const all = await relationships(archive, part, limits)
  if (all.some((relationship) => relationship.kind === 'vbaProject')) throw new ReadingStopped('macros')
  const inside = all.filter((relationship) => !relationship.external)
  const embedded = all.filter((relationship) => EMBEDDING_KINDS.has(relationship.kind)).length
  return {
    of: (kind) => [...new Set(inside.filter((found) => found.kind === kind).map((found) => found.target))],
    byId: (id) => inside.find((found) => found.id === id)?.target ?? null,
    notes: embedded > 0 ? [`không đọc ${embedded} đối tượng nhúng hoặc liên kết trong tệp`] : [],
  }
}

async function relationships(archive: Archive, part: string, limits: FileLimits): Promise<Relationship[]> {
  const folder = posix.dirname(part)
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const chunks = archive.open(path)
  if (!chunks) return []
  const elements = await readElements({ chunks, part: path, limits }, ['Relationship'])
  return elements.map(({ attributes }) => ({
    id: attributes.Id ?? '',
    kind: (attributes.Type ?? '').split('/').at(-1) ?? '',
    target: posix.join(attributes.Target?.startsWith('/') ? '' : folder, attributes.Target ?? '').replace(/^\//, ''),
    external: attributes.TargetMode === 'External',
  }))
}
