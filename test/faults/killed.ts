import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningAssistant } from '../support/running-assistant.ts'
import { openFaultGround, type Servers } from './ground.ts'
import { type Verdict, verdict } from './verdict.ts'

/** As many deliveries as one process has at work at once (`src/jobs/kinds.ts`). */
const IN_FLIGHT = 8
const SETTLED_MS = 240_000
const GAP_MS = { least: 300, most: 2_500 }

/** `hurries`: see `FaultGround.forget`. */
type Size = { people: number; perSecond: number; kills: number; reminders: number; hurries?: boolean }

/** Reminders fall due for as long as people write; all at once in a hurry, since none is looked for within a minute. */
function dueWhile({ people, perSecond, hurries }: Size): { fromSeconds: number; toSeconds: number } {
  return { fromSeconds: 0, toSeconds: hurries ? 0 : people / perSecond }
}

/** Web and worker killed at random points while people write and reminders fall due; each is started again at once, as a supervisor does. */
export async function killedOnServer(servers: Servers, size: Size): Promise<Verdict> {
  const { people, perSecond, kills, hurries } = size
  const ground = await openFaultGround(servers)
  try {
    const running = { worker: await ground.run('worker'), web: await ground.run('web') }
    await ground.oweReminders(size.reminders, dueWhile(size))
    const load = ground.load(people, perSecond, () => running.web.address)
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(randomGap())
      const role = kill % 2 === 0 ? 'worker' : 'web'
      running[role] = await killAndStart(running[role], async () => {
        if (hurries && role === 'worker') await ground.forget()
        return ground.run(role)
      })
    }
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    await Promise.all([running.web.stop(), running.worker.stop()])
    return verdict(await ground.tally(), {
      ...{ hasEnded, unclearAtMost: Math.ceil(kills / 2) * IN_FLIGHT, kills },
      reminders: await ground.tallyReminders(),
    })
  } finally {
    await ground.close()
  }
}

/** The one process of the embedded default, which is web, worker and database at once. */
export async function killedEmbedded(size: Size): Promise<Verdict> {
  const { people, perSecond, kills } = size
  const ground = await openFaultGround(null)
  try {
    await ground.oweReminders(size.reminders, dueWhile(size))
    let all = await ground.run('all')
    const load = ground.load(people, perSecond, () => all.address)
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(randomGap())
      all = await killAndStart(all, () => ground.run('all'))
    }
    await load
    const isAnswered = await ground.settled(SETTLED_MS)
    await all.stop()
    // What may have arrived is nobody's to send any more: it has ended as well.
    const hasEnded = isAnswered || (await ground.isNothingOwed())
    return verdict(await ground.tally(), {
      ...{ hasEnded, unclearAtMost: kills * IN_FLIGHT, kills },
      reminders: await ground.tallyReminders(),
    })
  } finally {
    await ground.close()
  }
}

async function killAndStart(
  running: RunningAssistant,
  start: () => Promise<RunningAssistant>,
): Promise<RunningAssistant> {
  await running.stop('SIGKILL')
  return start()
}

function randomGap(): number {
  return GAP_MS.least + Math.random() * (GAP_MS.most - GAP_MS.least)
}
