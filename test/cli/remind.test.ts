import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const PAPER = `ỦY BAN NHÂN DÂN
XÃ BÌNH PHÚ

KẾ HOẠCH
Chuyển đổi số xã Bình Phú giai đoạn 2026 - 2030

I. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế báo cáo kết quả định kỳ hằng năm về UBND xã trước ngày 15/12 hằng năm.
`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'remind-test-'))
  writeFileSync(join(folder, 'ke-hoach.txt'), PAPER)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function remind(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/remind.ts'), ...args], { cwd: ROOT })
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  return { code, out, err }
}

const SPAN = ['--simulate', '--from', '2026-12-01', '--to', '2026-12-31']

test('every line has the fields of the contract, in order of time', async () => {
  const { code, out } = await remind(...SPAN, '--knowledge', folder)
  expect(code).toBe(0)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.length).toBeGreaterThan(5)
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['at', 'commune', 'unit', 'post', 'role', 'about', 'step', 'text'])
    expect(line.at).toMatch(/^2026-12-\d\dT\d\d:\d\d:00\+07:00$/)
    expect(line.commune).toBe('binh-phu')
  }
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort())
  expect(lines.flatMap(({ about }) => about)[0]).toEqual({
    kind: 'report',
    title: 'Báo cáo năm 2026',
    dueText: expect.stringContaining('trước ngày 15/12'),
    dueDate: '2026-12-15',
    lastSafeDay: '2026-12-14',
  })
})

test('of what the office did not confirm nothing would reach a unit', async () => {
  const { out } = await remind(...SPAN, '--knowledge', folder, '--confirmed-only')
  const roles = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).role)
  expect(new Set(roles)).toEqual(new Set(['coordinator']))
})

test.each([
  [[]],
  [['--simulate', '--from', '2026-12-01']],
  [['--simulate', '--from', '2026-12-32', '--to', '2027-01-01']],
  [['--simulate', '--from', '2027-01-01', '--to', '2026-12-01']],
  [['--no-such-option']],
])('bad usage %j ends with 2 and one line', async (args) => {
  const { code, out, err } = await remind(...args)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('a policy that is not of its form is named with its place and nothing is simulated', async () => {
  writeFileSync(join(folder, 'reminders.yaml'), 'tasks: nhiều\n')
  const { code, out, err } = await remind(...SPAN, '--knowledge', folder)
  rmSync(join(folder, 'reminders.yaml'))
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toContain('tasks')
})
