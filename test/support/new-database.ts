/** Databases and queues made for one run, on whichever servers the caller means. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

/** The machine's own, for suites that need no more than a database and a prefix of their own. */
export const MACHINE_SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const MACHINE_REDIS = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'

/** Where a run makes its database and its queues. */
export type ServerUrls = { postgresUrl: string; redisUrl: string }

export const MACHINE_SERVERS: ServerUrls = { postgresUrl: MACHINE_SERVER, redisUrl: MACHINE_REDIS }

export type NewDatabase = { url: string; drop(): Promise<void> }

/** A database of its own on a server. */
export async function createDatabase(
  serverUrl: string,
  name = `test_${randomUUID().replaceAll('-', '')}`,
): Promise<NewDatabase> {
  await administer(serverUrl, `CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
