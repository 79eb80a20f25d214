import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, messageLanguage, readConfig } from '../src/config.ts'

const SERVER = { DATABASE_URL: 'postgres://a:secret@db/commune', REDIS_URL: 'redis://127.0.0.1:6379' }

function faultOf(environment: Record<string, string>, role?: 'web'): ConfigError {
  try {
    readConfig(environment, role)
  } catch (error) {
    if (error instanceof ConfigError) return error
  }
  throw new Error('the settings were accepted')
}

describe('settings', () => {
  it('need nothing: the embedded store, on this machine only', () => {
    const { settings, secrets } = readConfig({})
    expect(settings).toMatchObject({ role: 'all', host: '127.0.0.1', port: 8080, publicUrl: null, language: 'vi' })
    expect(secrets).toEqual({
      channels: {
        telegramToken: null,
        mailPassword: null,
        zalo: {
          ...{ appSecret: null, oaSecretKeys: [], codeVerifier: null, tokenKey: null },
          ...{ bots: [], botWebhookSecret: null },
        },
      },
      databaseUrl: null,
      databaseReplicaUrl: null,
      redisUrl: null,
      jobsBoardToken: null,
      metricsToken: null,
      modelApiKey: null,
      speechApiKey: null,
      embeddingsApiKey: null,
    })
  })

  it('are frozen and keep secrets apart', () => {
    const { settings, secrets } = readConfig(SERVER, 'web')
    expect(Object.isFrozen(settings) && Object.isFrozen(secrets)).toBe(true)
    expect(JSON.stringify(settings)).not.toContain('secret')
  })

  it('refuse a database server without Redis, and a split role without a server', () => {
    expect(faultOf({ DATABASE_URL: SERVER.DATABASE_URL }).vi).toContain('REDIS_URL')
    expect(faultOf({}, 'web').vi).toContain('DATABASE_URL')
  })

  it('take a replica of a server alone, and keep its address among the secrets', () => {
    const replica = { DATABASE_REPLICA_URL: 'postgres://a:secret@standby/commune' }
    expect(faultOf(replica).vi).toContain('DATABASE_URL')
    const { settings, secrets } = readConfig({ ...SERVER, ...replica })
    expect(secrets.databaseReplicaUrl).toBe(replica.DATABASE_REPLICA_URL)
    expect(JSON.stringify(settings)).not.toContain('standby')
  })

  it.each([
    ['PORT', '99999'],
    ['PORT', 'tám nghìn'],
    ['DATABASE_URL', 'mysql://db'],
    ['PUBLIC_URL', 'xa.example'],
    ['LOG_LEVEL', 'loud'],
    ['MESSAGE_RETENTION_DAYS', '0'],
    ['JOBS_BOARD_TOKEN', 'short'],
    ['OPENAI_BASE_URL', 'may-chu'],
    ['MODEL_IS_DOMESTIC', 'yes'],
    ['MODEL_DAILY_BUDGET_TOKENS', '-1'],
  ])('name the variable %s when it is wrong (%s) and never repeat its value', (name, value) => {
    const fault = faultOf({ [name]: value })
    expect(fault.vi).toContain(name)
    expect(fault.vi + fault.en).not.toContain(value)
  })

  it('name a model only where its key is set, and keep the key among the secrets', () => {
    expect(readConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }).settings.model).toBeNull()
    const { settings, secrets } = readConfig({ OPENAI_API_KEY: 'sk-x', MODEL_IS_DOMESTIC: 'true' })
    expect(settings.model).toMatchObject({
      baseUrl: null,
      structure: 'json_schema',
      isDomestic: true,
      timeoutMs: 8_000,
    })
    expect(secrets.modelApiKey).toBe('sk-x')
    expect(JSON.stringify(settings)).not.toContain('sk-x')
  })

  it('refuse a tracing that would copy questions to somebody else, once there is a model', () => {
    const tracing = { LANGSMITH_TRACING: 'true' }
    expect(readConfig(tracing).settings.model).toBeNull()
    expect(faultOf({ ...tracing, OPENAI_API_KEY: 'sk-x' }).vi).toContain('LANGSMITH_TRACING')
  })

  it('treat an empty variable as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' }).settings.port).toBe(8080)
  })

  it('speak English only when asked in so many words', () => {
    expect(messageLanguage({ LANGUAGE: 'en' })).toBe('en')
    expect(messageLanguage({ LANGUAGE: 'en_US:en' })).toBe('vi')
  })

  it('take the embeddings key from the language model only for one and the same server', () => {
    const named = { EMBEDDINGS_MODEL: 'bge-m3', OPENAI_API_KEY: 'key' }
    expect(readConfig(named).secrets.embeddingsApiKey).toBe('key')
    expect(() => readConfig({ ...named, EMBEDDINGS_BASE_URL: 'https://vector.vn/v1' })).toThrow(/EMBEDDINGS_API_KEY/)
  })

  it('stand in .env.example, every one', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8')
    const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1])
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name) => !example.includes(`#${name}=`))).toEqual([])
  })
})
