/** Who may open what: every page and every form of the office, by every role, by nobody, and by another commune. */
import { POST_ROLE_NAMES, type PostRole } from '../../src/people/index.ts'
import type { Check, Found } from './check.ts'
import { routeOf } from './offered-forms.ts'
import type { RoutesGround } from './routes-ground.ts'

/** Said here again, from docs/people.md and docs/console.md: a role that is not named changes nothing. */
const MAY: Partial<Record<PostRole, string>> = {
  administrator: 'review publish duties reminders answers tickets broadcast approve people settings council',
  coordinator: 'review publish duties reminders answers tickets broadcast people council',
  chair: 'approve duties answers',
  vice_chair: 'approve duties answers',
  council_standing: 'approve council',
  council_board_head: 'council',
  council_group: 'council',
  head: 'tickets answers approve',
  deputy_head: 'tickets answers',
  focal: 'tickets',
  officer: 'tickets',
}
/** These have posts, and no page. */
const OUTSIDE: readonly PostRole[] = ['village_head', 'school_principal', 'organisation_head', 'digital_team_member']

/** What each form needs, by the beginning of its path; what stands first counts. `own`: anybody signed in, of themselves. */
const NEEDS: readonly (readonly [prefix: string, right: string])[] = [
  ['/hom-nay/phieu', 'tickets'],
  ['/hom-nay', 'duties'],
  ['/nhiem-vu/dat-han', 'reminders'],
  ['/nhiem-vu/:id/giao', 'review'],
  ['/nhac-viec', 'reminders'],
  ['/van-ban/:id/hien-thi', 'publish'],
  ['/van-ban', 'review'],
  ['/con-nguoi', 'people'],
  ['/thong-bao/:id/duyet', 'approve'],
  ['/thong-bao/:id/gui-lai', 'approve'],
  ['/thong-bao', 'broadcast'],
  ['/phan-anh', 'tickets'],
  ['/hdnd', 'council'],
  ['/hoi-thoai', 'answers'],
  ['/phieu', 'tickets'],
  ['/so-lieu/chi-tieu', 'publish'],
  ['/so-lieu', 'settings'],
  ['/cai-dat', 'settings'],
  ['/tai-khoan', 'own'],
  ['/viec', 'own unit'],
  ['/nhiem-vu', 'own unit'],
]
const PAGES_THAT_WRITE: readonly (readonly [path: string, right: string])[] = [
  ['/thong-bao/soan', 'broadcast'],
  ['/thong-bao/:id/sua', 'broadcast'],
  ['/hdnd/ky-hop/soan', 'council'],
  ['/hdnd/ky-hop/:id/sua', 'council'],
  ['/hoi-thoai/soan', 'answers'],
  ['/hoi-thoai/cau-tra-loi/:id/sua', 'answers'],
]
const DOORS = /^\/(?:dang-nhap|dang-xuat|gui-duong-dan|duong-dan|bat-dau|mat-khau)/

type Caller = { name: string; cookie: string; may: ReadonlySet<string>; isIn: boolean; isOwn: boolean }

export function rolesCheck(ground: RoutesGround): Check {
  return {
    name: 'who may open what: every page and form of the office by every role, by nobody and by another commune',
    run: async () => openAll(ground, await callersOf(ground)),
    mutant: {
      without: 'the look at who asks (all by an administrator)',
      run: async () => {
        const callers = await callersOf(ground)
        const cookie = callers.find(({ name }) => name === 'administrator')?.cookie ?? ''
        return openAll(
          ground,
          callers.map((caller) => ({ ...caller, cookie })),
        )
      },
    },
  }
}

async function callersOf({ office, store, hostile }: RoutesGround): Promise<Caller[]> {
  const other = await store.db.commune.create({ data: { slug: `khac-${crypto.randomUUID()}`, name: 'xã Khác' } })
  const seat = (slug: string, role: PostRole) =>
    office.seat(slug, role, UNIT_ROLES.has(role) ? 'đơn vị khác' : undefined)
  const callers: Caller[] = [
    { name: 'nobody', cookie: '', may: new Set(), isIn: false, isOwn: false },
    {
      name: 'another commune’s administrator',
      cookie: await seat(other.slug, 'administrator'),
      may: new Set(),
      isIn: true,
      isOwn: false,
    },
  ]
  for (const role of POST_ROLE_NAMES) {
    const may = new Set((MAY[role] ?? '').split(' '))
    callers.push({
      name: role,
      cookie: await seat(hostile.commune.slug, role),
      may,
      isIn: !OUTSIDE.includes(role),
      isOwn: true,
    })
  }
  return callers
}

const UNIT_ROLES: ReadonlySet<PostRole> = new Set<PostRole>([
  ...(['head', 'deputy_head', 'focal', 'officer', 'council_board_head', 'council_group', 'village_head'] as const),
  ...(['school_principal', 'organisation_head', 'digital_team_member'] as const),
])

/** Only what must stay closed is counted as tried; what must be open and is not fails as well. */
async function openAll(ground: RoutesGround, callers: readonly Caller[]): Promise<Found> {
  const failed: string[] = []
  let tried = 0
  let opened = 0
  for (const caller of callers) {
    for (const asking of asksOf(ground)) {
      const expected = expectedOf(caller, asking)
      // Of one's own account: it would end the session that goes on asking.
      if (expected === 'either' || (asking.right === 'own' && caller.cookie !== '')) continue
      const response = await asking.ask(caller.cookie)
      if (expected === 'closed') tried += 1
      else opened += 1
      if (isClosed(response) !== (expected === 'closed')) {
        failed.push(`${caller.name} ${asking.what}: ${response.status}, ${expected} expected`)
      }
    }
  }
  await ground.putBack()
  const note = `${callers.length} callers; ${opened} more were open as they must be`
  return { tried, failed, note }
}

type Asking = {
  what: string
  isPost: boolean
  /** It names what belongs to the one commune. */
  isOfCommune: boolean
  right: string
  ask(cookie: string): Promise<Response>
}

function asksOf({ office, pages, forms, send }: RoutesGround): Asking[] {
  const shown = pages
    .map((path) => ({ path, route: routeOf(path).replace('/quan-tri', '').replace(/\?.*/, '') }))
    .filter(({ route }) => !DOORS.test(route))
    .map(({ path, route }) => ({
      ...{ what: `GET ${path}`, isPost: false, ask: (cookie: string) => office.get(path, cookie) },
      ...{ isOfCommune: route.includes(':id'), right: PAGES_THAT_WRITE.find(([of]) => of === route)?.[1] ?? 'page' },
    }))
  const changed = forms
    .map((form) => ({ form, route: routeOf(form.action).replace('/quan-tri', '') }))
    .filter(({ route }) => !DOORS.test(route))
    .map(({ form, route }) => ({
      ...{ what: `POST ${form.kind}`, isPost: true, ask: (cookie: string) => send(form, { cookie }) },
      ...{ isOfCommune: route.includes(':id') || NAMING.some((name) => form.fields[name]) },
      right: NEEDS.find(([prefix]) => route.startsWith(prefix))?.[1] ?? 'nobody knows',
    }))
  return [...shown, ...changed]
}

/** Fields that name something of a commune. */
const NAMING = ['xa', 'chucDanh', 'cau', 'vanBan']

/** What is one's own unit's, and a form of whoever has the right, are left to the tests of their pages. */
function expectedOf(
  { isIn, isOwn, may }: Caller,
  { right, isPost, isOfCommune }: Asking,
): 'open' | 'closed' | 'either' {
  if (!isIn) return 'closed'
  if (!isOwn) return isOfCommune ? 'closed' : 'either'
  if (right === 'page' || right === 'own unit' || right === 'own') return 'either'
  if (!may.has(right)) return 'closed'
  return isPost ? 'either' : 'open'
}

/** Sent away, or told that there is no such thing. */
const SENT_AWAY = /\/dang-nhap|ket-qua=(?:viec-khong-con|khong-tim-thay|phien-khong-con)/

function isClosed({ status, headers }: Response): boolean {
  return status === 403 || status === 404 || (status === 303 && SENT_AWAY.test(headers.get('location') ?? ''))
}
