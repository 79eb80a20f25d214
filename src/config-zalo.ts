/** Zalo's part of the settings: what is valid, and what belongs together. Read by `config.ts` alone. */
import { z } from 'zod'

const url = z.url({ protocol: /^https?$/ })
const BOT = /^(?:([a-z0-9-]+)=)?((\d+):[^\s,=]+)$/

const botsSchema = z.string().transform((text, context) => {
  const read = text.split(',').map((each) => BOT.exec(each.trim()))
  if (read.includes(null)) context.addIssue({ code: 'custom', message: 'not bots' })
  return read.flatMap((match) => (match ? [{ id: match[3] ?? '', token: match[2] ?? '', slug: match[1] ?? null }] : []))
})

const hostsSchema = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/)))

const keySchema = z
  .string()
  .regex(/^(?:[0-9a-f]{64}|[\w+/-]{43}=?)$/i)
  .transform((text) => Buffer.from(text, text.length === 64 ? 'hex' : 'base64'))

export const zaloShape = {
  ZALO_APP_ID: z
    .string()
    .regex(/^\d{5,30}$/)
    .optional(),
  ZALO_APP_SECRET: z.string().min(8).optional(),
  ZALO_OA_SECRET_KEY: z.string().default(''),
  ZALO_CODE_VERIFIER: z
    .string()
    .regex(/^[\w.~-]{43,128}$/)
    .optional(),
  ZALO_CALLBACK_URL: url.optional(),
  ZALO_API_URL: url.default('https://openapi.zalo.me'),
  ZALO_BUSINESS_API_URL: url.default('https://business.openapi.zalo.me'),
  ZALO_OAUTH_URL: url.default('https://oauth.zaloapp.com'),
  ZALO_FILE_HOSTS: hostsSchema.optional(),
  ZALO_BOT_TOKENS: botsSchema.optional(),
  ZALO_BOT_WEBHOOK_SECRET: z
    .string()
    .regex(/^\S{8,256}$/)
    .optional(),
  ZALO_BOT_API_URL: url.default('https://bot-api.zaloplatforms.com'),
  TOKEN_ENCRYPTION_KEY: keySchema.optional(),
}

const shape = z.object({ PUBLIC_URL: z.string().optional(), ...zaloShape })
type ZaloValues = z.infer<typeof shape>

export type ZaloSettings = Readonly<{
  /** Official Accounts; null until an app is named. */
  oa: Readonly<{
    appId: string
    /** Where a browser is sent back to after consent, as saved in the developer console; null while none is known. */
    callbackUrl: string | null
    origins: Readonly<{ api: string; business: string; oauth: string }>
  }> | null
  /** Bots; null until a token is set. Each may be of one commune. */
  bot: Readonly<{ origin: string; communes: Readonly<Record<string, string | null>> }> | null
  /** Hosts beside Zalo's known ones that may keep what people send. */
  fileHosts: readonly string[]
}>

export type ZaloSecrets = Readonly<{
  appSecret: string | null
  oaSecretKeys: readonly string[]
  codeVerifier: string | null
  bots: readonly Readonly<{ id: string; token: string }>[]
  botWebhookSecret: string | null
  /** Seals the tokens of Official Accounts in the database; they are kept as they are while it is not set. */
  tokenKey: Buffer | null
}>

/** What is wrong between Zalo's settings: a sentence in both languages, or null. */
export function whyZaloContradicts(values: ZaloValues): { vi: string; en: string } | null {
  const { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_BOT_WEBHOOK_SECRET } = values
  if (Boolean(ZALO_APP_ID) !== Boolean(ZALO_APP_SECRET)) {
    return {
      vi: 'ZALO_APP_ID và ZALO_APP_SECRET phải cùng đặt hoặc cùng bỏ trống; cả hai lấy ở trang ứng dụng trên developers.zalo.me.',
      en: 'ZALO_APP_ID and ZALO_APP_SECRET must both be set or both be left out; both are on the app page of developers.zalo.me.',
    }
  }
  if (ZALO_BOT_WEBHOOK_SECRET && !values.PUBLIC_URL?.startsWith('https://')) {
    return {
      vi: 'ZALO_BOT_WEBHOOK_SECRET chỉ dùng khi có PUBLIC_URL dạng https://…; đặt PUBLIC_URL hoặc bỏ biến này để trợ lý tự lấy tin.',
      en: 'ZALO_BOT_WEBHOOK_SECRET needs a PUBLIC_URL of the form https://…; set it, or remove the secret to fetch updates instead.',
    }
  }
  return null
}

export function zaloSettings(values: ZaloValues): ZaloSettings {
  const { ZALO_APP_ID: appId, ZALO_BOT_TOKENS: bots } = values
  const origins = { api: values.ZALO_API_URL, business: values.ZALO_BUSINESS_API_URL, oauth: values.ZALO_OAUTH_URL }
  const callbackUrl = values.ZALO_CALLBACK_URL ?? values.PUBLIC_URL ?? null
  const communes = Object.fromEntries((bots ?? []).map(({ id, slug }) => [id, slug]))
  return Object.freeze({
    oa: appId ? Object.freeze({ appId, callbackUrl, origins: Object.freeze(origins) }) : null,
    bot: bots ? { origin: values.ZALO_BOT_API_URL, communes } : null,
    fileHosts: values.ZALO_FILE_HOSTS ?? [],
  })
}

export function zaloSecrets(values: ZaloValues): ZaloSecrets {
  return Object.freeze({
    appSecret: values.ZALO_APP_SECRET ?? null,
    oaSecretKeys: values.ZALO_OA_SECRET_KEY.split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    codeVerifier: values.ZALO_CODE_VERIFIER ?? null,
    bots: (values.ZALO_BOT_TOKENS ?? []).map(({ id, token }) => ({ id, token })),
    botWebhookSecret: values.ZALO_BOT_WEBHOOK_SECRET ?? null,
    tokenKey: values.TOKEN_ENCRYPTION_KEY ?? null,
  })
}
