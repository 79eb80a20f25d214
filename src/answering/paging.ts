/** A list longer than a screen of chat: as many items as fit, the rest counted; "xem tiếp" tells the next ones. */
import type { Finding } from './outcome.ts'
import type { Citation } from './turn.ts'

/** `citation` is left out where a list cites its items together. */
export type Item = { text: string; citation?: Citation }

export type List = {
  /** Said above every page. */
  head: string[]
  items: readonly Item[]
  /** What is counted when some are left: "việc", "chỉ tiêu". */
  things: string
}

/** `page` counts from zero. */
export type PageSize = { page: number; maxChars: number; maxItems?: number }

const MAX_CITED = 8

/** Every page has at least one item, so that the last one is reached; a page beyond the last has no lines. */
export function tellPage(
  { head, items, things }: List,
  { page, maxChars, maxItems = items.length }: PageSize,
): Finding {
  let rest = items
  let size = fitting(rest, maxChars, maxItems)
  for (let at = 0; at < page; at++) {
    rest = rest.slice(size)
    size = fitting(rest, maxChars, maxItems)
  }
  const shown = rest.slice(0, size)
  const left = rest.length - size
  if (shown.length === 0) return { lines: [], citations: [], left: 0 }
  return {
    lines: [...head, ...shown.map(({ text }) => text), ...(left > 0 ? [sayLeft(left, things)] : [])],
    citations: shown.slice(0, MAX_CITED).flatMap(({ citation }) => citation ?? []),
    left,
  }
}

function sayLeft(left: number, things: string): string {
  return `Còn ${left} ${things} nữa; nhắn "xem tiếp" để xem.`
}

function fitting(items: readonly Item[], maxChars: number, maxItems: number): number {
  let chars = 0
  const over = items.findIndex(({ text }, index) => {
    chars += text.length + 1
    return index > 0 && (chars > maxChars || index >= maxItems)
  })
  return over < 0 ? items.length : over
}
