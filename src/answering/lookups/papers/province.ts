/** Which province or city a commune belongs to, with the passage of its papers that names it. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { capital } from '../../replies.ts'
import { citePassage } from '../../shelf/shelf.ts'

const ABOVE = '(?:tinh|thanh pho|tp)'
const ASKS_PROVINCE = new RegExp(
  ` (?:xa|phuong|dia phuong|noi nay|o day|ubnd|cho minh)(?: \\S+){0,10} (?:thuoc|nam o|nam trong|truc thuoc|cua)(?: (?:ve|dia ban|dia phan))? ${ABOVE}(?: thanh pho)? (?:nao|gi) | (?:thuoc|o) ${ABOVE} (?:nao|gi) (?:vay |a |the |nhi |ad )*$| ${ABOVE} (?:minh|ta|cua (?:xa|phuong))(?: \\S+){0,3} (?:la ${ABOVE} )?(?:nao|gi|ten gi) `,
)

export function lookUpProvince({ asked, shelves }: Inquiry): Outcome | null {
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1 || !ASKS_PROVINCE.test(asked)) return null
  const { name, province } = shelf.register.commune
  const desk = findDesk(shelf)
  if (!province) {
    const reason = `Văn bản không nêu ${name} thuộc tỉnh, thành phố nào.`
    return { kind: 'not_in_documents', desk, nearest: null, missing: null, reason }
  }
  const bare = province.replace(/^(?:tỉnh|thành phố)\s+/iu, '')
  const kind = new RegExp(`(tỉnh|thành phố)\\s+${bare}(?!\\p{L})`, 'iu')
  const naming = shelf.entries.find(({ passage }) => kind.test(passage.quote))
  const level = kind.exec(naming?.passage.quote ?? '')?.[1]?.toLowerCase() ?? levelOf(shelf.entries)
  const entry = naming ?? shelf.entries.find(({ passage }) => ORGANS_ABOVE.test(passage.quote))
  const lines = [`${capital(name)} thuộc ${level} ${bare}.`]
  return { kind: 'found', finding: { lines, citations: entry ? [citePassage(entry)] : [] }, desk }
}

const ORGANS_ABOVE = /tỉnh ủy|thành ủy|(?:UBND|ủy ban nhân dân|hội đồng nhân dân|HĐND) (?:tỉnh|thành phố)/iu

/** A city has a Thành ủy, a province a Tỉnh ủy. */
function levelOf(entries: readonly { passage: { quote: string } }[]): string {
  return entries.some(({ passage }) => /thành ủy|(?:UBND|HĐND|nhân dân) thành phố/iu.test(passage.quote))
    ? 'thành phố'
    : 'tỉnh'
}
