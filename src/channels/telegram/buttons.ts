import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'telegraf/types'
import type { OutboundMessage, Pressed } from '../channel.ts'
import { buttonLabel } from '../sendable-text.ts'

const DATA_MAX_BYTES = 64
/** What stands side by side on a narrow phone. */
const ROW_MAX_CHARS = 26
const ROW_MAX_BUTTONS = 3

type Keyboard = { reply_markup?: InlineKeyboardMarkup }
type Buttons = Pick<OutboundMessage, 'key' | 'choices' | 'links'>

/** The message's choices and links as buttons; short choices share a row. */
export function keyboardOf({ key, choices = [], links = [] }: Buttons, maxLabelChars: number): Keyboard {
  const answering = choices.map((choice, index) => ({
    text: buttonLabel(choice, maxLabelChars),
    callback_data: pressedData(key, index),
  }))
  const opening = links.filter(({ url }) => isPublicUrl(url))
  const rows: InlineKeyboardButton[][] = [
    ...inRows(answering),
    ...opening.map(({ label, url }) => [{ text: buttonLabel(label, maxLabelChars), url }]),
  ]
  return rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}
}

/** Links Telegram makes no button of (an address of this machine); they are written out. */
export function linksToWrite(links: OutboundMessage['links'] = []): NonNullable<OutboundMessage['links']> {
  return links.filter(({ url }) => !isPublicUrl(url))
}

export function readPressed(data: string): Pressed | null {
  const [, key, index] = /^m([\w-]+)\.(\d{1,3})$/.exec(data) ?? []
  return key && index ? { key, index: Number(index) } : null
}

/** Without a key of ours, or with one too long for Telegram, the label alone comes back. */
function pressedData(key: string | undefined, index: number): string {
  const data = `m${key}.${index}`
  return key && /^[\w-]+$/.test(key) && Buffer.byteLength(data) <= DATA_MAX_BYTES ? data : `m.${index}`
}

/** Telegram gives the buttons of a row equal widths: the longest label counts for all. */
function inRows<Button extends { text: string }>(buttons: Button[]): Button[][] {
  const rows: Button[][] = []
  for (const button of buttons) {
    const row = rows.at(-1)
    const together = [...(row ?? []), button]
    const longest = Math.max(...together.map(({ text }) => text.length))
    const fits = together.length <= ROW_MAX_BUTTONS && longest * together.length <= ROW_MAX_CHARS
    if (row && fits) row.push(button)
    else rows.push([button])
  }
  return rows
}

function isPublicUrl(url: string): boolean {
  const { protocol = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {}
  return /^https?:$/.test(protocol) && hostname.includes('.') && !/^[\d.]+$/.test(hostname)
}
