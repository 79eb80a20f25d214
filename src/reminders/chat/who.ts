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
export function receives(account: ChatAccount, { via, recipient }: OccurrenceRow): boolean {
  const desk = via ?? recipient
  const isDesk =
    desk !== null && account.posts.some(({ unit }) => unit !== null && bodyOf(unit).key === bodyOf(desk).key)
  return isDesk || isCoordinator(account)
}

/** Under which post a person speaks of a row: that of the unit where they hold one. */
export function speakerOf({ personId, posts }: ChatAccount, row?: OccurrenceRow): Speaker {
  const own = row && posts.find(({ unit }) => unit !== null && bodyOf(unit).key === row.bodyKey)
  const post = own ?? posts.find(({ role }) => role === 'coordinator') ?? posts[0]
  return { personId, title: post?.title ?? '' }
}
