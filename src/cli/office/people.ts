import type { Settings } from '../../config.ts'
import { openRegister } from '../../duties/index.ts'
import {
  isPostRole,
  type Newcomer,
  openErasureJournal,
  openPeople,
  type People,
  POST_ROLE_NAMES,
  type Post,
} from '../../people/index.ts'
import { openCalendarFeeds, watchPolicy } from '../../reminders/index.ts'
import { databaseNow, type Store } from '../../store/index.ts'
import { CALENDAR_PATH } from '../../web/index.ts'
import { CommandError, parseCommandLine, UsageError } from '../command.ts'
import type { OfficeCommand } from './office-command.ts'
import { codeLines, historyLines, postLines } from './people-lines.ts'

const USAGE = `npm run people -- <việc>
  list      --commune SLUG
  add       --commune SLUG --role ROLE [--unit TÊN] [--title TÊN] [--in-charge "A; B"] [--channels zalo_oa,email] [--as-written]
  appoint   --commune SLUG --post SỐ|TÊN --name TÊN [--phone SỐ] [--email THƯ]
  code      --commune SLUG --post SỐ|TÊN [--person SỐ]
  hand-over --commune SLUG --post SỐ|TÊN [--from SỐ] [--name TÊN] [--phone SỐ] [--email THƯ] [--reason LÝ DO]
  history   --commune SLUG --post SỐ|TÊN
  close     --commune SLUG --post SỐ|TÊN
  unlink    --account SỐ [--reason LÝ DO]
  drop-code --login TÊN --reason LÝ DO
  calendar  --commune SLUG --unit TÊN [--revoke]
  export    --account SỐ
  erase     --account SỐ
ROLE: ${POST_ROLE_NAMES.join(', ')}`

const BY = 'cli'
const TEXT = { type: 'string' } as const

type Values = Partial<Record<string, string | boolean>>
type Office = { store: Store; people: People; values: Values; settings: Settings }
type Action = (doing: Office) => Promise<string[]>

const ACTIONS: Record<string, Action> = {
  list: async ({ store, people, values }) => {
    const posts = await people.posts.list((await communeOf(store, values)).id)
    return posts.length === 0 ? ['Chưa có chức danh nào. Thêm bằng: npm run people -- add …'] : posts.flatMap(postLines)
  },
  add: addPost,
  appoint: async ({ store, people, values }) => {
    const post = await postOf({ store, people, values })
    const personId = await people.posts.appoint(post.id, newcomer(values), BY)
    return [`Đã ghi người số ${personId} giữ chức danh ${post.title}.`]
  },
  code: async ({ store, people, values }) => {
    const post = await postOf({ store, people, values })
    const personId = values.person === undefined ? undefined : number('--person', values.person)
    const code = await people.linking.makeCode({ postId: post.id, by: BY, ...(personId && { personId }) })
    if (!code) throw failed('Người này không giữ chức danh đó.', 'That person does not hold that post.')
    return codeLines(post, code)
  },
  'hand-over': async ({ store, people, values }) => {
    const post = await postOf({ store, people, values })
    const from = values.from === undefined ? undefined : number('--from', values.from)
    const to = values.name || values.email ? newcomer(values) : undefined
    const reason = text(values.reason)
    const handed = await people.posts.handOver(
      post.id,
      { ...(from && { from }), ...(to && { to }), ...(reason && { reason }) },
      BY,
    )
    const next = handed?.personId ? `người số ${handed.personId}` : 'chưa có ai'
    const ended = handed?.calendarsEnded ?? 0
    return [
      `Đã bàn giao ${post.title}: ${next}. Số tài khoản trò chuyện thôi là cán bộ: ${handed?.left.length ?? 0}.`,
      ...(ended > 0 ? [`Đã thu hồi ${ended} đường dẫn lịch của đơn vị; tạo lại bằng lệnh calendar.`] : []),
    ]
  },
  history: async (doing) => historyLines(await doing.people.posts.history((await postOf(doing)).id)),
  close: async (doing) => {
    const post = await postOf(doing)
    await doing.people.posts.close(post.id, BY)
    return [`Đã kết thúc chức danh ${post.title}; lịch sử vẫn giữ.`]
  },
  unlink: async ({ people, values }) => {
    const isUnlinked = await people.linking.unlink(number('--account', values.account), BY, text(values.reason))
    return [isUnlinked ? 'Đã hủy liên kết.' : 'Tài khoản này không phải của cán bộ; không có gì thay đổi.']
  },
  'drop-code': dropCode,
  calendar: calendarLink,
  export: async ({ people, values }) => {
    const data = await people.exportData(number('--account', values.account), BY)
    return [data ? JSON.stringify(data, null, 2) : 'Không có tài khoản này.']
  },
  erase: async ({ people, values }) => {
    const messages = await people.erase(number('--account', values.account), BY)
    return [`Đã xóa người này và ${messages} tin nhắn.`]
  },
}

async function addPost({ people, values }: Office): Promise<string[]> {
  const role = text(values.role) ?? ''
  if (!isPostRole(role)) {
    throw wrongUsage(`--role "${role}" không có trong danh sách.`, `--role "${role}" is not one of the list.`)
  }
  const added = await people.posts.add(
    {
      ...{ commune: text(values.commune) ?? '', role, unit: text(values.unit) ?? null },
      ...(text(values.title) && { title: text(values.title) }),
      ...{ inCharge: list(values['in-charge'], ';'), channelOrder: list(values.channels, ',') },
      asWritten: values['as-written'] === true,
    },
    BY,
  )
  if (added.kind === 'unknown_commune') throw unknownCommune(text(values.commune) ?? '')
  if (added.kind === 'unknown_unit') {
    throw failed(
      `Văn bản không có đơn vị "${added.unit}"; hiện có: ${added.units.join(', ') || '(chưa có)'}. Nếu vẫn muốn thêm, dùng --as-written.`,
      `No document names the unit "${added.unit}"; there are: ${added.units.join(', ')}. To add it all the same use --as-written.`,
    )
  }
  return [added.kind === 'exists' ? 'Chức danh này đã có:' : 'Đã thêm chức danh:', ...postLines(added.post)]
}

/** For whoever lost the phone that shows their codes. */
async function dropCode({ people, values }: Office): Promise<string[]> {
  const reason = text(values.reason)
  if (!reason) throw wrongUsage('Thiếu --reason.', '--reason is missing.')
  const isTaken = await people.signIn.takeFactorFrom(text(values.login) ?? '', { actor: BY, reason })
  return [
    isTaken
      ? 'Đã tắt xác thực hai bước của tài khoản này; mọi phiên đăng nhập của người ấy đã kết thúc.'
      : 'Không có tên đăng nhập này, hoặc tài khoản chưa bật xác thực hai bước; không có gì thay đổi.',
  ]
}

/** A new address of a unit's calendar, told this once; with `--revoke` the end of all of them. */
async function calendarLink({ store, values, settings }: Office): Promise<string[]> {
  const { id: communeId } = await communeOf(store, values)
  const unit = text(values.unit)
  if (!unit) throw wrongUsage('Thiếu --unit.', '--unit is missing.')
  const policy = watchPolicy(settings.knowledgeFolder, () => {})
  const feeds = openCalendarFeeds({ store, register: openRegister(store), policy, clock: () => databaseNow(store) })
  if (values.revoke === true)
    return [`Đã thu hồi ${await feeds.revoke({ communeId, unit }, BY)} đường dẫn lịch của ${unit}.`]
  const base = settings.publicUrl ?? `http://${settings.host}:${settings.port}`
  const url = new URL(`${CALENDAR_PATH}/${await feeds.make({ communeId, unit }, BY)}.ics`, base).href
  return [
    `Lịch hạn việc của ${unit}, để điện thoại và Outlook đăng ký:`,
    `   ${url}`,
    'Đường dẫn không hiện lại; ai có đều xem được. Thu hồi bằng --revoke.',
  ]
}

async function communeOf(store: Store, { commune }: Values): Promise<{ id: number }> {
  const slug = text(commune) ?? ''
  return (await store.db.commune.findUnique({ where: { slug } })) ?? Promise.reject(unknownCommune(slug))
}

function unknownCommune(slug: string): CommandError {
  return failed(
    `Không có xã, phường "${slug}"; ghi --commune như trên địa chỉ trang (ví dụ binh-phu).`,
    `There is no commune "${slug}"; write --commune as in the page's address (for example binh-phu).`,
  )
}

/** By number, or by title as shown in the list. */
async function postOf({ store, people, values }: Omit<Office, 'settings'>): Promise<Post> {
  const wanted = text(values.post) ?? ''
  const posts = await people.posts.list((await communeOf(store, values)).id)
  const sameAs = (title: string): string => title.normalize('NFC').toLowerCase().trim()
  const found = posts.filter(({ id, title }) => String(id) === wanted || sameAs(title) === sameAs(wanted))
  const [only, ...others] = found
  if (only && others.length === 0) return only
  throw failed(
    `Không rõ chức danh "${wanted}"; xem số chức danh bằng: npm run people -- list --commune ${text(values.commune) ?? 'SLUG'}`,
    `The post "${wanted}" is not clear; see its number with: npm run people -- list --commune ${text(values.commune) ?? 'SLUG'}`,
  )
}

function newcomer(values: Values): Newcomer {
  return { name: text(values.name) ?? null, phone: text(values.phone) ?? null, email: text(values.email) ?? null }
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined
}

function list(value: string | boolean | undefined, separator: string): string[] {
  return (text(value) ?? '')
    .split(separator)
    .map((each) => each.trim())
    .filter(Boolean)
}

function number(option: string, value: string | boolean | undefined): number {
  const read = Number(value)
  if (Number.isSafeInteger(read) && read > 0) return read
  throw wrongUsage(`${option} phải là một số có trong danh sách.`, `${option} must be a number of the list.`)
}

function wrongUsage(vi: string, en: string): UsageError {
  return new UsageError({ vi: `${vi} Cách dùng: ${USAGE}`, en: `${en} Usage: ${USAGE}` })
}

function failed(vi: string, en: string): CommandError {
  return new CommandError({ vi, en })
}

/** The office's posts, who holds them, and the codes that link a chat. */
const NOT_NOTED =
  'Không ghi được vào sổ xóa (thư mục DATA_DIR): khôi phục bản sao lưu cũ thì phải xóa lại người này bằng tay.'

export const people: OfficeCommand = (args) => {
  const { values, positionals } = parseCommandLine(
    args,
    {
      ...{ commune: TEXT, role: TEXT, unit: TEXT, title: TEXT, 'in-charge': TEXT, channels: TEXT, post: TEXT },
      ...{ name: TEXT, phone: TEXT, email: TEXT, person: TEXT, from: TEXT, account: TEXT, reason: TEXT, login: TEXT },
      'as-written': { type: 'boolean', default: false },
      revoke: { type: 'boolean', default: false },
    },
    USAGE,
  )
  const action = ACTIONS[positionals[0] ?? '']
  if (!action)
    throw wrongUsage(`Không có việc "${positionals[0] ?? ''}".`, `There is no action "${positionals[0] ?? ''}".`)
  return async ({ config: { settings }, store, say }) => {
    const erasures = openErasureJournal(settings.dataFolder, () => say(NOT_NOTED))
    const register = await openPeople({ store, isLoopback: false, publicUrl: settings.publicUrl, erasures })
    say((await action({ store, people: register, values, settings })).join('\n'))
  }
}
