/** Requests of ours that somebody else would like to aim: addresses of files, redirects, addresses in the settings. */
import type { LookupFunction } from 'node:net'
import { MockAgent } from 'undici'
import { createFileFetch } from '../../src/channels/zalo/fetch-file.ts'
import { publicOnly } from '../../src/channels/zalo/public-only.ts'
import { readConfig } from '../../src/config.ts'
import { CLIENTS, openRedirectTrap, REDIRECTS } from '../support/redirect-trap.ts'
import type { Check, Found } from './check.ts'

export function outsideChecks(): Check[] {
  return [
    {
      name: 'files “of Zalo” that lie within our network, by address or by name, with and without the list of hosts',
      run: innerFiles,
      mutant: { without: 'both the list and the look at the address connected to', run: innerFilesUndefended },
    },
    {
      name: 'servers of the settings that redirect to another',
      run: redirects,
      mutant: { without: 'refusing redirects in fetch', run: redirectsUndefended },
    },
    {
      name: 'addresses of endpoints that are no web addresses',
      run: async () => foreignEndpoints((name, value) => readConfig({ [name]: value, OPENAI_API_KEY: 'k' })),
      mutant: { without: 'a look at the protocol', run: async () => foreignEndpoints((_, value) => new URL(value)) },
    },
  ]
}

/** Addresses within, each also as the answer to the name of a host. */
const INNER = [
  ...['127.0.0.1', '127.1.2.3', '0.0.0.0', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255'],
  ...['192.168.0.1', '192.168.255.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '192.0.0.170', '224.0.0.1'],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1'],
  ...['fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1'],
]
/** The same written so that a look at the text sees no address. */
const DISGUISED = ['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0x7f.1', '①②⑦.⓪.⓪.①', 'localhost', 'LOCALHOST.']
const API = 'https://openapi.zalo.me'
const ANY_HOST = [
  ...[...INNER, ...DISGUISED].map((host) => new URL(`https://${host.includes(':') ? `[${host}]` : host}`).hostname),
  'evil.example',
]
const log = { warn: () => {} }

const leadingTo =
  (address: string): LookupFunction =>
  (_, { all }, callback) => {
    const family = address.includes(':') ? 6 : 4
    if (all) callback(null, [{ address, family }])
    else callback(null, address, family)
  }

type Try = { what: string; address: string; hosts: readonly string[]; leadsTo: string }

function innerTries(): Try[] {
  const written = [...INNER, ...DISGUISED].flatMap((host) =>
    [[], ANY_HOST].map((hosts) => ({
      ...{ what: host, address: `https://${host.includes(':') ? `[${host}]` : host}/tep`, hosts },
      leadsTo: '127.0.0.1',
    })),
  )
  const named = INNER.flatMap((leadsTo) =>
    ['photo.zdn.vn', 'evil.example'].map((name) => ({
      ...{ what: `${name} at ${leadsTo}`, address: `https://${name}/tep`, hosts: ANY_HOST, leadsTo },
    })),
  )
  return [...written, ...named]
}

/** Held only where the very defence says no: an inner server that is not there proves nothing. */
async function innerFiles(): Promise<Found> {
  const failed: string[] = []
  const tries = innerTries()
  for (const { what, address, hosts, leadsTo } of tries) {
    const fetchFile = createFileFetch({ apiOrigin: API, hosts, log, dispatcher: publicOnly(leadingTo(leadsTo)) })
    const fault = await fetchFile(address, 1_000).then(
      () => new Error('it was fetched'),
      (error: Error) => error,
    )
    const isRefused = fault.name === 'InnerAddress' || fault.message === 'not where Zalo keeps files'
    if (!isRefused) failed.push(`${what}: ${fault.message}`)
  }
  return { tried: tries.length, failed }
}

async function innerFilesUndefended(): Promise<Found> {
  const failed: string[] = []
  const tries = innerTries()
  for (const { what, address } of tries) {
    const dispatcher = new MockAgent()
    dispatcher.disableNetConnect()
    dispatcher.get(/./).intercept({ path: /./ }).reply(200, 'of the inner network')
    const fetchFile = createFileFetch({ apiOrigin: API, hosts: ANY_HOST, log, dispatcher })
    await fetchFile(address, 1_000).then(
      () => failed.push(what),
      () => {},
    )
  }
  return { tried: tries.length, failed }
}

async function redirects(): Promise<Found> {
  const failed: string[] = []
  for (const status of REDIRECTS) {
    for (const [name, ask] of Object.entries(CLIENTS)) {
      const trap = await openRedirectTrap(status)
      await ask(trap.url).catch(() => {})
      if (trap.caught() > 0) failed.push(`${name} followed ${status}`)
      await trap.close()
    }
  }
  return { tried: REDIRECTS.length * Object.keys(CLIENTS).length, failed }
}

/** Every `fetch` of the program as if nobody had said that redirects are refused. */
async function redirectsUndefended(): Promise<Found> {
  const own = globalThis.fetch
  globalThis.fetch = (input, init) => own(input, { ...init, redirect: 'follow' })
  try {
    return await redirects()
  } finally {
    globalThis.fetch = own
  }
}

const ENDPOINTS = [
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'ftp://x',
  'javascript:1',
  'unix:/var/run/docker.sock',
  'redis://127.0.0.1',
  'data:text/plain,1',
  'ws://127.0.0.1',
  'jar:http://127.0.0.1!/',
  'ldap://127.0.0.1',
]
const ADDRESSES = [
  'OPENAI_BASE_URL',
  'SPEECH_BASE_URL',
  'EMBEDDINGS_BASE_URL',
  'TELEGRAM_API_ROOT',
  'PUBLIC_URL',
  'ZALO_API_URL',
  'ZALO_OAUTH_URL',
  'ZALO_BOT_API_URL',
]

/** Only the operator sets these; what is no web address is refused at the start. */
function foreignEndpoints(accept: (name: string, value: string) => unknown): Found {
  const failed: string[] = []
  for (const name of ADDRESSES) {
    for (const value of ENDPOINTS) {
      try {
        accept(name, value)
        failed.push(`${name}=${value}`)
      } catch {}
    }
  }
  return { tried: ADDRESSES.length * ENDPOINTS.length, failed }
}
