import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writePolicy } from '../../src/reminders/desk/policy-file.ts'

const SHIPPED = 'knowledge/reminders.yaml'

/** The writer puts a space inside every bracket. */
const plain = (text: string): string => text.replaceAll('[ ', '[').replaceAll(' ]', ']')

test("the office's ladder is written in place, each line's remark and every other line kept", () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-file-'))
  const path = join(folder, 'reminders.yaml')
  copyFileSync(SHIPPED, path)
  const station = [{ workingDay: 7, to: 'coordinating' as const }]
  const written = writePolicy(folder, {
    escalation: { leaders: true, station, partner: [{ workingDay: 3, to: 'coordinating' }] },
  })
  expect(written).toMatchObject({ kind: 'fits', policy: { escalation: { leaders: true, station } } })
  const [before, after] = [SHIPPED, path].map((file) => plain(readFileSync(file, 'utf8')).split('\n'))
  const changed = (after ?? []).filter((line) => !before?.includes(line))
  expect(changed.map((line) => line.trim())).toEqual([
    'leaders: true',
    'station: [{ workingDay: 7, to: coordinating }]',
  ])
  const remarks = (lines: string[] = []): string[] => lines.filter((line) => line.trim().startsWith('#'))
  expect(remarks(after)).toEqual(remarks(before))
})
