import { beforeEach, expect, it } from 'vitest'
import { type Account, openPeople, type People, type PeopleOptions } from '../../src/people/index.ts'
import { seedCommune } from '../support/assistant.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEachStore } from '../support/stores.ts'

const HEAD = { commune: 'xã-an-hòa', role: 'unit_head', unit: 'Phòng Kinh tế' } as const

await onEachStore('people', (ground) => {
  const start = (options: Partial<PeopleOptions> = {}): Promise<People> =>
    openPeople({ store: ground().store, isLoopback: true, publicUrl: null, ...options })
  const meet = (people: People, externalId: string): Promise<Account> =>
    people.findOrCreate({ channel: 'web', externalId })
  const roleOf = async (people: People, externalId: string): Promise<string | undefined> =>
    (await people.find({ channel: 'web', externalId }))?.role

  beforeEach(async () => {
    await emptyStore(ground().store)
    await seedCommune(ground().store, 'xã An Hòa')
  })

  it('met many times at once are one account and one person', async () => {
    const people = await start()
    const met = await Promise.all(Array.from({ length: 8 }, () => meet(people, 'an')))
    expect(new Set(met.map(({ id }) => id)).size).toBe(1)
    expect(await ground().store.db.person.count()).toBe(1)
    expect(met[0]).toMatchObject({ role: 'citizen', commune: null, unit: null, demo: false })
  })

  it('choose a commune as citizens, and try an official only of a unit that exists', async () => {
    const people = await start()
    const { id } = await meet(people, 'an')
    expect(await people.choose(id, { commune: 'xã-an-hòa', role: 'citizen', unit: 'Phòng Kinh tế' })).toBe('chosen')
    expect(await people.get(id)).toMatchObject({ commune: { name: 'xã An Hòa' }, role: 'citizen', unit: null })
    expect(await people.choose(id, { ...HEAD, unit: 'Phòng Khác' })).toBe('unknown')
    expect(await people.choose(id, { ...HEAD, unit: null })).toBe('unknown')
    expect(await people.choose(id, { ...HEAD, commune: 'xã-lạ' })).toBe('unknown')
    expect(await people.choose(id + 1_000, HEAD)).toBe('unknown')
    expect(await people.choose(id, HEAD)).toBe('chosen')
    expect(await people.get(id)).toMatchObject({ role: 'unit_head', unit: 'Phòng Kinh tế', demo: true })
  })

  it('lose a tried role for good once a public address was set, even when it is unset again', async () => {
    const { id } = await meet(await start(), 'an')
    expect(await (await start()).choose(id, HEAD)).toBe('chosen')
    const open = await start({ publicUrl: 'https://tro-ly.example.vn' })
    expect([await open.isDemonstrationOn(), await roleOf(open, 'an')]).toEqual([false, 'citizen'])
    const local = await start()
    expect(await local.isDemonstrationOn()).toBe(false)
    expect(await local.choose(id, HEAD)).toBe('not_allowed')
    expect(await roleOf(local, 'an')).toBe('citizen')
  })

  it('lose a tried role for good once the first post is linked, and the linked official keeps theirs', async () => {
    const people = await start()
    const tried = await meet(people, 'an')
    await people.choose(tried.id, HEAD)
    const linked = await meet(people, 'binh')
    const { db } = ground().store
    await link(people, linked, await addPost(people, { role: 'officer', unit: 'Phòng Kinh tế' }))
    expect([await roleOf(people, 'an'), await roleOf(people, 'binh')]).toEqual(['citizen', 'official'])
    expect(await people.choose(linked.id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })).toBe('not_allowed')
    await db.person.deleteMany({ where: { accounts: { some: { id: linked.id } } } })
    expect(await people.isDemonstrationOn()).toBe(false)
  })

  it('may not try a role where others than this machine can reach the program', async () => {
    const { id } = await meet(await start(), 'an')
    await (await start()).choose(id, HEAD)
    const exposed = await start({ isLoopback: false })
    expect(await exposed.choose(id, HEAD)).toBe('not_allowed')
    expect(await roleOf(exposed, 'an')).toBe('citizen')
    expect(await roleOf(await start(), 'an')).toBe('unit_head')
  })

  it('get everything kept about them, and can be erased without a trace of it', async () => {
    const people = await start()
    const { db } = ground().store
    const { id } = await meet(people, 'an')
    const other = await meet(people, 'binh')
    await db.conversation.create({
      data: {
        accountId: id,
        messages: {
          create: { direction: 'in', externalKey: 'k', text: 'chuyện riêng', status: 'received', choices: [] },
        },
      },
    })
    await db.ownReminder.create({ data: { accountId: id, about: 'đi nộp hồ sơ', dueAt: new Date(0) } })
    await db.lessonProgress.create({ data: { accountId: id, lesson: 'mat-khau', isRight: true } })
    const data = await people.exportData(id)
    expect(data?.accounts).toMatchObject([
      {
        channel: 'web',
        messages: [{ from: 'person', text: 'chuyện riêng' }],
        ownReminders: [{ about: 'đi nộp hồ sơ' }],
        lessons: [{ lesson: 'mat-khau', isRight: true }],
      },
    ])
    expect(await people.erase(id)).toBe(1)
    expect([await db.message.count(), await db.conversation.count(), await db.person.count()]).toEqual([0, 0, 1])
    expect([await db.ownReminder.count(), await db.lessonProgress.count()]).toEqual([0, 0])
    expect([await people.exportData(id), await people.erase(id), (await people.get(other.id))?.id]).toEqual([
      null,
      0,
      other.id,
    ])
  })
})
