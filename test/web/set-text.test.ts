import { html } from 'hono/html'
import { describe, expect, it } from 'vitest'
import { withLinks, withoutMarks } from '../../src/web/pages/set-text.ts'

const linked = async (line: string): Promise<string> => String(await html`${withLinks(line)}`)

describe('an answer’s line', () => {
  it('links addresses without the full stop after them', async () => {
    expect(await linked('Xem https://dichvucong.gov.vn/p/home.')).toBe(
      'Xem <a href="https://dichvucong.gov.vn/p/home" rel="noopener noreferrer">https://dichvucong.gov.vn/p/home</a>.',
    )
  })

  it('lets a number be called where the words say to call it, and leaves other numbers alone', async () => {
    expect(await linked('Gọi ngay 114; có người bị thương gọi 115.')).toBe(
      'Gọi ngay <a href="tel:114">114</a>; có người bị thương gọi <a href="tel:115">115</a>.',
    )
    expect(await linked('Gọi số 0204 3.888.999')).toContain('href="tel:02043888999"')
    expect(await linked('Kêu gọi 1.000 hộ tham gia')).not.toContain('tel:')
    expect(await linked('Có 114 nhiệm vụ, trước ngày 20/12/2026.')).toBe('Có 114 nhiệm vụ, trước ngày 20/12/2026.')
  })

  it('makes no link of a script address and lets no mark out of an attribute', async () => {
    expect(await linked('javascript:alert(1)')).toBe('javascript:alert(1)')
    expect(await linked('https://a.vn/"onmouseover="x')).not.toMatch(/<a [^>]*onmouseover/)
  })
})

describe('a quote', () => {
  it('loses the file’s bold marks and shows its italics', async () => {
    expect(String(await html`${withoutMarks('**KẾ HOẠCH (*nếu có*)')}`)).toBe('KẾ HOẠCH (<em>nếu có</em>)')
    expect(String(await html`${withoutMarks('5 * 3 < 20')}`)).toBe('5 * 3 &lt; 20')
  })
})
