import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ChannelLimits } from '../../src/channels/index.ts'
import type { Fault, OpenGround, Seen } from './contract.ts'

const AWKWARD = [
  'a < b && c > d "trích" \'dẫn\' &amp; &lt;b&gt;',
  '<b>không đóng <i>lồng</b> sai</i> <script>alert(1)</script> <tg-spoiler>',
  '*_`[](~>#+-=|{}.!\\ $& $1 %s {{tên}} \\n',
  '12/KH-UBND, mục V.2: 60% (trước ngày 10/12) – “Đã nộp”…',
  '👩‍👩‍👧‍👦 🇻🇳 é Tiếng Việt ngoài',
  'dòng 1\n\ndòng 3\n  - thụt vào',
  'https://xa.example.vn/a?b=1&c=<2> @ten /lenh #the',
]
/** What no provider takes: a character of zero and halves of characters. */
const POISON = 'trước\u0000giữa\ud83dsau\udc00'

/** Sending: what arrives, and the three ways in which nothing does. */
export function describeOutbound({ ground, send }: OpenGround): void {
  const last = (): Seen => {
    const seen = ground().seen?.().at(-1)
    if (!seen) throw new Error('nothing arrived')
    return seen
  }

  it('sends a text to the person and gives the receipt the provider gave', async () => {
    const result = await send({ key: '1', text: 'Chậm nhất thứ Tư, ngày 09/12/2026.' })
    expect(result.kind).toBe('sent')
    if (ground().seen) {
      expect(last()).toMatchObject({ to: ground().to.externalUserId, text: 'Chậm nhất thứ Tư, ngày 09/12/2026.' })
    }
  })

  it('shows special characters as they are', async () => {
    for (const text of AWKWARD) {
      expect(await send({ text })).toMatchObject({ kind: 'sent' })
      if (ground().seen) expect(last().text).toBe(text)
    }
  })

  it('leaves out what no provider can carry instead of failing on it', async () => {
    expect(await send({ text: POISON })).toMatchObject({ kind: 'sent' })
    if (ground().seen) expect(last().text).toMatch(/^trước.?giữa.?sau.?$/u)
  })

  it('offers the choices, as buttons or written out', async () => {
    const choices = ['Đã nộp', 'Đang làm & còn <vướng>'].slice(0, Math.min(2, ground().channel.limits.maxChoices))
    expect(await send({ key: '2', text: 'Anh/chị chọn:', choices })).toMatchObject({ kind: 'sent' })
    if (!ground().seen) return
    for (const choice of choices) expect([...last().choices, last().text].join('\n')).toContain(choice)
  })

  it('gives links that can be followed, to the last character', async () => {
    const url = 'https://xa.example.vn/van-ban/1?a=1&b=%C4%91#doan-3'
    expect(await send({ text: 'Xem văn bản.', links: [{ label: 'Mở điều khoản', url }] })).toMatchObject({
      kind: 'sent',
    })
    if (ground().seen) expect([...last().links, last().text].join('\n')).toContain(url)
  })

  it('carries a text of exactly its limit with all the choices and links it allows', async () => {
    const { limits } = ground().channel
    const message = { key: '3', text: textOf(limits), choices: choicesOf(limits), links: linksOf(limits) }
    expect(await send(message)).toMatchObject({ kind: 'sent' })
    if (ground().seen) expect(last().text).toContain(message.text)
  })

  it('refuses a text beyond its limit for good, and sends no part of it', async () => {
    const { maxTextChars } = ground().channel.limits
    if (!Number.isFinite(maxTextChars)) return
    expect(await send({ text: 'ă'.repeat(maxTextChars + 1) })).toMatchObject({ kind: 'permanent' })
    expect(ground().seen?.()).toEqual([])
  })

  describe('a document', () => describeDocument({ ground, send }))
  describe('a failure', () => describeFailures({ ground, send }))
}

function describeDocument({ ground, send }: OpenGround): void {
  const CALENDAR = 'BEGIN:VCALENDAR\r\nSUMMARY:Nộp báo cáo\r\nEND:VCALENDAR\r\n'

  it('arrives whole under its name, with the words about it', async () => {
    const { channel, seen } = ground()
    if (channel.limits.maxDocumentBytes === null || !seen) return
    const folder = await mkdtemp(join(tmpdir(), 'document-'))
    const path = join(folder, 'a')
    await writeFile(path, CALENDAR)
    const kind = ground().document ?? { name: 'han-nop.ics', mimeType: 'text/calendar' }
    const document = { path, ...kind }
    expect(await send({ text: 'Lịch hạn nộp <năm>.', document })).toMatchObject({ kind: 'sent' })
    await rm(folder, { recursive: true })
    const documents = seen().flatMap((each) => each.documents)
    expect(documents.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([[kind.name, CALENDAR]])
    expect(seen().map(({ text }) => text)).toContain('Lịch hạn nộp <năm>.')
  })

  it('that is gone from the disk fails for good', async () => {
    if (ground().channel.limits.maxDocumentBytes === null) return
    const document = { path: join(tmpdir(), crypto.randomUUID()), name: 'mat.pdf', mimeType: 'application/pdf' }
    expect(await send({ text: 'Tệp', document })).toMatchObject({ kind: 'permanent' })
  })
}

const EXPECTED: Record<Fault, object> = {
  rate_limited: { kind: 'rate_limited', retryAfterSeconds: expect.any(Number) },
  unreachable: { kind: 'permanent', reason: expect.any(String), unreachable: true },
  server_error: { kind: 'temporary', reason: expect.any(String) },
  stall: { kind: 'temporary', reason: expect.any(String), uncertain: true },
  cut: { kind: 'temporary', reason: expect.any(String), uncertain: true },
  down: { kind: 'temporary', reason: expect.any(String) },
}

function describeFailures({ ground, send }: OpenGround): void {
  const failing = async (fault: Fault): Promise<boolean> => {
    const fail = ground().fail?.[fault]
    await fail?.()
    return Boolean(fail)
  }

  it.each(Object.keys(EXPECTED) as Fault[])('%s is told as its kind and does not outlast itself', async (fault) => {
    if (!(await failing(fault))) return
    expect(await send({ text: 'tin' })).toEqual(EXPECTED[fault])
    if (fault !== 'down') expect(await send({ text: 'tin sau' })).toMatchObject({ kind: 'sent' })
  })

  it('says how many whole seconds to wait', async () => {
    if (!(await failing('rate_limited'))) return
    const result = await send({ text: 'tin' })
    expect(result).toMatchObject({ kind: 'rate_limited' })
    if (result.kind === 'rate_limited') expect(Number.isInteger(result.retryAfterSeconds)).toBe(true)
    if (result.kind === 'rate_limited') expect(result.retryAfterSeconds).toBeGreaterThan(0)
  })

  it('never is an exception, whatever the address', async () => {
    for (const externalUserId of ['', 'không phải mã', 'a\r\nb: c', '../../x', '9'.repeat(400)]) {
      const result = await send({ text: 'tin' }, { ...ground().to, externalUserId })
      expect(['sent', 'permanent', 'rate_limited', 'temporary']).toContain(result.kind)
    }
  })

  it('does not stop what is best effort', async () => {
    const { channel, to, fail } = ground()
    for (const fault of Object.keys(fail ?? {}) as Fault[]) {
      await failing(fault)
      await channel.showTyping?.(to)
    }
  })

  it('is told by the check, with a remedy', async () => {
    const { channel, fail } = ground()
    if (!channel.check || !fail?.down) return
    for (const { state } of await channel.check()) expect(state).toBe('ok')
    await fail.down()
    for (const told of await channel.check()) {
      expect(told).toMatchObject({ state: 'trouble', says: expect.stringMatching(/\p{L}/u) })
      expect(told.remedy).toMatch(/\p{L}/u)
    }
  })
}

function textOf({ maxTextChars }: ChannelLimits): string {
  const chars = Number.isFinite(maxTextChars) ? maxTextChars : 10_000
  return 'Đến hạn <&> '
    .repeat(Math.ceil(chars / 12))
    .slice(0, chars - 1)
    .concat('.')
}

function choicesOf({ maxChoices, maxChoiceChars }: ChannelLimits): string[] {
  const chars = Math.min(maxChoiceChars, 60)
  return Array.from({ length: Math.min(maxChoices, 20) }, (_, index) =>
    `${index + 1} ${'ơ'.repeat(chars)}`.slice(0, chars),
  )
}

function linksOf({ maxLinks }: ChannelLimits): { label: string; url: string }[] {
  return Array.from({ length: Math.min(maxLinks, 10) }, (_, index) => ({
    label: `Văn bản ${index + 1}`,
    url: `https://xa.example.vn/van-ban/${index + 1}`,
  }))
}
