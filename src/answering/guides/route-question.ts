/** Which guide, short question or event of life a question is about, and how surely. */

import type { Asker } from '../turn.ts'
import { plain } from '../typed/plain.ts'
import type { GuideIndex, Subject, Suggestion } from './guide-index.ts'

/** `likely` gives way to a document that speaks of the matter; `sure` does not. */
export type Certainty = 'sure' | 'likely'

export type Routed = { subject: Subject; certainty: Certainty }

/** Words of the office's own plans: what is asked in them is never how to get a service. */
const PLAN_MATTER =
  / (?:ke hoach|nghi quyet|viec (?:gi|nao) (?:sap|den|phai|co)|han (?:gan |som )?nhat|chi tieu|muc tieu|nhiem vu|phu luc|giai doan|ty le|ti le|phan tram|chu tri|phoi hop|kinh phi|ngan sach|phu cap|phong trao|chuyen doi so|(?:may|bao nhieu) (?:thon|xom|ho|dan|nguoi|don vi|diem)) |%/
/** Words of plans that somebody with an errand of one's own says too. */
const PLAN_MATTER_UNLESS_ERRAND = / (?:bao cao|ten gi|ten la gi|la ai|nam nao|tu nam|den nam|nam 20[2-4]\d) /
/** Words plans and services share: unless it is asked how, a document that speaks of the matter comes first. */
const PERHAPS_PLAN =
  / (?:la gi|la cai gi|(?<! (?:hoi|gap|bao|nho|tim|cho|voi) )ai(?! (?:giup|chi|huong|cung))|don vi nao|phong nao|bo phan nao|phu trach|trien khai|de an|van ban|cong van|so hoa|mo hinh|lop hoc|(?:bao gio|khi nao) (?:co|xong|hoan thanh|bat dau)|to chuc|xa (?:minh |em |ta |nha |toi )?(?:da|co|mo)|xa cho (?:luon|khong)|o xa co(?! duoc)) /
const HOW_TO =
  / (?:lam sao|the nao|cach|huong dan|giay to gi|le phi|can gi|cac buoc|toi muon|em muon|minh muon|lam giay|(?:gium|giup|dum|ho) (?:toi|tui|em|minh|con|chau|me|bo|ba|ong)) /
/** Somebody speaks of an errand of one's own. */
const ERRAND =
  / (?:thu tuc|co tham quyen|thoi han (?:dang ky|giai quyet|cap|lam)|giay to gi|giay (?:gi|chi)|can (?:gi|giay|mang|nhung gi|chuan bi)|le phi|(?:lam|cap|xin|dang ky) lai|cap (?:moi|doi)|xin (?:cap|giay|xac nhan)|(?:bi|lam|rot|roi) mat|ho so (?:gom|can)|nop ho so|cua (?:toi|em|minh|chau|tui|con)|co phai (?:doi|lam|nop|xin|dang ky|khai|bao)|(?:toi|em|minh|chau|tui|me|bo|ba|ong|vo|chong|con) (?:\S+ ){0,3}(?:muon|can|bi|moi|vua|dinh|quen|mat|duoc khong)|(?:lam|nop|dang ky|xin|doi|sua) (?:\S+ ){0,5}(?:o dau|cho nao|duoc khong|the nao|lam sao)|(?:muon|can|dinh) (?:lam|xin|doi|nop|dang ky|cap|nhap|tach|chuyen|khai)|co (?:lam|xin|nop|dang ky|doi|cap) duoc|(?:bao|phan anh|keu|goi|gap|hoi) (?:voi |cho )?(?:ai|o dau|cho nao|den dau|so may|so nao)|ho so (?:minh|toi|em|tui|con|chau|ba|me|bo|ong)|(?:gium|giup|dum) (?:toi|tui|em|minh|con|chau|me|ba)|gio (?:toi |em |minh |con |chau |tui )?(?:phai |thi )?(?:lam sao|lam gi|lam the nao|hoi ai|len dau|di dau)) /
const ALL_THERE_IS =
  / (?:can lam|phai lam|lam (?:nhung|cac)|lam gi|nhung giay to|giay to gi|nhung thu tuc|thu tuc gi|can nhung gi) /
/** Asked what it costs, how long it takes or what follows, one errand is meant and never a list. */
const ASKS_OF_ONE =
  / (?:bi phat|phat (?:bao nhieu|khong|tien)|co sao khong|le phi|mat (?:bao nhieu )?tien|bao lau|may ngay|het han|qua han) /
const NEAR_THE_BEST = 0.75
const NEAR_NO_GUIDE = 0.95
const SURELY_AN_EVENT = 0.7
/** The errand that was named comes before an event's list as soon as it is this like the question. */
const FIT_BESIDE_EVENT = 0.4
const FIT_BESIDE_SURE_EVENT = 0.5

/** The office's own facts are its places, hours, phones and people; merely named, the office is part of a story. */
const ASKS_OF_OFFICE =
  / (?:o (?:dau|cho nao)|nam dau|dia chi|cho nao|duong nao|so (?:dien thoai|may|dt|nong)|dien thoai|hotline|lien he|lien lac|goi|may gio|gio (?:lam|nao|mo|hanh chinh)|mo cua|lam viec|luc nao|khi nao|thu (?:bay|7)|chu nhat|cuoi tuan|truong (?:thon|xom|ap|khu)|to truong) /

/** Below the first a question is not about the service. Officials ask of plans more often than of services. */
const LIKELY = { citizen: 0.45, official: 0.6, unit_head: 0.6 } as const satisfies Record<Asker, number>
const SURE = { citizen: 0.62, official: 0.75, unit_head: 0.75 } as const satisfies Record<Asker, number>
const SURE_OF_ERRAND = { ...SURE, citizen: 0.53 } as const satisfies Record<Asker, number>

/** Null when no guide is asked for. */
export function routeQuestion(question: string, asker: Asker, index: GuideIndex): Routed | null {
  const asked = plain(question)
  const isErrand = ERRAND.test(asked)
  if (PLAN_MATTER.test(asked) || (!isErrand && PLAN_MATTER_UNLESS_ERRAND.test(asked))) return null
  const suggestions = index.suggest(question)
  const best = choose(asked, ASKS_OF_OFFICE.test(asked) ? suggestions : suggestions.filter((each) => !isOffice(each)))
  if (!best || best.score < LIKELY[asker]) return null
  if (PERHAPS_PLAN.test(asked) && !HOW_TO.test(asked)) {
    return best.score >= SURE[asker] ? { subject: best.subject, certainty: 'likely' } : null
  }
  const sure = isErrand ? SURE_OF_ERRAND : SURE
  const isSure = best.score >= sure[asker] && !givesWay(best.subject)
  return { subject: best.subject, certainty: isSure ? 'sure' : 'likely' }
}

function isOffice({ subject }: Suggestion): boolean {
  return subject.kind === 'guide' && subject.guide.localOnly
}

const SURE_OF_TRANSLATION = 0.7

/** A question put into the papers' words has lost how it was asked: only a name surely met counts. */
export function routeTranslated(question: string, index: GuideIndex): Routed | null {
  const [best] = index.suggest(question)
  if (!best || best.score < SURE_OF_TRANSLATION) return null
  return { subject: best.subject, certainty: givesWay(best.subject) ? 'likely' : 'sure' }
}

/** What says only where to ask comes after a document that says more. */
function givesWay(subject: Subject): boolean {
  return subject.kind === 'without_guide' || (subject.kind === 'guide' && subject.guide.plansFirst)
}

/** A guide nearly as like the question as a matter without one is more use. */
function besideNoGuide(matter: Suggestion, suggestions: readonly Suggestion[]): Suggestion {
  const guide = suggestions.find(({ subject }) => subject.kind === 'guide' && !subject.guide.general)
  return guide && guide.score >= NEAR_NO_GUIDE * matter.score ? guide : matter
}

/** Asked for everything there is to do, the list of an event is meant; else the one errand that was named. */
function choose(asked: string, suggestions: readonly Suggestion[]): Suggestion | undefined {
  const [first] = suggestions
  const best = first?.subject.kind === 'without_guide' ? besideNoGuide(first, suggestions) : first
  const event = suggestions.find(({ subject }) => subject.kind === 'event')
  if (!best || !event) return best
  const isNear = event.score >= Math.max(NEAR_THE_BEST * best.score, LIKELY.citizen)
  if (ALL_THERE_IS.test(asked)) return isNear ? event : best
  if (event !== best) return best
  const guide = suggestions.find(({ subject }) => subject.kind === 'guide')
  const isList = event.score >= SURELY_AN_EVENT && !ASKS_OF_ONE.test(asked)
  const fit = isList ? FIT_BESIDE_SURE_EVENT : FIT_BESIDE_EVENT
  // That it is an errand of this kind is as sure as the event: the guide alone may be too little like a long story.
  return guide && guide.score >= fit ? { ...guide, score: event.score } : event
}
