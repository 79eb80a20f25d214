/**
 * The only reader of the environment, in three stages: read strings, validate and cross-check, freeze.
 * Secrets live in a second object and have no defaults. Every variable stands in `.env.example`.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import {
  type ChannelSecrets,
  type ChannelSettings,
  channelConflict,
  channelSecrets,
  channelSettings,
  channelShape,
} from './config-channels.ts'

export type Role = 'all' | 'web' | 'worker'

export type Settings = Readonly<{
  /** The providers of messages that are set up. */
  channels: ChannelSettings
  role: Role
  dataFolder: string
  knowledgeFolder: string
  host: string
  port: number
  /** Where a worker, which has no pages, shows its figures; null where it does not. */
  metricsPort: number | null
  /** Address at which people outside reach this installation; setting it ends the demonstration mode. */
  publicUrl: string | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  language: 'vi' | 'en'
  messageRetentionDays: number
  /** How long a whole copy of the store lives, and so whoever was erased after it was made. */
  backupRetentionDays: number
  /** A copy older than that is told as a trouble; 0 where others look after copies. */
  copyMaxAgeDays: number
  /** The commune whose administrators hear of the machine's troubles, by its slug; null where nobody said. */
  alarmCommune: string | null
  /** Keeps installations that share one Redis apart. */
  queuePrefix: string
  /** What reading one file may cost. */
  reading: ReadingSettings
  /** The language model that phrases document answers; null while no key is set. */
  model: ModelSettings | null
  /** Where voice messages become words; null while no speech model is named. */
  speech: SpeechSettings | null
  /** Where texts become vectors; null while no embedding model is named: search is then by words alone. */
  embeddings: EmbeddingSettings | null
}>

export type ReadingSettings = Readonly<{
  /** Whether scans and photographs are recognised. */
  ocr: boolean
  maxFileMib: number
  maxPdfPages: number
  maxOcrPages: number
}>

export type EmbeddingSettings = Readonly<{
  /** Null for OpenAI's own server. */
  baseUrl: string | null
  model: string
  /** Null for the model's own. */
  dimensions: number | null
  /** Whether internal documents may be sent to it. */
  isDomestic: boolean
}>

export type SpeechSettings = Readonly<{
  /** Null for OpenAI's own server. */
  baseUrl: string | null
  model: string
  timeoutMs: number
}>

export type ModelSettings = Readonly<{
  /** Null for OpenAI's own server. */
  baseUrl: string | null
  name: string
  structure: 'json_schema' | 'tool_call' | 'json_object'
  /** Whether internal documents may be sent to it: only where it runs on the State's own or rented ground at home. */
  isDomestic: boolean
  timeoutMs: number
  dayTokens: number
  personTokens: number
}>

/** Values that must never reach a log or a page. */
export type Secrets = Readonly<{
  databaseUrl: string | null
  /** A standby of the same server, for figures and reports. */
  databaseReplicaUrl: string | null
  redisUrl: string | null
  jobsBoardToken: string | null
  /** Opens the figures at /metrics to another machine. */
  metricsToken: string | null
  modelApiKey: string | null
  speechApiKey: string | null
  embeddingsApiKey: string | null
  channels: ChannelSecrets
}>

export type Config = { settings: Settings; secrets: Secrets }

/** What is wrong with a setting: one sentence naming the variable and the remedy, in both languages. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly vi: string
  readonly en: string

  constructor({ vi, en }: { vi: string; en: string }) {
    super(en)
    this.vi = vi
    this.en = en
  }
}

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/)
const redisUrl = z.string().regex(/^rediss?:\/\/\S+$/)
const BOARD_TOKEN_MIN_CHARS = 16

const schema = z.object({
  ...channelShape,
  DATA_DIR: z.string().default('data'),
  KNOWLEDGE_DIR: z.string().default('knowledge'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  MESSAGE_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  BACKUP_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  COPY_MAX_AGE_DAYS: z.coerce.number().int().min(0).max(365).default(2),
  ALARM_COMMUNE: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default('commune-assistant'),
  READING_OCR: z.enum(['on', 'off']).default('on'),
  READING_MAX_FILE_MIB: z.coerce.number().int().min(1).max(500).default(50),
  READING_MAX_PDF_PAGES: z.coerce.number().int().min(1).max(20_000).default(1_500),
  READING_MAX_OCR_PAGES: z.coerce.number().int().min(1).max(2_000).default(200),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_REPLICA_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  JOBS_BOARD_TOKEN: z.string().min(BOARD_TOKEN_MIN_CHARS).optional(),
  METRICS_TOKEN: z.string().min(BOARD_TOKEN_MIN_CHARS).optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_MODEL: z.string().max(200).default('gpt-4.1-mini'),
  MODEL_OUTPUT: z.enum(['json_schema', 'tool_call', 'json_object']).default('json_schema'),
  MODEL_IS_DOMESTIC: z.enum(['true', 'false']).default('false'),
  MODEL_TIMEOUT_SECONDS: z.coerce.number().min(1).max(20).default(8),
  SPEECH_MODEL: z.string().max(200).optional(),
  SPEECH_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  SPEECH_API_KEY: z.string().optional(),
  SPEECH_TIMEOUT_SECONDS: z.coerce.number().min(1).max(40).default(15),
  EMBEDDINGS_MODEL: z.string().max(200).optional(),
  EMBEDDINGS_DIMENSIONS: z.coerce.number().int().min(8).max(16_000).optional(),
  EMBEDDINGS_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_ARE_DOMESTIC: z.enum(['true', 'false']).default('false'),
  MODEL_DAILY_BUDGET_TOKENS: z.coerce.number().int().min(0).default(1_000_000),
  MODEL_PERSON_DAILY_BUDGET_TOKENS: z.coerce.number().int().min(0).default(50_000),
})

type Environment = Readonly<Record<string, string | undefined>>

/** The process's variables, with those of a `.env` file beside them where they are not set already. Throws `ConfigError`. */
export function processEnvironment(): Environment {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
  } catch {
    throw new ConfigError({
      vi: 'Không đọc được tệp .env; gõ lại lệnh bằng người dùng của trợ lý (sudo -u tro-ly-xa npm run …), hoặc kiểm tra quyền của tệp.',
      en: 'The file .env cannot be read; run the command as the assistant’s own user (sudo -u tro-ly-xa npm run …), or check its permissions.',
    })
  }
  return process.env
}

/** The same for telling a failure, which must be told whatever became of `.env`. */
export function environmentToTellBy(): Environment {
  try {
    return processEnvironment()
  } catch {
    return process.env
  }
}

/** Throws `ConfigError` on the first doubt: nothing starts half configured. */
export function readConfig(environment: Environment, role: Role = 'all'): Config {
  const values = validate(readStrings(environment))
  crossCheck(values, role)
  crossCheckEmbeddings(values)
  const conflict = channelConflict(values)
  if (conflict) throw new ConfigError(conflict)
  if (values.OPENAI_API_KEY || values.EMBEDDINGS_MODEL) refuseTracing(environment)
  return freeze(values, role, environment)
}

/** The language of messages on standard error, known even when the rest of the settings is wrong. */
export function messageLanguage(environment: Environment): 'vi' | 'en' {
  return environment.LANGUAGE === 'en' ? 'en' : 'vi'
}

/** Whether faults are told with their stack, known even when the rest of the settings is wrong. */
export function isDebugging(environment: Environment): boolean {
  return environment.LOG_LEVEL === 'debug'
}

/** An empty string counts as not set: that is how `.env` files leave a variable out. */
function readStrings(environment: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name]?.trim() || undefined]))
}

function validate(strings: Record<string, string | undefined>): z.infer<typeof schema> {
  const result = schema.safeParse(strings)
  if (result.success) return result.data
  const name = String(result.error.issues[0]?.path[0] ?? '')
  throw new ConfigError({
    vi: `Biến ${name} có giá trị không hợp lệ; xem cách ghi trong .env.example.`,
    en: `Variable ${name} is not valid; see .env.example for its form.`,
  })
}

function crossCheck(values: z.infer<typeof schema>, role: Role): void {
  if (values.DATABASE_URL && !values.REDIS_URL) {
    throw new ConfigError({
      vi: 'Đã đặt DATABASE_URL nhưng thiếu REDIS_URL; đặt thêm REDIS_URL (ví dụ redis://127.0.0.1:6379) hoặc bỏ DATABASE_URL để dùng cơ sở dữ liệu nhúng.',
      en: 'DATABASE_URL is set but REDIS_URL is missing; set REDIS_URL (for example redis://127.0.0.1:6379) or remove DATABASE_URL to use the embedded database.',
    })
  }
  if (values.DATABASE_REPLICA_URL && !values.DATABASE_URL) {
    throw new ConfigError({
      vi: 'Đã đặt DATABASE_REPLICA_URL nhưng thiếu DATABASE_URL; đặt thêm DATABASE_URL (máy chủ chính) hoặc bỏ DATABASE_REPLICA_URL.',
      en: 'DATABASE_REPLICA_URL is set but DATABASE_URL is missing; set DATABASE_URL (the primary) or remove DATABASE_REPLICA_URL.',
    })
  }
  if (role !== 'all' && !values.DATABASE_URL) {
    throw new ConfigError({
      vi: `Vai trò ${role} cần máy chủ PostgreSQL: đặt DATABASE_URL và REDIS_URL, hoặc chạy npm start không kèm --role.`,
      en: `Role ${role} needs a PostgreSQL server: set DATABASE_URL and REDIS_URL, or run npm start without --role.`,
    })
  }
}

function crossCheckEmbeddings(values: z.infer<typeof schema>): void {
  if (values.SPEECH_MODEL && !speechKey(values)) {
    throw new ConfigError({
      vi: 'Đã đặt SPEECH_MODEL nhưng thiếu SPEECH_API_KEY; đặt thêm (máy chủ không cần khóa thì ghi một chữ bất kỳ) hoặc bỏ SPEECH_MODEL.',
      en: 'SPEECH_MODEL is set but SPEECH_API_KEY is missing; set it (any word for a server without keys) or remove SPEECH_MODEL.',
    })
  }
  if (!values.EMBEDDINGS_MODEL || embeddingsKey(values)) return
  throw new ConfigError({
    vi: 'Đã đặt EMBEDDINGS_MODEL nhưng thiếu EMBEDDINGS_API_KEY; đặt thêm (máy chủ không cần khóa thì ghi một chữ bất kỳ) hoặc bỏ EMBEDDINGS_MODEL.',
    en: 'EMBEDDINGS_MODEL is set but EMBEDDINGS_API_KEY is missing; set it (any word for a server without keys) or remove EMBEDDINGS_MODEL.',
  })
}

/** The language model's own key serves where no other is set and the server is the same. */
function speechKey(values: z.infer<typeof schema>): string | null {
  return values.SPEECH_API_KEY ?? (values.SPEECH_BASE_URL ? null : (values.OPENAI_API_KEY ?? null))
}

function embeddingsKey(values: z.infer<typeof schema>): string | null {
  return values.EMBEDDINGS_API_KEY ?? (values.EMBEDDINGS_BASE_URL ? null : (values.OPENAI_API_KEY ?? null))
}

/** LangChain would copy every question and passage to its maker's server. */
function refuseTracing(environment: Environment): void {
  const name = TRACING.find((each) => environment[each] === 'true')
  if (!name) return
  throw new ConfigError({
    vi: `Biến ${name} đang bật: câu hỏi và văn bản sẽ bị chép sang máy chủ khác; bỏ biến này rồi chạy lại.`,
    en: `Variable ${name} is on: questions and documents would be copied to another server; unset it and try again.`,
  })
}

const TRACING = ['LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING']

function freeze(values: z.infer<typeof schema>, role: Role, environment: Environment): Config {
  const settings: Settings = Object.freeze({
    channels: Object.freeze(channelSettings(values)),
    role,
    dataFolder: resolve(values.DATA_DIR),
    knowledgeFolder: resolve(values.KNOWLEDGE_DIR),
    host: values.HOST,
    port: values.PORT,
    metricsPort: values.METRICS_PORT ?? null,
    publicUrl: values.PUBLIC_URL ?? null,
    logLevel: values.LOG_LEVEL,
    language: messageLanguage(environment),
    messageRetentionDays: values.MESSAGE_RETENTION_DAYS,
    backupRetentionDays: values.BACKUP_RETENTION_DAYS,
    copyMaxAgeDays: values.COPY_MAX_AGE_DAYS,
    alarmCommune: values.ALARM_COMMUNE ?? null,
    queuePrefix: values.QUEUE_PREFIX,
    reading: Object.freeze({
      ocr: values.READING_OCR === 'on',
      maxFileMib: values.READING_MAX_FILE_MIB,
      maxPdfPages: values.READING_MAX_PDF_PAGES,
      maxOcrPages: values.READING_MAX_OCR_PAGES,
    }),
    model: values.OPENAI_API_KEY ? modelSettings(values) : null,
    speech: speechSettings(values),
    embeddings: embeddingSettings(values),
  })
  const secrets: Secrets = Object.freeze({
    channels: Object.freeze(channelSecrets(values)),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseReplicaUrl: values.DATABASE_REPLICA_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    jobsBoardToken: values.JOBS_BOARD_TOKEN ?? null,
    metricsToken: values.METRICS_TOKEN ?? null,
    modelApiKey: values.OPENAI_API_KEY ?? null,
    speechApiKey: speechKey(values),
    embeddingsApiKey: embeddingsKey(values),
  })
  return { settings, secrets }
}

function speechSettings(values: z.infer<typeof schema>): SpeechSettings | null {
  if (!values.SPEECH_MODEL) return null
  return Object.freeze({
    baseUrl: values.SPEECH_BASE_URL ?? values.OPENAI_BASE_URL ?? null,
    model: values.SPEECH_MODEL,
    timeoutMs: values.SPEECH_TIMEOUT_SECONDS * 1_000,
  })
}

function embeddingSettings(values: z.infer<typeof schema>): EmbeddingSettings | null {
  if (!values.EMBEDDINGS_MODEL) return null
  return Object.freeze({
    baseUrl: values.EMBEDDINGS_BASE_URL ?? values.OPENAI_BASE_URL ?? null,
    model: values.EMBEDDINGS_MODEL,
    dimensions: values.EMBEDDINGS_DIMENSIONS ?? null,
    isDomestic: values.EMBEDDINGS_ARE_DOMESTIC === 'true',
  })
}

function modelSettings(values: z.infer<typeof schema>): ModelSettings {
  return Object.freeze({
    baseUrl: values.OPENAI_BASE_URL ?? null,
    name: values.OPENAI_MODEL,
    structure: values.MODEL_OUTPUT,
    isDomestic: values.MODEL_IS_DOMESTIC === 'true',
    timeoutMs: values.MODEL_TIMEOUT_SECONDS * 1_000,
    dayTokens: values.MODEL_DAILY_BUDGET_TOKENS,
    personTokens: values.MODEL_PERSON_DAILY_BUDGET_TOKENS,
  })
}
