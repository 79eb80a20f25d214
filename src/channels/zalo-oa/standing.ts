/** How each OA stands, as sentences for the person who has to do something about it. */
import { z } from 'zod'
import type { ChannelCheck } from '../channel.ts'
import type { OaAccount } from './account.ts'
import type { OaAnswer, OaClient } from './client.ts'
import type { TemplateText } from './template-text.ts'

const DAY_MS = 86_400_000
/** A consent that would end within these days is told while there is time to give it again. */
export const ALARM_DAYS = 14

export const CONSENT_AGAIN =
  'Quản trị viên của OA cấp quyền lại: chạy npm run channels -- connect zalo rồi làm theo hướng dẫn.'

/** Whole days until a consent ends if it is not renewed. */
export function daysLeft({ refreshExpiresAt }: { refreshExpiresAt: Date }, now: Date): number {
  return Math.floor((refreshExpiresAt.getTime() - now.getTime()) / DAY_MS)
}

/** What is known of all OAs without calling Zalo. */
export function standingOf(accounts: readonly OaAccount[], now: Date): ChannelCheck {
  for (const account of accounts) {
    const trouble = troubleOf(account, now)
    if (trouble) return trouble
  }
  if (accounts.length === 0) return NOTHING_CONNECTED
  return { state: 'ok', says: `${accounts.length} OA đang kết nối.`, remedy: null }
}

const NOTHING_CONNECTED: ChannelCheck = {
  state: 'trouble',
  says: 'Đã đặt ZALO_APP_ID nhưng chưa OA nào cấp quyền cho trợ lý.',
  remedy: 'Chạy npm run channels -- connect zalo rồi làm theo hướng dẫn.',
}

function troubleOf(account: OaAccount, now: Date): ChannelCheck | null {
  const { tokens, refusedAt } = account
  if (!tokens) {
    return {
      state: 'trouble',
      says: `${titleOf(account)}: mã truy cập được lưu có khóa nhưng khóa không đúng hoặc chưa đặt.`,
      remedy: 'Đặt lại TOKEN_ENCRYPTION_KEY như lúc kết nối; nếu đã mất khóa thì kết nối lại OA.',
    }
  }
  if (refusedAt) {
    return {
      state: 'trouble',
      says: `${titleOf(account)}: Zalo không còn gia hạn quyền cho trợ lý từ ${sayDay(refusedAt)}.`,
      remedy: CONSENT_AGAIN,
    }
  }
  const days = daysLeft(tokens, now)
  if (days > ALARM_DAYS) return null
  return {
    state: 'trouble',
    says:
      days > 0
        ? `${titleOf(account)}: quyền của trợ lý sẽ hết sau ${days} ngày nếu không gia hạn được.`
        : `${titleOf(account)}: quyền của trợ lý đã hết.`,
    remedy:
      days > 0
        ? 'Kiểm tra máy chủ có gọi được oauth.zaloapp.com không; nếu vẫn lỗi thì kết nối lại OA.'
        : CONSENT_AGAIN,
  }
}

export type CheckOptions = {
  accounts: readonly OaAccount[]
  client: OaClient
  now: Date
  hasWebhookSecret: boolean
  texts: ReadonlyMap<string, TemplateText>
}

/** Asks Zalo about every OA; the installation's own settings come after. */
export async function checkOas(options: CheckOptions): Promise<ChannelCheck[]> {
  const { accounts, client, now, hasWebhookSecret } = options
  if (accounts.length === 0) return [NOTHING_CONNECTED]
  const checks: ChannelCheck[] = []
  for (const account of accounts) {
    checks.push(
      troubleOf(account, now) ?? oaCheck(account, await client.call(account.oaId, { path: '/v2.0/oa/getoa' })),
    )
    checks.push(...templateChecks(account, options.texts))
  }
  return hasWebhookSecret ? checks : [...checks, NO_WEBHOOK_SECRET]
}

const NO_WEBHOOK_SECRET: ChannelCheck = {
  state: 'trouble',
  says: 'Chưa đặt ZALO_OA_SECRET_KEY nên mọi tin nhắn Zalo gửi tới đều bị bỏ qua.',
  remedy:
    'Chép Khóa bí mật OA (không phải khóa bí mật của ứng dụng) ở mục Webhook của ứng dụng vào ZALO_OA_SECRET_KEY.',
}

const oaSchema = z.object({
  name: z.string().optional(),
  is_verified: z.boolean().optional().catch(undefined),
  package_name: z.string().optional().catch(undefined),
})

function oaCheck(account: OaAccount, answer: OaAnswer): ChannelCheck {
  if (answer.kind === 'data') {
    const oa = oaSchema.safeParse(answer.data).data
    const parts = [oa?.is_verified === false ? 'chưa xác thực' : '', oa?.package_name ? `gói ${oa.package_name}` : '']
    const more = parts.filter(Boolean).join(', ')
    const says = `${titleOf({ ...account, name: oa?.name ?? account.name })} trả lời${more ? ` (${more})` : ''}.`
    return { state: 'ok', says, remedy: null }
  }
  const reason = answer.kind === 'permanent' || answer.kind === 'temporary' ? answer.reason : answer.kind
  return { state: 'trouble', says: `${titleOf(account)}: gọi Zalo không được (${reason}).`, remedy: remedyOf(reason) }
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/consent_needed|renewal_failed|token_refused|permission_not_granted/, CONSENT_AGAIN],
  [/package_too_low|quota_used_up/, 'Nâng gói dịch vụ của OA tại oa.zalo.me.'],
  [/oa_not_verified/, 'Gửi hồ sơ xác thực OA tại oa.zalo.me.'],
  [/oa_disabled|oa_missing|oa_blocked/, 'Liên hệ Zalo để biết vì sao OA bị khóa.'],
  [/app_|api_not_registered/, 'Mở developers.zalo.me, kích hoạt ứng dụng và đăng ký quyền gọi API cho OA.'],
  [/cloud_account|no_balance/, 'Nạp tiền hoặc liên kết tài khoản Zalo Cloud (ZCA) của OA.'],
  [
    /timed_out|unreachable|cut|http_5/,
    'Kiểm tra máy chủ có ra được Internet tới openapi.zalo.me không, rồi thử lại sau.',
  ],
]

function remedyOf(reason: string): string {
  const [, remedy] = REMEDIES.find(([pattern]) => pattern.test(reason)) ?? []
  return remedy ?? 'Tra mã lỗi trong docs/zalo.md; nếu không có, gửi mã này cho người hỗ trợ.'
}

function templateChecks(account: OaAccount, texts: CheckOptions['texts']): ChannelCheck[] {
  const missing = [...texts.keys()].filter((name) => !account.templates[name])
  if (missing.length === 0) return []
  return [
    {
      state: 'off',
      says: `${titleOf(account)}: chưa khai báo mẫu tin ${missing.join(', ')}; ngoài 7 ngày từ tin cuối của người nhận sẽ không nhắc được.`,
      remedy: 'Gửi các mẫu trong prompts/zalo-templates để Zalo duyệt, rồi chạy npm run channels -- templates zalo.',
    },
  ]
}

function titleOf({ name, oaId }: Pick<OaAccount, 'name' | 'oaId'>): string {
  return name ? `OA “${name}” (${oaId})` : `OA ${oaId}`
}

function sayDay(moment: Date): string {
  return moment.toLocaleDateString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
}
