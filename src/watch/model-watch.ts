import type { Store } from '../store/index.ts'

type Fields = Readonly<Record<string, string | number | boolean | null>>
type ModelLog = { info(event: string, fields?: Fields): void; warn(event: string, fields?: Fields): void }

/** Calls of the language model by this process, as its log lines tell them. */
export type ModelWatch<Log extends ModelLog> = {
  /** To be given to the model instead of the log it wraps. */
  log: Log
  /** Tells the other processes what happened since the last time. */
  share(store: Store): Promise<void>
}

export type ModelCalls = { asked: number; failed: number }

const SETTING = 'model_watch'
/** What is older says nothing of now. */
const WINDOW_MINUTES = 15

export function watchModel<Log extends ModelLog>(log: Log): ModelWatch<Log> {
  let since: ModelCalls = { asked: 0, failed: 0 }
  const count = (event: string): void => {
    if (event === 'model_asked') since = { ...since, asked: since.asked + 1 }
    if (event === 'model_failed') since = { asked: since.asked + 1, failed: since.failed + 1 }
  }
  return {
    log: {
      ...log,
      info: (event: string, fields?: Fields) => {
        count(event)
        log.info(event, fields)
      },
      warn: (event: string, fields?: Fields) => {
        count(event)
        log.warn(event, fields)
      },
    },
    share: async (store) => {
      const told = since
      since = { asked: 0, failed: 0 }
      if (told.asked > 0) await addCalls(store, told)
    },
  }
}

/** Adds to the window that is open, or opens a new one. */
async function addCalls({ query }: Store, { asked, failed }: ModelCalls): Promise<void> {
  await query(
    `INSERT INTO setting (name, value)
     VALUES ($1, jsonb_build_object('asked', $2::int, 'failed', $3::int, 'from', extract(epoch FROM now())))
     ON CONFLICT (name) DO UPDATE SET updated_at = now(), value =
       CASE WHEN (setting.value ->> 'from')::float8 > extract(epoch FROM now()) - 60 * $4::int
            THEN jsonb_build_object('asked', (setting.value ->> 'asked')::int + $2::int,
                                    'failed', (setting.value ->> 'failed')::int + $3::int,
                                    'from', setting.value -> 'from')
            ELSE excluded.value END`,
    [SETTING, asked, failed, WINDOW_MINUTES],
  )
}

/** Of all processes, in the last quarter of an hour or so; zeros where nobody asked. */
export async function recentModelCalls({ query }: Store): Promise<ModelCalls> {
  const [row] = await query<ModelCalls>(
    `SELECT (value ->> 'asked')::int AS asked, (value ->> 'failed')::int AS failed FROM setting
      WHERE name = $1 AND updated_at > now() - make_interval(mins => $2)`,
    [SETTING, WINDOW_MINUTES],
  )
  return row ?? { asked: 0, failed: 0 }
}
