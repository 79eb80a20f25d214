import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manifestForm } from '../../../src/cli/transfer/manifest.ts'
import { writeExport } from '../../../src/cli/transfer/write-export.ts'
import type { Store } from '../../../src/store/index.ts'
import { fillEveryTable } from '../../store/earlier-rows.ts'
import { openAssistant, seedCommune } from '../../support/assistant.ts'
import { openChats } from '../../support/chat.ts'
import { emptyStore } from '../../support/officials.ts'
import { onEmbeddedStore } from '../../support/stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0

/** Every file of an export, by its name. */
async function exported(store: Store, kind: 'reading' | 'whole'): Promise<Map<string, Buffer>> {
  made += 1
  const to = join(folder, `ban-${made}`)
  await writeExport(store, { to, kind, now: new Date('2026-11-30T01:00:00Z'), onTable: () => {} })
  const names = readdirSync(to, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(to, name)).isFile(),
  )
  return new Map(names.map((name) => [name, readFileSync(join(to, name))]))
}

function filesWith(files: Map<string, Buffer>, word: string): string[] {
  return [...files].filter(([, bytes]) => bytes.includes(word)).map(([name]) => name)
}

/** Stands in every column that opens a door, with a number for each. */
const CANARY = 'canary-bimat'
const SECRETS = [
  `UPDATE login SET password_hash = '$', totp_secret = '$b'`,
  `UPDATE session SET token_hash = '$' || id`,
  `UPDATE sign_in_link SET token_hash = '$'`,
  `UPDATE link_code SET token_hash = '$', typed_hash = '$b'`,
  `UPDATE link_attempt SET key = '$'`,
  `UPDATE calendar_feed SET digest = '$'`,
  `UPDATE zalo_oa SET access_token = '$', refresh_token = '$b'`,
  `UPDATE channel_account SET external_id = '$' || id`,
  `UPDATE inbox SET "update" = '{"startPayload": "$"}', external_user_id = '$b'`,
  `UPDATE message SET start_payload = '$' WHERE direction = 'in'`,
  `UPDATE message SET attachments = '[{"reference": "$"}]' WHERE direction = 'in'`,
  `UPDATE message SET links = '[{"url": "https://xa.example.vn/dang-nhap/$"}]' WHERE direction = 'out'`,
].map((sql, at) => ({ sql: sql.replaceAll('$', `${CANARY}-${at}-`), word: `${CANARY}-${at}-` }))

onEmbeddedStore('an export of the whole office', (ground) => {
  beforeAll(async () => {
    const { store } = ground()
    await fillEveryTable(store)
    for (const { sql } of SECRETS) await store.query(sql)
    await store.query(`UPDATE feedback SET what = '=CMD()|"ổ gà", trước cổng'`)
  })

  it('for reading holds no secret in any file; the one for moving holds each', async () => {
    const { store } = ground()
    expect(filesWith(await exported(store, 'reading'), CANARY)).toEqual([])
    const whole = await exported(store, 'whole')
    expect(SECRETS.filter(({ word }) => filesWith(whole, word).length === 0)).toEqual([])
  })

  it('for reading has what an office keeps, as lines and as tables, pictures as pictures, and says what each is', async () => {
    const files = await exported(ground().store, 'reading')
    const manifest = manifestForm.parse(JSON.parse(String(files.get('manifest.json'))))
    expect(manifest).toMatchObject({
      kind: 'reading',
      madeAt: '2026-11-30T08:00:00+07:00',
      schemaVersion: readdirSync('prisma/migrations')
        .filter((name) => /^\d/.test(name))
        .sort()
        .at(-1),
      store: 'embedded',
      counts: [],
    })
    for (const { name, sha256, bytes } of manifest.files) {
      const content = files.get(name)
      expect([content?.length, await digestOf(content)], name).toEqual([bytes, sha256])
    }
    expect([...files.keys()].sort()).toEqual([...manifest.files.map(({ name }) => name), 'manifest.json'].sort())
    const tables = [
      'ticket',
      'ticket_line',
      'occurrence',
      'curated_answer',
      'broadcast',
      'council_session',
      'audit_entry',
    ]
    for (const table of tables) {
      expect(manifest.tables.find(({ name }) => name === table)?.rows, table).toBe(1)
      expect(String(files.get(`bang/${table}.jsonl`)).split('\n'), table).toHaveLength(2)
      expect(String(files.get('DOC-TRUOC.md')), table).toContain(`\`bang/${table}.jsonl\` | 1 |`)
    }
    expect(files.get('anh/feedback_photo-1.jpg')).toEqual(Buffer.from('ffd8', 'hex'))
    const [head, line] = String(files.get('bang/feedback.csv')).split('\r\n')
    expect(head).toMatch(/^\uFEFFid,commune_id,account_id,/)
    expect(line).toContain(`,"'=CMD()|""ổ gà"", trước cổng",`)
    expect(String(files.get('bang/ticket.jsonl'))).toContain('+07:00')
    expect(String(files.get('DOC-TRUOC.md'))).toContain(
      '- `login`: cột `password_hash`, `totp_secret`, `totp_last_step`',
    )
  })

  it('is for its owner alone, never over a file, and leaves nothing behind where it fails', async () => {
    const { store } = ground()
    const to = join(folder, 'mot-lan.zip')
    const options = { to, kind: 'whole', now: new Date(), onTable: () => {} } as const
    await writeExport(store, options)
    expect(statSync(to).mode & 0o777).toBe(0o600)
    await expect(writeExport(store, options)).rejects.toMatchObject({
      sentence: { en: expect.stringContaining('is there already') },
    })
    await expect(writeExport(store, { ...options, to: join(folder, 'khong-co', 'a.zip') })).rejects.toMatchObject({
      code: 'not_writable',
    })
    const failing = { ...options, to: join(folder, 'hong.zip'), onTable: ({ done }: { done: number }) => stopAt(done) }
    await expect(writeExport(store, failing)).rejects.toThrow('stopped')
    expect(readdirSync(folder).filter((name) => name.startsWith('hong') || name.includes('dang-ghi'))).toEqual([])
  })
})

function stopAt(done: number): void {
  if (done === 5) throw new Error('stopped')
}

async function digestOf(content: Buffer | undefined): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(content ?? []))
  return Buffer.from(digest).toString('hex')
}

const WORD = 'kimquydao'
const WHO = 'nguoi-bi-quen-77'

onEmbeddedStore('a person who was erased', (ground) => {
  beforeEach(() => emptyStore(ground().store))

  describe.each(['reading', 'whole'] as const)('in an export (%s)', (kind) => {
    it('was in it, and is in no file of it any more', async () => {
      const { store } = ground()
      await seedCommune(store, 'xã An Hòa')
      const assistant = await openAssistant(ground())
      assistant.work()
      const chats = openChats(assistant)
      const { id } = await chats.account(WHO)
      await assistant.people.choose(id, { commune: 'xã-an-hòa', role: 'citizen', unit: null })
      await chats.say(WHO, `hỏi chuyện ${WORD}`)
      await chats.say(WHO, 'gặp cán bộ')
      await chats.say(WHO, `nói thêm về ${WORD}`)
      const before = filesWith(await exported(store, kind), WORD)
      expect(before).toEqual(expect.arrayContaining(['bang/message.jsonl', 'bang/ticket.jsonl']))
      await chats.say(WHO, 'XÓA DỮ LIỆU')
      const after = await exported(store, kind)
      expect([filesWith(after, WORD), filesWith(after, WHO)]).toEqual([[], []])
      await assistant.close()
    })
  })
})
