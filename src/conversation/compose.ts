import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, asksOfOwnUnit, type Turn } from '../answering/index.ts'
import type { Account } from '../people/index.ts'
import { SHARED_COMMUNE_ID } from '../store/index.ts'
import { resolveAbout } from './about.ts'
import { TELL_ME_LATER } from './actions/consent.ts'
import type { Asked, ConversationOptions } from './dependencies.ts'
import { hear } from './hear.ts'
import { actingNow, communeChosen, pausedBecause, REPLIES, saidAloud } from './replies.ts'
import { historyBefore, type LastReply, lastReplyBefore, type Question, type Reply } from './rows.ts'
import { matchCommune, readAsking, readCommand } from './words.ts'

/** Longer than the slowest answer anyone waits for. */
const ANSWER_WITHIN_MS = 60_000
const TIME_ZONE = 'Asia/Ho_Chi_Minh'
/** Nobody's name for their own commune is longer. */
const COMMUNE_NAME_MAX_CHARS = 80

/** A question with where its answer may be shown while it is written. */
type Composed = Question & { onText?: (textSoFar: string) => void }

/** The reply to one message. Never throws: whatever goes wrong, the person is told so. */
export async function composeReply(
  options: ConversationOptions,
  { question, account, onText }: { question: Question; account: Account; onText?: (textSoFar: string) => void },
): Promise<Reply> {
  try {
    return await compose(options, { ...question, ...(onText && { onText }) }, account)
  } catch (cause) {
    options.log.error('turn_failed', cause, { message: question.id })
    return own(REPLIES.fault, 'error')
  }
}

/**
 * 1. A pressed button, or a typed number or word, becomes the choice it stands for. 2. The reset word. 3. Whatever may be
 * done besides asking. 4. What is not text, or says nothing, is answered as such. 5. The name of a commune, where that was
 * asked, or of a post where several are held, is kept and the question that lacked it is answered. 6. Everything else is a question.
 */
async function compose(options: ConversationOptions, question: Composed, account: Account): Promise<Reply> {
  const about = await resolveAbout(options.store, question)
  const text = about?.label ?? question.text
  if (readCommand(text) === 'reset') return { ...own(REPLIES.reset, 'chat'), forgets: true }
  const done = await act(options, { account, text, about, message: question })
  if (done) return done
  const heard = question.kind === 'voice' ? await hear(options, question, account) : null
  if (heard !== null) return answerHeard(options, account, { ...question, text: heard })
  if (question.kind !== 'text' && !about) return own(REPLIES[question.kind], 'chat')
  if (text === '') return own(REPLIES.empty, 'chat')
  const last = await lastReplyBefore(options.store, question)
  const pending = last?.outcome === 'clarify' ? last.answered : null
  const acting = await choosePost(options, { account, about })
  if (acting) return pending ? ask(options, acting, { ...question, ...pending }) : own(actingNow(acting.unit), 'chat')
  const chosen = await chooseCommune(options, { account, text, last })
  if (!chosen) return ask(options, account, { ...question, text })
  if (!pending) return own(communeChosen(chosen.commune?.name ?? ''), 'chat')
  return ask(options, chosen, { ...question, ...pending })
}

/** The words heard come first, so that the person sees what was answered. */
async function answerHeard(options: ConversationOptions, account: Account, question: Composed): Promise<Reply> {
  const reply = await ask(options, account, question)
  return { ...reply, text: `${saidAloud(question.text)}\n${reply.text}` }
}

async function act({ actions = [] }: ConversationOptions, asked: Asked): Promise<Reply | null> {
  for (const action of actions) {
    const reply = await action(asked)
    if (reply) return reply
  }
  return null
}

/** `paused`: the office stopped answering. */
function own(text: string, outcome: Answer['status'] | 'paused'): Reply {
  return { text, outcome, citations: [], choices: [], latencyMs: 0, forgets: false }
}

type Said = { account: Account; text: string; last: LastReply | null }

/** The account with the commune its citizen just named; null when the message is no such thing. */
async function chooseCommune(
  { store, people }: ConversationOptions,
  { account, text, last }: Said,
): Promise<Account | null> {
  const isAsked = account.commune === null || last?.outcome === 'clarify'
  if (account.role !== 'citizen' || !isAsked || text.length > COMMUNE_NAME_MAX_CHARS) return null
  const communes = await store.db.commune.findMany({
    where: { id: { not: SHARED_COMMUNE_ID }, documents: { some: { status: 'active' } } },
    select: { slug: true, name: true },
  })
  const [only, ...others] = matchCommune(text, communes)
  if (!only || others.length > 0) return null
  const outcome = await people.choose(account.id, { commune: only.slug, role: 'citizen', unit: null })
  return outcome === 'chosen' ? people.get(account.id) : null
}

/** A command that asks is the question it stands for; "phòng tôi" of several posts is asked back. */
async function ask(options: ConversationOptions, account: Account, question: Composed): Promise<Reply> {
  const asking = readAsking(question.text)
  if (asking?.isOfficial && account.role === 'citizen') return own(REPLIES.officialsOnly, 'chat')
  const text = asking?.question ?? question.text
  return whichPost(account, text) ?? answer(options, account, { ...question, text })
}

/** Units of several posts: which one is meant, where the question is of one's own. */
function whichPost({ posts, unit }: Account, text: string): Reply | null {
  if (posts.length < 2 || unit !== null || !asksOfOwnUnit(text)) return null
  const inUnits = posts.filter((post) => post.unit !== null)
  if (inUnits.length < 2) return null
  return {
    ...own(REPLIES.whichPost, 'clarify'),
    choices: inUnits.map(({ title }) => title),
    subject: { of: 'post' },
  }
}

/** The account acting under the post its holder just chose; null when the message is no such choice. */
async function choosePost(
  { people }: ConversationOptions,
  { account, about }: Pick<Asked, 'account' | 'about'>,
): Promise<Account | null> {
  const { of } = (about?.subject ?? {}) as { of?: string }
  const post = of === 'post' ? account.posts.find(({ title }) => title === about?.label) : undefined
  return post && (await people.actAs(account.id, post.id)) ? people.get(account.id) : null
}

async function answer(options: ConversationOptions, account: Account, question: Composed): Promise<Reply> {
  const stopped = (await options.whyStopped?.(account.commune?.id ?? null)) ?? null
  if (stopped !== null) return own(pausedBecause(stopped), 'paused')
  const scope = (await options.scopeOf?.(account)) ?? null
  const turn: Turn = {
    question: question.text,
    asker: account.role,
    commune: account.commune?.slug ?? null,
    unit: account.unit,
    today: today(options.now()),
    person: String(account.id),
    history: await historyBefore(options.store, question),
    ...(question.onText && { onText: question.onText }),
    ...(scope && { documentIds: scope.documentIds }),
  }
  const { status, text, citations, choices = [], latencyMs, trace } = await within(options.answering.answer(turn))
  const offered = status === 'unanswerable' ? await offerNews(options, account, question) : []
  return {
    ...{ text: scope ? `${text}\n${scope.note}` : text, outcome: status, citations, latencyMs, forgets: false },
    choices: [...choices, ...offered],
    ...(trace ? { trace } : {}),
  }
}

/** A citizen may be told when the office has an answer; whoever agreed is not asked again. */
async function offerNews({ people }: ConversationOptions, account: Account, { isGroup }: Question): Promise<string[]> {
  if (isGroup || account.role !== 'citizen' || account.commune === null) return []
  return (await people.consents.holds(account.id, 'answers_later')) ? [] : [TELL_ME_LATER]
}

function today(now: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString()
}

async function within(answering: Promise<Answer>): Promise<Answer> {
  const timer = new AbortController()
  const late = sleep(ANSWER_WITHIN_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error('answering took too long')
  })
  try {
    return await Promise.race([answering, late])
  } finally {
    timer.abort()
    late.catch(() => {})
  }
}
