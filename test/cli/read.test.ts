import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const PAPER = join(ROOT, 'test/fixtures/papers/wrapped-lines.txt')

async function read(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/read.ts'), ...args], { cwd: ROOT })
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  return { code, out, err }
}

test('one object a file, in order; a file that cannot be read is told and stops nothing', async () => {
  const { code, out, err } = await read('no-such-file.docx', PAPER, '--today', '2026-03-01')
  expect(code).toBe(0)
  expect(err).toContain('no-such-file.docx')
  const [document, ...others] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(others).toEqual([])
  expect(Object.keys(document)).toEqual(
    expect.arrayContaining(['file', 'identity', 'outline', 'units', 'tasks', 'reporting', 'targets', 'warnings']),
  )
  expect(document).not.toHaveProperty('text')
})

test.each([[[]], [['--today', '2026-13-01', PAPER]], [['--no-such-option']]])(
  'bad usage %j ends with 2 and one line',
  async (args) => {
    const { code, out, err } = await read(...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err.trim().split('\n')).toHaveLength(1)
  },
)
