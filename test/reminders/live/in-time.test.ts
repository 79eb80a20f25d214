import { beforeEach, expect, test } from 'vitest'
import { onEachStore } from '../../support/stores.ts'
import { at, type Office, openOffice } from './an-office.ts'

await onEachStore('what is promised is bound to its day', (ground) => {
  let office: Office
  const untils: (Date | undefined)[] = []
  const rows = (): Promise<{ status: string; failure: string | null }[]> =>
    ground().store.query(`SELECT status, failure FROM message WHERE text LIKE '%ngày làm việc cuối cùng%' ORDER BY id`)
  const promised = async (): Promise<string[]> =>
    (await ground().store.query<{ status: string }>('SELECT status FROM reminder_message ORDER BY id')).map(
      ({ status }) => status,
    )

  beforeEach(async () => {
    office = await openOffice(ground().store, { now: '2026-12-18T07:30' })
    untils.length = 0
    const { owe } = office.parts.outbox
    // A provider that does not answer: what is owed waits.
    office.parts.outbox.owe = async (owed) => {
      untils.push(owed.notAfter)
      const row = await owe(owed)
      await ground().store.query(`UPDATE message SET status = 'due' WHERE id = $1`, [row?.messageId])
      return row
    }
  })

  test('to the end of its last window, and a little longer where that is near', async () => {
    await office.tick()
    expect(untils.length).toBeGreaterThan(0)
    expect(new Set(untils.map(String))).toEqual(new Set([String(at('2026-12-18T17:00'))]))
    office = await openOffice(ground().store, { now: '2026-12-18T17:00' })
    const { owe } = office.parts.outbox
    office.parts.outbox.owe = (owed) => {
      untils.push(owed.notAfter)
      return owe(owed)
    }
    await office.tick()
    expect(untils.at(-1)).toEqual(at('2026-12-18T17:15'))
  })

  test('that evening it is withdrawn before it is called undelivered, once', async () => {
    await office.tick()
    const waiting = await rows()
    expect(new Set(waiting.map(({ status }) => status))).toEqual(new Set(['due']))
    office.now = '2026-12-18T16:59'
    await office.tick()
    expect(await promised()).toContain('owed')
    office.now = '2026-12-18T17:30'
    await office.tick()
    for (const row of await rows()) expect(row).toEqual({ status: 'given_up', failure: 'withdrawn' })
    expect(new Set(await promised())).toEqual(new Set(['undelivered']))
    office.now = '2026-12-21T07:30'
    await office.tick()
    expect(office.to('coordinator').at(-1)).toContain('Cần gọi điện, tin nhắn chưa đến được:')
  })

  test('what is being sent just then is neither withdrawn nor called undelivered', async () => {
    await office.tick()
    await ground().store.query(`UPDATE message SET status = 'sending', claimed_at = now()`)
    office.now = '2026-12-18T17:30'
    await office.tick()
    expect(new Set(await promised())).toEqual(new Set(['owed']))
    await ground().store.query(`UPDATE message SET status = 'sent'`)
    await office.tick()
    expect(new Set(await promised())).toEqual(new Set(['done']))
  })

  test('a promise that no process could hand over that day is not handed over the next', async () => {
    const { outbox } = office.parts
    office.parts.log = { warn: () => {}, error: () => {} }
    office.parts.outbox = { owe: () => Promise.reject(new Error('no outbox')) }
    await office.tick()
    office.parts.outbox = outbox
    office.now = '2026-12-19T09:00'
    await office.tick()
    expect([office.sent, new Set(await promised())]).toEqual([[], new Set(['undelivered'])])
  })
})
