/** Who may say what of an occurrence: by the posts held at the moment of saying. */
import type { OccurrenceRow, Speaker } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import type { ChatAccount } from './asked.ts'

export function isCoordinator({ posts }: ChatAccount): boolean {
  return posts.some(({ role }) => role === 'coordinator')
}

/** A post of the unit itself; whoever only looks on does not speak for it. */
export function speaksFor({ posts }: ChatAccount, row: OccurrenceRow): boolean {
  return posts.some(({ unit, role }) => unit !== null && role !== 'viewer' && bodyOf(unit).key === row.bodyKey)
}

/** The desk that receives the report, or the coordinator. */
export function receives(account: ChatAccount, row: OccurrenceRow): boolean {
  return isDeskOf(account.posts, row) || isCoordinator(account)
}

/** A post of the desk to which the report goes; whoever only looks on receives nothing. */
export function isDeskOf(
  posts: readonly Pick<HeldPost, 'unit' | 'role'>[],
  { via, recipient }: OccurrenceRow,
): boolean {
  const desk = via ?? recipient
  return (
    desk !== null &&
    posts.some(({ unit, role }) => unit !== null && role !== 'viewer' && bodyOf(unit).key === bodyOf(desk).key)
  )
}

type HeldPost = ChatAccount['posts'][number]

/** Whose word an act needs. */
export type MayAct = 'unit' | 'receiver' | 'coordinator' | 'anybody'

/** Whether the posts held now allow it, whatever message it answers. */
export function mayAct(account: ChatAccount, who: MayAct, row: OccurrenceRow): boolean {
  return (
    isCoordinator(account) ||
    who === 'anybody' ||
    (who === 'unit' && speaksFor(account, row)) ||
    (who === 'receiver' && receives(account, row))
  )
}

/** What is said to whoever may not. */
export const WHO_MAY: Readonly<Record<MayAct, string>> = {
  unit: 'Việc này của đơn vị khác; chỉ người của đơn vị đó hoặc cán bộ điều phối trả lời được.',
  receiver: 'Chỉ nơi nhận báo cáo hoặc cán bộ điều phối xác nhận được.',
  coordinator: 'Việc này do cán bộ điều phối của xã thực hiện.',
  anybody: '',
}

/** Under which post a person speaks of a row: that of the unit where they hold one. */
export function speakerOf({ personId, posts }: ChatAccount, row?: OccurrenceRow): Speaker {
  const own = row && posts.find(({ unit }) => unit !== null && bodyOf(unit).key === row.bodyKey)
  const post = own ?? posts.find(({ role }) => role === 'coordinator') ?? posts[0]
  return { personId, title: post?.title ?? '' }
}
