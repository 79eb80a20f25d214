/** Which guide, short question or event of life a question is about, and how surely. */
import { plain } from '../plain.ts'
import type { Asker } from '../turn.ts'
import type { GuideIndex, Subject, Suggestion } from './guide-index.ts'

/** `likely` gives way to a document that speaks of the matter; `sure` does not. */
export type Certainty = 'sure' | 'likely'

export type Routed = { subject: Subject; certainty: Certainty }

/** Words of the office's own plans: what is asked in them is never how to get a service. */
const PLAN_MATTER =
  / (?:ke hoach|nghi quyet|viec (?:gi|nao) (?:sap|den|phai|co)|han (?:gan |som )?nhat|chi tieu|muc tieu|nhiem vu|bao cao|phu luc|giai doan|ty le|ti le|phan tram|chu tri|phoi hop|kinh phi|ngan sach|phu cap|phong trao|chuyen doi so|(?:may|bao nhieu) (?:thon|xom|ho|dan|nguoi|don vi|diem)|ten gi|ten la gi|la ai|nam nao|tu nam|den nam|nam 20[2-4]\d) |%/
/** Words plans and services share: unless it is asked how, a document that speaks of the matter comes first. */
const PERHAPS_PLAN =
  / (?:la gi|la cai gi|(?<! (?:hoi|gap|bao|nho|tim|cho) )ai(?! (?:giup|chi|huong))|don vi nao|phong nao|bo phan nao|phu trach|trien khai|de an|van ban|cong van|so hoa|mo hinh|lop hoc|(?:bao gio|khi nao) (?:co|xong|hoan thanh|bat dau)|to chuc|xa (?:minh |em |ta |nha |toi )?(?:da |co |mo )|o xa co) /
const HOW_TO =
  / (?:lam sao|the nao|cach|huong dan|giay to gi|le phi|can gi|cac buoc|toi muon|em muon|minh muon|lam giay) /
const ALL_THERE_IS =
  / (?:can lam|phai lam|lam (?:nhung|cac)|lam gi|nhung giay to|giay to gi|nhung thu tuc|thu tuc gi|can nhung gi) /
const NEAR_THE_BEST = 0.75
const SURELY_AN_EVENT = 0.7

/** Below the first a question is not about the service. Officials ask of plans more often than of services. */
const LIKELY = { citizen: 0.45, official: 0.6, unit_head: 0.6 } as const satisfies Record<Asker, number>
const SURE = { citizen: 0.68, official: 0.75, unit_head: 0.75 } as const satisfies Record<Asker, number>
/** Null when no guide is asked for. */
export function routeQuestion(question: string, asker: Asker, index: GuideIndex): Routed | null {
  const asked = plain(question)
  if (PLAN_MATTER.test(asked)) return null
  const best = choose(asked, index.suggest(question))
  if (!best || best.score < LIKELY[asker]) return null
  if (PERHAPS_PLAN.test(asked) && !HOW_TO.test(asked)) {
    return best.score >= SURE[asker] ? { subject: best.subject, certainty: 'likely' } : null
  }
  return { subject: best.subject, certainty: best.score >= SURE[asker] ? 'sure' : 'likely' }
}

/** Asked for everything there is to do, the list of an event is meant; else the one errand that was named. */
function choose(asked: string, suggestions: readonly Suggestion[]): Suggestion | undefined {
  const [best] = suggestions
  const event = suggestions.find(({ subject }) => subject.kind === 'event')
  if (!best || !event) return best
  if (ALL_THERE_IS.test(asked)) return event.score >= NEAR_THE_BEST * best.score ? event : best
  if (event !== best || event.score >= SURELY_AN_EVENT) return best
  return suggestions.find(({ subject }) => subject.kind === 'guide') ?? event
}
