import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPersonalData } from '../../src/language/personal-data.ts'

test.each([
  ['mã OTP 482913 giùm em', ['one_time_code'], '482913'],
  ['482913 là mã OTP', ['one_time_code'], '482913'],
  ['cccd 001090012345 nhé', ['identity_card'], '001090012345'],
  ['gọi 0912 345 678', ['phone'], '345 678'],
  ['thẻ 4111 1111 1111 1111', ['bank_card'], '1111 1111'],
  ['mật khẩu là Abc@1234', ['password'], 'Abc@1234'],
  ['gửi tới an.nguyen@thu.vn', ['email'], 'an.nguyen'],
])('%s is masked', (said, found, secret) => {
  const masked = maskPersonalData(said)
  expect(masked.found).toEqual(found)
  expect(masked.text).not.toContain(secret)
})

test.each([
  'kinh phí 74.971.550.000 đồng',
  'Kế hoạch số 40/KH-UBND ngày 06/02/2026',
  'giai đoạn 2026-2030, đạt 95%',
  'trước ngày 20 tháng cuối quý',
])('"%s" stays as it is', (said) => {
  expect(maskPersonalData(said)).toEqual({ text: said, found: [] })
})

test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), (said) => {
      const once = maskPersonalData(said).text
      expect(maskPersonalData(once).text).toBe(once)
    }),
  )
})
