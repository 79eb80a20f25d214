import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, ChannelAddress, OutboundMessage, SendResult } from '../../../src/channels/index.ts'
import type { FakeSmtp } from '../../support/fake-smtp.ts'
import { describeChannelContract } from '../contract.ts'
import { openEmail, openEmailContract } from './ground.ts'

describeChannelContract('mail', openEmailContract)

describe('a letter', () => {
  const opened: FakeSmtp[] = []
  const open = async (more = {}): Promise<{ smtp: FakeSmtp; channel: Channel }> => {
    const ground = await openEmail(more)
    opened.push(ground.smtp)
    return ground
  }
  const to = (externalUserId: string): ChannelAddress => ({ channel: 'email', endpoint: '', externalUserId })
  const send = (channel: Channel, message: OutboundMessage, address = 'lan@xa.example.vn'): Promise<SendResult> =>
    channel.send(to(address), message)

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((smtp) => smtp.close().catch(() => {})))
  })

  it('has its first line as the subject, whole words of it', async () => {
    const { smtp, channel } = await open()
    await send(channel, { text: '\nNhắc việc – Trạm Y tế: còn 3 ngày làm việc.\nChậm nhất thứ Hai.' })
    await send(channel, { text: 'báo cáo '.repeat(40) })
    expect(smtp.letters[0]?.subject).toBe('Nhắc việc – Trạm Y tế: còn 3 ngày làm việc.')
    expect(smtp.letters[1]?.subject).toMatch(/^(?:báo cáo ){14}báo…$/)
  })

  it('is from the assistant, to one person, and asks for no holiday reply', async () => {
    const { smtp, channel } = await open()
    await send(channel, { key: '77', text: 'Tin' })
    const [letter] = smtp.letters
    expect(letter).toMatchObject({
      from: { name: 'Trợ lý xã Bình Phú', address: 'tro-ly@xa.example.vn' },
      recipients: ['lan@xa.example.vn'],
      messageId: '<message-77@xa.example.vn>',
    })
    expect(letter?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
  })

  it('carries a calendar that mail programs offer to take over', async () => {
    const { smtp, channel } = await open()
    const path = join(await mkdtemp(join(tmpdir(), 'ics-')), 'a')
    const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
    await writeFile(path, calendar)
    await send(channel, { text: 'Lịch', document: { path, name: 'Hạn nộp.ics', mimeType: 'text/calendar' } })
    expect(smtp.letters[0]?.attachments[0]).toMatchObject({
      filename: 'Hạn nộp.ics',
      mimeType: 'text/calendar',
      method: 'PUBLISH',
    })
    expect(smtp.letters[0]?.raw).toContain(Buffer.from(calendar).toString('base64'))
  })

  it('goes to nobody but the one address, whatever stands in it', async () => {
    const { smtp, channel } = await open()
    for (const address of ['a@x.vn, b@y.vn', 'a@x.vn\r\nBcc: b@y.vn', 'Lan <a@x.vn>', 'a@', '@x.vn', 'a b@x.vn']) {
      expect(await send(channel, { text: 'Tin' }, address)).toMatchObject({ kind: 'permanent', unreachable: true })
    }
    expect(smtp.letters).toEqual([])
  })

  it('reads no file named in a text', async () => {
    const { smtp, channel } = await open()
    await send(channel, { text: 'file:///etc/passwd' })
    expect(smtp.letters[0]?.text?.trim()).toBe('file:///etc/passwd')
  })

  it.each([
    ['a full mailbox', { at: 'recipient', code: 552, says: '5.2.2 Mailbox full' }, { kind: 'permanent' }],
    ['what is taken for spam', { at: 'letter', code: 554, says: '5.7.1 Rejected' }, { kind: 'permanent' }],
    ['greylisting', { at: 'recipient', code: 450, says: '4.7.1 Greylisted' }, { kind: 'temporary' }],
    [
      'a disabled mailbox',
      { at: 'recipient', code: 550, says: '5.2.1 Disabled' },
      { kind: 'permanent', unreachable: true },
    ],
  ] as const)('is failed by %s in the right way', async (_what, fault, expected) => {
    const { smtp, channel } = await open()
    smtp.fail(fault)
    const result = await send(channel, { text: 'Tin' })
    expect(result).toMatchObject(expected)
    if (!('unreachable' in expected)) expect(result).not.toHaveProperty('unreachable')
  })

  it('waits for the office where the password is wrong, and the check says so', async () => {
    const { smtp, channel } = await open({ password: 'sai' })
    expect(await send(channel, { text: 'Tin' })).toEqual({ kind: 'temporary', reason: 'smtp EAUTH' })
    expect(await channel.check?.()).toMatchObject([
      { state: 'trouble', remedy: expect.stringMatching(/SMTP_PASSWORD/) },
    ])
    expect(smtp.letters).toEqual([])
  })

  it('is not sent over a connection that cannot be encrypted where that is asked for', async () => {
    const { smtp, channel } = await open({ mustEncrypt: true })
    expect(await send(channel, { text: 'Tin' })).toMatchObject({ kind: 'temporary' })
    expect(await channel.check?.()).toMatchObject([{ state: 'trouble', remedy: expect.stringMatching(/SMTP_TLS/) }])
    expect(smtp.letters).toEqual([])
  })

  it('surely was not sent where the server never greets', async () => {
    const dumb = createServer(() => {}).listen(0, '127.0.0.1')
    await once(dumb, 'listening')
    const address = dumb.address()
    const port = typeof address === 'object' ? address?.port : 0
    const { channel } = await open({ port, patience: { connectWithinMs: 200, silentAfterMs: 200 } })
    const result = await send(channel, { text: 'Tin' })
    expect(result).toMatchObject({ kind: 'temporary' })
    expect(result).not.toHaveProperty('uncertain')
    dumb.close()
  })
})
