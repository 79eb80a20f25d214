/** A Redis Cluster of three nodes with a password, a test's own: every slot has a node, and no node has them all. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { freePort } from './running-assistant.ts'

const SLOTS = 16_384
const NODES = 3
const PASSWORD = 'of-the-cluster'
const READY_WITHIN_MS = 60_000
const POLL_MS = 100

export type RedisCluster = {
  /** Of one node: the others are found through it. */
  url: string
  /** What each node holds. */
  keys(): Promise<string[][]>
  slotOf(key: string): Promise<number>
  remove(): Promise<void>
}

export async function startRedisCluster(): Promise<RedisCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-cluster-'))
  const processes: ChildProcess[] = []
  const nodes: Redis[] = []
  const ports = await Promise.all(
    Array.from({ length: NODES }, async () => [await freePort(), await freePort()] as const),
  )
  for (const [port, busPort] of ports) {
    processes.push(begin(folder, port, busPort))
    const node = new Redis({ host: '127.0.0.1', port, password: PASSWORD })
    // Refused until the process listens: it is asked again.
    node.on('error', () => {})
    nodes.push(node)
  }
  await Promise.all(nodes.map((node) => node.ping()))
  await Promise.all(nodes.map((node, at) => node.call('CLUSTER', 'ADDSLOTSRANGE', from(at), from(at + 1) - 1)))
  for (const [port, busPort] of ports) await nodes[0]?.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort)
  await Promise.all(nodes.map(untilWhole))
  const [first] = nodes
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${ports[0]?.[0]}`,
    keys: () => Promise.all(nodes.map((node) => node.keys('*'))),
    slotOf: async (key) => Number(await first?.call('CLUSTER', 'KEYSLOT', key)),
    remove: async () => {
      for (const node of nodes) node.disconnect()
      await Promise.all(processes.map(end))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function from(node: number): number {
  return Math.floor((node * SLOTS) / NODES)
}

function begin(folder: string, port: number, busPort: number): ChildProcess {
  const settings = {
    ...{ port, 'cluster-port': busPort, bind: '127.0.0.1', save: '', dir: folder },
    ...{ requirepass: PASSWORD, masterauth: PASSWORD },
    ...{ 'cluster-enabled': 'yes', 'cluster-config-file': `nodes-${port}.conf` },
  }
  const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  return spawn('redis-server', given, { stdio: 'ignore' })
}

async function untilWhole(node: Redis): Promise<void> {
  for (const until = performance.now() + READY_WITHIN_MS; performance.now() < until; await sleep(POLL_MS)) {
    const info = String(await node.call('CLUSTER', 'INFO'))
    if (info.includes('cluster_state:ok') && info.includes(`cluster_size:${NODES}`)) return
  }
  throw new Error('the cluster did not come together')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
