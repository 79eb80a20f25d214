/** Which province or city a commune belongs to, with the passage of its papers that names it. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { capital } from '../../replies.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'

const ABOVE = '(?:tinh|thanh pho|tp)'
const ASKS_PROVINCE = new RegExp(
  ` (?:xa|phuong|dia phuong|noi nay|o day|ubnd|cho minh)(?: \\S+){0,10} (?:thuoc|nam o|nam trong|truc thuoc|cua)(?: (?:ve|dia ban|dia phan))? ${ABOVE}(?: thanh pho)? (?:nao|gi) | (?:thuoc|o) ${ABOVE} (?:nao|gi) (?:vay |a |the |nhi |ad )*$| ${ABOVE} (?:minh|ta|cua (?:xa|phuong))(?: \\S+){0,3} (?:la ${ABOVE} )?(?:nao|gi|ten gi) `,
)

/** "Mấy xã … là ở tỉnh thành nào": several are named, none of them a province. */
const ASKS_OF_SEVERAL = / (?:nam|thuoc|la|o) (?:(?:o|thuoc) )?(?:tinh|thanh pho|tinh thanh) (?:nao|gi) /

/** One line for each commune asked about; where none of their papers says, nothing is told. */
export function lookUpProvince({ asked, shelves }: Inquiry): Outcome | null {
  const [shelf] = shelves
  if (!shelf || !(ASKS_PROVINCE.test(asked) || (shelves.length > 1 && ASKS_OF_SEVERAL.test(asked)))) return null
  const told = shelves.map((each) => ({ name: each.register.commune.name, ...provinceOf(each) }))
  const desk = findDesk(shelf)
  if (told.every(({ province }) => province === null)) {
    const reason = `Văn bản không nêu ${told.map(({ name }) => name).join(', ')} thuộc tỉnh, thành phố nào.`
    return { kind: 'not_in_documents', desk, nearest: null, missing: null, reason }
  }
  const lines = told.map(({ name, province }) =>
    province ? `${capital(name)} thuộc ${province}.` : `${capital(name)}: văn bản không nêu.`,
  )
  const citations = told.flatMap(({ naming }) => (naming ? [citePassage(naming)] : []))
  return { kind: 'found', finding: { lines, citations }, desk }
}

/** "tỉnh Quảng Nam" and the passage that names it, else one that names an organ of its level. */
function provinceOf({ register, entries }: Shelf): { province: string | null; naming: ShelfEntry | undefined } {
  const { province } = register.commune
  if (!province) return { province: null, naming: undefined }
  const bare = province.replace(/^(?:tỉnh|thành phố)\s+/iu, '')
  const kind = new RegExp(`(tỉnh|thành phố)\\s+${bare}(?!\\p{L})`, 'iu')
  const naming = entries.find(({ passage }) => kind.test(passage.quote))
  const level = kind.exec(naming?.passage.quote ?? '')?.[1]?.toLowerCase() ?? levelOf(entries)
  return {
    province: `${level} ${bare}`,
    naming: naming ?? entries.find(({ passage }) => ORGANS_ABOVE.test(passage.quote)),
  }
}

const ORGANS_ABOVE = /tỉnh ủy|thành ủy|(?:UBND|ủy ban nhân dân|hội đồng nhân dân|HĐND) (?:tỉnh|thành phố)/iu

/** A city has a Thành ủy, a province a Tỉnh ủy. */
function levelOf(entries: readonly { passage: { quote: string } }[]): string {
  return entries.some(({ passage }) => /thành ủy|(?:UBND|HĐND|nhân dân) thành phố/iu.test(passage.quote))
    ? 'thành phố'
    : 'tỉnh'
}
