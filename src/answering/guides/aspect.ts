/** Which part of a guide a question wants. */
import type { GuidePart } from './service-guide.ts'

export type Aspect = Extract<GuidePart, 'prepare' | 'steps' | 'where' | 'fee' | 'time'>

/** Written against the plain form of the question (`plain.ts`). */
const ASPECTS: [Aspect, RegExp][] = [
  [
    'fee',
    / (?:le phi|phi|mat tien|ton tien|bao nhieu tien|het bao nhieu|het nhieu|mien phi|gia bao nhieu|free|mat phi|phai dong|dong bao nhieu|tien lam|nop bao nhieu|ton bao nhieu|mat bao nhieu tien) /,
  ],
  [
    'time',
    / (?:bao lau|may ngay|bao nhieu ngay|may hom|may tuan|khi nao (?:xong|co|nhan|tra|duoc)|bao gio (?:xong|co|nhan|tra|duoc)|thoi han|thoi gian|trong vong|han (?:la )?(?:bao|may|chot)|may gio|cho den bao gio|lau khong|lay lien|lay ngay|co lien|co ngay) /,
  ],
  [
    'prepare',
    / (?:giay to gi|giay gi|can gi|can nhung gi|can giay|can mang|mang (?:theo )?(?:gi|nhung gi)|ho so gom|ho so can|chuan bi|gom nhung gi|thu tuc gom|can co (?:nhung )?gi|nhung giay to|can chuan|thanh phan ho so|giay to nao|cam theo|dem theo) /,
  ],
  [
    'where',
    / (?:o dau|cho nao|noi nao|den dau|ra dau|len dau|toi dau|nop dau|lam dau|di dau|gap ai|co quan nao|hoi ai|phong nao|dia chi nao|cho dau) /,
  ],
  [
    'steps',
    / (?:cac buoc|tung buoc|buoc nao|lam sao|the nao|nhu the nao|cach|huong dan|quy trinh|trinh tu|chi (?:em|toi|minh|chau|tui|giup|cho)|lam gi) /,
  ],
]

/** The first aspect the question names; null when it names none. */
export function findAspect(asked: string): Aspect | null {
  return ASPECTS.find(([, pattern]) => pattern.test(asked))?.[0] ?? null
}
