import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningAssistant } from '../support/running-assistant.ts'
import { type FaultGround, openFaultGround, type Servers } from './ground.ts'
import { openStepClock, type StepClock } from './step-clock.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

/** What a step put off is looked for every half minute, a reminder every minute, and air. */
const SETTLED_MS = 300_000
const POLL_MS = 1_000
const LATENCY_MS = { least: 100, most: 300 }
/** Some fall due before the step, some while the clock is off. */
const DUE = { fromSeconds: 10, toSeconds: 60 }

const TODAY = /việc số/u
const TOMORROW = /việc ngày mai/u
const AGAIN = { text: 'lời nhắc', answer: /chưa có lời nhắc nào/u }
const FIRST_ANSWER = /^(?!.*(?:việc số|việc ngày mai|chưa có lời nhắc nào))/su
const ALSO_TOMORROW = `INSERT INTO own_reminder (account_id, about, due_at)
                       SELECT account_id, 'việc ngày mai', now() + interval '20 hours' FROM own_reminder`

type Size = { days: 1 | -1; people: number; perSecond: number; reminders: number }

/**
 * The clock of the whole program stepped by a day while it answers, and put right while it answers others; everybody writes
 * once more afterwards. `servers` null: the embedded store, whose clock is the machine's, so that what is due tomorrow is
 * told when that says tomorrow. On a server the database's clock stays right, and nobody is told early.
 */
export async function clockStepped(servers: Servers | null, size: Size): Promise<Verdict> {
  const { days, people, perSecond, reminders } = size
  const clock = await openStepClock()
  const ground = await openFaultGround(servers, { latencyMs: LATENCY_MS })
  try {
    const { all, address } = await start(ground, { servers, clock, reminders })
    const load = (): Promise<void> => ground.load(people, perSecond, () => address)
    await Promise.all([load(), stepMidway(clock, days, size)])
    const wereAnswered = await untilTold(ground, ground.taken, FIRST_ANSWER)
    const earlyWhileOff = (await ground.told(ground.reminded, TOMORROW)).size
    await Promise.all([load(), stepMidway(clock, 0, size)])
    await ground.writeAgain(AGAIN.text, perSecond, () => address)
    const hasEnded =
      wereAnswered &&
      (await untilTold(ground, ground.taken, FIRST_ANSWER)) &&
      (await untilTold(ground, ground.taken, AGAIN.answer)) &&
      (await untilTold(ground, ground.reminded, TODAY))
    const areAlive = all.every(({ process }) => process.exitCode === null)
    await Promise.all(all.map((each) => each.stop()))
    const early = (await ground.told(ground.reminded, TOMORROW)).size
    const again = await ground.tally({ counts: AGAIN.answer })
    const found = verdict(await ground.tally({ counts: FIRST_ANSWER }), {
      ...{ hasEnded, days, areAlive, earlyWhileOff, early, answeredAgain: again.done },
      // Whatever was in hand at each of the two steps.
      unclearAtMost: unclearAfter(2, 2 * people + reminders),
      reminders: await ground.tallyReminders(TODAY),
    })
    // Nothing else tells the embedded store the time.
    const mayBeEarly = servers === null && days > 0
    return { ...found, holds: found.holds && areAlive && again.lost === 0 && (early === 0 || mayBeEarly) }
  } finally {
    await ground.close()
    clock.remove()
  }
}

type Start = { servers: Servers | null; clock: StepClock; reminders: number }
type Running = { all: RunningAssistant[]; address: string }

/** With the reminders owed: on a server once it has migrated, on the embedded store before anybody holds it. */
async function start(ground: FaultGround, { servers, clock, reminders }: Start): Promise<Running> {
  const owe = async (): Promise<void> => {
    await ground.oweReminders(reminders, DUE)
    await ground.query(ALSO_TOMORROW)
  }
  if (!servers) {
    await owe()
    const all = await ground.run('all', clock.settings)
    return { all: [all], address: all.address }
  }
  const worker = await ground.run('worker', clock.settings)
  await owe()
  const web = await ground.run('web', clock.settings)
  return { all: [worker, web], address: web.address }
}

async function stepMidway(clock: StepClock, days: number, { people, perSecond }: Size): Promise<void> {
  await sleep((people / perSecond) * 500)
  await clock.step(days)
}

async function untilTold(ground: FaultGround, chats: ReadonlySet<string>, counts: RegExp): Promise<boolean> {
  for (const until = performance.now() + SETTLED_MS; performance.now() < until; await sleep(POLL_MS)) {
    if ((await ground.told(chats, counts)).size === chats.size) return true
  }
  return false
}
