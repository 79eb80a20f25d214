/** "Chuyển đổi số là gì": a clause that only speaks of a thing does not say what it is. */
import { fold } from '../../../language/text.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'

const NAMED =
  /^ (?:(?:cho|xin|ad|oi|em|toi|chau|minh|hoi|the|vay|thi) )*((?:\S+ ){1,5}?)(?:co )?(?:nghia )?la (?:cai )?gi /
/** What one asks of a thing that is known: its purpose, product, name. */
const OF_SOMETHING =
  / (?:muc dich|san pham|dau ra|viec|nhiem vu|ten|mat khau|noi dung|muc tieu|chi tieu|yeu cau|ket qua|trach nhiem|cua|nao|may) /
const SAYS_WHAT_IT_IS = /^["”’)\s]*(?:la(?! gi)|nghia la|duoc hieu|gom|bao gom|nham|de |\(|:)/
/** A name put in quotes, or in brackets behind what it stands for. */
const INTRODUCES = /["“(]\s*$/

/** True for every other question, and where the name is followed by what it is. */
export function saysWhatItIs(inquiry: Inquiry, ranked: Ranked): boolean {
  const around = aroundName(inquiry, ranked)
  if (around === 'not asked') return true
  return around !== null && (INTRODUCES.test(around.before) || SAYS_WHAT_IT_IS.test(around.after))
}

/** Whether the name stands in brackets behind what it stands for: "Đề án “Phát triển …” (Đề án 06)". */
export function standsForIt(inquiry: Inquiry, ranked: Ranked): boolean {
  const around = aroundName(inquiry, ranked)
  return around !== null && around !== 'not asked' && /\(\s*$/.test(around.before)
}

/** What the passage has before and after the name asked about; null where it lacks the name. */
function aroundName({ asked }: Inquiry, { entry }: Ranked): { before: string; after: string } | 'not asked' | null {
  const name = NAMED.exec(asked)?.[1]?.trim()
  if (!name || OF_SOMETHING.test(` ${name} `)) return 'not asked'
  const said = fold(`${entry.passage.heading}. ${entry.passage.quote}`)
  const at = said.indexOf(name)
  return at < 0 ? null : { before: said.slice(0, at), after: said.slice(at + name.length) }
}
