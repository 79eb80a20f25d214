import { fold, squeeze } from '../language/text.ts'
import { type AuditAction, writeAudit } from '../people/index.ts'
import { type Audience, audienceOf, recipientsOf } from './audience.ts'
import { type Broadcast, type Content, goesToPosts } from './broadcast.ts'
import type { BroadcastsOptions } from './dependencies.ts'
import { type Receipts, receiptsOf } from './receipts.ts'
import {
  acknowledge,
  approveRow,
  claimSilent,
  decideRow,
  findBroadcast,
  insertBroadcast,
  listBroadcasts,
  submitRow,
  updateBroadcast,
} from './rows.ts'
import { AT_ONCE, oweWaiting } from './send.ts'
import { askAgain, GOT_IT, thanks } from './words.ts'

/** `overtaken`: somebody changed or decided it meanwhile. `own_words`: nobody approves what they wrote. `refused`: why, in words. */
export type Changed =
  | { kind: 'done'; id: number }
  | { kind: 'overtaken' | 'own_words' | 'gone' }
  | { kind: 'refused'; why: string }

type Seen = { id: number; revision: number; by: number }

export type Broadcasts = {
  list(communeIds: readonly number[]): Promise<Broadcast[]>
  get(id: number): Promise<Broadcast | null>
  /** A new draft. `by` is the number of a person. */
  write(communeId: number, content: Content, by: number): Promise<Changed>
  /** Other words; what waited for approval is a draft again. */
  rewrite(seen: Seen, content: Content): Promise<Changed>
  submit(seen: Seen): Promise<Changed>
  /** By anybody who wrote none of it, of the revision they saw; from here on it goes out. */
  approve(seen: Seen): Promise<Changed>
  sendBack(id: number, who: { by: number; reason: string }): Promise<Changed>
  cancel(id: number, who: { by: number; reason: string }): Promise<Changed>
  audience(broadcast: Pick<Broadcast, 'communeId' | 'kind' | 'postIds'>): Promise<Audience>
  receipts(id: number): Promise<Receipts>
  /** Asks those once more who did not say that they got it, four hours apart at least; how many. */
  remindSilent(id: number): Promise<number>
  /** "Đã nhận", pressed or typed; what to say back, null when the message is none of ours. */
  hear(heard: { accountId: number; text: string; subject: unknown }): Promise<string | null>
  /** Owes what approved notices still owe: after an approval, and from time to time. */
  sweep(): Promise<void>
}

const LISTED = 200

export function createBroadcasts(options: BroadcastsOptions): Broadcasts {
  const { store, people } = options
  const noted = async (
    changed: Changed,
    action: AuditAction,
    who: { by: number; reason?: string },
  ): Promise<Changed> => {
    if (changed.kind === 'done') await note(options, changed.id, { action, ...who })
    return changed
  }
  return {
    list: (communeIds) => listBroadcasts(store, communeIds, LISTED),
    get: (id) => findBroadcast(store, id),
    write: async (communeId, content, by) => {
      const why = await whyNot(options, communeId, content)
      if (why) return { kind: 'refused', why }
      const id = await insertBroadcast(store, communeId, { content, by })
      return noted({ kind: 'done', id }, 'notice_written', { by })
    },
    rewrite: async (seen, content) => noted(await rewrite(options, seen, content), 'notice_changed', seen),
    submit: async (seen) => noted(outcome(seen.id, await submitRow(store, seen)), 'notice_submitted', seen),
    approve: async (seen) => noted(await approve(options, seen), 'notice_approved', seen),
    sendBack: async (id, who) =>
      noted(outcome(id, await decideRow(store, { id, ...who, state: 'draft' })), 'notice_returned', who),
    cancel: async (id, who) =>
      noted(outcome(id, await decideRow(store, { id, ...who, state: 'cancelled' })), 'notice_cancelled', who),
    audience: (broadcast) => audienceOf(people, broadcast),
    receipts: (id) => receiptsOf(store, id),
    remindSilent: (id) => remindSilent(options, id),
    hear: (heard) => hear(options, heard),
    sweep: () => oweWaiting(options),
  }
}

/** Who did what to which notice and why, in the trail of the office. */
async function note(
  { store }: BroadcastsOptions,
  id: number,
  { action, by, reason }: { action: AuditAction; by: number; reason?: string },
): Promise<void> {
  const communeId = (await findBroadcast(store, id))?.communeId ?? null
  await writeAudit(store, { actor: `person ${by}`, action, communeId, subject: { notice: id }, reason: reason ?? null })
}

async function rewrite(options: BroadcastsOptions, { id, revision, by }: Seen, content: Content): Promise<Changed> {
  const broadcast = await findBroadcast(options.store, id)
  if (!broadcast) return { kind: 'gone' }
  const why = await whyNot(options, broadcast.communeId, content)
  if (why) return { kind: 'refused', why }
  return outcome(id, await updateBroadcast(options.store, { id, revision }, { content, by }))
}

function outcome(id: number, isDone: boolean): Changed {
  return isDone ? { kind: 'done', id } : { kind: 'overtaken' }
}

/** Why a notice cannot be kept as it is; null when it can. */
async function whyNot(options: BroadcastsOptions, communeId: number, content: Content): Promise<string | null> {
  const { kind, postIds, documentIds, meetingAt } = content
  if (kind === 'meeting' && postIds.length === 0) return 'Chưa chọn chức danh nào để mời.'
  if (kind === 'meeting' && meetingAt === null) return 'Chưa ghi thời gian họp.'
  const papers = await options.papers(communeId, documentIds)
  if (papers.length < documentIds.length) return 'Có văn bản không còn trong kho; anh/chị chọn lại.'
  const internal = papers.find(({ isPublic }) => !isPublic)
  if (internal && kind !== 'meeting') {
    return `"${internal.name}" là văn bản nội bộ, chỉ gửi được kèm giấy mời họp cho chức danh.`
  }
  return null
}

async function approve(options: BroadcastsOptions, { id, revision, by }: Seen): Promise<Changed> {
  const { store, people } = options
  const broadcast = await findBroadcast(store, id)
  if (!broadcast) return { kind: 'gone' }
  if (broadcast.writers.includes(by)) return { kind: 'own_words' }
  // Consents, holders and papers may have changed since it was written.
  const why = await whyNot(options, broadcast.communeId, broadcast)
  if (why) return { kind: 'refused', why }
  const recipients = recipientsOf(await audienceOf(people, broadcast))
  if (recipients.length === 0) return { kind: 'refused', why: 'Chưa có ai nhận được tin này qua trợ lý.' }
  if (!(await approveRow(store, { id, revision, by, recipients }))) return { kind: 'overtaken' }
  await oweWaiting(options, AT_ONCE)
  return { kind: 'done', id }
}

async function remindSilent({ store, people, delivery }: BroadcastsOptions, id: number): Promise<number> {
  const broadcast = await findBroadcast(store, id)
  if (broadcast?.state !== 'approved' || !goesToPosts(broadcast.kind)) return 0
  const silent = await claimSilent(store, id)
  for (const { accountId, postId } of silent) {
    const title = (postId === null ? null : await people.posts.get(postId))?.title ?? ''
    await delivery.owe({
      accountId,
      key: `broadcast-${id}-again-${crypto.randomUUID()}`,
      class: 'reminder',
      text: askAgain(broadcast, title),
      choices: [GOT_IT],
      subject: { of: 'broadcast', broadcast: id },
    })
  }
  return silent.length
}

type Spoken = { accountId: number; text: string; subject: unknown }

async function hear({ store }: BroadcastsOptions, { accountId, text, subject }: Spoken): Promise<string | null> {
  const { of, broadcast: named } = (subject ?? {}) as { of?: string; broadcast?: unknown }
  const isOurs = of === 'broadcast' && typeof named === 'number'
  // A choice of some other message is that message's, whatever its words.
  if (!isOurs && ((subject ?? null) !== null || !SAYS_SO.test(squeeze(fold(text))))) return null
  const id = await acknowledge(store, accountId, isOurs ? named : null)
  const broadcast = id === null ? null : await findBroadcast(store, id)
  return broadcast && thanks(broadcast)
}

const SAYS_SO = /^(?:(?:toi|em|minh) )?da nhan(?: (?:duoc|tin|thong bao|giay moi))?[.! ]*$/
