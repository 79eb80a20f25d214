import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leaveNote } from '../../src/cli/office/running-note.ts'
import { OFFICE_COMMAND_PATH } from '../../src/cli/office/wire.ts'
import { freePort, type RunningAssistant, startAssistant, visitorOf } from '../support/running-assistant.ts'

const SAMPLE = 'ke-hoach-mau.txt'
const ADDED = 'thong-bao-them.txt'

let folder = ''
let knowledge = ''
let environment: Record<string, string> = {}
let assistant: RunningAssistant

type Ended = { code: number; out: string; said: string }

/** A command as `npm run` starts it. */
function run(name: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: '', REDIS_URL: '', ...environment }
    execFile(process.execPath, [`src/cli/${name}.ts`, ...args], { env, timeout: 120_000 }, (error, out, said) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: out.trim(), said: said.trim() }),
    )
  })
}

function plan(number: number, title: string): string {
  return [
    'ỦY BAN NHÂN DÂN',
    'XÃ AN THỬ',
    `Số: ${number}/KH-UBND`,
    'An Thử, ngày 05 tháng 01 năm 2026',
    'KẾ HOẠCH',
    title,
    'I. MỤC ĐÍCH',
    '1. Phòng Kinh tế rà soát chợ trung tâm trước ngày 30/9/2026.',
  ].join('\n')
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'office-commands-'))
  knowledge = join(folder, 'knowledge')
  mkdirSync(knowledge)
  environment = { DATA_DIR: join(folder, 'data'), KNOWLEDGE_DIR: knowledge, LOG_LEVEL: 'silent' }
  writeFileSync(join(knowledge, SAMPLE), plan(1, 'Chỉnh trang chợ năm 2026'))
  writeFileSync(
    join(knowledge, 'manifest.yaml'),
    `documents:\n  ${SAMPLE}:\n    visibility: public\n    sample: true\n`,
  )
  assistant = await startAssistant(environment)
}, 120_000)

afterAll(async () => {
  await assistant?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a command beside a running assistant on the embedded store', () => {
  it('has the folder read again, with progress and the report, and the running assistant answers from what is new', async () => {
    const text = plan(2, 'Thu gom rác năm 2026').replace('rà soát chợ trung tâm', 'lắp camera bến thuyền')
    writeFileSync(join(knowledge, ADDED), text)
    const { code, out, said } = await run('ingest')
    expect({ code, out }).toEqual({
      code: 0,
      out: 'Văn bản: 1 mới, 0 thay đổi, 1 giữ nguyên, 0 không còn, 0 bị loại.',
    })
    expect(said).toContain(`Đọc văn bản 2/2: ${ADDED}`)
    const page = await (await fetch(`${assistant.address}/api/xa`)).json()
    expect(JSON.stringify(page)).toContain('An Thử')
  })

  it('lists posts, adds one and tells a wrong word as the command does by itself', async () => {
    expect((await run('people', 'list', '--commune', 'an-thu')).out).toContain('Chưa có chức danh nào')
    const added = await run('people', 'add', '--commune', 'an-thu', '--role', 'chair')
    expect([added.code, added.out.split('\n')[0]]).toEqual([0, 'Đã thêm chức danh:'])
    expect((await run('people', 'list', '--commune', 'an-thu')).out).toContain('(chair)')
    const elsewhere = await run('people', 'list', '--commune', 'khong-co')
    expect([elsewhere.code, elsewhere.out]).toEqual([1, ''])
    expect(elsewhere.said).toMatch(/^Không có xã, phường "khong-co"/)
    const unheard = await run('people', 'add', '--commune', 'an-thu', '--role', 'vua')
    expect([unheard.code, unheard.said.includes('--role "vua" không có trong danh sách')]).toEqual([2, true])
    expect((await run('people', 'nhay-mua')).code).toBe(2)
  })

  it('takes the questions people asked out of the running store', async () => {
    const visitor = await visitorOf(assistant.address, 'an-thu')
    await visitor.ask('ai rà soát chợ trung tâm')
    const { code, out } = await run('samples')
    expect([code, out.split('\n').map((line) => JSON.parse(line).question)]).toEqual([0, ['ai rà soát chợ trung tâm']])
  })

  it('says what is missing before an Official Account is set up, and that consent needs the assistant stopped', async () => {
    const unset = await run('channels', 'list', 'zalo')
    expect([unset.code, unset.said.includes('Chưa đặt ZALO_APP_ID')]).toEqual([1, true])
    const connect = await run('channels', 'connect', 'zalo')
    expect([connect.code, connect.said.split('\n').length]).toEqual([1, 1])
    expect(connect.said).toContain('dừng trợ lý')
  })

  it('takes the samples away, from the running store and from the folder', async () => {
    const { code, out } = await run('remove-samples')
    expect([code, out.startsWith(`Đã gỡ 1 văn bản mẫu: ${SAMPLE}`)]).toEqual([0, true])
    expect(existsSync(join(knowledge, SAMPLE))).toBe(false)
    expect((await run('ingest')).out).toBe('Văn bản: 0 mới, 0 thay đổi, 1 giữ nguyên, 0 không còn, 0 bị loại.')
  })

  it('is run only for whoever can read the data folder', async () => {
    const ask = (authorization?: string): Promise<Response> =>
      fetch(`${assistant.address}${OFFICE_COMMAND_PATH}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify({ command: 'people', args: ['list', '--commune', 'an-thu'] }),
      })
    expect([(await ask()).status, (await ask('Bearer sai')).status]).toEqual([404, 404])
    expect(statSync(join(environment.DATA_DIR ?? '', 'running.json')).mode & 0o077).toBe(0)
  })
})

describe('a command where no assistant runs', () => {
  it('opens the store itself, also past the note a killed assistant left', async () => {
    const note = join(environment.DATA_DIR ?? '', 'running.json')
    copyFileSync(note, join(folder, 'note'))
    await assistant.stop()
    expect(existsSync(note)).toBe(false)
    copyFileSync(join(folder, 'note'), note)
    expect(await run('ingest')).toMatchObject({
      code: 0,
      out: 'Văn bản: 0 mới, 0 thay đổi, 1 giữ nguyên, 0 không còn, 0 bị loại.',
    })
    leaveNote(environment.DATA_DIR ?? '', { address: `http://127.0.0.1:${await freePort()}`, key: 'cũ' })()
    expect(existsSync(note)).toBe(false)
  })

  it('refuses with one sentence what it does not understand', async () => {
    const { code, said } = await run('ingest', '--nhanh')
    expect([code, said]).toEqual([2, 'Không hiểu tùy chọn --nhanh. Cách dùng: npm run ingest'])
  })
})

it('a settings file that cannot be read is told in one sentence with its remedy', async () => {
  const place = mkdtempSync(join(tmpdir(), 'unreadable-settings-'))
  mkdirSync(join(place, '.env'))
  const told = await new Promise<string>((resolve) =>
    execFile(process.execPath, [join(process.cwd(), 'src/cli/check-channels.ts')], { cwd: place }, (_, _out, said) =>
      resolve(said.trim()),
    ),
  )
  rmSync(place, { recursive: true })
  expect(told).toMatch(/^Không đọc được tệp \.env; .*sudo -u tro-ly-xa[^\n]*$/)
})
