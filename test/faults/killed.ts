import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningAssistant } from '../support/running-assistant.ts'
import { type FaultGround, openFaultGround, type Servers } from './ground.ts'
import { OFFICE_ROWS, type OwedRow, tallyOffice } from './office.ts'
import { openReportingOffice } from './reporting-office.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 240_000
const SENDING_WITHIN_MS = 20_000
const GAP_MS = { least: 300, most: 2_500 }
/** As Telegram on a day that is not its best: long enough that a kill meets a sending. */
const LATENCY_MS = { least: 100, most: 300 }

type KillSize = {
  people: number
  perSecond: number
  kills: number
  reminders: number
  /** See `FaultGround.forget`. */
  hurries?: boolean
}

type Role = 'worker' | 'web'

type ServerSize = KillSize & {
  /** Who is killed in turn. */
  roles?: readonly Role[]
  /** Settings of the program: a mutant's switch. */
  settings?: Record<string, string>
}

/** Reminders fall due for as long as people write; all at once in a hurry, since none is looked for within a minute. */
function dueWhile({ people, perSecond, hurries }: KillSize): { fromSeconds: number; toSeconds: number } {
  return { fromSeconds: 0, toSeconds: hurries ? 0 : people / perSecond }
}

/** Web and worker killed at random points while people write and reminders fall due; each is started again at once, as a supervisor does. */
export async function killedOnServer(servers: Servers, size: ServerSize): Promise<Verdict> {
  const { people, perSecond, kills, hurries, settings, roles = ['worker', 'web'] } = size
  const ground = await openFaultGround(servers, { latencyMs: LATENCY_MS })
  try {
    const running = { worker: await ground.run('worker', settings), web: await ground.run('web', settings) }
    await ground.oweReminders(size.reminders, dueWhile(size))
    const load = ground.load(people, perSecond, () => running.web.address)
    let killsInSending = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const role = roles[kill % roles.length] ?? 'worker'
      if ((await isUnderSending(ground, kill)) && role === 'worker') killsInSending += 1
      running[role] = await killAndStart(running[role], async () => {
        if (hurries && role === 'worker') await ground.forget()
        return ground.run(role, settings)
      })
    }
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    await Promise.all([running.web.stop(), running.worker.stop()])
    const found = verdict(await ground.tally(), {
      ...{ hasEnded, kills, unclearAtMost: unclearAfter(Math.ceil(kills / roles.length), people + size.reminders) },
      reminders: await ground.tallyReminders(),
    })
    return await judged(ground, killsInSending, found)
  } finally {
    await ground.close()
  }
}

/** The one process of the embedded default, which is web, worker and database at once, while its office is reminded too. */
export async function killedEmbedded(size: KillSize & { units: number }): Promise<Verdict> {
  const { people, perSecond, kills } = size
  const ground = await openFaultGround(null, { latencyMs: LATENCY_MS })
  const office = await openReportingOffice(ground, size.units)
  try {
    await ground.oweReminders(size.reminders, dueWhile(size))
    let all = await ground.run('all', office.settings)
    const load = ground.load(people, perSecond, () => all.address)
    let killsInSending = 0
    for (let kill = 0; kill < kills; kill += 1) {
      if (await isUnderSending(ground, kill)) killsInSending += 1
      all = await killAndStart(all, () => ground.run('all', office.settings))
    }
    await load
    const isAnswered = await ground.settled(SETTLED_MS)
    const isOfficeTold = isAnswered && (await untilTold(ground, office.expected))
    await all.stop()
    // What may have arrived is nobody's to send any more: it has ended as well.
    const hasEnded = isOfficeTold || (await ground.isNothingOwed())
    const owed = await ground.query<OwedRow>(OFFICE_ROWS)
    const fared = tallyOffice({ expected: office.expected, owed, shown: await ground.copies() })
    const found = verdict(await ground.tally(), {
      ...{ hasEnded, kills, neverOwed: fared.neverOwed, office: fared.office },
      unclearAtMost: unclearAfter(kills, people + size.reminders + office.expected.length),
      reminders: await ground.tallyReminders(),
    })
    return await judged(ground, killsInSending, { ...found, holds: found.holds && fared.neverOwed === 0 })
  } finally {
    await ground.close()
    office.remove()
  }
}

/** A run whose kills met no sending would show nothing. */
async function judged(ground: FaultGround, killsInSending: number, found: Verdict): Promise<Verdict> {
  const sendsBrokenOff = await ground.brokenOff()
  return { ...found, killsInSending, sendsBrokenOff, holds: found.holds && killsInSending > 0 && sendsBrokenOff > 0 }
}

async function untilTold(ground: FaultGround, expected: readonly OwedRow[]): Promise<boolean> {
  const chats = new Set(expected.map(({ chat }) => chat))
  for (const until = performance.now() + SETTLED_MS; performance.now() < until; await sleep(500)) {
    if ((await ground.told(chats)).size === chats.size) return true
  }
  return false
}

async function killAndStart(
  running: RunningAssistant,
  start: () => Promise<RunningAssistant>,
): Promise<RunningAssistant> {
  await running.stop('SIGKILL')
  return start()
}

/** Waits for the moment of a kill: any, and half of them under a sending. Whether it is one. */
async function isUnderSending(ground: FaultGround, kill: number): Promise<boolean> {
  await sleep(GAP_MS.least + Math.random() * (GAP_MS.most - GAP_MS.least))
  return kill % 4 < 2 && (await ground.isSending(SENDING_WITHIN_MS))
}
