/** Whether somebody wants to report a matter to the office, or asks what became of one they reported. Plain form. */
import { plain } from './typed/plain.ts'

const MATTER = '(?:phan anh|kien nghi|gop y|khieu nai|to cao|don thu)'
const ASKS_STATUS = new RegExp(
  ` ${MATTER}(?: \\S+){0,8} (?:den dau|toi dau|xu ly chua|giai quyet chua|tra loi chua|chua (?:thay|duoc|ai|co)|co ket qua|ket qua (?:sao|the nao|chua)|the nao roi|sao roi|tinh trang) | (?:tinh trang|tien do|ket qua) (?:cua )?(?:\\S+ ){0,2}${MATTER} `,
)
const ABOUT_ONES_OWN =
  / (?:cua (?:toi|em|minh|chau|nha em|nha toi)|(?:toi|em|minh|chau|hom truoc|hom qua|tuan truoc|thang truoc|da) (?:\S+ ){0,4}(?:gui|phan anh|kien nghi|gop y|khieu nai|to cao)) /
const WANTS_TO_REPORT = new RegExp(
  ` (?:toi|em|minh|chau|tui|cho (?:toi|em|minh|chau)) (?:muon |can |xin |phai )*(?:gui |lam |nop )?(?:don )?${MATTER} | thai do(?: \\S+){0,3} (?:khong tot|te|loi lom|hach dich|xau) `,
)

/** A question about how reports are dealt with is the documents' matter. */
const ASKS_OF_IT = / (?:may|bao nhieu|bao lau|ai|khi nao|bao gio|don vi nao|phong nao|ben nao|the nao|lam sao|sao) /

export type Feedback = 'new' | 'status'

export function findFeedback(asked: string): Feedback | null {
  if (ASKS_STATUS.test(asked) && ABOUT_ONES_OWN.test(asked)) return 'status'
  return WANTS_TO_REPORT.test(asked) && !ASKS_OF_IT.test(asked) ? 'new' : null
}

/** What a whole message as typed says of it. */
export function wantsFeedback(typed: string): Feedback | null {
  return findFeedback(plain(typed))
}
