import type { Account, NewPost, People, Post, Redeemed } from '../../src/people/index.ts'
import type { Store } from '../../src/store/index.ts'

/** A post of the seeded commune. */
export async function addPost(people: People, post: Omit<NewPost, 'commune'> & { commune?: string }): Promise<Post> {
  const added = await people.posts.add({ commune: 'xã-an-hòa', ...post }, 'cli')
  if (added.kind !== 'added') throw new Error(`the post was not added: ${added.kind}`)
  return added.post
}

/** Links a chat to a post as an official does: with the code the office gave them. */
export async function link(people: People, account: Account, post: Post, personId?: number): Promise<Redeemed> {
  const code = await people.linking.makeCode({ postId: post.id, ...(personId && { personId }), by: 'cli' })
  if (!code) throw new Error('no code was made')
  return people.linking.redeem(code.token, account.id)
}

/** Nobody, no commune and no trail of them: what each test begins with. */
export async function emptyStore({ db }: Store): Promise<void> {
  await db.person.deleteMany()
  await db.document.deleteMany()
  await db.commune.deleteMany({ where: { id: { not: 0 } } })
  await db.auditEntry.deleteMany()
  await db.linkAttempt.deleteMany()
  await db.setting.deleteMany()
}
