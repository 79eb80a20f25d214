import type { Changed } from '../broadcasts/index.ts'
import { type Account, type AuditAction, writeAudit } from '../people/index.ts'
import type { CouncilOptions } from './dependencies.ts'
import { remind } from './remind.ts'
import {
  askedSession,
  beginAsking,
  cancelSession,
  currentSession,
  endAsking,
  findSession,
  insertSession,
  listSessions,
  noteInvitation,
  updateSession,
} from './rows.ts'
import { isCouncilPost, type Session, type SessionContent } from './session.ts'
import * as words from './words.ts'

export type Outcome = { kind: 'done'; id: number } | { kind: 'overtaken' | 'gone' } | { kind: 'refused'; why: string }

export type Council = {
  list(communeIds: readonly number[]): Promise<Session[]>
  get(id: number): Promise<Session | null>
  write(communeId: number, content: SessionContent, by: number): Promise<Outcome>
  /** Other words: a new invitation is needed, and the old one, where it was not sent, is cancelled. */
  rewrite(seen: { id: number; revision: number; by: number }, content: SessionContent): Promise<Outcome>
  /** Writes the invitation with agenda and papers to every post of the council, and submits it for approval. */
  invite(id: number, by: number): Promise<Outcome>
  cancel(id: number, who: { by: number; reason: string }): Promise<Outcome>
  /** "Hỏi kỳ họp" and its end; null when the message is neither. */
  hear(heard: { account: Account; text: string; isGroup: boolean }): Promise<string | null>
  /** The papers a chat asks of alone, and what is said under each answer; null while it asks of all. */
  scopeOf(account: Account): Promise<{ documentIds: number[]; note: string } | null>
  /** Owes reminders that are due today. */
  sweep(): Promise<void>
}

export function openCouncil(options: CouncilOptions): Council {
  const { store } = options
  return {
    list: (communeIds) => listSessions(store, communeIds),
    get: (id) => findSession(store, id),
    write: async (communeId, content, by) => {
      const why = await whyNot(options, communeId, content)
      if (why) return { kind: 'refused', why }
      const id = await insertSession(store, communeId, { content, by })
      await note(options, { action: 'session_written', by, id, communeId })
      return { kind: 'done', id }
    },
    rewrite: (seen, content) => rewrite(options, seen, content),
    invite: (id, by) => invite(options, id, by),
    cancel: async (id, { by, reason }) => {
      const session = await findSession(store, id)
      if (!session) return { kind: 'gone' }
      await dropInvitation(options, session, by)
      if (!(await cancelSession(store, id))) return { kind: 'overtaken' }
      await note(options, { action: 'session_cancelled', by, reason, id, communeId: session.communeId })
      return { kind: 'done', id }
    },
    hear: (heard) => hear(options, heard),
    scopeOf: (account) => scopeOf(options, account),
    sweep: () => remind(options),
  }
}

async function whyNot(
  { paperNames }: CouncilOptions,
  communeId: number,
  content: SessionContent,
): Promise<string | null> {
  const names = await paperNames(communeId, content.documentIds)
  return names.length < content.documentIds.length ? 'Có văn bản không còn trong kho; anh/chị chọn lại.' : null
}

type Seen = { id: number; revision: number; by: number }

async function rewrite(options: CouncilOptions, { id, revision, by }: Seen, content: SessionContent): Promise<Outcome> {
  const session = await findSession(options.store, id)
  if (!session) return { kind: 'gone' }
  const why = await whyNot(options, session.communeId, content)
  if (why) return { kind: 'refused', why }
  if (!(await updateSession(options.store, { id, revision }, content))) return { kind: 'overtaken' }
  await dropInvitation(options, session, by)
  await note(options, { action: 'session_changed', by, id, communeId: session.communeId })
  return { kind: 'done', id }
}

type Noted = { action: AuditAction; by: number; id: number; communeId: number; reason?: string }

async function note({ store }: CouncilOptions, { action, by, id, communeId, reason }: Noted): Promise<void> {
  await writeAudit(store, {
    actor: `person ${by}`,
    action,
    communeId,
    subject: { session: id },
    reason: reason ?? null,
  })
}

/** What was sent stays sent; what still waits would say what is no longer so. */
async function dropInvitation({ broadcasts }: CouncilOptions, { broadcastId }: Session, by: number): Promise<void> {
  if (broadcastId !== null) await broadcasts.cancel(broadcastId, { by, reason: 'Kỳ họp đã thay đổi.' })
}

async function invite(options: CouncilOptions, id: number, by: number): Promise<Outcome> {
  const { store, people, broadcasts } = options
  const session = await findSession(store, id)
  if (!session || session.cancelledAt) return { kind: 'gone' }
  const sent = session.broadcastId === null ? null : await broadcasts.get(session.broadcastId)
  if (sent && sent.state !== 'cancelled') return { kind: 'done', id: sent.id }
  const members = (await people.posts.list(session.communeId)).filter(isCouncilPost)
  if (members.length === 0) {
    return { kind: 'refused', why: 'Chưa có chức danh nào của HĐND; anh/chị thêm ở trang Con người.' }
  }
  const { name } = await store.db.commune.findUniqueOrThrow({
    where: { id: session.communeId },
    select: { name: true },
  })
  const written = await broadcasts.write(
    session.communeId,
    {
      ...{ kind: 'meeting', sender: `HĐND ${name}`, title: session.title, text: words.invitationText(session) },
      ...{ meetingAt: session.opensAt, place: session.place, documentIds: session.documentIds },
      postIds: members.map((post) => post.id),
    },
    by,
  )
  if (written.kind !== 'done') return asOutcome(written)
  await noteInvitation(store, id, written.id)
  return asOutcome(await broadcasts.submit({ id: written.id, revision: 1, by }))
}

function asOutcome(changed: Changed): Outcome {
  if (changed.kind === 'done' || changed.kind === 'refused') return changed
  return { kind: changed.kind === 'gone' ? 'gone' : 'overtaken' }
}

type Heard = { account: Account; text: string; isGroup: boolean }

async function hear(
  { store, paperNames, now }: CouncilOptions,
  { account, text, isGroup }: Heard,
): Promise<string | null> {
  if (words.leavesSession(text)) return (await endAsking(store, account.id)) ? words.WORDS.left : words.WORDS.notAsking
  if (!words.asksSession(text)) return null
  const post = account.posts.find(isCouncilPost)
  if (!post || isGroup) return words.WORDS.membersOnly
  const session = await currentSession(store, post.communeId, now())
  if (!session) return words.WORDS.none
  await beginAsking(store, account.id, session.id)
  return words.begun(session, await paperNames(session.communeId, session.documentIds))
}

/** Whoever left the council asks of all papers again, as anybody does. */
async function scopeOf(
  { store }: CouncilOptions,
  account: Account,
): Promise<{ documentIds: number[]; note: string } | null> {
  if (!account.posts.some(isCouncilPost)) return null
  const session = await askedSession(store, account.id)
  return session && !session.cancelledAt ? { documentIds: session.documentIds, note: words.note(session) } : null
}
