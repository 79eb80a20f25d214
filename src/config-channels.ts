/** The settings of the providers of messages: each is off until its token, key or server is set. Read by `config.ts` alone. */
import { z } from 'zod'
import {
  whyZaloContradicts,
  type ZaloSecrets,
  type ZaloSettings,
  zaloSecrets,
  zaloSettings,
  zaloShape,
} from './config-zalo.ts'

export type TelegramSettings = Readonly<{
  /** Telegram's own server, or one that stands between. */
  apiRoot: string
  /** Whether Telegram delivers to the public address; otherwise the program asks for updates. */
  isDelivered: boolean
}>

export type MailSettings = Readonly<{
  host: string
  port: number
  /** Null for a relay that asks for no login. */
  user: string | null
  /** "Trợ lý xã … <tro-ly@…>" */
  from: string
  /** Whether a connection that cannot be encrypted is refused. */
  mustEncrypt: boolean
}>

export type ChannelSettings = Readonly<{
  telegram: TelegramSettings | null
  mail: MailSettings | null
  zalo: ZaloSettings
}>
export type ChannelSecrets = Readonly<{
  telegramToken: string | null
  mailPassword: string | null
  zalo: ZaloSecrets
}>

const address = z.string().regex(/^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)

export const channelShape = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{1,20}:[\w-]{10,}$/)
    .optional(),
  TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/ }).default('https://api.telegram.org'),
  TELEGRAM_UPDATES: z.enum(['auto', 'polling', 'webhook']).default('auto'),
  SMTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .optional(),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM: address.optional(),
  SMTP_TLS: z.enum(['required', 'optional']).default('required'),
  ...zaloShape,
}

const shape = z.object({ PUBLIC_URL: z.string().optional(), ...channelShape })
export type ChannelValues = z.infer<typeof shape>

/** What does not fit together: one sentence with its remedy, in both languages. */
export function channelConflict(values: ChannelValues): { vi: string; en: string } | null {
  if (values.TELEGRAM_BOT_TOKEN && values.TELEGRAM_UPDATES === 'webhook' && !values.PUBLIC_URL) {
    return {
      vi: 'TELEGRAM_UPDATES=webhook cần PUBLIC_URL; đặt PUBLIC_URL (https://…) hoặc đổi thành TELEGRAM_UPDATES=polling.',
      en: 'TELEGRAM_UPDATES=webhook needs PUBLIC_URL; set PUBLIC_URL (https://…) or TELEGRAM_UPDATES=polling.',
    }
  }
  if (values.SMTP_HOST && !values.SMTP_FROM) {
    return {
      vi: 'Đã đặt SMTP_HOST nhưng thiếu SMTP_FROM; đặt địa chỉ thư gửi đi, ví dụ SMTP_FROM="Trợ lý xã <tro-ly@xa.gov.vn>".',
      en: 'SMTP_HOST is set but SMTP_FROM is missing; set the sender, for example SMTP_FROM="Assistant <bot@example.org>".',
    }
  }
  if (values.SMTP_HOST && Boolean(values.SMTP_USER) !== Boolean(values.SMTP_PASSWORD)) {
    return {
      vi: 'SMTP_USER và SMTP_PASSWORD phải cùng đặt, hoặc cùng bỏ trống nếu máy chủ thư không cần đăng nhập.',
      en: 'Set SMTP_USER and SMTP_PASSWORD both, or neither if the mail server asks for no login.',
    }
  }
  return whyZaloContradicts(values)
}

export function channelSettings(values: ChannelValues): ChannelSettings {
  const { TELEGRAM_BOT_TOKEN: token, SMTP_HOST: host, SMTP_FROM: from } = values
  return {
    telegram: token ? Object.freeze({ apiRoot: values.TELEGRAM_API_ROOT, isDelivered: isDelivered(values) }) : null,
    mail:
      host && from
        ? Object.freeze({
            ...{ host, from, port: values.SMTP_PORT, user: values.SMTP_USER ?? null },
            mustEncrypt: values.SMTP_TLS === 'required',
          })
        : null,
    zalo: zaloSettings(values),
  }
}

export function channelSecrets(values: ChannelValues): ChannelSecrets {
  return {
    telegramToken: values.TELEGRAM_BOT_TOKEN ?? null,
    mailPassword: values.SMTP_PASSWORD ?? null,
    zalo: zaloSecrets(values),
  }
}

/** Telegram delivers to https alone; whoever says "webhook" has a Bot API server of their own. */
function isDelivered({ PUBLIC_URL, TELEGRAM_UPDATES }: ChannelValues): boolean {
  if (TELEGRAM_UPDATES !== 'auto') return TELEGRAM_UPDATES === 'webhook'
  return PUBLIC_URL?.startsWith('https://') ?? false
}
