/** Connections to the public Internet alone, for addresses that come from outside. */
import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher } from 'undici'

/** The address lies within this machine or its network, or is nobody's. */
export class InnerAddress extends Error {
  override readonly name = 'InnerAddress'
}

/** IANA's special-purpose registries, with the multicast and the reserved blocks. */
const INNER_IPV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
/** What the Internet routes; within it the forms that carry another address: Teredo, documentation, 6to4. */
const OUTER_IPV6 = blocks('ipv6', [['2000::', 3]])
const INNER_WITHIN_IPV6 = blocks('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
])
const INNER = blocks('ipv4', INNER_IPV4)

function blocks(family: 'ipv4' | 'ipv6', subnets: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}

/** False also for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !INNER.check(address, 'ipv4')
  return family === 6 && OUTER_IPV6.check(address, 'ipv6') && !INNER_WITHIN_IPV6.check(address, 'ipv6')
}

/**
 * Looks at the address that is connected to, so that a name cannot lead elsewhere between a look and the connection.
 * A name with one inner address among its addresses is refused as a whole.
 */
export function publicOnly(lookup: LookupFunction = systemLookup as LookupFunction): Dispatcher {
  const guarded: LookupFunction = (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address)
      const isRefused = !error && !addresses.every(isPublicAddress)
      callback(isRefused ? new InnerAddress('the name leads inside') : error, found, family)
    })
  const connect = buildConnector({ lookup: guarded })
  return new Agent({
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '')
      if (isIP(host) > 0 && !isPublicAddress(host)) callback(new InnerAddress('the address lies inside'), null)
      else connect(options, callback)
    },
  })
}
