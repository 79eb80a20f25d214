import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { pageChannel } from '../../src/channels/index.ts'
import { createDelivery } from '../../src/delivery/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { type Jobs, openJobs } from '../../src/jobs/index.ts'
import { openPeople } from '../../src/people/index.ts'
import { createTick, type TickParts } from '../../src/reminders/index.ts'
import { DEFAULT_POLICY } from '../../src/reminders/policy.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { createDatabase, MACHINE_SERVERS, type ServerUrls } from './new-database.ts'

const quiet = { warn: () => {}, error: () => {} }

/** Where a scheduler finds its rows and its queue. */
export type Place = { databaseUrl: string; redisUrl: string; keyPrefix: string }

export type Scheduler = {
  store: Store
  jobs: Jobs
  parts: TickParts
  tick: () => Promise<{ owed: number }>
  close(): Promise<void>
}

/** A scheduler as the program joins it, with the real outbox and a clock of the caller's; nothing takes up what it owes. */
export async function openScheduler(
  { databaseUrl, redisUrl, keyPrefix }: Place,
  clock: (store: Store) => Promise<Date>,
): Promise<Scheduler> {
  const store = await openStore({ url: databaseUrl })
  const jobs = await openJobs({ store, redisUrl, keyPrefix, log: quiet, lanes: [] })
  const people = await openPeople({ store, isLoopback: true, publicUrl: null })
  const delivery = createDelivery({ store, jobs, channels: [pageChannel('web')], log: quiet })
  const parts: TickParts = {
    ...{ store, register: openRegister(store), policy: () => DEFAULT_POLICY, outbox: delivery },
    ...{ posts: people.posts.list, wishesOf: people.preferences.of, clock: () => clock(store) },
    log: {
      warn: () => {},
      error: (event, cause) => {
        throw new Error(event, { cause })
      },
    },
  }
  return {
    ...{ store, jobs, parts, tick: createTick(parts) },
    close: async () => {
      await jobs.close()
      await store.close()
    },
  }
}

export type OfficeRule = { cadence: string; dueText: string; recurrence: string }

export type Offices = { communes: number; units: number; rules: OfficeRule[] }

/**
 * Made-up communes on a server database of their own: units with a focal officer and a head, a coordinator each. On the
 * machine's servers where none are named.
 */
export async function openOffices(
  offices: Offices,
  { postgresUrl, redisUrl }: ServerUrls = MACHINE_SERVERS,
): Promise<Place & { close(): Promise<void> }> {
  const database = await createDatabase(postgresUrl)
  const keyPrefix = `test-${randomUUID()}`
  const store = await openStore({ url: database.url })
  await fill(store, offices)
  await store.close()
  return {
    ...{ databaseUrl: database.url, redisUrl, keyPrefix },
    close: async () => {
      await database.drop()
      const redis = new Redis(redisUrl)
      const keys = await redis.keys(`{${keyPrefix}*`)
      if (keys.length > 0) await redis.del(keys)
      redis.disconnect()
    },
  }
}

/** People bear the name of their commune, unit and post, so that two databases can be compared. */
async function fill({ query }: Store, { communes, units, rules }: Offices): Promise<void> {
  await query(`INSERT INTO commune (slug, name) SELECT 'xa-so-' || n, 'xã Số ' || n FROM generate_series(1, $1) AS n`, [
    communes,
  ])
  await query(
    `INSERT INTO document (commune_id, file, digest, type, issuer, identity, warnings, text)
     SELECT id, slug || '.txt', 'd', 'Kế hoạch', 'UBND ' || name, '{}', '{}', '' FROM commune WHERE id > 0`,
  )
  await query(
    `INSERT INTO reporting_rule (document_id, position, who, recipient, cadence, due_text, recurrence, section, quote, key, state)
     SELECT document.id, rule.n, ARRAY(SELECT 'Thôn số ' || unit FROM generate_series(1, $2) AS unit), 'UBND xã',
            rule.value ->> 'cadence', rule.value ->> 'dueText', rule.value ->> 'recurrence', 'V', 'câu ' || rule.n,
            'rule-' || rule.n, 'confirmed'
       FROM document, jsonb_array_elements($1::jsonb) WITH ORDINALITY AS rule (value, n)`,
    [JSON.stringify(rules), units],
  )
  await query(
    `INSERT INTO post (commune_id, unit_name, role, title, in_charge, channel_order)
     SELECT id, unit_name, role, title, '{}', '{}' FROM commune,
            LATERAL (SELECT 'Thôn số ' || unit AS unit_name, role, title || unit AS title
                       FROM generate_series(1, $1) AS unit,
                            (VALUES ('focal', 'Cán bộ đầu mối Thôn số '), ('village_head', 'Trưởng thôn số ')) AS kind (role, title)
                     UNION ALL SELECT NULL, 'coordinator', 'Cán bộ điều phối') AS made
      WHERE id > 0`,
    [units],
  )
  await query(
    `INSERT INTO person (name) SELECT slug || '/' || coalesce(unit_name, '') || '/' || role
       FROM post JOIN commune ON commune.id = commune_id`,
  )
  await query(
    `INSERT INTO holding (post_id, person_id)
     SELECT post.id, person.id FROM post JOIN commune ON commune.id = commune_id
       JOIN person ON person.name = slug || '/' || coalesce(unit_name, '') || '/' || role`,
  )
  await query(`INSERT INTO channel_account (person_id, channel, external_id) SELECT id, 'web', name FROM person`)
}
