import type { Context } from 'hono'
import { z } from 'zod'
import type { TranscriptMessage } from '../conversation/index.ts'
import type { Account } from '../people/index.ts'
import type { CommuneChoice } from './communes.ts'
import type { WebDependencies } from './dependencies.ts'
import { isLocalRequest } from './protection.ts'
import { ensureVisitor, findVisitor } from './visitor.ts'

/** What a browser or the terminal may do, the same behind the forms and behind the JSON. */

const KEY_MAX_CHARS = 100

export const questionFields = z.object({
  noiDung: z.string().trim().min(1),
  khoa: z.string().min(1).max(KEY_MAX_CHARS),
})
export const feedbackFields = z.object({ tinNhan: z.coerce.number().int().positive(), diem: z.enum(['1', '-1']) })
export const choiceFields = z.object({
  xa: z.string().min(1),
  vaiTro: z.enum(['citizen', 'official', 'unit_head']).default('citizen'),
  donVi: z.string().optional(),
})

/** The officials' roles are there to try only for whoever sits at this machine. */
export async function mayDemonstrate(c: Context, { people }: WebDependencies): Promise<boolean> {
  return isLocalRequest(c) && (await people.isDemonstrationOn())
}

export type ChoiceOutcome = 'chosen' | 'not_allowed' | 'unknown' | 'unit_missing'

/** Records what the person says of themselves. */
export async function applyChoice(
  c: Context,
  deps: WebDependencies,
  { xa, vaiTro, donVi }: z.infer<typeof choiceFields>,
): Promise<ChoiceOutcome> {
  const isCitizen = vaiTro === 'citizen'
  if (!isCitizen && !(await mayDemonstrate(c, deps))) return 'not_allowed'
  if (!isCitizen && !donVi) return 'unit_missing'
  const visitor = await ensureVisitor(c, deps)
  return deps.people.choose(visitor.id, { commune: xa, role: vaiTro, unit: isCitizen ? null : (donVi ?? null) })
}

export const CHOICE_PROBLEMS = {
  not_allowed: 'Vai cán bộ, lãnh đạo chỉ dùng được khi tài khoản đã được liên kết. Anh/chị chọn "Người dân" để hỏi.',
  unknown: 'Xã hoặc đơn vị vừa chọn không khớp nhau. Anh/chị vui lòng chọn lại.',
  unit_missing: 'Anh/chị vui lòng chọn đơn vị của mình.',
} satisfies Record<Exclude<ChoiceOutcome, 'chosen'>, string>

export type Asked =
  | { kind: 'asked'; messageId: number; visitor: Account }
  | { kind: 'commune_missing' }
  /** The message was the erase word. */
  | { kind: 'erased'; text: string }

/** Takes a question in. Sending it twice with one key asks once. */
export async function askQuestion(
  c: Context,
  deps: WebDependencies,
  { noiDung, khoa }: z.infer<typeof questionFields>,
): Promise<Asked> {
  const visitor = await askingVisitor(c, deps)
  if (!visitor) return { kind: 'commune_missing' }
  const { externalId } = visitor
  const message = {
    channel: 'web',
    endpoint: '',
    externalUserId: externalId,
    externalKey: khoa,
    text: noiDung,
    kind: 'text',
  } as const
  const received = await deps.conversation.receive(message)
  if (received.kind === 'erased') return received
  return { kind: 'asked', messageId: received.messageId, visitor }
}

/** The commune of an installation that serves one; null while the first reading may still bring others. */
export async function onlyCommune({ library, status }: WebDependencies): Promise<CommuneChoice | null> {
  const [only, ...others] = await library.communes()
  if (!only || others.length > 0) return null
  return (await status.whyNotReady()).length === 0 ? only : null
}

/** Where there is only one commune to ask about, the first question chooses it. */
async function askingVisitor(c: Context, deps: WebDependencies): Promise<Account | null> {
  const known = await findVisitor(c, deps)
  if (known?.commune) return known
  const only = await onlyCommune(deps)
  if (!only) return null
  const visitor = await ensureVisitor(c, deps)
  await deps.people.choose(visitor.id, { commune: only.slug, role: 'citizen', unit: null })
  return visitor
}

/** The documents cited that have a page: an internal one, cited to an official, has none. */
export async function readableDocuments(
  { library }: WebDependencies,
  messages: TranscriptMessage[],
): Promise<ReadonlySet<number>> {
  if (messages.every(({ citations }) => citations.length === 0)) return new Set()
  return new Set((await library.documents()).map(({ id }) => id))
}

/** The oldest question that still waits for its answer. */
export function findPending(messages: TranscriptMessage[]): TranscriptMessage | undefined {
  return messages.find(({ direction, status }) => direction === 'in' && status === 'received')
}
