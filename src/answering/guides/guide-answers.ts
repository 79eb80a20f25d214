import type { Asker, Citation, Said } from '../turn.ts'
import { plain } from '../typed/plain.ts'
import { findAspect } from './aspect.ts'
import {
  type GuideReply,
  type Telling,
  tellEvent,
  tellGuide,
  tellNoGuide,
  tellOffice,
  tellQuestion,
  tellStep,
} from './compose-guide.ts'
import { lastTold, readRequest, type Told } from './follow-up.ts'
import { type GuideIndex, indexGuides, type Subject } from './guide-index.ts'
import { withoutStrangeLinks } from './links.ts'
import { type Certainty, type Routed, routeQuestion, routeTranslated } from './route-question.ts'
import { findScam } from './scam-watch.ts'
import type { ServiceGuide, ServiceKnowledge } from './service-guide.ts'

export type GuideTurn = {
  question: string
  asker: Asker
  /** Slug of the asker's commune; null when nobody knows it yet. */
  commune: string | null
  /** ISO date. */
  today: string
  history: Said[]
  /** What the person wrote in; `question` is in the papers' words in either case. */
  language?: 'vi' | 'en'
}

/** `certainty` tells whether a document that speaks of the matter should be asked first. */
export type GuideAnswer = Omit<GuideReply, 'citations'> & { citations: Citation[]; certainty: Certainty }

export type GuideAnswers = {
  /** Null when the question is not one about a service: whoever asks next may answer it. */
  answer(turn: GuideTurn): Promise<GuideAnswer | null>
  /** Every guide that tells a service by itself, for a menu. */
  list(): readonly Pick<ServiceGuide, 'title' | 'tags'>[]
}

export type GuideSources = {
  /** Asked anew at every turn, so that a re-read folder is used at once. */
  knowledge: () => ServiceKnowledge
  /** The stored documents of the guides by file: what a citation links to. */
  documentIds: () => Promise<ReadonlyMap<string, number>>
}

/** A longer question after a guide is a new one. */
const SHORT_FOLLOW_UP_WORDS = 9

/** Citizens' questions about services, answered from the guides alone. */
export function createGuideAnswers({ knowledge, documentIds }: GuideSources): GuideAnswers {
  const indexes = new WeakMap<ServiceKnowledge, GuideIndex>()
  const indexOf = (known: ServiceKnowledge): GuideIndex => {
    const index = indexes.get(known) ?? indexGuides(known)
    indexes.set(known, index)
    return index
  }
  return {
    list: () => knowledge().guides.filter(({ localOnly }) => !localOnly),
    async answer(turn) {
      const known = knowledge()
      const replied = replyTo(turn, known, indexOf(known))
      if (!replied) return null
      const { reply, certainty } = replied
      const ids = await documentIds()
      const citations = reply.citations.flatMap((citation): Citation[] => {
        const documentId = ids.get(citation.document)
        return documentId === undefined ? [] : [{ ...citation, documentId }]
      })
      const text = withoutStrangeLinks(reply.text, known.safety.officialHosts)
      return { ...reply, text, citations, certainty }
    },
  }
}

type Replied = { reply: GuideReply; certainty: Certainty }

/** Whom and what an office has is told by no guide to its services: "trạm có mấy bác sĩ". */
const ASKS_WHAT_IT_HAS =
  / (?:may|bao nhieu)(?: (?:cai|chiec|ong|co|anh|chi))? (?:bac s[iy]|y s[iy]|y ta|dieu duong|ho sinh|giuong(?: benh)?|can bo|cong an vien|nhan vien|xe cuu thuong|phong kham|may sieu am|may xet nghiem|vien chuc) /

/** The reply without the store's ids; null when no guide is asked for. */
export function replyTo(turn: GuideTurn, known: ServiceKnowledge, index: GuideIndex): Replied | null {
  const telling = tellingOf(turn, known)
  const told = lastTold(turn.history, known.guides, known.events)
  const continued = told && continueGuide(turn.question, told, known, telling)
  if (continued) return { reply: continued, certainty: 'sure' }
  const scam =
    turn.asker === 'citizen' || / otp /.test(plain(turn.question)) ? findScam(turn.question, known.safety.scams) : null
  if (!scam && ASKS_WHAT_IT_HAS.test(plain(turn.question))) return null
  if (scam) return { reply: warn(scam.warning, known, telling), certainty: 'sure' }
  const routed =
    turn.language === 'en' ? routeTranslated(turn.question, index) : routeQuestion(turn.question, turn.asker, index)
  const stayed = told && told.kind !== 'event' && staysWithGuide(turn.question, routed) ? told.guide : null
  const chosen: Routed | null = stayed
    ? { subject: { kind: 'guide', guide: stayed, question: null }, certainty: 'sure' }
    : routed
  if (!chosen) return null
  const reply = tell(chosen.subject, known, telling)
  return { reply, certainty: reply.status === 'unanswerable' ? 'likely' : chosen.certainty }
}

function tellingOf({ commune, question, today, language }: GuideTurn, { offices, safety }: ServiceKnowledge): Telling {
  const office = commune === null ? null : (offices.get(commune) ?? null)
  const uncheckedPhones = safety.phones.filter(({ checked }) => !checked).map(({ number }) => number)
  return { today, question, office, language, uncheckedPhones }
}

/** "mất bao lâu ạ" after a guide asks of that guide. */
function staysWithGuide(question: string, routed: Routed | null): boolean {
  const asked = plain(question)
  const isShort = asked.trim().split(' ').length <= SHORT_FOLLOW_UP_WORDS
  return isShort && findAspect(asked) !== null && routed?.certainty !== 'sure'
}

function continueGuide(message: string, told: Told, { guides }: ServiceKnowledge, telling: Telling): GuideReply | null {
  const request = readRequest(message, told)
  if (!request) return null
  if (request.kind === 'step') return told.kind === 'event' ? null : tellStep(told.guide, request.step, telling)
  const slug = told.kind === 'event' ? told.event.steps[request.number - 1]?.guide : undefined
  const guide = guides.find((each) => each.slug === slug)
  return guide ? tellGuide(guide, null, telling) : null
}

function tell(subject: Subject, known: ServiceKnowledge, telling: Telling): GuideReply {
  if (subject.kind === 'event') return tellEvent(subject.event, known, telling)
  if (subject.kind === 'without_guide') return tellNoGuide(subject.matter, telling)
  const { guide, question } = subject
  if (guide.localOnly) return tellOffice(guide, telling)
  if (question !== null) return tellQuestion(guide, question, telling)
  return tellGuide(guide, findAspect(plain(telling.question)), telling)
}

/** The warning first, then the sources of the guide on scams where the office keeps one. */
function warn(warning: string, { guides, safety }: ServiceKnowledge, telling: Telling): GuideReply {
  const guide = guides.find(({ slug }) => slug === safety.scamGuide)
  if (!guide) return { status: 'answered', text: warning, citations: [] }
  const { text, ...reply } = tellGuide(guide, null, telling)
  return { ...reply, text: [warning, ...text.split('\n').filter((line) => /^(?:Nguồn|Nhắn)/.test(line))].join('\n') }
}
