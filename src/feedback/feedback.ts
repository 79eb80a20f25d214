import { RateLimiterMemory } from 'rate-limiter-flexible'
import { dayOf } from '../language/day-words.ts'
import type { Case, CaseEvent, FeedbackKind } from './case.ts'
import { readCode } from './codes.ts'
import type { FeedbackOptions, Heard, Said } from './dependencies.ts'
import { findDraft } from './draft-rows.ts'
import { assign, type Outcome, report } from './office.ts'
import {
  type CaseQuery,
  caseByCode,
  caseSentBy,
  casesOfPerson,
  changeSorting,
  eventsOf,
  findCase,
  listCases,
  photoOf,
} from './rows.ts'
import type { FeedbackRules } from './rules.ts'
import { beginSending, goOn, tellSent } from './sending.ts'
import { type Figures, figuresOf, type Span } from './statistics.ts'
import { sweep } from './sweep.ts'
import * as words from './words.ts'

export type Feedback = {
  /** What a message means to this flow and what to say back; null when it is none of ours. The same message twice is once. */
  hear(heard: Heard): Promise<Said | null>
  /** Whether this chat was just asked for a photograph: only then is where it lies kept. */
  wantsPhoto(accountId: number): Promise<boolean>
  list(query: CaseQuery): Promise<Case[]>
  get(id: number): Promise<(Case & { events: CaseEvent[] }) | null>
  photo(id: number): Promise<Uint8Array | null>
  assign(acting: Parameters<typeof assign>[1]): Promise<Outcome>
  report(said: Parameters<typeof report>[1]): Promise<Outcome>
  sort(id: number, sorting: { field: string | null; village: string | null }): Promise<void>
  figures(span: Omit<Span, 'today'>): Promise<Figures>
  rules: FeedbackRules
  sweep(): Promise<void>
}

const LISTED = 5
/** Wrong codes an hour from one chat; a code has 32 random bits. */
const WRONG_CODES = { points: 10, duration: 3_600 }

export function createFeedback(options: FeedbackOptions): Feedback {
  const { store, now, rules } = options
  const wrong = new RateLimiterMemory(WRONG_CODES)
  return {
    hear: (heard) => hear(options, wrong, heard),
    wantsPhoto: async (accountId) => (await findDraft(store, accountId))?.step === 'photo',
    list: (query) => listCases(store, query),
    get: async (id) => {
      const found = await findCase(store, id)
      return found && { ...found, events: await eventsOf(store, id) }
    },
    photo: (id) => photoOf(store, id),
    assign: (acting) => assign(options, acting),
    report: (said) => report(options, said),
    sort: (id, sorting) => changeSorting(store, { id, ...sorting }),
    figures: (span) => figuresOf(store, { ...span, today: dayOf(now()) }),
    rules,
    sweep: () => sweep(options),
  }
}

/**
 * 1. Life in danger is answered by whoever answers questions, at once; a draft waits. 2. A code asks where its case stands,
 * anywhere but in a group. 3. The message that sent one gets the same answer again. 4. A draft goes on. 5. Whoever asks for their
 * own. 6. Whoever begins.
 */
async function hear(options: FeedbackOptions, wrong: RateLimiterMemory, heard: Heard): Promise<Said | null> {
  const { store } = options
  const { account, text, messageId, isGroup } = heard
  if (heard.isEmergency) return null
  const code = readCode(text)
  if (code && !isGroup) return tellStatus(options, wrong, { heard, code })
  const sent = words.sends(text) ? await caseSentBy(store, messageId) : null
  if (sent) return tellSent(options, sent)
  const draft = isGroup ? null : await findDraft(store, account.id)
  if (draft) {
    const said = await goOn(options, heard, draft)
    if (said) return said
  }
  if (!isGroup && (words.asksOwn(text) || heard.asksStatus)) return tellOwn(options, account.personId)
  const kind: FeedbackKind | null = words.begins(text) ?? (heard.wantsToReport ? 'report' : null)
  return kind ? beginSending(options, heard, kind) : null
}

type Asked = { heard: Heard; code: string }

async function tellStatus(
  { store }: FeedbackOptions,
  wrong: RateLimiterMemory,
  { heard: { account }, code }: Asked,
): Promise<Said> {
  const key = String(account.id)
  const spent = await wrong.get(key)
  if (spent && spent.remainingPoints <= 0) return { text: words.WORDS.tooManyCodes, choices: [] }
  const found = await caseByCode(store, code)
  if (!found) {
    await wrong.penalty(key)
    return { text: words.WORDS.unknownCode, choices: [] }
  }
  const own = (await casesOfPerson(store, account.personId, 500)).some(({ id }) => id === found.id)
  return { text: words.status(found, await eventsOf(store, found.id), own), choices: [] }
}

async function tellOwn({ store }: FeedbackOptions, personId: number): Promise<Said> {
  const cases = await casesOfPerson(store, personId, LISTED)
  return { text: cases.length > 0 ? words.ownList(cases) : words.WORDS.noneOfYours, choices: [] }
}
