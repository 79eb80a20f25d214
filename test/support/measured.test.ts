import { expect, it } from 'vitest'
import { measured } from './measured.ts'

it('says when, at which commit and on what machine', () => {
  const { at, commit, machine } = measured()
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000)
  // Null where the program was unpacked and not cloned.
  expect(commit ?? '0000000').toMatch(/^[0-9a-f]{7,}(?:-dirty)?$/)
  expect(machine.cores).toBeGreaterThan(0)
  expect(machine.cpu).not.toBe('')
})
