/**
 * A scheduler in a process of its own, on a clock that is a row: each minute's work is begun again at the same minute after
 * a kill, as a machine that comes back at once. Its channel delivers whatever is owed.
 */
import { openScheduler } from './offices-ground.ts'

const [databaseUrl = '', redisUrl = '', keyPrefix = '', until = ''] = process.argv.slice(2)
/** Before, inside, between and after the sending windows. */
const HOURS = ['06:00', '07:30', '09:00', '13:30', '14:00', '18:00']
const NAME = 'test_clock'

const scheduler = await openScheduler({ databaseUrl, redisUrl, keyPrefix }, async ({ query }) => {
  const [row] = await query<{ at: string }>(`SELECT value ->> 'at' AS at FROM setting WHERE name = $1`, [NAME])
  const local = Temporal.PlainDateTime.from(row?.at ?? '').toZonedDateTime('Asia/Ho_Chi_Minh')
  return new Date(local.epochMilliseconds)
})
const { query } = scheduler.store
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
for (;;) {
  const [row] = await query<{ at: string }>(`SELECT value ->> 'at' AS at FROM setting WHERE name = $1`, [NAME])
  const at = row?.at ?? until
  if (at >= until) break
  await scheduler.tick()
  await query(`UPDATE message SET status = 'sent' WHERE direction = 'out' AND status = 'due'`)
  const [day = '', time = ''] = at.split('T')
  const later = HOURS.find((hour) => hour > time)
  const next = later ? `${day}T${later}` : `${Temporal.PlainDate.from(day).add({ days: 1 })}T${HOURS[0]}`
  await query(`UPDATE setting SET value = jsonb_build_object('at', $2::text) WHERE name = $1 AND value ->> 'at' = $3`, [
    ...[NAME, next, at],
  ])
}
process.send?.('done')
await scheduler.close()
process.exit(0)
