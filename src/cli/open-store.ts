import type { Config } from '../config.ts'
import { eraseAgain } from '../people/index.ts'
import { openStore, restoreIfAsked, type Store } from '../store/index.ts'

/**
 * The store the configuration names, without whoever was erased since the copy that it was restored from: `tellErased` hears
 * how many those were. Throws `StoreError`.
 */
export async function openConfiguredStore(
  { settings, secrets }: Config,
  tellErased: (people: number) => void = sayErased,
): Promise<Store> {
  if (!secrets.databaseUrl) await restoreIfAsked(settings.dataFolder)
  const { databaseUrl: url, databaseReplicaUrl: replicaUrl } = secrets
  const store = await openStore(url ? { url, replicaUrl } : { folder: settings.dataFolder })
  try {
    tellErased(await eraseAgain(store, settings.dataFolder))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

function sayErased(people: number): void {
  if (people > 0) process.stderr.write(`${erasedAgainLine(people)}\n`)
}

/** What a restore owes whoever was erased since its copy. */
export function erasedAgainLine(people: number): string {
  if (people === 0) return 'Không có ai xóa dữ liệu sau khi tạo bản sao này mà còn trong đó.'
  return `Đã xóa lại dữ liệu của ${people} người: họ xóa dữ liệu sau khi bản sao được tạo.`
}
