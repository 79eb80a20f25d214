import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import { vector } from '@electric-sql/pglite-pgvector'
import type { Database, LockName, Session } from './database.ts'
import { StoreError } from './errors.ts'
import { lockFolder } from './lock.ts'

/** PostgreSQL inside this process, kept in `folder`. Runs without fsync: it survives a killed process, not a power cut. */
export async function openEmbedded(folder: string): Promise<{ database: Database; pglite: PGlite }> {
  const release = lockFolder(folder)
  try {
    const pglite = await PGlite.create({
      dataDir: join(folder, 'postgres'),
      extensions: { vector, pg_textsearch, unaccent },
    })
    return { pglite, database: databaseOf(pglite, release) }
  } catch (cause) {
    release()
    throw new StoreError('corrupt', folder, cause)
  }
}

function sessionOn(pglite: Pick<PGlite, 'query' | 'exec'>): Session {
  return {
    query: async (text, params = []) => (await pglite.query(text, params)).rows as never,
    exec: async (script) => {
      await pglite.exec(script)
    },
  }
}

function databaseOf(pglite: PGlite, release: () => void): Database {
  const session = sessionOn(pglite)
  return {
    query: session.query,
    withSession: (work) => work(session),
    // The others of this process wait: there is one session.
    withTransaction: (work) => pglite.transaction((own) => work(sessionOn(own))),
    withLock: takingTurns(),
    close: async () => {
      await pglite.close()
      release()
    },
  }
}

/** One process holds the folder, so waiting for the caller before is lock enough. */
function takingTurns(): Database['withLock'] {
  const last = new Map<LockName, Promise<unknown>>()
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(name, turn)
    return turn
  }
}
