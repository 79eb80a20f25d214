/** What an office and its people say to one another beside questions, joined to the conversation and the outbox. */
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { isEmergency, wantsFeedback } from './answering/index.ts'
import { type Broadcasts, createBroadcasts, type Paper } from './broadcasts/index.ts'
import { createCalendar } from './calendar/index.ts'
import type { Action, Asked } from './conversation/index.ts'
import { type Council, openCouncil } from './council/index.ts'
import type { Delivery } from './delivery/index.ts'
import { openRegister, type Register } from './duties/index.ts'
import { createFeedback, type Feedback, MAX_PHOTO_BYTES, readFeedbackRules } from './feedback/index.ts'
import type { Account, People } from './people/index.ts'
import { readPolicy } from './reminders/index.ts'
import type { Store } from './store/index.ts'
import { documentName } from './web/index.ts'

/** The aims of a commune's papers, as its council supervises them. */
type Targets = (
  communeSlug: string,
) => Promise<{ id: number; text: string; by: string | null; document: string; documentId: number; section: string }[]>

export type Civic = {
  /** What the office's pages ask of it. */
  pages: { broadcasts: Broadcasts; feedback: Feedback; council: Council; targets: Targets }
  /** "Đã nhận" under a notice; tried before what else these words may mean to an official. */
  acknowledge: Action
  act: Action
  /** Whether what this person attached is wanted by what they are doing. */
  wantsAttachments(account: Account): Promise<boolean>
  scopeOf: Council['scopeOf']
  /** Owes what is due; safe in several processes at once. */
  sweep(): Promise<void>
}

type Parts = {
  store: Store
  people: People
  delivery: Pick<Delivery, 'owe' | 'channel'>
  knowledgeFolder: string
  publicUrl: string | null
  now?: () => Date
}

export function composeCivic(parts: Parts): Civic {
  const broadcasts = createBroadcasts({ ...parts, papers: (communeId, ids) => papersOf(parts, communeId, ids) })
  const now = parts.now ?? (() => new Date())
  const calendar = createCalendar(readPolicy(parts.knowledgeFolder).calendar)
  const council = openCouncil({
    ...{ ...parts, broadcasts, calendar, now },
    paperNames: async (communeId, ids) => (await papersOf(parts, communeId, ids)).map(({ name }) => name),
  })
  const register = openRegister(parts.store)
  const feedback = createFeedback({
    ...{ ...parts, now, calendar, register },
    rules: readFeedbackRules(fileText(join(parts.knowledgeFolder, 'feedback.yaml'))),
  })
  return {
    pages: { broadcasts, feedback, council, targets: targetsFrom(register) },
    acknowledge: async ({ account, text, about, message }) => {
      if (message.isGroup) return null
      const said = await broadcasts.hear({ accountId: account.id, text, subject: about?.subject })
      return said === null ? null : reply({ text: said })
    },
    act: async (asked) => {
      const { account, text, about, message } = asked
      const session = about ? null : await council.hear({ account, text, isGroup: message.isGroup })
      if (session !== null) return reply({ text: session })
      // A choice of some other message is that message's.
      const { of = 'feedback' } = (about?.subject ?? {}) as { of?: string }
      const said = of === 'feedback' ? await feedback.hear(heardFrom(parts, asked)) : null
      return said && reply(said)
    },
    wantsAttachments: async ({ id, role }) => role !== 'citizen' || feedback.wantsPhoto(id),
    scopeOf: council.scopeOf,
    sweep: async () => {
      await council.sweep()
      await broadcasts.sweep()
      await feedback.sweep()
    },
  }
}

function heardFrom({ store, delivery }: Parts, { account, text, message }: Asked) {
  const channel = delivery.channel(account.channel)
  const [picture] = message.attachments.filter(({ kind, name }) => kind === 'image' || PICTURE.test(name ?? ''))
  const asks = wantsFeedback(text)
  return {
    ...{ account, text, messageId: message.id, isGroup: message.isGroup },
    wantsToReport: asks === 'new',
    isEmergency: isEmergency(text),
    asksStatus: asks === 'status',
    takesPhotos: channel?.fetch !== undefined,
    photo: picture
      ? async () => {
          const bytes = await channel?.fetch?.(account.endpoint, picture, MAX_PHOTO_BYTES).catch(() => null)
          // Where it lies is of no use any more.
          await store.query('UPDATE message SET attachments = NULL WHERE id = $1', [message.id])
          return bytes ?? null
        }
      : null,
  }
}

const PICTURE = /\.(?:jpe?g|png|webp)$/i

function targetsFrom(register: Pick<Register, 'of'>): Targets {
  return async (slug) => {
    const own = await register.of(slug)
    const names = new Map(own?.documents.map((document) => [document.id, documentName(document)]))
    return (own?.targets ?? []).map(({ id, text, by, documentId, section }) => ({
      ...{ id, text, by, documentId, section },
      document: names.get(documentId) ?? '',
    }))
  }
}

function fileText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function reply(said: { text: string; choices?: string[]; subject?: unknown }) {
  return { outcome: 'chat', citations: [], latencyMs: 0, forgets: false, choices: [], ...said }
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
