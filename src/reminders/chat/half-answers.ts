/** What sounds like an answer to a reminder and tells nothing that could be kept: the person learns that nothing was. */
import { findOccurrences, isSettled } from '../../duties/index.ts'
import { CHOICES } from '../choices.ts'
import type { ChatReply, Turn } from './asked.ts'
import { isHalfAnswer } from './read-words.ts'
import { readSubject, type Subject } from './subjects.ts'
import { ofWhom } from './titles.ts'
import { mayAct } from './who.ts'

type Offer = { subject: Extract<Subject, { about: 'duties' | 'asking' }>; choices: string[] }
type OfferRow = { subject: unknown; choices: string[] | null; class?: string }

/** What the last message of ours in this chat that was about duties offered. */
export async function lastOffer({ parts, asked }: Turn): Promise<Offer | null> {
  const [row] = await parts.store.query<OfferRow>(
    `SELECT subject, choices FROM message
      WHERE conversation_id = $1 AND direction = 'out' AND id < $2 AND subject ->> 'about' IN ('duties', 'asking')
        AND created_at > now() - interval '30 days' ORDER BY id DESC LIMIT 1`,
    [asked.message.conversationId, asked.message.id],
  )
  return row ? offerOf(row) : null
}

/** Under a reminder alone: where it was the very last message of ours, and nobody answered it yet. */
export async function sayNothingRecorded(turn: Turn): Promise<ChatReply | null> {
  const { parts, asked } = turn
  if (!isHalfAnswer(asked.text)) return null
  const [row] = await parts.store.query<OfferRow>(
    `SELECT subject, choices, class FROM message
      WHERE conversation_id = $1 AND direction = 'out' AND id < $2 AND created_at > now() - interval '7 days'
      ORDER BY id DESC LIMIT 1`,
    [asked.message.conversationId, asked.message.id],
  )
  const offer = row && row.class !== 'answer' ? offerOf(row) : null
  const button = offer && [CHOICES.filed, CHOICES.done, CHOICES.accept].find((each) => offer.choices.includes(each))
  if (offer?.subject.about !== 'duties' || !button) return null
  return wordsFor(turn, { ...offer, subject: offer.subject }, button)
}

type OfDuties = Offer & { subject: Extract<Subject, { about: 'duties' }> }

async function wordsFor(
  { parts, asked }: Turn,
  { subject, choices }: OfDuties,
  button: string,
): Promise<ChatReply | null> {
  const rows = await findOccurrences(parts.store, subject.items.flat())
  const isAccepting = button === CHOICES.accept
  const open = rows.filter((row) => {
    const isOpen = isAccepting ? row.status !== 'accepted' && row.status !== 'not_applicable' : !isSettled(row.status)
    return isOpen && mayAct(asked.account, isAccepting ? 'receiver' : 'unit', row)
  })
  if (open.length === 0) return null
  const [done, doing] = { [CHOICES.accept]: ['đã nhận được', 'nhận'], [CHOICES.done]: ['đã xong', 'xong'] }[button] ?? [
    'đã nộp',
    'nộp',
  ]
  const what = subject.items.length === 1 ? ` ${ofWhom(open)}` : ' việc nào ở trên'
  const pick = subject.items.length === 1 ? '' : ` kèm số thứ tự, ví dụ "1 ${button.toLowerCase()}"`
  const press = pick ? `gõ "${button}"${pick}` : `bấm [${button}]`
  const others = [
    choices.includes(CHOICES.inProgress) ? `đang làm thì bấm [${CHOICES.inProgress}]` : '',
    choices.includes(CHOICES.difficulty) ? `nếu vướng, bấm [${CHOICES.difficulty}]` : '',
  ].filter(Boolean)
  const text = `Trợ lý chưa ghi nhận ${doing}${what}. ${[`Nếu ${done}, anh/chị ${press}`, ...others].join('; ')}.`
  return { text, choices, subject }
}

function offerOf({ subject, choices }: Pick<OfferRow, 'subject' | 'choices'>): Offer | null {
  const read = readSubject(subject)
  return read?.about === 'duties' || read?.about === 'asking' ? { subject: read, choices: choices ?? [] } : null
}
