/** Whom a notice goes to, before and when it is approved. */
import type { People, Post } from '../people/index.ts'
import { type Broadcast, CONSENT, goesToPosts } from './broadcast.ts'
import type { Recipient } from './rows.ts'

export type PostAudience = { postId: number; title: string; unit: string | null; accountId: number | null }

export type Audience = {
  /** One line each chosen post; `accountId` is null where nobody can be reached. */
  posts: PostAudience[]
  /** One account of each person who agreed. */
  subscribers: number[]
}

export async function audienceOf(
  people: Pick<People, 'posts' | 'consents'>,
  { communeId, kind, postIds }: Pick<Broadcast, 'communeId' | 'kind' | 'postIds'>,
): Promise<Audience> {
  const consent = CONSENT[kind]
  const chosen = goesToPosts(kind) ? (await people.posts.list(communeId)).filter(({ id }) => postIds.includes(id)) : []
  const posts = chosen.flatMap(linesOf)
  const told = new Set(posts.map(({ accountId }) => accountId))
  const agreed = consent ? await people.consents.subscribers(communeId, consent) : []
  return { posts, subscribers: agreed.filter((accountId) => !told.has(accountId)) }
}

/** Each holder in the office's and their own order of channels. */
function linesOf({ id: postId, title, unit, holders }: Post): PostAudience[] {
  const reached = holders.map(({ accounts }) => accounts.find(({ isUnreachable }) => !isUnreachable)?.accountId ?? null)
  return (reached.length > 0 ? reached : [null]).map((accountId) => ({ postId, title, unit, accountId }))
}

/** Each account once, a person of several posts under the first. */
export function recipientsOf({ posts, subscribers }: Audience): Recipient[] {
  const recipients = new Map<number, Recipient>()
  for (const { accountId, postId } of posts) {
    if (accountId !== null && !recipients.has(accountId)) recipients.set(accountId, { accountId, postId })
  }
  for (const accountId of subscribers) {
    if (!recipients.has(accountId)) recipients.set(accountId, { accountId, postId: null })
  }
  return [...recipients.values()]
}
