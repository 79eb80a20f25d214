/** What another commune, whose papers are not held here, has planned: told as not held, never from one's own papers. */

import type { Outcome } from '../outcome.ts'
import type { Inquiry } from '../question/inquiry.ts'
import { properName } from '../question/scope.ts'
import { plain } from '../typed/plain.ts'

const NAMED_COMMUNE =
  /(?<!\p{L})(?:[xX]ã|[pP]hường|[tT]hị trấn|[đĐ]ặc khu)\s+(\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){1,3})(?!\p{L})/gu
const ASKS_OF_PLANS =
  / (?:chi tieu|muc tieu|ke hoach|nghi quyet|de an|chuong trinh|nhiem vu|kinh phi|bao cao|phan tram|ty le|chu tri|dat bao nhieu) /
const COMPARES = / (?:so voi|so sanh|khac (?:gi|nhau)|giong) /

export function lookUpNotHeld({ asked, whole, shelves, scope }: Inquiry): Outcome | null {
  if (shelves.length !== 1 || scope.how === 'named' || !ASKS_OF_PLANS.test(asked) || COMPARES.test(asked)) return null
  const [shelf] = shelves
  const own = shelf ? properName(shelf.register.commune.name) : ''
  const said = whole.said.normalize('NFC')
  // In a message all in capitals, or with one at every word, no name stands out.
  if (said === said.toUpperCase()) return null
  const named = [...said.matchAll(NAMED_COMMUNE)].map(([text]) => ({ text, key: properName(text) }))
  const other = named.find(({ key }) => !` ${own} `.includes(` ${key} `) && !key.startsWith(own))
  if (!shelf || !other || shelf.entries.some(({ passage }) => plain(passage.quote).includes(plain(other.text))))
    return null
  const name = other.text.charAt(0).toLowerCase() + other.text.slice(1)
  const reason = `Trợ lý không có văn bản của ${name}.`
  return { kind: 'not_in_documents', desk: `UBND ${name}`, nearest: null, missing: null, reason }
}
