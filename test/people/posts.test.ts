import { beforeEach, expect, it } from 'vitest'
import { type Account, openPeople, type People, type Post } from '../../src/people/index.ts'
import { seedCommune } from '../support/assistant.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

await onEachStore('posts', (ground) => {
  let people: People
  let head: Post
  const meet = (externalId: string, channel = 'telegram'): Promise<Account> =>
    people.findOrCreate({ channel, externalId })
  const again = async (account: Account): Promise<Account | null> => people.get(account.id)

  beforeEach(async () => {
    await emptyStore(ground().store)
    const { slug } = await seedCommune(ground().store, 'xã An Hòa')
    await ground().store.db.unit.create({
      data: { commune: { connect: { slug } }, name: 'Trạm Y tế', aliases: [], members: [] },
    })
    people = await openPeople({ store: ground().store, isLoopback: true, publicUrl: null })
    head = await addPost(people, { role: 'head', unit: 'Phòng Kinh tế' })
  })

  it('are of units the documents name, unless the office insists, and exist once', async () => {
    expect(head).toMatchObject({ title: 'Lãnh đạo Phòng Kinh tế', holders: [], until: null })
    const wanted = { commune: 'xã-an-hòa', role: 'village_head', unit: 'Thôn 9' } as const
    expect(await people.posts.add(wanted, 'cli')).toEqual({
      kind: 'unknown_unit',
      unit: 'Thôn 9',
      units: ['Phòng Kinh tế', 'Trạm Y tế'],
    })
    expect(await people.posts.add({ ...wanted, asWritten: true }, 'cli')).toMatchObject({ kind: 'added' })
    expect(await people.posts.add({ ...wanted, asWritten: true }, 'cli')).toMatchObject({ kind: 'exists' })
    expect(await people.posts.add({ ...wanted, commune: 'xã-lạ' }, 'cli')).toEqual({ kind: 'unknown_commune' })
  })

  it('make their holders what they are, and whoever holds several says which is meant', async () => {
    const chat = await meet('binh')
    await link(people, chat, head)
    expect(await again(chat)).toMatchObject({
      role: 'unit_head',
      unit: 'Phòng Kinh tế',
      commune: { name: 'xã An Hòa' },
    })
    const focal = await addPost(people, { role: 'focal', unit: 'Trạm Y tế' })
    await link(people, chat, focal)
    expect(await again(chat)).toMatchObject({
      role: 'unit_head',
      unit: null,
      posts: [{ id: head.id }, { id: focal.id }],
    })
    expect(await people.actAs(chat.id, focal.id)).toBe(true)
    expect(await again(chat)).toMatchObject({ role: 'official', unit: 'Trạm Y tế' })
    expect(await people.actAs(chat.id, focal.id + 1_000)).toBe(false)
    await ground().store.db.conversation.create({
      data: { accountId: chat.id, resetAt: new Date(Date.now() + 60_000) },
    })
    expect(await again(chat)).toMatchObject({ unit: null })
  })

  it('are held by several people, each reached in the order the office set and the person prefers within it', async () => {
    const personId = await people.posts.appoint(
      head.id,
      { name: 'Lê Bình', phone: '0900', email: 'Binh@an-hoa.vn' },
      'cli',
    )
    if (personId === null) throw new Error('nobody was appointed')
    for (const channel of ['web', 'telegram', 'zalo_oa'])
      await link(people, await meet('binh', channel), head, personId)
    await link(people, await meet('chi'), head)
    const channels = async (): Promise<string[]> =>
      ((await people.posts.get(head.id))?.holders[0]?.accounts ?? []).map(({ channel }) => channel)
    expect((await people.posts.get(head.id))?.holders).toMatchObject([
      { name: 'Lê Bình', phone: '0900' },
      { name: null },
    ])
    expect(await channels()).toEqual(['zalo_oa', 'telegram', 'email', 'web'])
    await people.preferences.set(personId, { without: ['digest'], quiet: null, channels: ['telegram'] })
    expect(await channels()).toEqual(['telegram', 'zalo_oa', 'email', 'web'])
    await people.posts.change(head.id, { channelOrder: ['email', 'zalo_oa'] }, 'cli')
    expect(await channels()).toEqual(['email', 'zalo_oa', 'telegram', 'web'])
    await ground().store.db.channelAccount.updateMany({
      where: { channel: 'email' },
      data: { unreachableAt: new Date() },
    })
    expect(await channels()).toEqual(['zalo_oa', 'telegram', 'web', 'email'])
    expect(await people.preferences.of(personId)).toMatchObject({ without: ['digest'] })
  })

  it('outlive who holds them: a hand-over moves the post, ends the old words and keeps the history', async () => {
    const chat = await meet('binh')
    const personId = await people.posts.appoint(head.id, { name: 'Lê Bình' }, 'cli')
    await link(people, chat, head, personId ?? 0)
    const conversation = await ground().store.db.conversation.create({
      data: {
        accountId: chat.id,
        messages: { create: { direction: 'out', externalKey: 'a', text: 'việc nội bộ', status: 'due', choices: [] } },
      },
    })
    const handed = await people.posts.handOver(head.id, { to: { name: 'Trần Chi' }, reason: 'điều động' }, 'person 1')
    expect(handed?.left).toEqual([chat.id])
    expect(await again(chat)).toMatchObject({ role: 'citizen', unit: null, posts: [] })
    expect((await people.posts.get(head.id))?.holders).toMatchObject([{ name: 'Trần Chi', personId: handed?.personId }])
    expect(await people.posts.history(head.id)).toMatchObject([
      { name: 'Lê Bình', endedAs: 'handed_over' },
      { name: 'Trần Chi', endedAs: null },
    ])
    const { db } = ground().store
    expect(await db.message.findMany({ select: { status: true, failure: true } })).toEqual([
      { status: 'failed', failure: 'left_office' },
    ])
    expect((await db.conversation.findUnique({ where: { id: conversation.id } }))?.resetAt).not.toBeNull()
    expect((await people.audit(head.communeId, 1))[0]).toMatchObject({ action: 'handed_over', reason: 'điều động' })
  })

  it("end the addresses of their unit's calendar with whoever holds no other post of it", async () => {
    const focal = await addPost(people, { role: 'focal', unit: head.unit })
    const { communeId } = head
    const open = async (): Promise<string[]> =>
      (await ground().store.db.calendarFeed.findMany({ where: { revokedAt: null }, orderBy: { id: 'asc' } })).map(
        ({ digest }) => digest,
      )
    const make = (unitName: string | null, digest: string) =>
      ground().store.db.calendarFeed.create({ data: { communeId, unitName: unitName ?? '', digest, madeBy: 'thử' } })
    await make(head.unit, 'own')
    await make('Đơn vị khác', 'other')
    const personId = (await people.posts.appoint(head.id, { name: 'Lê Bình' }, 'cli')) ?? 0
    await people.posts.appoint(focal.id, { personId }, 'cli')
    expect(await people.posts.handOver(head.id, {}, 'cli')).toMatchObject({ calendarsEnded: 0 })
    expect(await open()).toEqual(['own', 'other'])
    expect(await people.posts.handOver(focal.id, {}, 'person 1')).toMatchObject({ calendarsEnded: 1 })
    expect(await open()).toEqual(['other'])
    await make(head.unit, 'next')
    await people.posts.appoint(head.id, { name: 'Trần Chi' }, 'cli')
    await people.posts.close(head.id, 'cli')
    expect(await open()).toEqual(['other'])
  })

  it('keep a person an official while another of their posts stays', async () => {
    const chat = await meet('binh')
    await link(people, chat, head)
    const clinic = await addPost(people, { role: 'focal', unit: 'Trạm Y tế' })
    await link(people, chat, clinic)
    expect(await people.posts.close(head.id, 'cli')).toEqual([])
    expect(await again(chat)).toMatchObject({ role: 'official', unit: 'Trạm Y tế' })
    expect(await people.posts.close(clinic.id, 'cli')).toEqual([chat.id])
    expect(await again(chat)).toMatchObject({ role: 'citizen' })
    expect(await people.posts.close(clinic.id, 'cli')).toBeNull()
    expect(await people.posts.list(head.communeId)).toEqual([])
  })

  it('keep the history of an erased official without the person, and of theirs nothing else', async () => {
    const chat = await meet('binh')
    const personId = await people.posts.appoint(head.id, { name: 'Lê Bình', phone: '0900' }, 'cli')
    await link(people, chat, head, personId ?? 0)
    await people.consents.give(chat.id, 'lessons', 'v1')
    await people.preferences.set(personId ?? 0, { without: [], quiet: { from: '19:00', to: '07:00' }, channels: [] })
    const data = await people.exportData(chat.id)
    expect(data).toMatchObject({
      name: 'Lê Bình',
      phone: '0900',
      posts: [{ until: null }],
      consents: [{ version: 'v1' }],
    })
    await people.erase(chat.id)
    expect(await people.posts.history(head.id)).toMatchObject([{ personId: null, name: null, endedAs: 'erased' }])
    const { db } = ground().store
    expect([await db.person.count(), await db.consent.count(), await db.preference.count()]).toEqual([0, 0, 0])
    expect(JSON.stringify(await people.audit(null, 50))).not.toMatch(/Bình|0900/)
  })
})
