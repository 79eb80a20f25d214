/** Who looks at the office's duties or acts on them from its pages, and what of them is theirs. */
import { crc32 } from 'node:zlib'
import type { OccurrenceRow } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import type { ChatParts, Turn } from '../chat/asked.ts'
import { isDeskOf } from '../chat/who.ts'
import { localMinute } from '../live/local-minute.ts'

export type Viewer = {
  personId: number
  /** Posts of all communes of the person. */
  posts: { communeId: number; role: string; unit: string | null; title: string }[]
  seesAllUnits: boolean
  /** May decide for every unit: file, excuse, grant, return. */
  mayDecide: boolean
}

export type DeskCommune = { id: number; slug: string; name: string }

/** Units of the commune whose posts the viewer holds, by the keys of their bodies; whoever only looks on holds none. */
export function ownKeys({ posts }: Viewer, communeId: number): ReadonlySet<string> {
  return new Set(
    posts.flatMap((post) =>
      post.communeId === communeId && post.unit !== null && post.role !== 'viewer' ? [bodyOf(post.unit).key] : [],
    ),
  )
}

/** Of the viewer's own units, or of all where they see all. */
export function isTheirs(viewer: Viewer, row: OccurrenceRow): boolean {
  return viewer.seesAllUnits || ownKeys(viewer, row.communeId).has(row.bodyKey)
}

/** Theirs, or what comes to their desk: whoever receives a report sees how it stands. */
export function maySee(viewer: Viewer, row: OccurrenceRow): boolean {
  return isTheirs(viewer, row) || comesTo(viewer, row)
}

/** Accepts and returns it: the desk that receives the report, as in the chat, or whoever decides for all. */
export function mayReceive(viewer: Viewer, row: OccurrenceRow): boolean {
  return viewer.mayDecide || comesTo(viewer, row)
}

function comesTo({ posts }: Viewer, row: OccurrenceRow): boolean {
  const here = posts.filter(({ communeId }) => communeId === row.communeId)
  return row.kind === 'report' && row.isConfirmed && isDeskOf(here, row)
}

/** Speaks for the unit of the row, or decides for all. */
export function maySpeak(viewer: Viewer, row: OccurrenceRow): boolean {
  return viewer.mayDecide || ownKeys(viewer, row.communeId).has(row.bodyKey)
}

/** The same form sent twice is one saying: its word makes a number that no message has. */
function numberOfForm(form: string): number {
  return -1 - (crc32(form) >>> 1)
}

/** A form of the office's pages as the acts of the chat take it. */
export async function turnOf(
  parts: ChatParts,
  { viewer, commune, form }: { viewer: Viewer; commune: DeskCommune; form: string },
): Promise<Turn> {
  const [day = '', time = ''] = localMinute(await parts.clock()).split('T')
  const own = viewer.posts.flatMap((post, index) => (post.communeId === commune.id ? [{ ...post, id: index }] : []))
  const posts = own.length > 0 ? own : [{ id: 0, role: 'administrator', unit: null, title: 'Quản trị' }]
  return {
    parts,
    asked: {
      account: { id: 0, personId: viewer.personId, commune, posts },
      text: '',
      about: null,
      message: { id: numberOfForm(form), conversationId: 0, kind: 'text', attachments: [], isGroup: false },
    },
    day,
    time,
  }
}
