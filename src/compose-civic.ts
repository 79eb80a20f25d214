/** What an office and its people say to one another beside questions, joined to the conversation and the outbox. */
import { extname, join } from 'node:path'
import { type Broadcasts, createBroadcasts, type Paper } from './broadcasts/index.ts'
import type { Action } from './conversation/index.ts'
import type { Delivery } from './delivery/index.ts'
import type { People } from './people/index.ts'
import type { Store } from './store/index.ts'
import { documentName } from './web/index.ts'

export type Civic = {
  /** What the office's pages ask of it. */
  pages: { broadcasts: Broadcasts }
  act: Action
  /** Owes what is due; safe in several processes at once. */
  sweep(): Promise<void>
}

type Parts = {
  store: Store
  people: People
  delivery: Pick<Delivery, 'owe'>
  knowledgeFolder: string
  publicUrl: string | null
}

export function composeCivic(parts: Parts): Civic {
  const broadcasts = createBroadcasts({ ...parts, papers: (communeId, ids) => papersOf(parts, communeId, ids) })
  return {
    pages: { broadcasts },
    act: async ({ account, text, about, message }) => {
      if (message.isGroup) return null
      const said = await broadcasts.hear({ accountId: account.id, text, subject: about?.subject })
      return said === null ? null : reply(said)
    },
    sweep: () => broadcasts.sweep(),
  }
}

function reply(text: string, offer: { choices?: string[]; subject?: unknown } = {}) {
  return { text, outcome: 'chat', citations: [], latencyMs: 0, forgets: false, choices: [], ...offer }
}

const MIME_TYPES: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

async function papersOf(
  { store, knowledgeFolder, publicUrl }: Parts,
  communeId: number,
  ids: readonly number[],
): Promise<Paper[]> {
  if (ids.length === 0) return []
  const rows = await store.db.document.findMany({
    where: { id: { in: [...ids] }, communeId, status: 'active' },
    select: { id: true, file: true, title: true, type: true, number: true, dateText: true, visibility: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ visibility, ...row }) => {
    const name = documentName(row)
    const extension = extname(row.file).toLowerCase()
    const isPublic = visibility === 'public'
    return {
      ...{ id: row.id, name, isPublic },
      file: {
        path: join(knowledgeFolder, row.file),
        // What a phone's disk refuses in a name.
        name: `${name.replace(/[\\/:*?"<>|]+/g, '-').slice(0, 120)}${extension}`,
        mimeType: MIME_TYPES[extension] ?? 'application/octet-stream',
      },
      url: isPublic && publicUrl ? new URL(`/van-ban/${row.id}`, publicUrl).href : null,
    }
  })
}
