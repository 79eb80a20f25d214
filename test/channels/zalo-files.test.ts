import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { MockAgent } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFileFetch } from '../../src/channels/zalo/fetch-file.ts'
import { isPublicAddress, publicOnly } from '../../src/channels/zalo/public-only.ts'
import { listenFake } from '../support/fake-http.ts'

const API = 'https://openapi.zalo.me'
const warn = vi.fn()
afterEach(() => void warn.mockClear())

/** Every name leads to these addresses. */
const leadingTo =
  (...addresses: string[]): LookupFunction =>
  (_name, { all }, callback) => {
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family)
  }

describe('a file somebody sent on Zalo', () => {
  const anywhere = (): MockAgent => {
    const agent = new MockAgent()
    agent.disableNetConnect()
    agent.get(/./).intercept({ path: /./ }).reply(200, 'ảnh')
    return agent
  }
  const fetched = (address: string, hosts: string[] = []) =>
    createFileFetch({ apiOrigin: API, hosts, log: { warn }, dispatcher: anywhere() })(address, 1_000)

  it.each(['https://photo-stal-15.zdn.vn/a.jpg', 'https://file-stal-22.dlfl.vn/gr/a', 'https://zalo.me/a'])(
    'comes from %s',
    async (address) => {
      expect(Buffer.from(await fetched(address)).toString()).toBe('ảnh')
    },
  )

  it.each([
    'http://photo-stal-15.zdn.vn/a.jpg',
    'https://photo-stal-15.zdn.vn:8443/a.jpg',
    'https://ai:do@photo-stal-15.zdn.vn/a.jpg',
    'https://zdn.vn.evil.example/a.jpg',
    'https://evilzdn.vn/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://evil.example/#.zdn.vn',
    'file:///etc/passwd',
  ])('is not looked for at %s', async (address) => {
    await expect(fetched(address)).rejects.toThrow('not where Zalo keeps files')
    expect(warn).toHaveBeenCalledExactlyOnceWith('zalo_file_elsewhere', { host: new URL(address).host })
  })

  it('comes from a host the operator added, and from what lies below it', async () => {
    await expect(fetched('https://tep.vi-du.vn/a', ['vi-du.vn'])).resolves.toHaveLength(5)
    await expect(fetched('https://tep.vi-du.vn/a', ['khac.vn'])).rejects.toThrow()
  })

  it('comes from beside the API, wherever the operator has put that', async () => {
    const server = await listenFake(() => ({ json: 'tệp' }))
    const fetchFile = createFileFetch({ apiOrigin: server.url, log: { warn } })
    expect(Buffer.from(await fetchFile(`${server.url}/tep`, 1_000)).toString()).toBe('"tệp"')
    await server.close()
  })

  it.each([['127.0.0.1'], ['10.1.2.3'], ['8.8.8.8', '192.168.1.1'], ['::1'], ['::ffff:127.0.0.1']])(
    'is not fetched where the name of a known host leads to %s',
    async (...addresses) => {
      const dispatcher = publicOnly(leadingTo(...addresses))
      const fetchFile = createFileFetch({ apiOrigin: API, log: { warn }, dispatcher })
      await expect(fetchFile('https://f.zdn.vn/a', 1_000)).rejects.toMatchObject({ name: 'InnerAddress' })
    },
  )
})

describe('an address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2405:4800::1'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.168.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd12::1'],
    ...['ff02::1', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'localhost'],
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))
})
