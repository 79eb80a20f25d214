import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, it } from 'vitest'
import { openPeople, openSignIn, type People, type SignIn } from '../../src/people/index.ts'
import { seedCommune } from '../support/assistant.ts'
import { onEachStore } from '../support/stores.ts'

const PASSWORD = 'ba con cò trắng bay'
const OTHER = 'chiều nay mưa rào'

await onEachStore('signing in to the office', (ground) => {
  let people: People
  let signIn: SignIn
  let clock: Date

  beforeEach(async () => {
    const { store } = ground()
    await store.query('DELETE FROM person')
    await store.query('DELETE FROM link_attempt')
    await store.query('DELETE FROM sign_in_link')
    people = await openPeople({ store, isLoopback: true, publicUrl: null })
    clock = new Date('2026-12-01T08:00:00+07:00')
    signIn = openSignIn(store, () => clock)
  })

  const firstAdministrator = async (loginName = 'Quan.Tri'): Promise<string> => {
    const made = await signIn.becomeFirstAdministrator((await signIn.firstLink()) ?? '', {
      personName: 'Nguyễn Văn An',
      loginName,
      password: PASSWORD,
    })
    if (made.kind !== 'set') throw new Error(made.kind)
    return made.token
  }
  const enter = (more: { password?: string; code?: string; place?: string; name?: string } = {}) =>
    signIn.signIn({ name: 'quan.tri', password: PASSWORD, place: '10.0.0.1', ...more })
  const operatorBy = async (more: Parameters<typeof enter>[0] = {}) => {
    const entered = await enter(more)
    return entered.kind === 'signed_in' ? signIn.operator(entered.token) : null
  }
  const personId = async (): Promise<number> => (await operatorBy())?.personId ?? 0

  it('lets the first administrator in by a link that works once, and prints none after', async () => {
    const link = (await signIn.firstLink()) ?? ''
    const wanted = { personName: 'Lê Thị Bình', loginName: 'binh', password: PASSWORD }
    expect((await signIn.becomeFirstAdministrator(link, wanted)).kind).toBe('set')
    expect((await signIn.becomeFirstAdministrator(link, { ...wanted, loginName: 'khac' })).kind).toBe('gone')
    expect(await signIn.firstLink()).toBeNull()
  })

  it('gives the first link to one of many who open it at once', async () => {
    const link = (await signIn.firstLink()) ?? ''
    const made = await Promise.all(
      ['an', 'binh', 'chi', 'dung'].map((loginName) =>
        signIn.becomeFirstAdministrator(link, { personName: loginName, loginName, password: PASSWORD }),
      ),
    )
    expect(made.map(({ kind }) => kind).sort()).toEqual(['gone', 'gone', 'gone', 'set'])
  })

  it('makes a new first link when the program starts again, and the old one stops working', async () => {
    const old = (await signIn.firstLink()) ?? ''
    await signIn.firstLink()
    expect(await signIn.link(old)).toBeNull()
  })

  it('lets in by name and password, whatever the case of the name', async () => {
    await firstAdministrator()
    const operator = await operatorBy({ name: ' QUAN.TRI ' })
    expect(operator).toMatchObject({ name: 'Nguyễn Văn An', seesAllUnits: true })
    expect(operator?.rights.has('settings')).toBe(true)
  })

  it('says the same for a wrong password and for a name nobody has', async () => {
    await firstAdministrator()
    expect([await enter({ password: OTHER }), await enter({ name: 'khong.co' })]).toEqual([
      { kind: 'wrong' },
      { kind: 'wrong' },
    ])
  })

  it('stops guessing from one place without shutting the owner out elsewhere', async () => {
    await firstAdministrator()
    for (let guess = 0; guess < 5; guess += 1) await enter({ password: OTHER })
    expect((await enter()).kind).toBe('too_many')
    expect((await enter({ place: '10.0.0.2' })).kind).toBe('signed_in')
  })

  it('counts no guess that was right', async () => {
    await firstAdministrator()
    for (let visit = 0; visit < 12; visit += 1) expect((await enter()).kind).toBe('signed_in')
  })

  it.each([
    ['ngắn', 'too_short'],
    ['0123456789', 'too_plain'],
    ['aaaaaaaaaaaa', 'too_plain'],
    ['quan.tri quan.tri', 'too_plain'],
    ['Basketball', 'too_common'],
    ['basketball2026', 'too_common'],
    ['1q2w3e4r5t!', 'too_common'],
    ['x'.repeat(201), 'too_long'],
  ])('refuses the password %s', async (password, because) => {
    const link = (await signIn.firstLink()) ?? ''
    const wanted = { personName: 'An', loginName: 'quan.tri', password }
    expect(await signIn.becomeFirstAdministrator(link, wanted)).toEqual({ kind: 'weak', because })
    expect(await signIn.link(link)).not.toBeNull()
  })

  it('ends every other session when the password changes', async () => {
    const first = await firstAdministrator()
    const id = await personId()
    expect((await signIn.changePassword(id, { old: OTHER, wanted: OTHER })).kind).toBe('gone')
    const set = await signIn.changePassword(id, { old: PASSWORD, wanted: OTHER })
    expect(set.kind === 'set' && (await signIn.operator(set.token))?.personId).toBe(id)
    expect(await signIn.operator(first)).toBeNull()
  })

  it('ends every other session when the second factor is turned on or off, and no session for a wrong word', async () => {
    const first = await firstAdministrator()
    const id = await personId()
    const codeNow = await offeredFactor(id)
    await signIn.confirmFactor(id, '000000')
    expect(await signIn.operator(first)).not.toBeNull()
    const second = (await signIn.confirmFactor(id, codeNow())) ?? ''
    expect([await signIn.operator(first), (await signIn.operator(second))?.personId]).toEqual([null, id])
    await signIn.dropFactor(id, OTHER)
    expect(await signIn.operator(second)).not.toBeNull()
    const third = (await signIn.dropFactor(id, PASSWORD)) ?? ''
    expect([await signIn.operator(second), (await signIn.operator(third))?.personId]).toEqual([null, id])
  })

  it('shows a person the sessions that still let somebody in, and none of other people', async () => {
    const mine = await firstAdministrator()
    await enter()
    const idle = await enter()
    const { store } = ground()
    const stranger = await store.db.person.create({ data: { name: 'Trần Văn Chi' } })
    await store.db.login.create({ data: { personId: stranger.id, name: 'chi' } })
    await store.db.session.create({ data: { tokenHash: 'x', personId: stranger.id } })
    if (idle.kind !== 'signed_in') throw new Error(idle.kind)
    await signIn.sessions.nameDevice(idle.token, 'Edge, Windows')
    await store.query(`UPDATE session SET seen_at = now() - interval '121 minutes' WHERE device = 'Edge, Windows'`)
    expect((await signIn.sessions.list(mine)).map(({ isThis }) => isThis)).toEqual([false, true])
    expect(await signIn.sessions.list('')).toEqual([])
  })

  it('ends one session or all others of the same person, and writes down that it did', async () => {
    const mine = await firstAdministrator()
    const tokens = [await enter(), await enter(), await enter()].map((entered) =>
      entered.kind === 'signed_in' ? entered.token : '',
    )
    const stranger = await ground().store.db.person.create({ data: { name: 'Trần Văn Chi' } })
    await ground().store.db.login.create({ data: { personId: stranger.id, name: 'chi' } })
    const { id } = await ground().store.db.session.create({ data: { tokenHash: 'x', personId: stranger.id } })
    const alive = async () => (await Promise.all(tokens.map((token) => signIn.operator(token)))).filter(Boolean).length
    const [last] = (await signIn.sessions.list(mine)).filter(({ isThis }) => !isThis)
    expect([await signIn.sessions.end(mine, last?.id ?? 0), await alive()]).toEqual([true, 2])
    expect(await signIn.sessions.end(mine, id)).toBe(false)
    await signIn.sessions.endOthers(mine)
    expect([await alive(), await signIn.operator(mine)]).toEqual([
      0,
      expect.objectContaining({ loginName: 'quan.tri' }),
    ])
    expect(await ground().store.db.session.count({ where: { personId: stranger.id } })).toBe(1)
    const trail = (await people.audit(null, 50)).filter(({ action }) => action === 'sign_ins_ended')
    expect(trail.map(({ subject }) => subject)).toEqual([{ sessions: 2 }, { sessions: 1 }])
  })

  it('forgets a session that signed out, was idle for two hours or is half a day old', async () => {
    await firstAdministrator()
    const { store } = ground()
    const end = async (change: (token: string) => Promise<unknown>): Promise<unknown> => {
      const entered = await enter()
      const token = entered.kind === 'signed_in' ? entered.token : ''
      expect(await signIn.operator(token)).not.toBeNull()
      await change(token)
      return signIn.operator(token)
    }
    expect(await end((token) => signIn.signOut(token))).toBeNull()
    expect(await end(() => store.query(`UPDATE session SET seen_at = now() - interval '121 minutes'`))).toBeNull()
    expect(
      await end(() => store.query(`UPDATE session SET created_at = now() - interval '12 hours 1 minute'`)),
    ).toBeNull()
  })

  /** Offers a factor; the code its app shows now. */
  const offeredFactor = async (id: number): Promise<() => string> => {
    const offered = await signIn.offerFactor(id)
    const totp = new TOTP({ secret: Secret.fromBase32(offered?.secret ?? '') })
    return () => totp.generate({ timestamp: clock.getTime() })
  }
  const later = (): void => {
    clock = new Date(clock.getTime() + 60_000)
  }
  const linkInChat = async (id: number): Promise<string> => {
    const data = { channel: 'telegram', externalId: 'chat-1', personId: id }
    if ((await ground().store.db.channelAccount.count({ where: data })) === 0) {
      await ground().store.db.channelAccount.create({ data })
    }
    return (await signIn.linkFor('quan.tri'))?.token ?? ''
  }

  it('asks for the code of the app once that is set, and takes no code twice', async () => {
    await firstAdministrator()
    const id = await personId()
    const codeNow = await offeredFactor(id)
    expect((await enter()).kind).toBe('signed_in')
    expect(await signIn.confirmFactor(id, '000000')).toBeNull()
    expect(await signIn.confirmFactor(id, codeNow())).not.toBeNull()
    expect((await enter()).kind).toBe('code_needed')
    expect((await enter({ code: codeNow() })).kind).toBe('wrong')
    later()
    expect((await enter({ code: codeNow() })).kind).toBe('signed_in')
    expect(await signIn.dropFactor(id, OTHER)).toBeNull()
    expect(await signIn.dropFactor(id, PASSWORD)).not.toBeNull()
    expect((await enter()).kind).toBe('signed_in')
  })

  it('gives a colleague the rights of the posts they hold now, and none when they hold none', async () => {
    const { slug } = await seedCommune(ground().store, 'xã Bình Phú')
    const commune = await ground().store.db.commune.findUniqueOrThrow({ where: { slug } })
    const person = await ground().store.db.person.create({ data: { name: 'Trần Văn Chi' } })
    const post = await ground().store.db.post.create({
      data: {
        communeId: commune.id,
        unitName: 'Phòng Kinh tế',
        role: 'head',
        title: 'Trưởng phòng Kinh tế',
        inCharge: [],
        channelOrder: [],
      },
    })
    const holding = await ground().store.db.holding.create({ data: { postId: post.id, personId: person.id } })
    const invited = await signIn.invite({ personId: person.id, name: 'chi', by: 'cli' })
    const set = invited.kind === 'made' ? await signIn.setPassword(invited.token, PASSWORD) : null
    const token = set?.kind === 'set' ? set.token : ''
    const operator = await signIn.operator(token)
    expect(operator).toMatchObject({ seesAllUnits: false, communes: [{ slug }] })
    expect([operator?.rights.has('tickets'), operator?.rights.has('settings')]).toEqual([true, false])
    await ground().store.db.holding.update({ where: { id: holding.id }, data: { until: new Date(0) } })
    expect(await signIn.operator(token)).toBeNull()
  })

  it('lets in by a link sent to a chat, once and only where somebody can be reached', async () => {
    await firstAdministrator()
    expect(await signIn.linkFor('quan.tri')).toBeNull()
    const link = await linkInChat(await personId())
    const entered = await Promise.all([1, 2, 3].map(() => signIn.signInByLink(link, { place: '10.0.0.1' })))
    expect(entered.map(({ kind }) => kind).sort()).toEqual(['gone', 'gone', 'signed_in'])
    expect((await signIn.linkFor('quan.tri'))?.addresses).toEqual([
      { channel: 'telegram', endpoint: '', externalId: 'chat-1' },
    ])
  })

  it('lets nobody in by a link without the code, once that is set', async () => {
    await firstAdministrator()
    const id = await personId()
    const codeNow = await offeredFactor(id)
    await signIn.confirmFactor(id, codeNow())
    const link = await linkInChat(id)
    const byLink = async (code?: string) =>
      (await signIn.signInByLink(link, { place: '10.0.0.1', ...(code && { code }) })).kind
    expect([await byLink(), await byLink('000000'), await byLink(codeNow())]).toEqual(['code_needed', 'wrong', 'wrong'])
    later()
    expect([await byLink(codeNow()), await byLink(codeNow())]).toEqual(['signed_in', 'gone'])
  })

  it('counts guesses of the code at a link as those of a password, apart from them', async () => {
    await firstAdministrator()
    const id = await personId()
    const codeNow = await offeredFactor(id)
    await signIn.confirmFactor(id, codeNow())
    later()
    const byLink = async (token: string, code: string, place = '10.0.0.1') =>
      (await signIn.signInByLink(token, { place, code })).kind
    for (let guess = 0; guess < 5; guess += 1) await enter({ password: OTHER })
    const link = await linkInChat(id)
    for (let guess = 0; guess < 5; guess += 1) expect(await byLink(link, '000000')).toBe('wrong')
    const another = await linkInChat(id)
    expect(await byLink(another, codeNow())).toBe('too_many')
    expect(await byLink(another, codeNow(), '10.0.0.2')).toBe('signed_in')
  })

  it('lets nobody in by an invitation to choose a new password without the code, once that is set', async () => {
    const before = await firstAdministrator()
    const id = await personId()
    const codeNow = await offeredFactor(id)
    await signIn.confirmFactor(id, codeNow())
    later()
    const invited = await signIn.invite({ personId: id, name: 'quan.tri', by: 'cli' })
    const set = await signIn.setPassword(invited.kind === 'made' ? invited.token : '', OTHER)
    expect([set.kind, await signIn.operator(before)]).toEqual(['code_next', null])
    expect((await enter({ password: OTHER })).kind).toBe('code_needed')
    expect((await enter({ password: OTHER, code: codeNow() })).kind).toBe('signed_in')
  })

  it('lets in by the password alone again once the machine took the factor of a lost phone away, with why', async () => {
    const before = await firstAdministrator()
    const id = await personId()
    const codeNow = await offeredFactor(id)
    const take = () => signIn.takeFactorFrom('Quan.Tri', { actor: 'cli', reason: 'mất điện thoại' })
    expect(await take()).toBe(false)
    await signIn.confirmFactor(id, codeNow())
    expect([await take(), await signIn.operator(before), (await enter()).kind]).toEqual([true, null, 'signed_in'])
    expect(await people.audit(null, 50)).toContainEqual(
      expect.objectContaining({ actor: 'cli', action: 'factor_dropped', reason: 'mất điện thoại' }),
    )
  })

  it('goes with the person when they are erased', async () => {
    const token = await firstAdministrator()
    await ground().store.query('DELETE FROM person')
    expect(await signIn.operator(token)).toBeNull()
    expect(await ground().store.db.login.count()).toBe(0)
  })

  it('keeps neither passwords nor tokens in the store', async () => {
    const token = await firstAdministrator()
    const kept = JSON.stringify([
      await ground().store.db.login.findMany(),
      await ground().store.db.session.findMany(),
      await ground().store.db.signInLink.findMany(),
      await people.audit(null, 50),
    ])
    expect(kept).not.toContain(PASSWORD)
    expect(kept).not.toContain(token)
  })
})
