import type { Config } from '../config.ts'
import { openStore, type Store } from '../store/index.ts'

/** The store the configuration names. Throws `StoreError`. */
export function openConfiguredStore({ settings, secrets }: Config): Promise<Store> {
  return openStore(secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: settings.dataFolder })
}
