import { describe, expect, it } from 'vitest'
import { type ConfigError, readConfig } from '../src/config.ts'

const TELEGRAM = { TELEGRAM_BOT_TOKEN: '7000001:AAbbccddeeff-11_22' }
const MAIL = { SMTP_HOST: 'mail.xa.example.vn', SMTP_FROM: 'Trợ lý xã Bình Phú <tro-ly@xa.example.vn>' }

const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    return (error as ConfigError).vi
  }
  return ''
}

describe('the settings of channels', () => {
  it('are off until their token or server is set', () => {
    expect(readConfig({}).settings.channels).toMatchObject({ telegram: null, mail: null })
  })

  it('have Telegram deliver where the public address is https, and fetch elsewhere', () => {
    const isDelivered = (more: Record<string, string>): boolean | undefined =>
      readConfig({ ...TELEGRAM, ...more }).settings.channels.telegram?.isDelivered
    expect(isDelivered({})).toBe(false)
    expect(isDelivered({ PUBLIC_URL: 'https://xa.example.vn' })).toBe(true)
    expect(isDelivered({ PUBLIC_URL: 'http://xa.example.vn' })).toBe(false)
    expect(isDelivered({ PUBLIC_URL: 'https://xa.example.vn', TELEGRAM_UPDATES: 'polling' })).toBe(false)
    expect(isDelivered({ PUBLIC_URL: 'http://10.0.0.5:8080', TELEGRAM_UPDATES: 'webhook' })).toBe(true)
  })

  it('keep token and password among the secrets alone', () => {
    const { settings, secrets } = readConfig({ ...TELEGRAM, ...MAIL, SMTP_USER: 'a', SMTP_PASSWORD: 'mật khẩu thư' })
    expect(secrets.channels).toMatchObject({ telegramToken: TELEGRAM.TELEGRAM_BOT_TOKEN, mailPassword: 'mật khẩu thư' })
    expect(JSON.stringify(settings)).not.toMatch(/AAbbcc|mật khẩu/)
  })

  it('add the hosts that keep what people send on Zalo, and refuse what is no name of a host', () => {
    const hostsOf = (text: string) => readConfig({ ZALO_FILE_HOSTS: text }).settings.channels.zalo.fileHosts
    expect(readConfig({}).settings.channels.zalo.fileHosts).toEqual([])
    expect(hostsOf('tep.Vi-Du.vn, khac.vn')).toEqual(['tep.vi-du.vn', 'khac.vn'])
    for (const wrong of ['vn', 'https://vi-du.vn', '*.vi-du.vn', 'vi-du.vn,']) {
      expect(refusal({ ZALO_FILE_HOSTS: wrong })).toMatch(/ZALO_FILE_HOSTS/)
    }
  })

  it('name what is missing and the remedy', () => {
    expect(refusal({ ...TELEGRAM, TELEGRAM_UPDATES: 'webhook' })).toMatch(/PUBLIC_URL/)
    expect(refusal({ SMTP_HOST: 'mail.xa.example.vn' })).toMatch(/SMTP_FROM/)
    expect(refusal({ ...MAIL, SMTP_USER: 'a' })).toMatch(/SMTP_PASSWORD/)
    expect(refusal({ TELEGRAM_BOT_TOKEN: 'not-a-token' })).toMatch(/TELEGRAM_BOT_TOKEN/)
    expect(refusal({ ...MAIL, SMTP_FROM: 'a@b.vn, c@d.vn' })).toMatch(/SMTP_FROM/)
  })
})
