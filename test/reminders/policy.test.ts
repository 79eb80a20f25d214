import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULT_POLICY, PolicyError, readPolicy } from '../../src/reminders/policy.ts'

function folderWith(policy: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'policy-test-'))
  writeFileSync(join(folder, 'reminders.yaml'), policy)
  return folder
}

test('the file that comes with the program says what holds without it', () => {
  expect(readPolicy(join(import.meta.dirname, '../../knowledge'))).toEqual(DEFAULT_POLICY)
  expect(readPolicy(mkdtempSync(join(tmpdir(), 'policy-test-')))).toEqual(DEFAULT_POLICY)
})

test('the office changes one line and keeps the rest', () => {
  const policy = readPolicy(folderWith('reports:\n  quarterly: [7]\nescalation:\n  leaders: true\n'))
  expect(policy.reports).toMatchObject({ quarterly: [7], yearly: [10, 5, 2] })
  expect(policy.escalation).toMatchObject({ leaders: true, department: DEFAULT_POLICY.escalation.department })
})

test.each(['windows: []', 'reports: {daily: [1]}', 'sendAt: "25:00"', 'no-such: 1', 'tasks: ['])(
  'a mistake is told with its place: %s',
  (text) => {
    expect(() => readPolicy(folderWith(text))).toThrow(PolicyError)
  },
)
