import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelAddress, OutboundMessage, SendResult } from '../../../src/channels/index.ts'
import { createTelegramApi } from '../../../src/channels/telegram/api.ts'
import { causeOf } from '../../../src/channels/telegram/cause.ts'
import type { Shown } from '../../support/fake-telegram-chats.ts'
import { openTelegram, type TelegramGround } from './ground.ts'

const TO: ChannelAddress = { channel: 'telegram', endpoint: '', externalUserId: '5' }

describe('a message on Telegram', () => {
  let ground: TelegramGround

  const send = (message: OutboundMessage, to = TO): Promise<SendResult> => ground.channel.send(to, message)
  const shown = (): Shown => {
    const last = ground.fake.shown.at(-1)
    if (!last) throw new Error('nothing is shown')
    return last
  }
  const rows = (): string[][] => shown().rows.map((row) => row.map(({ text }) => text))

  beforeEach(async () => {
    ground = await openTelegram()
    ground.fake.person('5')
  })
  afterEach(() => ground.close())

  it('sets apart what the answer rests on, and nothing else', async () => {
    const source = 'Căn cứ: Kế hoạch <a> & b, mục V.2.'
    await send({ text: `Chậm nhất 09/12.\n${source}\nCăn cứ vào đó thì đúng.` })
    expect(shown().entities).toEqual([{ type: 'blockquote', offset: 17, length: source.length }])
  })

  it('is written so that Telegram reads it the first time', async () => {
    const awkward = ['a < b && c > d', '<b>không đóng', '&amp; &lt;i&gt; &#60;', '</blockquote>', 'Nguồn: <x>']
    for (const text of awkward) expect(await send({ text })).toMatchObject({ kind: 'sent' })
    expect(ground.fake.shown.map(({ text }) => text)).toEqual(awkward)
    expect(ground.fake.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(awkward.length)
  })

  it('lets short choices share a row of a narrow phone, and gives a long one its own', async () => {
    const long = 'Xem tất cả nhiệm vụ của đơn vị'
    await send({ key: '1', text: 'Chọn', choices: ['Đã nộp', 'Đang làm', 'Nhắc lại sau', long, '1', '2', '3', '4'] })
    expect(rows()).toEqual([['Đã nộp', 'Đang làm'], ['Nhắc lại sau'], [long], ['1', '2', '3'], ['4']])
  })

  it('brings back its key in at most 64 bytes, or the label alone', async () => {
    const choices = ['Được']
    for (const key of ['1'.repeat(61), '1'.repeat(62), 'có dấu', 'a.b', undefined]) {
      expect(await send({ key, text: 'Chọn', choices })).toMatchObject({ kind: 'sent' })
    }
    const data = ground.fake.shown.map((each) => each.rows[0]?.[0]?.callback_data)
    expect(data).toEqual([`m${'1'.repeat(61)}.0`, 'm.0', 'm.0', 'm.0', 'm.0'])
  })

  it('writes out a link to this machine, of which Telegram makes no button', async () => {
    await send({ text: 'Xem.', links: [{ label: 'Mở', url: 'http://127.0.0.1:8080/van-ban/1' }] })
    expect([shown().text, rows()]).toEqual(['Xem.\nMở: http://127.0.0.1:8080/van-ban/1', []])
  })

  it('goes without markup where Telegram does not read it', async () => {
    ground.fake.fail({ is: 'markup' })
    expect(await send({ text: 'a < b' })).toMatchObject({ kind: 'sent' })
    expect(shown()).toMatchObject({ text: 'a < b', entities: [] })
  })

  it('changes while it is written, and is well when there was nothing to change', async () => {
    const sent = await send({ text: 'Đang xem…' })
    const receipt = sent.kind === 'sent' ? String(sent.receipt) : ''
    const edited = { text: 'Chậm nhất <09/12>.', key: '2', choices: ['Đã nộp'] }
    expect(await ground.channel.edit?.(TO, receipt, edited)).toEqual({ kind: 'sent', receipt })
    expect(await ground.channel.edit?.(TO, receipt, edited)).toEqual({ kind: 'sent', receipt })
    expect(shown()).toMatchObject({ text: 'Chậm nhất <09/12>.', edited: true })
    expect(await ground.channel.edit?.(TO, '999', edited)).toMatchObject({ kind: 'permanent' })
  })

  it('with a document and more words than fit below it comes first as a text', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'document-')), 'a')
    await writeFile(path, 'nội dung')
    const document = { path, name: 'Báo cáo tháng.pdf', mimeType: 'application/pdf' }
    const text = 'dài '.repeat(300).trim()
    expect(await send({ key: '3', text, choices: ['Đã xem'], document })).toMatchObject({ kind: 'sent', receipt: '1' })
    expect(ground.fake.shown).toMatchObject([
      { text, document: null, rows: [[{ text: 'Đã xem' }]] },
      { text: '', document: { name: 'Báo cáo tháng.pdf' }, rows: [] },
    ])
  })

  it('to somebody who never began, or to a group that sent us away, is over for good', async () => {
    const group = ground.fake.group('-1007')
    group.expel()
    for (const externalUserId of ['404', group.id]) {
      const result = await send({ text: 'tin' }, { ...TO, externalUserId })
      expect(result).toMatchObject({ kind: 'permanent', unreachable: true })
    }
  })

  it.each([
    ['a token Telegram does not know', { is: 'token_refused' }],
    ['a page in the way', { is: 'page', status: 403 }],
  ] as const)('waits for the office to mend %s', async (_what, fault) => {
    ground.fake.fail(fault)
    const result = await send({ text: 'tin' })
    expect(result).toMatchObject({ kind: 'temporary' })
    expect(result).not.toHaveProperty('uncertain')
    expect(JSON.stringify(result)).not.toContain(ground.fake.token.slice(10))
  })

  it('that a person sent as a file can be had, up to what is allowed', async () => {
    const { fake, channel } = ground
    fake.keepFile('d1', new TextEncoder().encode('bằng chứng'))
    const file = { kind: 'file' as const, reference: 'd1', name: null, sizeBytes: null }
    const bytes = await channel.fetch?.('', file, 100)
    expect(new TextDecoder().decode(bytes)).toBe('bằng chứng')
    await expect(channel.fetch?.('', file, 5)).rejects.toThrow('too large')
    await fake.close()
    await expect(channel.fetch?.('', file, 100)).rejects.toThrow(/^(?:unreachable|silent)$/)
  })
})

describe('a connection to Telegram', () => {
  it('that is accepted and never becomes one counts as not sent', async () => {
    const mute = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => mute.once('listening', resolve))
    const address = mute.address()
    const port = typeof address === 'object' ? address?.port : 0
    const api = createTelegramApi({ token: '1:a', apiRoot: `https://127.0.0.1:${port}`, connectWithinMs: 50 })
    const error = await api.call('getMe', {}, { withinMs: 5_000 }).catch((thrown: unknown) => thrown)
    expect(causeOf(error)).toEqual({ is: 'unreachable', code: 'ETIMEDOUT' })
    mute.close()
  })

  it('keeps the path of a server in between, with or without a slash at its end', async () => {
    const { fake, close } = await openTelegram()
    const api = createTelegramApi({ token: fake.token, apiRoot: `${fake.apiRoot}/tg` })
    const error = await api.call('getMe', {}, { withinMs: 1_000 }).catch((thrown: unknown) => thrown)
    expect(causeOf(error)).toEqual({ is: 'token_refused' })
    await close()
  })
})
