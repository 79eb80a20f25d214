/**
 * Whether all processes see the same folders: what the web keeps in one the worker reads there, and sends from the other.
 * Each process leaves a mark in both, named in a row of its own, and looks for everybody else's marks.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../store/index.ts'
import type { Trouble } from './trouble.ts'

export type SharedFolders = {
  /** Leaves this process's marks and looks for the others'; to be called again every few minutes. */
  compare(): Promise<void>
  /** What any process found, in words. */
  troubles(): Promise<Trouble[]>
  /** This process is no longer to be looked for. */
  leave(): Promise<void>
}

type Folder = 'knowledge' | 'data'
type Seen = {
  host: string
  marked: Folder[]
  /** Whose marks are not where this process looks. */
  missing: { folder: Folder; host: string }[]
}

const MARKS = '.tien-trinh'
const ROW = 'process-'
/** Who did not say so for longer runs no more. */
const RUNNING_MINUTES = 12
const KEPT_MS = 86_400_000

const WORDS: Record<Folder, { says: string; name: string }> = {
  knowledge: {
    name: 'KNOWLEDGE_DIR',
    says: 'Các tiến trình không dùng chung một thư mục văn bản: văn bản tải lên từ trang có thể không được đọc, tệp kèm thông báo có thể không gửi được.',
  },
  data: {
    name: 'DATA_DIR',
    says: 'Các tiến trình không dùng chung một thư mục dữ liệu: tệp trợ lý soạn trong trò chuyện có thể không gửi được.',
  },
}

/** On the embedded store there is one process, and nothing to compare. */
export function watchSharedFolders(store: Store, folders: Readonly<Record<Folder, string>>): SharedFolders {
  if (store.kind === 'embedded') return { compare: async () => {}, troubles: async () => [], leave: async () => {} }
  const own = randomUUID()
  const name = `${ROW}${own}`
  const names = Object.keys(WORDS) as Folder[]
  return {
    compare: async () => {
      const marked = names.filter((folder) => leaveMark(folders[folder], own))
      await say(store, name, { host: hostname(), marked, missing: [] })
      const others = (await running(store)).filter((other) => other.name !== name)
      const missing = others.flatMap(({ name: other, value }) =>
        value.marked
          .filter((folder) => !existsSync(join(folders[folder], MARKS, other.slice(ROW.length))))
          .map((folder) => ({ folder, host: value.host })),
      )
      if (missing.length > 0) await say(store, name, { host: hostname(), marked, missing })
    },
    troubles: async () => troublesOf((await running(store)).map(({ value }) => value)),
    leave: async () => {
      for (const folder of names) rmSync(join(folders[folder], MARKS, own), { force: true })
      await store.query('DELETE FROM setting WHERE name = $1', [name])
    },
  }
}

function troublesOf(processes: Seen[]): Trouble[] {
  return (Object.keys(WORDS) as Folder[]).flatMap((folder) => {
    const hosts = new Set(
      processes.flatMap(({ host, missing }) =>
        missing.filter((each) => each.folder === folder).flatMap((each) => [host, each.host]),
      ),
    )
    if (hosts.size === 0) return []
    const { name, says } = WORDS[folder]
    const remedy = `Gắn cùng một ổ chung vào ${name} của mọi tiến trình (docs/sizing.md, mục "Several machines"), rồi khởi động lại; đang lệch: ${[...hosts].join(', ')}.`
    return [{ key: `folder-${folder}`, says, remedy }]
  })
}

/** False where this process may only read there. */
function leaveMark(folder: string, own: string): boolean {
  const marks = join(folder, MARKS)
  try {
    mkdirSync(marks, { recursive: true })
    writeFileSync(join(marks, own), '')
  } catch {
    return false
  }
  for (const mark of readdirSync(marks)) {
    const age = Date.now() - (statSync(join(marks, mark), { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > KEPT_MS) rmSync(join(marks, mark), { force: true })
  }
  return true
}

async function say({ query }: Store, name: string, seen: Seen): Promise<void> {
  await query(
    `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = now()`,
    [name, JSON.stringify(seen)],
  )
}

async function running({ query }: Store): Promise<{ name: string; value: Seen }[]> {
  await query(`DELETE FROM setting WHERE starts_with(name, $1) AND updated_at < now() - interval '1 day'`, [ROW])
  return query<{ name: string; value: Seen }>(
    `SELECT name, value FROM setting
      WHERE starts_with(name, $1) AND updated_at > now() - make_interval(mins => $2) ORDER BY name`,
    [ROW, RUNNING_MINUTES],
  )
}
