/** An office whose every form can be sent again and again, as each of those who may send one. */
import { rmSync } from 'node:fs'
import { openStore, type Store } from '../../src/store/index.ts'
import { type Office, ORIGIN, openOffice, PASSWORD } from '../console/office.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { type Hostile, seedHostile } from './hostile-office.ts'
import { keepRows } from './kept-rows.ts'
import { formsOf, kindOf, type OfferedForm, routeOf } from './offered-forms.ts'

/** A form with whoever is offered it. */
export type HeldForm = OfferedForm & { kind: string; cookie: string }

export type RoutesGround = {
  office: Office
  store: Store
  hostile: Hostile
  /** Paths of pages that may be opened. */
  pages: readonly string[]
  forms: readonly HeldForm[]
  /** Every route of the application that changes something, as its path is written. */
  posts: readonly string[]
  /** Of those, the ones that no page offers a form for. */
  unoffered: readonly string[]
  /** The same form as its page offers it now; after everything was put back, where it does no more. */
  again(form: HeldForm): Promise<HeldForm | null>
  send(form: OfferedForm, more: { cookie: string; fields?: Readonly<Record<string, string>> }): Promise<Response>
  putBack(): Promise<void>
  close(): Promise<void>
}

const MORE_PAGES = ['/cai-dat/dang-nhap', '/tai-khoan/phien', '/hoi-thoai/cau-tra-loi', '/dang-nhap']
const UNIT = 'u'

export async function openRoutesGround(): Promise<RoutesGround> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  const office = await openOffice(store)
  const first = await office.administrator()
  const hostile = await seedHostile(store, office)
  const cookies = await seats(office, { first, hostile })
  const waiting = await anotherAnswer(store)
  const invited = await office.signIn.invite({ personId: hostile.ids.person, name: 'duoc-moi', by: 'cli' })
  const pages = [
    ...hostile.officePaths,
    ...MORE_PAGES.map((path) => `/quan-tri${path}`),
    ...[...waiting].map((id) => `/quan-tri/hoi-thoai/cau-tra-loi/${id}`),
    ...(invited.kind === 'made' ? [`/quan-tri/mat-khau/${invited.token}`] : []),
  ]
  const rows = await keepRows(store)
  const written = unofferedForms({ ...hostile, path: '/quan-tri' }).map((form) => ({
    ...form,
    kind: kindOf(form),
    cookie: first,
  }))
  const isWritten = new Set(written.map(({ kind }) => kind))
  const forms = [...(await offered(office, pages, cookies)).filter(({ kind }) => !isWritten.has(kind)), ...written]
  const posts = postsOf(office)
  const again = async (form: HeldForm): Promise<HeldForm | null> => {
    if (isWritten.has(form.kind)) return form
    const now = await formNow(office, form)
    if (now) return now
    await rows.putBack()
    return formNow(office, form)
  }
  return {
    ...{ office, store, hostile, pages, forms, posts, again, putBack: rows.putBack },
    unoffered: posts.filter((path) => !forms.some(({ action }) => fits(path, action))),
    send: (form, { cookie, fields = form.fields }) =>
      Promise.resolve(office.console.request(`${ORIGIN}${form.action}`, request(form, { cookie, fields }))),
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Each sees forms that the others do not: of a unit, of a leader, of the council; nobody is offered the doors. */
async function seats(
  office: Office,
  { first, hostile: { commune } }: { first: string; hostile: Hostile },
): Promise<string[]> {
  const cookies = [
    first,
    await office.seat(commune.slug, 'head', UNIT),
    await office.seat(commune.slug, 'chair'),
    await office.seat(commune.slug, 'council_board_head', 'Ban Pháp chế'),
    '',
  ]
  // A second session of the first administrator, and a calendar: to be ended.
  await office.post('/quan-tri/dang-nhap', { ten: 'an', matKhau: PASSWORD })
  await office.post('/quan-tri/con-nguoi/lich', { xa: commune.slug, donVi: 'Phòng Kinh tế' }, { cookie: first })
  return cookies
}

/** One that waits for somebody's approval. */
async function anotherAnswer(store: Store): Promise<number[]> {
  const [returned] = await store.db.curatedAnswer.findMany({ take: 1 })
  if (!returned) return []
  const { id: _, ...copy } = returned
  const { id } = await store.db.curatedAnswer.create({ data: { ...copy, state: 'waiting', returnedWhy: null } })
  return [id]
}

/** Sent by what a script of the page or a state of the office offers, none of which is here. */
function unofferedForms({
  commune: { slug },
  ids,
  path,
}: {
  commune: { slug: string }
  ids: Hostile['ids']
  path: string
}): OfferedForm[] {
  const form = (page: string, action: string, fields: Record<string, string>): OfferedForm => ({
    ...{ page: `${path}${page}`, action: `${path}${action}`, isMultipart: false, fields },
  })
  const whose = { cau: String(ids.question), phieu: String(ids.ticket) }
  return [
    form('/hoi-thoai', `/hoi-thoai/${ids.question}/sai`, { ghiChu: 'sai' }),
    form('/cai-dat', '/cai-dat/chay-lai', { viec: 'answering', xa: slug }),
    form('/cai-dat/du-lieu', '/cai-dat/du-lieu/xuat', whose),
    form('/cai-dat/du-lieu', '/cai-dat/du-lieu/xoa', { ...whose, lyDo: 'thử', chac: 'co' }),
    form('/cai-dat', '/cai-dat/thu-mo-hinh', {}),
    form('/tai-khoan', '/tai-khoan/xac-thuc/bat', { ma: '123456' }),
    form('/tai-khoan', '/tai-khoan/xac-thuc/tat', { matKhauCu: PASSWORD }),
  ]
}

async function offered(office: Office, pages: readonly string[], cookies: readonly string[]): Promise<HeldForm[]> {
  const kinds = new Map<string, HeldForm>()
  for (const cookie of cookies) {
    for (const page of pages) {
      const response = await office.get(page, cookie)
      if (response.status !== 200) continue
      for (const form of formsOf(page, await response.text())) {
        const kind = kindOf(form)
        if (!kinds.has(kind)) kinds.set(kind, { ...form, kind, cookie })
      }
    }
  }
  return [...kinds.values()]
}

async function formNow(office: Office, { page, kind, cookie }: HeldForm): Promise<HeldForm | null> {
  const response = await office.get(page, cookie)
  const found = response.status === 200 && formsOf(page, await response.text()).find((form) => kindOf(form) === kind)
  return found ? { ...found, kind, cookie } : null
}

function request(
  { isMultipart }: OfferedForm,
  { cookie, fields }: { cookie: string; fields: Readonly<Record<string, string>> },
) {
  return {
    method: 'POST',
    headers: { cookie, origin: ORIGIN },
    body: isMultipart ? withFile(fields) : urlencoded(fields),
  }
}

function urlencoded(fields: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams(Object.entries(fields))
}

function withFile(fields: Readonly<Record<string, string>>): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('tep', new File(['Kế hoạch chuyển đổi số'], 'ke-hoach.txt'))
  return body
}

function postsOf({ console }: Office): string[] {
  const paths = console.routes.filter(({ method }) => method === 'POST').map(({ path }) => path)
  return [...new Set(paths)].map((path) => path.replace(/:(\w+)(?:\{[^/]*\})?/g, ':$1'))
}

export function fits(path: string, action: string): boolean {
  const pattern = path.replace(/:token/g, '[^/]+').replace(/:\w+/g, ':id')
  return new RegExp(`^${pattern}$`).test(routeOf(action))
}
