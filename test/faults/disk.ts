import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres, startRedis } from '../support/throwaway-servers.ts'
import { openFaultGround, type Place } from './ground.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 240_000
const MIB = 2 ** 20

type Size = { people: number; perSecond: number; fullMs: number }

/** A small file system of its own; null, with the reason, where mounting is not permitted. */
export function mountSmallDisk(mib: number): { folder: string; unmount(): void } | { refused: string } {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    return { refused: String((error as { stderr?: Buffer }).stderr ?? error).trim() }
  }
  return {
    folder,
    unmount: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The disk under the database filled to the last byte while people write, and freed again. */
export async function diskFull(place: Place, size: Size): Promise<Verdict | { skipped: string }> {
  const disk = mountSmallDisk(place === 'server' ? 160 : 400)
  if ('refused' in disk) return { skipped: disk.refused }
  try {
    return place === 'server' ? await fullUnderServer(disk.folder, size) : await fullUnderEmbedded(disk.folder, size)
  } finally {
    disk.unmount()
  }
}

async function fullUnderServer(disk: string, { people, perSecond, fullMs }: Size): Promise<Verdict> {
  const home = join(disk, 'postgres')
  mkdirSync(home)
  const settings = { max_wal_size: '48MB', min_wal_size: '32MB', restart_after_crash: 'on' }
  const postgres = await startPostgres({ folder: home, settings })
  const redis = await startRedis()
  const ground = await openFaultGround({ postgres, redis, remove: async () => {} })
  try {
    const worker = await ground.run('worker')
    const web = await ground.run('web')
    const load = ground.load(people, perSecond, () => web.address)
    await sleep((people / perSecond) * 300)
    const free = fill(disk)
    await sleep(fullMs)
    free()
    // A PostgreSQL that could not write its log ends, and its supervisor starts it again.
    await postgres.stop()
    await postgres.start()
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const areAlive = web.process.exitCode === null && worker.process.exitCode === null
    await Promise.all([web.stop(), worker.stop()])
    const judged = verdict(await ground.tally(), { hasEnded, unclearAtMost: unclearAfter(1, people), fullMs, areAlive })
    return { ...judged, holds: judged.holds && areAlive }
  } finally {
    await ground.close()
    await Promise.all([postgres.remove(), redis.remove()])
  }
}

/** One process and its database on the full disk; it is started again afterwards, as an office would. */
async function fullUnderEmbedded(disk: string, { people, perSecond, fullMs }: Size): Promise<Verdict> {
  const ground = await openFaultGround(null, { folder: join(disk, 'data') })
  try {
    let all = await ground.run('all')
    const load = ground.load(people, perSecond, () => all.address)
    await sleep((people / perSecond) * 300)
    const free = fill(disk)
    await sleep(fullMs)
    const endedByItself = all.process.exitCode !== null
    free()
    await all.stop('SIGKILL')
    all = await ground.run('all')
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    await all.stop()
    return verdict(await ground.tally(), { hasEnded, unclearAtMost: unclearAfter(1, people), fullMs, endedByItself })
  } finally {
    await ground.close()
  }
}

/** Takes all that is free; the returned function gives it back. */
function fill(disk: string): () => void {
  const ballast = join(disk, 'ballast')
  const chunk = Buffer.alloc(MIB / 4)
  try {
    for (;;) writeFileSync(ballast, chunk, { flag: 'a' })
  } catch {
    const { bavail, bsize } = statfsSync(disk)
    if (bavail * bsize > MIB) throw new Error('the disk could not be filled')
  }
  return () => rmSync(ballast)
}
