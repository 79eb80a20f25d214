import { plain } from '../plain.ts'
import type { Asker, Citation, Said } from '../turn.ts'
import { findAspect } from './aspect.ts'
import { type GuideReply, type Telling, tellEvent, tellGuide, tellQuestion, tellStep } from './compose-guide.ts'
import { lastTold, readRequest, type Told } from './follow-up.ts'
import { findNamedGuide, type GuideIndex, indexGuides, type Subject, type Suggestion } from './guide-index.ts'
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
}

export type GuideAnswer = Omit<GuideReply, 'citations'> & { citations: Citation[] }

export type GuideAnswers = {
  /** Null when the question is not one about a service: whoever asks next may answer it. */
  answer(turn: GuideTurn): Promise<GuideAnswer | null>
}

export type GuideSources = {
  /** Asked anew at every turn, so that a re-read folder is used at once. */
  knowledge: () => ServiceKnowledge
  /** The stored documents of the guides by file: what a citation links to. */
  documentIds: () => Promise<ReadonlyMap<string, number>>
}

/** Words of the office's own plans: what is asked in them is never how to get a service. */
const PLAN_MATTER =
  / (?:ke hoach|nghi quyet|chi tieu|muc tieu|nhiem vu|bao cao|phu luc|giai doan|ty le|ti le|phan tram|chu tri|phoi hop|kinh phi|ngan sach|phu cap|phong trao|(?:may|bao nhieu) (?:thon|xom|ho|dan|nguoi|don vi|diem)|ten gi|ten la gi|nam nao|tu nam|den nam|nam 20[2-4]\d) |%/
/** Words plans and services share: a service is meant only when it is asked how. */
const PERHAPS_PLAN =
  / (?:don vi nao|phong nao|bo phan nao|phu trach|trien khai|de an|van ban|cong van|chuyen doi so|so hoa|mo hinh|lop hoc|xa (?:minh |em |ta |nha |toi )?(?:da |co |mo )|o xa co) /
const HOW_TO =
  / (?:lam sao|the nao|cach|huong dan|giay to gi|le phi|can gi|cac buoc|toi muon|em muon|minh muon|lam giay) /
const ALL_THERE_IS =
  / (?:can lam|phai lam|lam (?:nhung|cac)|lam gi|nhung giay to|giay to gi|nhung thu tuc|thu tuc gi|can nhung gi) /
const NEAR_THE_BEST = 0.75

/** Below the first a question is not about the service; officials ask of plans more often than of services. */
const SURE = { citizen: 0.42, official: 0.6, unit_head: 0.6 } as const satisfies Record<Asker, number>
/** A short question after a guide stays with it unless it names another this clearly. */
const SURE_AFTER_GUIDE = 0.6
const SHORT_FOLLOW_UP_WORDS = 9

/** Citizens' questions about services, answered from the guides alone. */
export function createGuideAnswers({ knowledge, documentIds }: GuideSources): GuideAnswers {
  const indexes = new WeakMap<ServiceKnowledge, GuideIndex>()
  const indexOf = (known: ServiceKnowledge): GuideIndex => {
    const index = indexes.get(known) ?? indexGuides(known.guides, known.events)
    indexes.set(known, index)
    return index
  }
  return {
    async answer(turn) {
      const known = knowledge()
      const reply = replyTo(turn, known, indexOf(known))
      if (!reply) return null
      const ids = await documentIds()
      const citations = reply.citations.flatMap((citation): Citation[] => {
        const documentId = ids.get(citation.document)
        return documentId === undefined ? [] : [{ ...citation, documentId }]
      })
      return { ...reply, citations }
    },
  }
}

/** The reply without the store's ids; null when no guide is asked for. */
export function replyTo(turn: GuideTurn, known: ServiceKnowledge, index: GuideIndex): GuideReply | null {
  const office = turn.commune === null ? null : (known.offices.get(turn.commune) ?? null)
  const uncheckedPhones = known.safety.phones.filter(({ checked }) => !checked).map(({ number }) => number)
  const telling: Telling = { today: turn.today, question: turn.question, office, uncheckedPhones }
  const told = lastTold(turn.history, known.guides, known.events)
  const continued = told && continueGuide(turn.question, told, known, telling)
  if (continued) return continued
  const scam = turn.asker === 'citizen' ? findScam(turn.question, known.safety.scams) : null
  if (scam) return warn(scam.warning, known.guides, telling)
  const subject = findSubject(turn, told, index)
  return subject && tell(subject, known, telling)
}

function continueGuide(message: string, told: Told, { guides }: ServiceKnowledge, telling: Telling): GuideReply | null {
  const request = readRequest(message, told)
  if (!request) return null
  if (request.kind === 'step') return told.kind === 'event' ? null : tellStep(told.guide, request.step, telling)
  const slug = told.kind === 'event' ? told.event.steps[request.number - 1]?.guide : undefined
  const guide = guides.find((each) => each.slug === slug)
  return guide ? tellGuide(guide, null, telling) : null
}

function findSubject({ question, asker }: GuideTurn, told: Told | null, index: GuideIndex): Subject | null {
  const asked = plain(question)
  const suggestions = index.suggest(question)
  const [best] = suggestions
  const guide = told && told.kind !== 'event' ? told.guide : null
  const isShort = asked.trim().split(' ').length <= SHORT_FOLLOW_UP_WORDS
  if (guide && isShort && findAspect(asked) && (best?.score ?? 0) < SURE_AFTER_GUIDE) {
    return { kind: 'guide', guide, question: null }
  }
  if (!best || best.score < SURE[asker]) return null
  if (PLAN_MATTER.test(asked) || (PERHAPS_PLAN.test(asked) && !HOW_TO.test(asked))) return null
  return eventInstead(asked, suggestions) ?? best.subject
}

/** Asked for everything there is to do, the list of the event is meant rather than its first errand. */
function eventInstead(asked: string, [best, ...others]: Suggestion[]): Subject | null {
  if (!best || !ALL_THERE_IS.test(asked)) return null
  const event = others.find(({ subject, score }) => subject.kind === 'event' && score >= NEAR_THE_BEST * best.score)
  return event?.subject ?? null
}

function tell(subject: Subject, known: ServiceKnowledge, telling: Telling): GuideReply {
  if (subject.kind === 'event') return tellEvent(subject.event, known, telling)
  const { guide, question } = subject
  if (question !== null) return tellQuestion(guide, question, telling)
  return tellGuide(guide, findAspect(plain(telling.question)), telling)
}

/** The warning first, then the guide on scams as its source where there is one. */
function warn(warning: string, guides: readonly ServiceGuide[], telling: Telling): GuideReply {
  const guide = findNamedGuide('Nhận biết và tránh lừa đảo', guides)
  if (!guide) return { status: 'answered', text: warning, citations: [] }
  const reply = tellGuide(guide, null, telling)
  return {
    ...reply,
    text: [warning, ...reply.text.split('\n').filter((line) => /^(?:Nguồn|Nhắn)/.test(line))].join('\n'),
  }
}
