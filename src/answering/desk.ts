/** The desk to ask: the office the documents themselves make the contact, else the commune's one-stop desk. */
import { findUnits } from '../language/units.ts'
import type { Shelf, ShelfEntry } from './shelf/shelf.ts'

/** From the strongest word to the weakest: what makes an office the contact of a plan. */
const CONTACT_SIGNS: [RegExp, number][] = [
  [
    /cơ quan (?:thường trực|đầu mối)|đầu mối (?:điều phối|tham mưu|tổng hợp)|đơn vị (?:thường trực|đầu mối)|làm đầu mối/iu,
    5,
  ],
  [/\(?\*?\s*qua\s+(?=Phòng|Văn phòng|Trung tâm|Ban)/iu, 4],
  [/theo dõi, đôn đốc(?:, kiểm tra)?.{0,60}(?:tổng hợp|báo cáo)/iu, 3],
  [/(?:tổng hợp|phản ánh về|gửi về).{0,40}báo cáo/iu, 2],
  [/theo dõi, đôn đốc/iu, 2],
  [/tham mưu/iu, 1],
]

export type Contact = { desk: string; entry: ShelfEntry | null }

const contacts = new WeakMap<Shelf, Contact>()

/** "Phòng Văn hóa - Xã hội xã Bình Phú". Never empty: without a named contact it is the People's Committee. */
export function findDesk(shelf: Shelf): string {
  return findContact(shelf).desk
}

/** The desk with the passage that makes it one; null where none does. */
export function findContact(shelf: Shelf): Contact {
  const known = contacts.get(shelf)
  if (known) return known
  const best = strongest(scoreUnits(shelf))
  const contact = { desk: withCommune(best?.unit ?? 'UBND', shelf), entry: best?.entry ?? null }
  contacts.set(shelf, contact)
  return contact
}

/** An office with its commune after it, once. */
export function withCommune(unit: string, shelf: Shelf): string {
  const { name } = shelf.register.commune
  return unit.toLowerCase().endsWith(name.toLowerCase()) ? unit : `${unit.replace(/\s+(?:xã|phường)$/iu, '')} ${name}`
}

const NEVER_A_DESK =
  /thành phố|tỉnh|trung ương|bộ |sở |các |đại biểu|doanh nghiệp|thôn|hội đồng nhân dân|^hđnd|thường trực|đảng ủy|ban chỉ đạo/iu

const STANDING = 5
const GUARDS = /công an|quân sự/iu

type Scored = { unit: string; points: number; entry: ShelfEntry; best: number }

function scoreUnits(shelf: Shelf): Map<string, Scored> {
  const scores = new Map<string, Scored>()
  for (const entry of shelf.entries) {
    const { passage } = entry
    if (passage.kind === 'head' || passage.kind === 'recipients' || passage.kind === 'sign') continue
    const strength = Math.max(
      0,
      ...CONTACT_SIGNS.filter(([sign]) => sign.test(passage.quote)).map(([, points]) => points),
    )
    const unit = strength === 0 ? null : contactOf(passage)
    if (!unit) continue
    // Whom a plan asks about order or defence is not whom people should ask about the plan.
    const weight = strength < STANDING && GUARDS.test(unit) ? strength / 10 : strength
    const known = scores.get(unit)
    const better = weight > (known?.best ?? 0)
    scores.set(unit, {
      unit,
      points: (known?.points ?? 0) + weight,
      entry: better || !known ? entry : known.entry,
      best: Math.max(weight, known?.best ?? 0),
    })
  }
  return scores
}

/** "Là cơ quan thường trực của Ban Quản lý …" under an office's name: the office is, and serves the board. */
const SERVES_ANOTHER =
  /^\W*(?:là |làm |giữ vai trò |đóng vai trò )?(?:cơ quan|đơn vị|bộ phận) (?:thường trực|đầu mối)/iu

function contactOf({ quote, heading }: ShelfEntry['passage']): string | null {
  const above = contactIn(heading.split(' › ').at(-1) ?? '')
  return above && SERVES_ANOTHER.test(quote) ? above : (contactIn(quote) ?? above)
}

function contactIn(text: string): string | null {
  const mentions = findUnits(text).filter(
    ({ group, name }) => !group && !NEVER_A_DESK.test(name) && !/^UBND|^Ủy ban nhân dân/iu.test(name),
  )
  return mentions[0]?.name ?? null
}

function strongest(scores: Map<string, Scored>): Scored | undefined {
  return [...scores.values()].sort((a, b) => b.best + b.points / 4 - (a.best + a.points / 4))[0]
}
