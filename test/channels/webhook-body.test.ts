import { describe, expect, it } from 'vitest'
import { equalsSecret, readWebhookJson } from '../../src/channels/webhook-body.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the body of a webhook', () => {
  it('keeps whole numbers beyond 2^53 to their last digit, and leaves the others numbers', () => {
    expect(readWebhookJson(bytes('{"id":9007199254740993,"n":-7,"f":1.5,"big":[123456789012345678901]}'))).toEqual({
      id: '9007199254740993',
      n: -7,
      f: 1.5,
      big: ['123456789012345678901'],
    })
  })

  it('is undefined when it is not JSON or not UTF-8', () => {
    for (const body of [bytes(''), bytes('{'), bytes('a=b'), Uint8Array.of(0x22, 0xff, 0x22)]) {
      expect(readWebhookJson(body)).toBeUndefined()
    }
  })
})

describe('a secret', () => {
  it('equals only itself, whatever the length of what was given', () => {
    expect(equalsSecret('đúng', 'đúng')).toBe(true)
    for (const wrong of ['', 'đún', 'đúng ', 'Đúng', 'đ'.repeat(10_000)])
      expect(equalsSecret(wrong, 'đúng')).toBe(false)
  })
})
