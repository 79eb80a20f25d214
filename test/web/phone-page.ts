import { html, raw } from 'hono/html'
import type { Browser } from 'playwright-core'

/** One bubble of a recorded conversation, as a phone shows it. */
export type Bubble = {
  from: 'person' | 'assistant'
  text: string
  /** Parts set apart, by their place in the text. */
  quotes?: { offset: number; length: number }[]
  /** Buttons below, row by row. */
  rows?: string[][]
}

const STYLE = `
body { margin: 0; font: 15px/1.4 "DejaVu Sans", sans-serif; background: #d5e3cf; width: 390px }
header { background: #517da2; color: #fff; padding: 12px 16px; font-weight: bold }
header small { display: block; font-weight: normal; opacity: .8 }
main { padding: 10px 8px 16px }
.bubble { max-width: 310px; padding: 7px 11px; margin: 8px 0 0; border-radius: 12px; background: #fff; white-space: pre-wrap; overflow-wrap: break-word; width: fit-content }
.person { margin-left: auto; background: #e1fec6 }
.quote { display: block; border-left: 3px solid #517da2; background: #eef4f9; padding: 2px 8px; border-radius: 4px; font-size: 14px }
.row { display: flex; gap: 4px; width: 332px; margin-top: 4px }
.row span { flex: 1; text-align: center; background: #7da37e; color: #fff; padding: 7px 4px; border-radius: 8px; font-size: 14px }`

/** A picture of the whole conversation, as long as it is. */
export async function photograph(browser: Browser, { name, bubbles, path }: Photograph): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 390, height: 600 } })
  await page.setContent(String(await phonePage(name, bubbles)))
  await page.screenshot({ path, fullPage: true, type: 'png' })
  await page.close()
}

export type Photograph = { name: string; bubbles: Bubble[]; path: string }

function phonePage(name: string, bubbles: Bubble[]) {
  return html`<!doctype html><html lang="vi"><meta charset="utf-8"><style>${raw(STYLE)}</style>
<header>${name}<small>bot</small></header><main>${bubbles.map(
    (bubble) =>
      html`<div class="bubble ${bubble.from}">${parts(bubble)}</div>${(bubble.rows ?? []).map(
        (row) => html`<div class="row">${row.map((label) => html`<span>${label}</span>`)}</div>`,
      )}`,
  )}</main></html>`
}

function parts({ text, quotes = [] }: Bubble) {
  const pieces: unknown[] = []
  let at = 0
  for (const { offset, length } of quotes) {
    // The quote is a block of its own: the line break before it is not shown twice.
    pieces.push(
      text.slice(at, offset).replace(/\n$/, ''),
      html`<span class="quote">${text.slice(offset, offset + length)}</span>`,
    )
    at = offset + length
    if (text[at] === '\n') at++
  }
  return [...pieces, text.slice(at)]
}

/** The same to be read: who said what, buttons in brackets. */
export function transcriptOf(bubbles: Bubble[]): string {
  return bubbles
    .map(({ from, text, rows = [] }) => {
      const who = from === 'person' ? '**Người hỏi**' : '**Trợ lý**'
      const lines = text.split('\n').map((line) => `> ${line}`)
      const buttons = rows.map((row) => `> ${row.map((label) => `[${label}]`).join(' ')}`)
      return [who, '', ...lines, ...(buttons.length > 0 ? ['>', ...buttons] : [])].join('\n')
    })
    .join('\n\n')
}
