import { beforeEach, describe, expect, it } from 'vitest'
import { createSeals } from '../src/sealed-text.ts'
import { openZaloAccounts, type ZaloAccounts } from '../src/zalo-accounts.ts'
import { onEachStore } from './support/stores.ts'

const OA = '388613280878808645'

function pair(mark: string) {
  const obtainedAt = new Date('2026-12-03T02:00:00Z')
  const later = (hours: number): Date => new Date(obtainedAt.getTime() + hours * 3_600_000)
  return {
    ...{ accessToken: `access-${mark}`, refreshToken: `refresh-${mark}`, obtainedAt },
    ...{ accessExpiresAt: later(25), refreshExpiresAt: later(2_160) },
  }
}

await onEachStore('the book of Official Accounts', (ground) => {
  const key = Buffer.alloc(32, 7)
  const open = (sealKey: Buffer | null = key): ZaloAccounts => openZaloAccounts(ground().store, createSeals(sealKey))
  const connect = (book = open()) =>
    book.connect({ oaId: OA, name: 'Xã Bình Phú', communeSlug: 'binh-phu', tokens: pair('1') })

  beforeEach(async () => {
    await ground().store.query('DELETE FROM zalo_oa')
  })

  it('keeps a consent with its commune, and the templates when it is given again', async () => {
    const book = open()
    expect(await book.find(OA)).toBeNull()
    expect(await book.addTemplates(OA, { ahead: '1' })).toBe(false)
    await connect(book)
    expect(await book.addTemplates(OA, { ahead: '123', due: '124' })).toBe(true)
    expect(await book.addTemplates(OA, { due: '125' })).toBe(true)
    await connect(book)
    expect(await book.list()).toEqual([
      {
        ...{ oaId: OA, name: 'Xã Bình Phú', communeSlug: 'binh-phu', refusedAt: null },
        ...{ templates: { ahead: '123', due: '125' }, tokens: pair('1') },
      },
    ])
  })

  it('holds no token that can be read without the key, and says so instead of failing', async () => {
    await connect()
    const [row] = await ground().store.query('SELECT * FROM zalo_oa')
    expect(JSON.stringify(row)).not.toMatch(/access-1|refresh-1/)
    for (const other of [null, Buffer.alloc(32, 8)]) expect((await open(other).find(OA))?.tokens).toBeNull()
    expect((await open().find(OA))?.tokens?.accessToken).toBe('access-1')
  })

  it('does not open a token moved to another row', async () => {
    await connect()
    await ground().store.query(`UPDATE zalo_oa SET oa_id = '1'`)
    expect((await open().find('1'))?.tokens).toBeNull()
  })

  it('keeps tokens as they are where no key is set, and still reads them once there is one', async () => {
    await connect(open(null))
    expect((await open().find(OA))?.tokens?.refreshToken).toBe('refresh-1')
  })

  it('lets one caller renew at a time, over all processes, and shows the next what was stored', async () => {
    await connect()
    let running = 0
    let most = 0
    const seen: string[] = []
    const renew = async (book: ZaloAccounts, mark: string): Promise<void> => {
      await book.renew(OA, async ({ tokens }) => {
        running += 1
        most = Math.max(most, running)
        seen.push(tokens?.refreshToken ?? '')
        await new Promise((resolve) => setTimeout(resolve, 20))
        running -= 1
        return { kind: 'renewed', tokens: pair(mark) }
      })
    }
    await Promise.all(['2', '3', '4', '5'].map((mark) => renew(open(), mark)))
    expect(most).toBe(1)
    expect(seen[0]).toBe('refresh-1')
    expect(new Set(seen).size).toBe(4)
    expect((await open().find(OA))?.tokens?.refreshToken).not.toBe('refresh-1')
  })

  it('stores both tokens before a renewal is over', async () => {
    await connect()
    const account = await open().renew(OA, async () => ({ kind: 'renewed', tokens: pair('2') }))
    expect(account?.tokens).toEqual(pair('2'))
    expect((await open().find(OA))?.tokens).toEqual(pair('2'))
  })

  it('notes a refusal of the token that was refused, and forgets it with the next pair', async () => {
    await connect()
    expect((await open().renew(OA, async () => ({ kind: 'refused' })))?.refusedAt).toBeInstanceOf(Date)
    expect((await open().renew(OA, async () => ({ kind: 'renewed', tokens: pair('2') })))?.refusedAt).toBeNull()
  })

  it('does not call dead what another process renewed meanwhile', async () => {
    await connect()
    const account = await open().renew(OA, async () => {
      await connect()
      return { kind: 'refused' }
    })
    expect(account?.refusedAt).toBeNull()
  })

  it('is free again after a renewal that failed, or whose process died', async () => {
    await connect()
    const fault = new Error('cut')
    await expect(open().renew(OA, () => Promise.reject(fault))).rejects.toBe(fault)
    await ground().store.query(`UPDATE zalo_oa SET renewing_until = now() - interval '1 second'`)
    expect(await open().renew(OA, async () => ({ kind: 'kept' }))).toMatchObject({ oaId: OA })
    expect(await open().renew('1', async () => ({ kind: 'kept' }))).toBeNull()
  })
})

describe('a seal', () => {
  it('opens what it closed, in its place only, and differs each time', () => {
    const seals = createSeals(Buffer.alloc(32, 1))
    const [one, two] = [seals.seal('bí mật', 'a'), seals.seal('bí mật', 'a')]
    expect(one).not.toBe(two)
    expect(one).not.toContain('bí mật')
    expect(seals.open(one, 'a')).toBe('bí mật')
    expect(seals.open(one, 'b')).toBeNull()
    expect(seals.open(`${one.slice(0, -4)}AAAA`, 'a')).toBeNull()
    expect(seals.open('sealed1:AA', 'a')).toBeNull()
  })
})
