/** The words by which the office sets a date of its own, from the chat or from its pages. */
import type { OfficeDate } from '../duties/index.ts'
import { readTime } from '../language/time.ts'
import { readDay } from './chat/read-words.ts'
import { sayDate } from './vietnamese.ts'

export type ChosenDate = Omit<OfficeDate, 'documentId' | 'ruleKey'>

const READY: Readonly<Record<string, Omit<ChosenDate, 'days'>>> = {
  'Theo quý': {
    cadence: 'quarterly',
    dueText: 'chậm nhất ngày 20 tháng cuối quý',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
  },
  '6 tháng': {
    cadence: 'half-yearly',
    dueText: 'chậm nhất ngày 15/6 và ngày 15/12',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15',
  },
}
const SESSION = 'Trước kỳ họp HĐND'
const NO_REMINDER = 'Không cần nhắc'

/** What stands ready to be chosen, in the order in which it is offered. */
export const DATE_CHOICES: readonly string[] = [...Object.keys(READY), SESSION, NO_REMINDER]

/** What a ready choice stands for, in full; the choice itself where it says all. */
export function sayChoice(choice: string): string {
  const { dueText } = READY[choice] ?? {}
  return dueText ? `${choice}: ${dueText}` : choice
}

export type SaidDate = {
  /** One of `DATE_CHOICES`; null where the words stand alone. */
  choice: string | null
  words: string
}

/** `session_day`: before a session whose day nobody said. `both`: a ready choice and other words beside it. */
export type ReadDate =
  | { kind: 'date'; date: ChosenDate }
  | { kind: 'session_day' }
  | { kind: 'both' }
  /** The words name no day, or one that lies behind. */
  | { kind: 'no_date' }

/** `today`: ISO, in Asia/Ho_Chi_Minh. */
export function readOfficeDate({ choice, words }: SaidDate, today: string): ReadDate {
  const said = words.trim()
  if (choice === SESSION) return said === '' ? { kind: 'session_day' } : beforeSession(said, today)
  if (choice !== null && said !== '') return { kind: 'both' }
  if (choice === NO_REMINDER) return dated({ cadence: 'unspecified', dueText: null, recurrence: null, days: [] })
  const ready = READY[choice ?? '']
  return ready ? dated({ ...ready, days: [] }) : ownWords(said, today)
}

function dated(date: ChosenDate): ReadDate {
  return { kind: 'date', date }
}

function beforeSession(said: string, today: string): ReadDate {
  const day = readDay(said, today)
  return day && day >= today ? dated(once(`trước ngày ${sayDate(day)}`, day)) : { kind: 'no_date' }
}

function ownWords(said: string, today: string): ReadDate {
  const recurrence = readTime(said, { deadline: true, issued: today })?.recurrence
  if (recurrence) return dated({ cadence: cadenceOf(recurrence), dueText: said, recurrence, days: [] })
  const day = readDay(said, today)
  if (!day || day < today) return { kind: 'no_date' }
  return dated(once(/ngày|trước|chậm/iu.test(said) ? said : `trước ngày ${said}`, day))
}

function once(dueText: string, day: string): ChosenDate {
  return { cadence: 'unspecified', dueText, recurrence: null, days: [day] }
}

function cadenceOf(recurrence: string): string {
  if (recurrence.includes('FREQ=WEEKLY')) return 'weekly'
  const months = /BYMONTH=([\d,]+)/.exec(recurrence)?.[1]?.split(',').length
  if (recurrence.includes('FREQ=MONTHLY')) return months === undefined ? 'monthly' : 'unspecified'
  return { 1: 'yearly', 2: 'half-yearly', 4: 'quarterly' }[months ?? 0] ?? 'unspecified'
}
