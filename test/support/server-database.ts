import { Client } from 'pg'
import { createDatabase, MACHINE_SERVER, type NewDatabase } from './new-database.ts'

/** In CI a server that does not answer is a failure; elsewhere its tests are skipped and this says so. */
async function isReachable(): Promise<boolean> {
  const client = new Client({ connectionString: MACHINE_SERVER, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if (process.env.CI) throw new Error('PostgreSQL must be reachable in CI', { cause: error })
    process.stderr.write('PostgreSQL is not reachable: tests on a server are skipped.\n')
    return false
  }
}

/** The test server: its own database for each caller, dropped afterwards. */
export const serverDatabase = {
  reachable: await isReachable(),
  create: (): Promise<NewDatabase> => createDatabase(MACHINE_SERVER),
}
