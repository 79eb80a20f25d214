/** What a short message means after a guide was told: the next step, a part of it, one of a list. */

import type { Said } from '../turn.ts'
import { plain } from '../typed/plain.ts'
import { findNamedGuide } from './guide-index.ts'
import type { LifeEvent, ServiceGuide } from './service-guide.ts'

export type Told =
  | { kind: 'step'; guide: ServiceGuide; step: number }
  | { kind: 'guide'; guide: ServiceGuide }
  | { kind: 'event'; event: LifeEvent }

/** How a step is headed, and read again from the conversation. */
export function stepHeading(title: string, step: number, steps: number): string {
  return `${title} – bước ${step}/${steps}:`
}

export function eventHeading(name: string): string {
  return `Việc cần làm khi ${name}, theo thứ tự:`
}

const STEP_SHOWN = /– bước (\d{1,2})\/\d{1,2}:/

/** What the assistant's last message told; null when it was no guide. */
export function lastTold(
  history: readonly Said[],
  guides: readonly ServiceGuide[],
  events: readonly LifeEvent[],
): Told | null {
  const last = history.findLast(({ role }) => role === 'assistant')?.content ?? ''
  const event = events.find(({ name }) => last.includes(eventHeading(name)))
  if (event) return { kind: 'event', event }
  if (!/^Nguồn:/m.test(last)) return null
  const guide = findNamedGuide(last, guides)
  if (!guide) return null
  const step = STEP_SHOWN.exec(last)?.[1]
  return step ? { kind: 'step', guide, step: Number(step) } : { kind: 'guide', guide }
}

/** `step` counts from one. */
export type Request = { kind: 'step'; step: number } | { kind: 'pick'; number: number }

const NEXT =
  /^ (?:da )?(?:xem )?(?:buoc )?(?:tiep|tiep theo|tiep tuc|ke tiep|sau|sau nua|next)(?: di| nhe| a| vay)* $|^ (?:da )?(?:xong|xong roi|lam xong|roi|duoc roi|ok|oke|roi sao nua|xong buoc nay)(?: a| em| roi)* $/
const AGAIN = /^ (?:nhac lai|lai|noi lai|xem lai|chua ro|chua hieu) $/
const BACK = /^ (?:buoc truoc|quay lai|lui lai) $/
const START =
  /^ (?:xem |chi |lam |huong dan |cho xem )?(?:cac buoc|tung buoc|tung buoc mot|bat dau|bat dau lam|buoc dau|buoc dau tien|huong dan tung buoc)(?: a| di| nhe| vay)* $/
const AFRESH =
  /^ (?:xin |cho )?(?:lam lai|bat dau lai|lam lai tu dau|lai tu dau|tu dau|xem lai tu dau)(?: a| di| nhe)* $/
const NUMBERED = /^ (?:buoc |so |viec )?(\d{1,2}) $/

/** Null when the message is more than a short request of that kind. */
export function readRequest(message: string, told: Told): Request | null {
  const said = plain(message)
  const numbered = NUMBERED.exec(said)?.[1]
  if (told.kind === 'event') return numbered ? { kind: 'pick', number: Number(numbered) } : null
  if (numbered) return { kind: 'step', step: Number(numbered) }
  if (START.test(said) || AFRESH.test(said)) return { kind: 'step', step: 1 }
  if (told.kind === 'guide')
    return /^ (?:buoc )?(?:tiep|tiep theo|tiep tuc) $/.test(said) ? { kind: 'step', step: 1 } : null
  if (NEXT.test(said)) return { kind: 'step', step: told.step + 1 }
  if (AGAIN.test(said)) return { kind: 'step', step: told.step }
  return BACK.test(said) ? { kind: 'step', step: Math.max(told.step - 1, 1) } : null
}
