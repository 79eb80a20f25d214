/** "Văn bản nào do phó chủ tịch ký": the papers signed in a capacity, in one commune or in all. */

import { fold } from '../../../language/text.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { capacityOf, found, joinFindings, sign } from './people.ts'

const TITLE = '(pho chu tich|(?<!pho )chu tich|pho bi thu|(?<!pho )bi thu|truong ban|chanh van phong)'
const WHICH =
  '(?:(?:van ban|ke hoach|nghi quyet|quyet dinh|chuong trinh|giay to|to|ban|cai|xa|phuong|noi|cho|ben) nao|nhung (?:van ban|ke hoach|cai) (?:nao|gi))'
const ASKS_SIGNED_BY = new RegExp(
  ` ${WHICH}(?: \\S+){0,5} ${TITLE}(?: \\S+){0,3} (?:dat but |thay mat |dung ten )?ky | ${TITLE}(?: \\S+){0,4} ky (?:\\S+ ){0,3}${WHICH} `,
)
/** The capacity set aside: "chứ không phải chủ tịch". */
const NOT_BY = / (?:chu |ma )?(?:khong phai|khong do|chang phai) (?:do |la )?(?:pho )?(?:chu tich|bi thu)(?= )/g

/** Asked of papers as such, so that no commune has to be named first. */
export function asksSignedBy(asked: string): boolean {
  return ASKS_SIGNED_BY.test(asked.replace(NOT_BY, ' '))
}

export function lookUpSignedBy(inquiry: Inquiry): Outcome | null {
  const match = ASKS_SIGNED_BY.exec(inquiry.asked.replace(NOT_BY, ' '))
  const title = match?.[1] ?? match?.[2]
  if (!title) return null
  const all = inquiry.shelves.flatMap((shelf) =>
    shelf.documents.flatMap((document) => {
      const finding = sign(shelf, document)
      return finding ? [{ finding, isAsked: fold(capacityOf(document)).trim() === title }] : []
    }),
  )
  if (all.length === 0) return null
  const asked = all.filter(({ isAsked }) => isAsked)
  const told = joinFindings((asked.length > 0 ? asked : all).map(({ finding }) => finding))
  const lines = asked.length > 0 ? told.lines : ['Không có văn bản nào ký với chức danh này.', ...told.lines]
  return found(inquiry, { ...told, lines })
}
