/** One message of an official about duties: a button, an answer to what was asked, or typed words. */
import { findOccurrences, isSettled, type OccurrenceRow } from '../../duties/index.ts'
import { fold, squeeze } from '../../language/text.ts'
import { CHOICES } from '../choices.ts'
import { localMinute } from '../live/local-minute.ts'
import type { Act } from './act-words.ts'
import type { ChatAsked, ChatParts, ChatReply, Turn } from './asked.ts'
import { isActInstead, takeAnswer } from './awaited.ts'
import { beginCollecting } from './collecting.ts'
import { askDate, judge, setDate, settleProposals, showProposals } from './confirming.ts'
import { draftFor } from './drafts.ts'
import { lastOffer, sayNothingRecorded } from './half-answers.ts'
import { listDuties, listNamed, ownRows } from './lists.ts'
import { accept, answerRelay, askReturn, excuse, giveBack, tellLeaders } from './office-acts.ts'
import { type ReadAct, readAct } from './read-words.ts'
import { tellScores } from './scores.ts'
import { readSubject, type Subject } from './subjects.ts'
import { labelOf } from './titles.ts'
import {
  askDifficulty,
  askExtension,
  askLater,
  countDuties,
  fileDuties,
  handBack,
  offerMore,
  progressDuties,
  requestExtension,
  tellDifficulty,
  undo,
} from './unit-acts.ts'
import { isCoordinator, type MayAct, mayAct, receives, WHO_MAY } from './who.ts'

/** What a reminder says where it has more lines than it can hold. */
const REST = 'xem tat ca'
const SCORES: ReadonlySet<string> = new Set(['/tinhhinh', 'tinh hinh nop bao cao'])
const ALL = 'Tất cả'

/**
 * What duties have to say to a message; null when it is none of their business, which a citizen's never is. What it changes
 * is kept under the message's own number: run again, it changes nothing more.
 */
export async function answerAboutDuties(parts: ChatParts, asked: ChatAsked): Promise<ChatReply | null> {
  const { account, message } = asked
  if (account.posts.length === 0 || !account.commune || message.isGroup) return null
  const [day = '', time = ''] = localMinute(await parts.clock()).split('T')
  const turn: Turn = { parts, asked, day, time }
  const subject = asked.about && readSubject(asked.about.subject)
  if (subject && asked.about) {
    const reply = await takeChoice(turn, subject, asked.about.label)
    if (reply) return reply
  }
  const said = fold(squeeze(asked.text)).trim()
  const list = listNamed(said) ?? (said === REST && !asked.about && (await lastOffer(turn)) ? 'open' : null)
  if (list) return listDuties(turn, list)
  if (SCORES.has(said)) return tellScores(turn)
  const draft = await draftFor(turn, asked.text)
  if (draft) return draft
  const read = readAct(asked.text)
  const pending = await pendingSubject(turn)
  const answer =
    pending && !(read && isActInstead(pending, asked.text, read)) ? await takeAnswer(turn, pending, asked.text) : null
  if (answer) return answer
  return (read && (await takeWords(turn, read))) ?? sayNothingRecorded(turn)
}

async function takeChoice(turn: Turn, subject: Subject, label: string): Promise<ChatReply | null> {
  switch (subject.about) {
    case 'duties':
    case 'asking': {
      const read = readAct(label)
      const items = subject.about === 'duties' ? subject.items : [subject.ids]
      return read ? perform(turn, read, items) : subject.about === 'asking' ? takeAnswer(turn, subject, label) : null
    }
    case 'which': {
      const chosen = label === ALL ? subject.items.flat() : subject.items[await placeOf(turn, subject.items, label)]
      const read = { act: subject.act as Act, line: null, rest: subject.rest }
      return chosen ? performOn(turn, read, chosen, true) : null
    }
    case 'relay':
      return answerRelay(turn, await findOccurrences(turn.parts.store, subject.ids), { relay: subject, label })
    case 'set_date':
      return isCoordinator(turn.asked.account) ? setDate(turn, ruleOf(subject), label) : null
    case 'review':
      return isCoordinator(turn.asked.account) ? settleProposals(turn, subject, label) : null
  }
}

const ruleOf = ({ documentId, ruleKey }: { documentId: number; ruleKey: string }) => ({ documentId, ruleKey })

/** Typed words speak of the last reminder; without one, of what the unit has open. */
async function takeWords(turn: Turn, read: ReadAct): Promise<ChatReply | null> {
  const last = await lastOffer(turn)
  const items = last?.subject.about === 'duties' ? last.subject.items : last && [last.subject.ids]
  if (
    read.act === 'accept' &&
    !(await isAcceptable(turn, read, { items: items ?? [], choices: last?.choices ?? [] }))
  ) {
    return sayNothingRecorded(turn)
  }
  if (items && items.length > 0) return perform(turn, read, items)
  if (OFFICE_WIDE.has(read.act)) return perform(turn, read, [])
  const open = ((await ownRows(turn)) ?? []).filter(({ status }) => !isSettled(status))
  return open.length > 0
    ? perform(
        turn,
        read,
        open.map(({ id }) => [id]),
      )
    : null
}

/** A bare "đã nhận" may speak of the reminder itself: it has a report where one was filed, or where that was the button. */
async function isAcceptable(
  { parts, asked }: Turn,
  { rest }: ReadAct,
  { items, choices }: { items: readonly number[][]; choices: readonly string[] },
): Promise<boolean> {
  if (rest !== '' || choices.includes(CHOICES.accept)) return true
  const rows = await findOccurrences(parts.store, items.flat())
  return rows.some((row) => row.status === 'filed' && receives(asked.account, row))
}

const OFFICE_WIDE: ReadonlySet<Act> = new Set(['set_date', 'review', 'tell_leaders'])

async function perform(turn: Turn, read: ReadAct, items: readonly number[][]): Promise<ChatReply | null> {
  if (OFFICE_WIDE.has(read.act)) return officeWide(turn, read.act)
  const chosen = read.line === null ? (items.length === 1 ? items[0] : undefined) : items[read.line - 1]
  if (chosen) return performOn(turn, read, chosen)
  if (read.line !== null) return { text: `Danh sách chỉ có ${items.length} việc; anh/chị gõ lại số thứ tự.` }
  return askWhich(turn, read, items)
}

function officeWide(turn: Turn, act: Act): Promise<ChatReply> | ChatReply {
  if (!isCoordinator(turn.asked.account)) return { text: 'Việc này do cán bộ điều phối của xã thực hiện.' }
  if (act === 'set_date') return askDate(turn)
  return act === 'review' ? showProposals(turn) : tellLeaders(turn)
}

async function askWhich(turn: Turn, { act, rest }: ReadAct, items: readonly number[][]): Promise<ChatReply> {
  const labels = await labelsOf(turn, items)
  return {
    text: 'Anh/chị chọn:',
    choices: [
      ...labels,
      ...(act === 'filed' || act === 'accept' || act === 'confirm' || act === 'not_due' ? [ALL] : []),
    ],
    subject: { about: 'which', act, rest, items: [...items] },
  }
}

/** Numbered where two lines would read the same. */
async function labelsOf({ parts }: Turn, items: readonly number[][]): Promise<string[]> {
  const rows = await findOccurrences(parts.store, items.flat())
  const isOneDuty = items.length > 1 && new Set(rows.map(({ title }) => title)).size === 1
  const labels = items.map((ids) => {
    const own = rows.filter(({ id }) => ids.includes(id))
    const [first] = own
    return isOneDuty && own.length === 1 && first?.bodyName ? first.bodyName : labelOf(own)
  })
  return labels.map((label, index) =>
    labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} (${index + 1})`,
  )
}

async function placeOf(turn: Turn, items: readonly number[][], label: string): Promise<number> {
  return (await labelsOf(turn, items)).indexOf(label)
}

type Does = (turn: Turn, rows: readonly OccurrenceRow[], rest: string) => Promise<ChatReply> | ChatReply

const ACTS: Readonly<Partial<Record<Act, { who: MayAct; does: Does }>>> = {
  filed: { who: 'unit', does: fileDuties },
  in_progress: { who: 'unit', does: progressDuties },
  difficulty: {
    who: 'unit',
    does: (turn, rows, rest) => (rest.length > 10 ? tellDifficulty(turn, rows, rest) : askDifficulty(turn, rows)),
  },
  later: { who: 'unit', does: askLater },
  more: { who: 'unit', does: offerMore },
  extension: {
    who: 'unit',
    does: async (turn, rows, rest) =>
      (rest ? await requestExtension(turn, rows, rest) : null) ?? askExtension(turn, rows),
  },
  not_ours: { who: 'unit', does: handBack },
  collect: { who: 'unit', does: beginCollecting },
  count: { who: 'unit', does: countDuties },
  accept: { who: 'receiver', does: accept },
  give_back: {
    who: 'receiver',
    does: (turn, rows, rest) => (rest ? giveBack(turn, rows, rest) : askReturn(turn, rows)),
  },
  not_due: { who: 'coordinator', does: excuse },
  confirm: { who: 'coordinator', does: (turn, rows) => judge(turn, rows, true) },
  wrong: { who: 'coordinator', does: (turn, rows) => judge(turn, rows, false) },
  undo: { who: 'anybody', does: undo },
}

/** Said for others, of one body after the other: one tap must not speak for thirty. */
const ONE_BY_ONE: ReadonlySet<Act> = new Set(['filed', 'accept', 'give_back', 'not_due'])

/** By the post held now, whatever message the button was under. */
async function performOn(
  turn: Turn,
  { act, line, rest }: ReadAct,
  ids: readonly number[],
  isChosen = false,
): Promise<ChatReply | null> {
  const { account } = turn.asked
  const known = ACTS[act]
  if (!known) return null
  const rows = (await findOccurrences(turn.parts.store, ids)).filter(
    ({ communeId }) => communeId === account.commune?.id,
  )
  if (rows.length === 0) return { text: 'Việc này không còn trong sổ của xã.' }
  const own = rows.filter((row) => mayAct(account, known.who, row))
  if (own.length === 0) return { text: WHO_MAY[known.who] }
  if (!isChosen && ONE_BY_ONE.has(act) && own.length > 1) {
    return askWhich(
      turn,
      { act, line, rest },
      own.map(({ id }) => [id]),
    )
  }
  return known.does(turn, own, rest)
}

/** What free words would answer: only of the very last message, and only for an hour. */
async function pendingSubject({ parts, asked }: Turn): Promise<Extract<Subject, { awaits: string }> | null> {
  const rows = await parts.store.query<{ subject: unknown }>(
    `SELECT subject FROM (
       SELECT subject, created_at FROM message
        WHERE conversation_id = $1 AND direction = 'out' AND id < $2 ORDER BY id DESC LIMIT 1) AS last
      WHERE created_at > now() - interval '1 hour'`,
    [asked.message.conversationId, asked.message.id],
  )
  const subject = readSubject(rows[0]?.subject)
  return subject && 'awaits' in subject ? subject : null
}
