import { openStore, StoreError } from '../../src/store/index.ts'

const [folder = ''] = process.argv.slice(2)
try {
  const store = await openStore({ folder })
  await store.close()
  process.send?.('opened')
} catch (error) {
  process.send?.(error instanceof StoreError ? error.code : 'other')
}
