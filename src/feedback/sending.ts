/** From "phản ánh" to a case with a code: one question a message, and nothing is sent before its sender saw it whole. */
import { addWorkingDays } from '../calendar/index.ts'
import { dayOf } from '../language/day-words.ts'
import { type Case, type Draft, type FeedbackKind, OPEN_STATES } from './case.ts'
import { makeCode } from './codes.ts'
import type { FeedbackOptions, Heard, Said } from './dependencies.ts'
import { beginDraft, dropDraft, findDraft, moveDraft } from './draft-rows.ts'
import { remakePhoto } from './photo.ts'
import { deskOf, unitFor } from './route.ts'
import { caseSentBy, sendDraft } from './rows.ts'
import { fieldOf, villageOf } from './rules.ts'
import { tellDesk } from './sweep.ts'
import * as words from './words.ts'

/** Below that nobody can tell what it is about. */
const LEAST_CHARS = 8
/** A message with so many words says already what it is about. */
const SAYS_IT_WORDS = 7

/** Whoever asks to send something; what they said in the same message is not asked for again. */
export async function beginSending(options: FeedbackOptions, heard: Heard, kind: FeedbackKind): Promise<Said> {
  const { account, text, messageId } = heard
  if (heard.isGroup) return plainly(words.WORDS.inPrivate)
  if (!account.commune) return plainly(words.WORDS.whichCommune)
  if (words.isComplaint(text)) return plainly(words.WORDS.complaint)
  const saysIt = words.begins(text) === null && text.split(/\s+/).length >= SAYS_IT_WORDS
  await beginDraft(options.store, { accountId: account.id, kind, what: saysIt ? text : null, messageId })
  const draft = await findDraft(options.store, account.id)
  if (!draft) throw new Error('the draft was erased while it was begun')
  return ask(options, heard, draft)
}

/** The next step of what this chat is about to send; null where the message leaves it. */
export async function goOn(options: FeedbackOptions, heard: Heard, draft: Draft): Promise<Said | null> {
  const { store } = options
  const { account, text, messageId } = heard
  // Said again because its process died before the answer was kept.
  if (draft.lastMessageId === messageId) return ask(options, heard, draft)
  if (words.leaves(text)) {
    await dropDraft(store, account.id)
    return null
  }
  if (words.cancels(text)) {
    await dropDraft(store, account.id)
    return plainly(words.WORDS.cancelled)
  }
  const step = STEPS[draft.step]
  return step(options, heard, draft)
}

type TakesStep = (options: FeedbackOptions, heard: Heard, draft: Draft) => Promise<Said>

const STEPS: Record<Draft['step'], TakesStep> = {
  what: async (options, heard, draft) => {
    const { text, account } = heard
    if (words.isComplaint(text)) {
      await dropDraft(options.store, account.id)
      return plainly(words.WORDS.complaint)
    }
    if ([...text].length < LEAST_CHARS) return plainly(words.WORDS.tooShort)
    return moved(options, heard, draft, { step: 'place', what: text })
  },
  place: async (options, heard, draft) => {
    if (heard.text === '') return ask(options, heard, draft)
    const place = heard.text === words.SAID_ABOVE ? {} : { place: heard.text }
    const takesPhoto = draft.kind === 'report' && heard.takesPhotos
    return moved(options, heard, draft, { step: takesPhoto ? 'photo' : 'confirm', ...place })
  },
  photo: async (options, heard, draft) => {
    if (!heard.photo) {
      const isNone = /^(?:khong|khong co|khong co anh|bo qua|chua co)$/.test(words.plainWords(heard.text))
      return isNone ? moved(options, heard, draft, { step: 'confirm' }) : offer(draft, words.WORDS.onePhoto)
    }
    const bytes = await heard.photo()
    const photo = bytes && (await remakePhoto(bytes))
    return photo ? moved(options, heard, draft, { step: 'confirm', photo }) : offer(draft, words.WORDS.badPhoto)
  },
  confirm: (options, heard, draft) =>
    words.sends(heard.text) ? send(options, heard, draft) : ask(options, heard, draft),
}

async function moved(
  options: FeedbackOptions,
  heard: Heard,
  draft: Draft,
  to: { step: Draft['step']; what?: string; place?: string; photo?: Uint8Array },
): Promise<Said> {
  await moveDraft(options.store, heard.account.id, { ...to, messageId: heard.messageId })
  const { photo, ...rest } = to
  return ask(options, heard, { ...draft, ...rest, hasPhoto: draft.hasPhoto || photo !== undefined })
}

async function send(options: FeedbackOptions, heard: Heard, draft: Draft): Promise<Said> {
  const { store, rules, calendar, now } = options
  const { account, messageId } = heard
  const { commune } = account
  if (!commune || draft.what === null) return plainly(words.WORDS.whichCommune)
  const matter = await sorted(options, commune, draft)
  await sendDraft(store, {
    ...matter,
    accountId: account.id,
    messageId,
    code: makeCode(draft.kind),
    communeId: commune.id,
    kind: draft.kind,
    place: draft.place,
    byDelegate: account.posts.some(({ role }) => role.startsWith('council_') || role === 'delegate'),
    dueOn: addWorkingDays(calendar, dayOf(now()), rules.answerWithin[draft.kind]),
  })
  const made = await caseSentBy(store, messageId)
  if (!made) throw new Error('the case was erased while it was sent')
  return tellSent(options, made)
}

/** The same words for the same message again: the desk is told once, the sender hears the code once more. */
export async function tellSent(options: FeedbackOptions, made: Case): Promise<Said> {
  const isOpen = OPEN_STATES.some((state) => state === made.state)
  const desk = isOpen ? await tellDesk(options, made) : { name: made.unit ?? '', accounts: [] }
  return plainly(words.sent(made, desk.accounts.length > 0 ? desk.name : null))
}

type Sorted = { unit: string | null; field: string | null; village: string | null }

async function sorted(
  { people, register, rules }: FeedbackOptions,
  commune: { id: number; slug: string },
  { kind, what, place }: Draft,
): Promise<Sorted> {
  const text = `${what ?? ''}\n${place ?? ''}`
  const field = fieldOf(rules, text)
  const village = villageOf(text)
  const posts = await people.posts.list(commune.id)
  return { field, village, unit: unitFor(posts, await register.of(commune.slug), { kind, text, field, village }) }
}

async function ask(options: FeedbackOptions, { account }: Heard, draft: Draft): Promise<Said> {
  if (draft.step !== 'confirm' || !account.commune) return { ...words.promptFor(draft, null), ...subjectOf(draft) }
  const { unit } = await sorted(options, account.commune, draft)
  const desk = deskOf(await options.people.posts.list(account.commune.id), { kind: draft.kind, unit })
  // A name nobody answers to is said only where the office itself is meant.
  const name = desk.accounts.length > 0 ? desk.name : unit
  return { ...words.promptFor(draft, name), ...subjectOf(draft) }
}

function offer(draft: Draft, text: string): Said {
  return { text, choices: words.promptFor(draft, null).choices, ...subjectOf(draft) }
}

function subjectOf({ kind }: Draft): Pick<Said, 'subject'> {
  return { subject: { of: 'feedback', kind } }
}

function plainly(text: string): Said {
  return { text, choices: [] }
}
