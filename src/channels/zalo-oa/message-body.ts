import type { OutboundMessage } from '../channel.ts'
import { countChars, sendable, shorten, writtenOut } from '../zalo/text.ts'
import { pressPayload } from './events.ts'

export const MAX_TEXT_CHARS = 2_000
export const MAX_BUTTONS = 5
export const MAX_BUTTON_CHARS = 100

type Button = { title: string } & (
  | { type: 'oa.query.hide' | 'oa.query.show'; payload: string }
  | { type: 'oa.open.url'; payload: { url: string } }
)

/** What stands under `message` in a consultation message. */
export type MessageBody = { text: string; attachment?: { type: 'template'; payload: { buttons: Button[] } } }

/** Text with buttons; what finds no room among the buttons is written out. Null when it is longer than Zalo takes. */
export function messageBody({ key, text, choices = [], links = [] }: OutboundMessage): MessageBody | null {
  const asButtons = choices.slice(0, MAX_BUTTONS)
  const linkButtons = links.slice(0, MAX_BUTTONS - asButtons.length)
  const numbered = choices.map((choice, index) => `${index + 1}. ${choice}`).slice(MAX_BUTTONS)
  const whole = [sendable(text), ...writtenOut(numbered, links.slice(linkButtons.length))].join('\n')
  if (countChars(whole) > MAX_TEXT_CHARS) return null
  const buttons = [
    ...asButtons.map((choice, index) => choiceButton(choice, key === undefined ? null : pressPayload({ key, index }))),
    ...linkButtons.map(({ label, url }): Button => {
      return { title: shorten(label, MAX_BUTTON_CHARS), type: 'oa.open.url', payload: { url } }
    }),
  ]
  return buttons.length === 0
    ? { text: whole }
    : { text: whole, attachment: { type: 'template', payload: { buttons } } }
}

/** Pressed, a button sends its payload as the person's words: hidden where it is a code, shown where it is the choice itself. */
function choiceButton(choice: string, code: string | null): Button {
  const title = shorten(choice, MAX_BUTTON_CHARS)
  return code === null
    ? { title, type: 'oa.query.show', payload: title }
    : { title, type: 'oa.query.hide', payload: code }
}
