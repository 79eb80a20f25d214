import { expect, it } from 'vitest'
import { readKeystrokes } from '../../src/language/keystrokes.ts'
import { spell } from '../../src/language/syllables.ts'

it.each([
  ['ddanwg', 'đăng'],
  ['kys', 'ký'],
  ['tieengs', 'tiếng'],
  ['vieejt', 'việt'],
  ['nguwowif', 'người'],
  ['dduwowcj', 'được'],
  ['hoaf', 'hòa'],
  ['baos', 'báo'],
  ['ky1', 'ký'],
  ['d9a8ng', 'đăng'],
  ['nguo7i2', 'người'],
  ['tie61ng', 'tiếng'],
  ['bao1', 'báo'],
])('reads the keys %s as %s', (typed, meant) => {
  expect(spell(readKeystrokes(typed) ?? '')).toEqual(spell(meant))
})

it.each(['covid19', 'word', 'zalo', 'an', '2026', 'vneid', ''])('makes nothing of %j', (typed) => {
  expect(readKeystrokes(typed)).toBeNull()
})
