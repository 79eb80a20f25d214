/** The fake Telegram in a process of its own: told how many people there are, asked over IPC what it saw (`seen`), or how many messages are on their way (`in_hand`). */
import { startFakeTelegram } from './fake-telegram.ts'

/** `at`: milliseconds of the epoch, so that other processes can hold it against their own. */
export type SeenAtTelegram = { shown: { chatId: string; text: string; at: number }[]; busiestSecond: number }

const [people = '0', least = '0', most = '0', taking = 'at_once'] = process.argv.slice(2)
const fake = await startFakeTelegram({
  latencyMs: { least: Number(least), most: Number(most) },
  takesMidway: taking === 'midway',
})
for (let id = 1; id <= Number(people); id += 1) fake.person(String(id))
process.on('message', (asked) => {
  if (asked === 'in_hand') return void process.send?.(fake.inHand())
  const shown = fake.shown.map(({ chatId, text, at }) => ({ chatId, text, at: performance.timeOrigin + at }))
  process.send?.({ shown, busiestSecond: fake.busiestSecond() } satisfies SeenAtTelegram)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ apiRoot: fake.apiRoot, token: fake.token })
