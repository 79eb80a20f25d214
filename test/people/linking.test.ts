import { beforeEach, expect, it } from 'vitest'
import { type Account, openPeople, type People, type Post, readLinkCode } from '../../src/people/index.ts'
import { seedCommune } from '../support/assistant.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

await onEachStore('a code', (ground) => {
  let people: People
  let head: Post
  const meet = (externalId: string, channel = 'telegram'): Promise<Account> =>
    people.findOrCreate({ channel, externalId })
  const roles = async (...chats: Account[]): Promise<(string | undefined)[]> =>
    Promise.all(chats.map(async ({ id }) => (await people.get(id))?.role))
  const newCode = async (personId?: number) => {
    const code = await people.linking.makeCode({ postId: head.id, ...(personId && { personId }), by: 'cli' })
    if (!code) throw new Error('no code was made')
    return code
  }

  beforeEach(async () => {
    await emptyStore(ground().store)
    await seedCommune(ground().store, 'xã An Hòa')
    people = await openPeople({ store: ground().store, isLoopback: true, publicUrl: null })
    head = await addPost(people, { role: 'head', unit: 'Phòng Kinh tế' })
  })

  it('works in a link or typed, is not stored as it is, and fits a deep link', async () => {
    const { token, typed, minutes } = await newCode()
    expect(minutes).toBeLessThanOrEqual(10)
    expect(token).toMatch(/^lk_[\w-]{22}$/)
    const stored = JSON.stringify(await ground().store.db.linkCode.findMany())
    expect([stored.includes(token), stored.includes(typed)]).toEqual([false, false])
    const [byLink, byHand] = [await meet('an'), await meet('binh', 'zalo_oa')]
    expect(await people.linking.redeem(token, byLink.id)).toMatchObject({ kind: 'linked', postId: head.id })
    const { typed: other } = await newCode()
    const read = readLinkCode(`Mã ${other.toLowerCase().replace('-', ' ')}`)
    expect(await people.linking.redeem(read ?? '', byHand.id)).toMatchObject({ kind: 'linked' })
    expect(await roles(byLink, byHand)).toEqual(['unit_head', 'unit_head'])
  })

  it('is nothing that a person would say by itself', () => {
    for (const said of ['mã', 'nghỉ phép', 'CCCD', 'mã 482913', 'lk_ngan', 'BHXH BHYT', '/start', 'mã BCFG-HKLA']) {
      expect(readLinkCode(said)).toBeNull()
    }
    expect(readLinkCode('/start BCFG-HKLM')).toBe('BCFG-HKLM')
    expect(readLinkCode('Liên kết: mã bcfg hklm')).toBe('BCFG-HKLM')
  })

  it('links one chat however many say it at once', async () => {
    const { token } = await newCode()
    const chats = await Promise.all(Array.from({ length: 40 }, (_, at) => meet(`chat-${at}`)))
    const redeemed = await Promise.all(chats.map(({ id }) => people.linking.redeem(token, id)))
    expect(redeemed.filter(({ kind }) => kind === 'linked')).toHaveLength(1)
    expect(redeemed.filter(({ kind }) => kind === 'wrong')).toHaveLength(39)
    expect((await roles(...chats)).filter((role) => role === 'unit_head')).toHaveLength(1)
  })

  it('is nothing after ten minutes, after a hand-over, or for a closed post', async () => {
    const chat = await meet('an')
    const late = await newCode()
    await ground().store.query(`UPDATE link_code SET expires_at = now() - interval '1 second'`)
    const handedOver = await newCode()
    await people.posts.handOver(head.id, {}, 'cli')
    const closed = await newCode()
    await people.posts.close(head.id, 'cli')
    for (const { token } of [late, handedOver, closed]) {
      expect(await people.linking.redeem(token, chat.id)).toEqual({ kind: 'wrong' })
    }
    expect(await people.linking.makeCode({ postId: head.id, by: 'cli' })).toBeNull()
    expect(await roles(chat)).toEqual(['citizen'])
  })

  it('may be guessed five times an hour in a chat, counted over a restart, and fifty at an address of ours', async () => {
    const chat = await meet('an')
    const guesses = await Promise.all(Array.from({ length: 20 }, () => people.linking.redeem('BCFG-HKLM', chat.id)))
    expect(guesses.filter(({ kind }) => kind === 'wrong')).toHaveLength(5)
    people = await openPeople({ store: ground().store, isLoopback: true, publicUrl: null })
    const { token, typed } = await newCode()
    expect(await people.linking.redeem(typed, chat.id)).toMatchObject({ kind: 'too_many' })
    for (let at = 0; at < 45; at++) await people.linking.redeem('BCFG-HKLM', (await meet(`chat-${at}`)).id)
    const honest = await meet('binh')
    expect(await people.linking.redeem(typed, honest.id)).toMatchObject({ kind: 'too_many' })
    expect(await people.audit(null, 1)).toMatchObject([{ action: 'codes_guessed', reason: 'endpoint:telegram:' }])
    expect(await people.linking.redeem(token, (await meet('chi')).id)).toMatchObject({ kind: 'linked' })
  })

  it('for a named person moves them to the new chat and tells the old one', async () => {
    const personId = (await people.posts.appoint(head.id, { name: 'Lê Bình' }, 'cli')) ?? 0
    const [old, zalo, next] = [await meet('old'), await meet('zalo', 'zalo_oa'), await meet('next')]
    await link(people, old, head, personId)
    await link(people, zalo, head, personId)
    expect(await link(people, next, head, personId)).toMatchObject({ moved: [old.id], others: [zalo.id] })
    expect(await roles(old, zalo, next)).toEqual(['citizen', 'unit_head', 'unit_head'])
    expect((await people.posts.get(head.id))?.holders).toHaveLength(1)
  })

  it('of a second post makes one person of a chat that is an official already, but never two officials', async () => {
    const chat = await meet('an')
    await link(people, chat, head)
    const chair = await addPost(people, { role: 'chair', unit: null })
    const named = (await people.posts.appoint(chair.id, { name: 'Lê An', email: 'an@an-hoa.vn' }, 'cli')) ?? 0
    expect(await link(people, chat, chair, named)).toMatchObject({ kind: 'linked' })
    expect(await people.get(chat.id)).toMatchObject({ posts: [{ id: head.id }, { id: chair.id }] })
    const other = await meet('binh')
    const officer = await addPost(people, { role: 'officer', unit: 'Phòng Kinh tế' })
    const binh = (await people.posts.appoint(officer.id, { name: 'Trần Bình' }, 'cli')) ?? 0
    await link(people, other, officer, binh)
    const code = await people.linking.makeCode({ postId: officer.id, personId: binh, by: 'cli' })
    expect(await people.linking.redeem(code?.token ?? '', chat.id)).toEqual({ kind: 'of_another_official' })
    expect(await people.linking.redeem(code?.token ?? '', (await meet('new')).id)).toMatchObject({ kind: 'linked' })
  })

  it('can be undone: the chat is a citizen of its own, the person keeps the post', async () => {
    const chat = await meet('an')
    await link(people, chat, head)
    expect(await people.linking.unlink(chat.id, 'cli', 'mất máy')).toBe(true)
    expect(await people.linking.unlink(chat.id, 'cli')).toBe(false)
    expect(await people.get(chat.id)).toMatchObject({ role: 'citizen', unit: null, commune: { name: 'xã An Hòa' } })
    expect((await people.posts.get(head.id))?.holders).toMatchObject([{ accounts: [] }])
    expect((await people.audit(head.communeId, 9)).map(({ action }) => action)).toEqual([
      'chat_unlinked',
      'chat_linked',
      'code_made',
      'post_added',
    ])
  })

  it('ends the demonstration for good', async () => {
    const [tried, linked] = [await meet('an', 'web'), await meet('binh', 'web')]
    await people.choose(tried.id, { commune: 'xã-an-hòa', role: 'official', unit: 'Phòng Kinh tế' })
    await link(people, linked, head)
    expect(await roles(tried, linked)).toEqual(['citizen', 'unit_head'])
    await people.linking.unlink(linked.id, 'cli')
    expect(await people.isDemonstrationOn()).toBe(false)
  })
})

await onEachStore('consent', (ground) => {
  it('is given in a wording, withdrawn, never assumed, and decides who is told', async () => {
    const { db } = ground().store
    const { slug } = await seedCommune(ground().store, 'xã An Hòa')
    const people = await openPeople({ store: ground().store, isLoopback: true, publicUrl: null })
    const an = await people.findOrCreate({ channel: 'web', externalId: 'an' })
    await people.choose(an.id, { commune: slug, role: 'citizen', unit: null })
    const communeId = (await db.commune.findUniqueOrThrow({ where: { slug } })).id
    expect(await people.consents.holds(an.id, 'lessons')).toBe(false)
    await Promise.all(Array.from({ length: 4 }, () => people.consents.give(an.id, 'lessons', 'v1')))
    await people.consents.give(an.id, 'lessons', 'v2')
    expect(await people.consents.subscribers(communeId, 'lessons')).toEqual([an.id])
    expect(await people.consents.subscribers(communeId, 'broadcasts')).toEqual([])
    expect(await people.consents.withdraw(an.id, 'lessons')).toBe(true)
    expect(await people.consents.withdraw(an.id, 'lessons')).toBe(false)
    expect(await people.consents.subscribers(communeId, 'lessons')).toEqual([])
    expect(await people.consents.of(an.id)).toMatchObject([
      { version: 'v1', withdrawnAt: expect.anything() },
      { version: 'v2', withdrawnAt: expect.anything() },
    ])
  })
})
