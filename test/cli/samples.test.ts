import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commune-data-'))
  const store = await openStore({ folder })
  const { id: personId } = await store.db.person.create({ data: {} })
  const account = await store.db.channelAccount.create({
    data: { personId, channel: 'web', externalId: 'an', role: 'citizen' },
  })
  const { id: conversationId } = await store.db.conversation.create({ data: { accountId: account.id } })
  const asked = async (text: string, outcome: string, feedback: number | null): Promise<void> => {
    const message = { conversationId, externalKey: crypto.randomUUID() }
    const { id } = await store.db.message.create({ data: { ...message, direction: 'in', text, status: 'answered' } })
    const reply = { direction: 'out', text: `đáp ${text}`, status: 'sent', outcome, feedback, answersId: id }
    await store.db.message.create({ data: { ...message, externalKey: crypto.randomUUID(), ...reply } })
  }
  await asked('hạn báo cáo năm', 'answered', null)
  await asked('ông Trần Văn Bình ở thôn nào, số 0912345678', 'refused', -1)
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const samples = (...args: string[]): { question: string; notes: string; expect: string; style: string }[] =>
  execFileSync(process.execPath, ['src/cli/samples.ts', ...args], {
    env: { ...process.env, DATA_DIR: folder },
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

test('live questions become a question file, the disliked first, without names or numbers', () => {
  const lines = samples()
  expect(lines.map(({ expect: expected, style }) => [expected, style])).toEqual([
    ['refuse', 'live_disliked'],
    ['answer', 'live'],
  ])
  expect(lines[0]?.question).toBe('ông [tên] ở thôn nào, số [số điện thoại đã che]')
  expect(JSON.stringify(lines)).not.toMatch(/Bình|0912345678/)
})

test('as many as asked for', () => {
  expect(samples('--limit', '1')).toHaveLength(1)
})
