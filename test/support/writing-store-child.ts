/** Writes rows one after the other without end, tells each number once it is acknowledged, and saves a copy when asked to. */
import { setImmediate as breathe } from 'node:timers/promises'
import { openStore, saveStore } from '../../src/store/index.ts'

const [folder = ''] = process.argv.slice(2)
const store = await openStore({ folder })
process.on('message', async (file: string) => {
  await saveStore(store, file)
  process.send?.('saved')
})
process.on('disconnect', () => process.exit(0))
for (let number = 1; ; number += 1) {
  await store.query('INSERT INTO setting (name, value) VALUES ($1, to_jsonb($2::int))', [`viec-${number}`, number])
  process.send?.(number)
  // The embedded store answers without a turn of the loop, which would hear nothing for ever.
  await breathe()
}
