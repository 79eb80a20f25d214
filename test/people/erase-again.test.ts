import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { eraseAgain, openErasureJournal, openPeople, type People } from '../../src/people/index.ts'
import { openStore, placeForBackup, type Store, saveStore } from '../../src/store/index.ts'
import { placesOf } from '../store/whole-database.ts'
import { emptyStore } from '../support/officials.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { onEachStore } from '../support/stores.ts'

const WHO = 'so-zalo-4093118275'
const NAME = 'Lò Thị Canari'
const PHONE = '0987001122'
const MAIL = 'canari@xa.example.vn'
const WORD = 'kimquydao'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'erased-'))
  folders.push(folder)
  return folder
}

const noFault = (error: unknown): void => {
  throw error
}

const openRegister = (store: Store, folder: string): Promise<People> =>
  openPeople({ store, isLoopback: true, publicUrl: null, erasures: openErasureJournal(folder, noFault) })

/** A chat with words in it; its account. */
async function write(store: Store, people: People, who: string): Promise<number> {
  const { id } = await people.findOrCreate({ channel: 'telegram', externalId: who })
  await store.query('INSERT INTO conversation (account_id) VALUES ($1)', [id])
  await store.query(
    `INSERT INTO message (conversation_id, direction, external_key, text, status)
     SELECT id, 'in', 'k', $2, 'answered' FROM conversation WHERE account_id = $1`,
    [id, `xin hỏi về ${WORD}`],
  )
  return id
}

const longAgo = (store: Store): Promise<unknown> =>
  store.query(`UPDATE channel_account SET created_at = created_at - interval '1 hour'`)

await onEachStore('a copy put back', (ground) => {
  let folder = ''
  let people: People
  const store = (): Store => ground().store
  const places = async (): Promise<string[]> => [...(await placesOf(store(), WHO)), ...(await placesOf(store(), WORD))]

  beforeEach(async () => {
    await emptyStore(store())
    await store().query('DELETE FROM inbox')
    folder = newFolder()
    people = await openRegister(store(), folder)
  })

  /** What a copy of an hour ago brings back of somebody who was erased since. */
  const bringBack = async (): Promise<void> => {
    await write(store(), people, WHO)
    await store().query(
      `INSERT INTO inbox (channel, endpoint, external_key, external_user_id, provider_kind, update, status, received_at)
       VALUES ('telegram', '', $1, $2, 'message', $3::jsonb, 'received', now() - interval '1 hour')
       ON CONFLICT DO NOTHING`,
      [crypto.randomUUID(), WHO, JSON.stringify({ is: 'message', text: WORD })],
    )
    await longAgo(store())
  }

  it('loses whom the journal remembers, with what still waited to be taken up, and keeps everybody else', async () => {
    await people.erase(await write(store(), people, WHO))
    await bringBack()
    const other = await write(store(), people, 'nguoi-khac')
    expect(await placesOf(store(), WHO)).not.toEqual([])
    expect(await eraseAgain(store(), folder)).toBe(1)
    expect(await placesOf(store(), WHO)).toEqual([])
    expect(await people.get(other)).not.toBeNull()
    expect(await eraseAgain(store(), folder)).toBe(0)
  })

  it('keeps whoever came back after their erasure, and what they just sent', async () => {
    await people.erase(await write(store(), people, WHO))
    const again = await write(store(), people, WHO)
    await store().query(
      `INSERT INTO inbox (channel, endpoint, external_key, external_user_id, provider_kind, update, status)
       VALUES ('telegram', '', $1, $2, 'message', '{}', 'received')`,
      [crypto.randomUUID(), WHO],
    )
    expect(await eraseAgain(store(), folder)).toBe(0)
    expect(await people.get(again)).not.toBeNull()
    expect(await placesOf(store(), WHO)).toContain('inbox.external_user_id')
  })

  it('is rid of an officer too: name, telephone, every address', async () => {
    const post = await postOf(store())
    const appoint = async (): Promise<number> => {
      await people.posts.appoint(post, { name: NAME, phone: PHONE, email: MAIL }, 'cli')
      return (await people.find({ channel: 'email', externalId: MAIL }))?.id ?? 0
    }
    await people.erase(await appoint())
    await appoint()
    await longAgo(store())
    expect(await eraseAgain(store(), folder)).toBe(1)
    for (const text of [NAME, PHONE, MAIL]) expect(await placesOf(store(), text)).toEqual([])
  })

  it('is rid of them by the journal of a data folder that was put aside', async () => {
    await people.erase(await write(store(), people, WHO))
    const program = newFolder()
    cpSync(folder, join(program, 'data-hong-20261130-013000'), { recursive: true })
    await bringBack()
    expect(await eraseAgain(store(), join(program, 'data'))).toBe(1)
    expect(await places()).toEqual([])
  })

  it('finds nothing where nobody was erased, and reads past a line that was cut short', async () => {
    expect(await eraseAgain(store(), folder)).toBe(0)
    await people.erase(await write(store(), people, WHO))
    const [file = ''] = globSync(join(folder, 'so-xoa/*.jsonl'))
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, `{"at":"2026-11-${whole}`)
    await bringBack()
    expect(await eraseAgain(store(), folder)).toBe(1)
  })
})

async function postOf(store: Store): Promise<number> {
  const commune = await store.db.commune.create({ data: { slug: `xa-${crypto.randomUUID()}`, name: 'xã An Hòa' } })
  const post = await store.db.post.create({
    data: { communeId: commune.id, role: 'coordinator', title: 'Cán bộ điều phối' },
  })
  return post.id
}

describe('the journal of erasures', () => {
  const who = { channel: 'telegram', externalId: WHO }
  const textsIn = (folder: string): string =>
    globSync(join(folder, '**/*'), { withFileTypes: false })
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')

  it('holds a digest and the moment alone, for whoever runs the program', () => {
    const folder = newFolder()
    openErasureJournal(folder, noFault).note([who], new Date('2026-11-30T02:03:04Z'))
    expect(textsIn(folder)).not.toContain(WHO)
    const [line = ''] = readFileSync(join(folder, 'so-xoa/2026-11-30.jsonl'), 'utf8').trim().split('\n')
    expect(Object.keys(JSON.parse(line))).toEqual(['at', 'who'])
    for (const name of readdirSync(join(folder, 'so-xoa'))) {
      expect(statSync(join(folder, 'so-xoa', name)).mode & 0o077).toBe(0)
    }
  })

  it('gives the same person another digest in another installation', () => {
    const folders = [newFolder(), newFolder()]
    for (const folder of folders) openErasureJournal(folder, noFault).note([who], new Date('2026-11-30T02:03:04Z'))
    const [one, other] = folders.map((folder) => readFileSync(join(folder, 'so-xoa/2026-11-30.jsonl'), 'utf8'))
    expect(one).not.toBe(other)
  })

  it('drops whole days once no copy can be older', () => {
    const folder = newFolder()
    const journal = openErasureJournal(folder, noFault)
    for (const day of ['2026-10-01', '2026-10-24', '2026-10-25']) journal.note([who], new Date(`${day}T12:00:00Z`))
    journal.forget(new Date('2026-10-24T23:00:00Z'))
    expect(readdirSync(join(folder, 'so-xoa')).filter((name) => name.endsWith('.jsonl'))).toEqual([
      '2026-10-24.jsonl',
      '2026-10-25.jsonl',
    ])
  })

  it('says when it cannot be written, and holds nobody back', () => {
    const faults: unknown[] = []
    const file = join(newFolder(), 'no-folder')
    writeFileSync(file, '')
    const journal = openErasureJournal(file, (error) => faults.push(error))
    journal.note([who], new Date())
    expect(faults).toHaveLength(1)
    expect(journal.isWritable()).toBe(false)
    expect(openErasureJournal(newFolder(), noFault).isWritable()).toBe(true)
  })
})

describe('npm run restore', () => {
  const run = (command: string, folder: string, ...args: string[]): string =>
    execFileSync(process.execPath, [`src/cli/${command}.ts`, ...args], {
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', REDIS_URL: '', LOG_LEVEL: 'warn' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  /** An installation with a copy made before somebody asked to be erased. */
  const erasedAfterCopy = async (): Promise<{ folder: string; copy: string }> => {
    const folder = await copyOfEmptyStore()
    folders.push(folder)
    const store = await openStore({ folder })
    const people = await openRegister(store, folder)
    const accountId = await write(store, people, WHO)
    const { file } = placeForBackup(folder, new Date())
    await saveStore(store, file)
    await people.erase(accountId)
    await store.close()
    return { folder, copy: file }
  }

  const searchedThrough = async (folder: string): Promise<string[]> => {
    const store = await openStore({ folder })
    try {
      return [...(await placesOf(store, WHO)), ...(await placesOf(store, WORD))]
    } finally {
      await store.close()
    }
  }

  it('erases again at once whoever was erased since the copy, and says how many', async () => {
    const { folder, copy } = await erasedAfterCopy()
    expect(run('restore', folder, copy)).toContain('Đã xóa lại dữ liệu của 1 người')
    expect(await searchedThrough(folder)).toEqual([])
    expect(run('restore', folder, copy)).toContain('Đã xóa lại dữ liệu của 1 người')
  }, 300_000)

  it('brings them back where the journal is gone, which is how we know that it is what keeps them away', async () => {
    const { folder, copy } = await erasedAfterCopy()
    rmSync(join(folder, 'so-xoa'), { recursive: true })
    expect(run('restore', folder, copy)).toContain('Không có ai xóa dữ liệu sau khi tạo bản sao này')
    expect(await searchedThrough(folder)).toContain('channel_account.external_id')
  }, 300_000)

  it('is not needed for it: a whole data folder put back by hand is rid of them at the next start', async () => {
    const { folder, copy } = await erasedAfterCopy()
    const program = newFolder()
    const old = await copyOfEmptyStore()
    run('restore', old, copy)
    rmSync(join(old, 'so-xoa'), { recursive: true, force: true })
    renameSync(folder, join(program, 'data-hong-20261130-013000'))
    renameSync(old, join(program, 'data'))
    expect(existsSync(join(program, 'data/so-xoa'))).toBe(false)
    run('people', join(program, 'data'), 'erase', '--account', '999')
    expect(await searchedThrough(join(program, 'data'))).toEqual([])
  }, 300_000)
})
