import { Hono } from 'hono'
import { GuideError, type LocalOffice } from '../../documents/index.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type ConsoleEnv, requireRight } from '../guard.ts'
import { noticeOf } from '../notices.ts'
import { dayOf } from '../pages/moments.ts'
import { SETTINGS_PATH } from '../pages/settings.ts'
import { DESK_NAMES, type DeskName, officePage } from '../pages/settings-office.ts'

/** The office's own addresses, hours and phones, kept in its file of the knowledge folder. */
export function settingsOfficeRoutes(deps: ConsoleDependencies): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
  routes.get('/cai-dat/co-quan', (c) => {
    const { operator } = c.var
    const commune = operator.communes.find(({ slug }) => slug === c.req.query('xa')) ?? operator.communes[0]
    if (!commune) return c.notFound()
    const written = deps.localOffice.read(commune.slug)
    return c.html(officePage({ operator, commune, ...written, notice: noticeOf(c.req.query('ket-qua')) }))
  })
  routes.post('/cai-dat/co-quan', requireRight('settings'), async (c) => {
    const { operator } = c.var
    const body = await c.req.parseBody()
    const said = (name: string): string => {
      const value = body[name]
      return typeof value === 'string' ? value.trim() : ''
    }
    const commune = operator.communes.find(({ slug }) => slug === said('xa'))
    if (!commune) return c.notFound()
    const facts = factsOf(said, dayOf(deps.now()))
    try {
      await deps.localOffice.write(commune.slug, facts)
    } catch (error) {
      if (!(error instanceof GuideError)) throw error
      const notice = { tone: 'bad', text: `Chưa lưu: ${error.detail}.` } as const
      return c.html(officePage({ operator, commune, facts, broken: null, notice }), 400)
    }
    return c.redirect(`${SETTINGS_PATH}/co-quan?xa=${commune.slug}&ket-qua=da-luu`, 303)
  })
  return routes
}

type Said = (name: string) => string

function factsOf(said: Said, today: string): LocalOffice {
  const desks = (Object.keys(DESK_NAMES) as DeskName[]).flatMap((desk) => {
    const facts = deskOf(desk, said)
    return Object.keys(facts).length > 1 || facts.phones.length > 0 ? [[desk, facts] as const] : []
  })
  const opening = [0, 1]
    .map((at) => ({ from: said(`tu${at}`), to: said(`den${at}`) }))
    .filter(({ from, to }) => from || to)
  return {
    updated: today,
    desks: Object.fromEntries(desks),
    villages: said('thon').split('\n').flatMap(villageOf),
    opening: opening.length > 0 ? opening : null,
  }
}

function deskOf(desk: DeskName, said: Said): NonNullable<LocalOffice['desks'][DeskName]> {
  const one = (part: string): string => said(`${desk}.${part}`)
  return {
    ...(one('ten') && { name: one('ten') }),
    ...(one('diaChi') && { address: one('diaChi') }),
    ...(one('gio') && { hours: one('gio') }),
    ...(one('ghiChu') && { note: one('ghiChu') }),
    phones: one('dienThoai')
      .split(/[,;]/)
      .map((phone) => phone.trim())
      .filter(Boolean),
  }
}

/** "Thôn Đông | Nguyễn Văn A, 0912 000 111 | Lê Thị B, 0912 000 222; …". */
function villageOf(line: string): LocalOffice['villages'] {
  const [name = '', head = '', team = ''] = line.split('|').map((part) => part.trim())
  if (name === '') return []
  const [first] = peopleOf(head)
  return [{ name, ...(first && { head: first }), digitalTeam: peopleOf(team) }]
}

function peopleOf(text: string): { name: string; phone?: string }[] {
  return text.split(';').flatMap((each) => {
    const [name = '', ...phone] = each.split(',').map((part) => part.trim())
    if (name === '') return []
    return phone.length > 0 ? [{ name, phone: phone.join(' ') }] : [{ name }]
  })
}
