import type { Config } from '../config.ts'
import { openStore, restoreIfAsked, type Store } from '../store/index.ts'

/** The store the configuration names. Throws `StoreError`. */
export async function openConfiguredStore({ settings, secrets }: Config): Promise<Store> {
  if (!secrets.databaseUrl) await restoreIfAsked(settings.dataFolder)
  const { databaseUrl: url, databaseReplicaUrl: replicaUrl } = secrets
  return openStore(url ? { url, replicaUrl } : { folder: settings.dataFolder })
}
