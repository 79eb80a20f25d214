import { fold, squeeze } from '../language/text.ts'

/** What a whole message may ask of the conversation itself rather than of the documents. */
export type Command = 'reset' | 'erase'

const COMMANDS: Record<string, Command> = {
  'bat dau lai': 'reset',
  'quen di': 'reset',
  'cuoc tro chuyen moi': 'reset',
  'xoa du lieu': 'erase',
  'xoa du lieu cua toi': 'erase',
}

/** Only when the message is nothing else: a question that contains these words stays a question. */
export function readCommand(text: string): Command | null {
  return COMMANDS[plain(text)] ?? null
}

/** The choice a whole message stands for: its number, counted from one, or its words; undefined when it says anything else. */
export function matchChoice(text: string, choices: readonly string[]): string | undefined {
  const typed = /^\d{1,2}$/.exec(text.trim())
  if (typed) return choices[Number(typed[0]) - 1]
  const said = plain(text)
  return choices.find((choice) => plain(choice) === said)
}

const SAID_BEFORE = /^(?:(?:toi|em|chau|minh|nha toi|nha em|toi o|em o|chau o|minh o|o|thuoc|la|chon) )+/
const COMMUNE_KIND = /^(?:xa|phuong|thi tran|dac khu) /
const PROVINCE = /[,(–-].*$/

/** The communes a whole message names: "xã An Hòa", "toi o an hoa". None when it says anything more. */
export function matchCommune<Named extends { name: string }>(text: string, communes: readonly Named[]): Named[] {
  const said = plain(text.replace(PROVINCE, ''))
  const readings = [said, said.replace(SAID_BEFORE, '')]
  for (const reading of readings) {
    const exact = communes.filter(({ name }) => plain(name) === reading)
    if (exact.length > 0) return exact
    const named = communes.filter(({ name }) => bare(plain(name)) === bare(reading))
    if (named.length > 0) return named
  }
  return []
}

function plain(text: string): string {
  return squeeze(fold(text))
    .replace(/[.!?…]+$/, '')
    .trim()
}

function bare(name: string): string {
  return name.replace(COMMUNE_KIND, '')
}
