import { fold, squeeze } from '../language/text.ts'

/** What a whole message may ask of the conversation itself rather than of the documents. */
export type Command = 'reset' | 'erase'

const COMMANDS: Record<string, Command> = {
  'bat dau lai': 'reset',
  'quen di': 'reset',
  'cuoc tro chuyen moi': 'reset',
  '/batdaulai': 'reset',
  'xoa du lieu': 'erase',
  'xoa du lieu cua toi': 'erase',
  '/xoadulieu': 'erase',
  xoadulieu: 'erase',
}

/** Only when the message is nothing else: a question that contains these words stays a question. */
export function readCommand(text: string): Command | null {
  return COMMANDS[plain(text)] ?? null
}

/** Commands that ask: typed with or without the stroke and the marks, they are the question they stand for. */
const ASKING: Record<string, 'menu' | 'duties' | 'due' | 'reports'> = {
  start: 'menu',
  help: 'menu',
  'tro giup': 'menu',
  viec: 'duties',
  'viec cua toi': 'duties',
  'viec toi': 'duties',
  han: 'due',
  'han cua toi': 'due',
  baocao: 'reports',
  'bao cao': 'reports',
  'bao cao cua toi': 'reports',
}

const QUESTIONS = {
  menu: 'menu',
  duties: 'Đơn vị tôi phải làm những gì',
  due: 'Việc gì của đơn vị tôi sắp đến hạn',
  reports: 'Báo cáo của đơn vị tôi nộp khi nào, gửi ai',
} as const

/** The question a command stands for; `isOfficial`: only an official has an answer to it. Null for any other message. */
export function readAsking(text: string): { question: string; isOfficial: boolean } | null {
  const kind = ASKING[commandWords(text)]
  return kind ? { question: QUESTIONS[kind], isOfficial: kind !== 'menu' } : null
}

/** A whole message as a command is looked up: no stroke, no marks, no bot's name after an @. */
export function commandWords(text: string): string {
  return plain(text).replace(/^\//, '').replace(/@\w+$/, '')
}

/** The choice a whole message stands for: its number, counted from one, or its words; undefined when it says anything else. */
export function matchChoice(text: string, choices: readonly string[]): string | undefined {
  const typed = /^\d{1,2}$/.exec(text.trim())
  if (typed) return choices[Number(typed[0]) - 1]
  const said = plain(text)
  return choices.find((choice) => plain(choice) === said) ?? onlyNamed(said, choices)
}

/** A commune offered as "xã An Hòa" may be typed without its kind, where no other is called the same. */
function onlyNamed(said: string, choices: readonly string[]): string | undefined {
  const [only, ...others] = choices.filter((choice) => COMMUNE_KIND.test(plain(choice)) && bare(plain(choice)) === said)
  return others.length === 0 ? only : undefined
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
