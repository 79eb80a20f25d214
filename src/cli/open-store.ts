import type { Config } from '../config.ts'
import { openStore, restoreIfAsked, type Store } from '../store/index.ts'

/** The store the configuration names. Throws `StoreError`. */
export async function openConfiguredStore({ settings, secrets }: Config): Promise<Store> {
  if (!secrets.databaseUrl) await restoreIfAsked(settings.dataFolder)
  return openStore(secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: settings.dataFolder })
}
