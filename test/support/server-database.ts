import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

/** The test server: its own database for each caller, dropped afterwards. */
const ADMIN_URL = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** In CI a server that does not answer is a failure; elsewhere its tests are skipped and this says so. */
async function isReachable(): Promise<boolean> {
  const client = new Client({ connectionString: ADMIN_URL, connectionTimeoutMillis: 2_000 })
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

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: ADMIN_URL })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export const serverDatabase = {
  reachable: await isReachable(),
  async create(): Promise<{ url: string; drop(): Promise<void> }> {
    const name = `test_${randomUUID().replaceAll('-', '')}`
    await administer(`CREATE DATABASE ${name}`)
    const url = new URL(ADMIN_URL)
    url.pathname = `/${name}`
    return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) }
  },
}
