/** What an office does once for each of its Official Accounts: give consent, name the approved texts, see how they stand. */
import { type ConsentGiven, compareApproved, createConsent, loadTemplateTexts } from '../../channels/zalo-oa/index.ts'
import type { Config } from '../../config.ts'
import { listCommunes } from '../../documents/index.ts'
import { createSeals } from '../../sealed-text.ts'
import type { Store } from '../../store/index.ts'
import { openZaloAccounts, type ZaloAccounts } from '../../zalo-accounts.ts'
import { CommandError, UsageError } from '../command.ts'

type Office = { config: Config; store: Store }

export type ZaloDoing = Office & {
  /** Shows lines and waits for one typed in return. */
  ask(question: string): Promise<string>
}

/** Leads an administrator through the consent of one OA. */
export async function connectZalo({ config, store, ask }: ZaloDoing, commune: string | undefined): Promise<string[]> {
  const { app, origins, callbackUrl, book } = zaloOf(config, store)
  if (!callbackUrl) throw CALLBACK_MISSING
  const communeSlug = await communeOf(store, commune)
  const consent = createConsent({ app, callbackUrl, origins, verifier: config.secrets.channels.zalo.codeVerifier })
  const asked = consent.ask()
  const address = await ask(
    [
      'Quản trị viên của OA mở liên kết dưới đây (trong 10 phút), đăng nhập Zalo, chọn OA và bấm Đồng ý:',
      '',
      asked.url,
      '',
      'Trình duyệt sẽ chuyển về một địa chỉ có chữ "code="; trang đó không hiện gì cũng không sao.',
      'Chép nguyên địa chỉ trên thanh địa chỉ rồi dán vào đây: ',
    ].join('\n'),
  )
  const given = await consent.complete(address, asked)
  if (given.kind === 'not_given') throw notGiven(given)
  const { oaId, name, tokens } = given
  await book.connect({ oaId, name, communeSlug, tokens })
  const whose = communeSlug ? `, tin nhắn tới OA này thuộc xã ${communeSlug}` : ''
  return [`Đã kết nối OA ${name ? `“${name}” ` : ''}(${oaId})${whose}.`, 'Kiểm tra: npm run check:channels']
}

/** Writes down the ids Zalo gave the approved texts ("ahead=123"), each compared with its file first. */
export async function nameTemplates({ config, store }: Office, oaId: string, pairs: string[]): Promise<string[]> {
  const { app, origins, book } = zaloOf(config, store)
  const texts = loadTemplateTexts()
  const lines: string[] = []
  for (const [name, templateId] of pairs.map(readPair)) {
    const text = texts.get(name)
    if (!text) throw unknownTemplate(name, [...texts.keys()])
    const approved = await compareApproved({ app, book, origins }, { oaId, templateId, text })
    if (approved.kind === 'not_found') {
      lines.push(`${name}: chưa xem được mẫu ${templateId} ở Zalo (${approved.reason}); vẫn ghi lại, hãy gửi thử.`)
    } else if (approved.differences.length > 0) {
      throw different(name, templateId, approved.differences)
    } else lines.push(`${name}: mẫu ${templateId} khớp${approved.status ? ` (trạng thái ${approved.status})` : ''}.`)
    if (!(await book.addTemplates(oaId, { [name]: templateId }))) throw NO_SUCH_OA
  }
  return lines
}

export async function listZalo({ config, store }: Office): Promise<string[]> {
  const accounts = await zaloOf(config, store).book.list()
  if (accounts.length === 0) return ['Chưa có OA nào kết nối. Kết nối bằng: npm run channels -- connect zalo']
  return accounts.map(({ oaId, name, communeSlug, templates, refusedAt }) => {
    const named = Object.entries(templates).map(([template, id]) => `${template}=${id}`)
    const state = refusedAt ? 'phải cấp quyền lại' : 'đang kết nối'
    return `${oaId} ${name ?? ''} · xã: ${communeSlug ?? 'duy nhất'} · ${state} · mẫu: ${named.join(' ') || 'chưa có'}`
  })
}

function zaloOf({ settings, secrets }: Config, store: Store) {
  const { oa } = settings.channels.zalo
  const { appSecret, tokenKey } = secrets.channels.zalo
  if (!oa || !appSecret) {
    throw new CommandError({
      vi: 'Chưa đặt ZALO_APP_ID và ZALO_APP_SECRET; xem mục "Zalo OA" của docs/zalo.md.',
      en: 'ZALO_APP_ID and ZALO_APP_SECRET are not set; see the section "Zalo OA" of docs/zalo.md.',
    })
  }
  const book: ZaloAccounts = openZaloAccounts(store, createSeals(tokenKey))
  return { app: { id: oa.appId, secret: appSecret }, origins: oa.origins, callbackUrl: oa.callbackUrl, book }
}

/** The slug asked for; null where the installation serves one commune, so that the OA needs no name of it. */
async function communeOf(store: Store, wanted: string | undefined): Promise<string | null> {
  const slugs = (await listCommunes(store)).map(({ slug }) => slug)
  if (wanted !== undefined && slugs.includes(wanted)) return wanted
  if (wanted === undefined && slugs.length < 2) return null
  const known = slugs.join(', ') || 'chưa có, hãy chạy npm run ingest'
  throw new UsageError({
    vi: `Ghi rõ OA này của xã nào bằng --commune (các xã: ${known}).`,
    en: `Name the commune of this OA with --commune (communes: ${slugs.join(', ') || 'none yet, run npm run ingest'}).`,
  })
}

function readPair(pair: string): [string, string] {
  const [, name, templateId] = /^([\w-]+)=(\d{1,20})$/.exec(pair) ?? []
  if (name && templateId) return [name, templateId]
  throw new UsageError({
    vi: `"${pair}" không đúng dạng tên=số, ví dụ ahead=123456.`,
    en: `"${pair}" is not of the form name=number, for example ahead=123456.`,
  })
}

const CALLBACK_MISSING = new CommandError({
  vi: 'Chưa biết địa chỉ trả về: đặt ZALO_CALLBACK_URL đúng như đã lưu ở trang ứng dụng Zalo (hoặc đặt PUBLIC_URL).',
  en: 'The callback address is not known: set ZALO_CALLBACK_URL as saved on the Zalo app page (or set PUBLIC_URL).',
})

const NO_SUCH_OA = new CommandError({
  vi: 'OA này chưa kết nối; xem danh sách bằng npm run channels -- list zalo.',
  en: 'That OA is not connected; see npm run channels -- list zalo.',
})

type NotGiven = Extract<ConsentGiven, { kind: 'not_given' }>

const REASONS: Record<NotGiven['reason'], { vi: string; en: string }> = {
  address_without_code: {
    vi: 'Địa chỉ vừa dán không có code và oa_id; chép lại nguyên địa chỉ sau khi bấm Đồng ý.',
    en: 'The address has no code and oa_id; copy the whole address shown after agreeing.',
  },
  other_state: {
    vi: 'Địa chỉ vừa dán thuộc một lần kết nối khác; chạy lại lệnh và dùng liên kết mới.',
    en: 'The address belongs to another attempt; run the command again and use the new link.',
  },
  refused: {
    vi: 'Zalo không nhận mã này (đã dùng, quá 10 phút, hoặc chuỗi kiểm PKCE khác với trang ứng dụng); chạy lại lệnh.',
    en: 'Zalo refused the code (used, over 10 minutes old, or another PKCE verifier); run the command again.',
  },
  unreachable: {
    vi: 'Không gọi được máy chủ cấp quyền của Zalo; kiểm tra đường mạng, ZALO_APP_ID và ZALO_APP_SECRET rồi chạy lại.',
    en: "Zalo's authorization server gave no answer; check the network, ZALO_APP_ID and ZALO_APP_SECRET, and try again.",
  },
}

function notGiven({ reason, detail }: NotGiven): CommandError {
  const { vi, en } = REASONS[reason]
  const more = detail ? ` (${detail})` : ''
  return new CommandError({ vi: `${vi}${more}`, en: `${en}${more}` })
}

function unknownTemplate(name: string, known: string[]): UsageError {
  return new UsageError({
    vi: `Không có mẫu tên ${name}; các mẫu: ${known.join(', ')}.`,
    en: `There is no template ${name}; there are: ${known.join(', ')}.`,
  })
}

function different(name: string, templateId: string, differences: string[]): CommandError {
  return new CommandError({
    vi: `Mẫu ${templateId} không khớp prompts/zalo-templates/${name}.md: ${differences.join('; ')}. Sửa tệp mẫu hoặc gửi duyệt lại.`,
    en: `Template ${templateId} differs from prompts/zalo-templates/${name}.md: ${differences.join('; ')}. Mend the file or submit it again.`,
  })
}
