/** Greetings, thanks, complaints and the like: messages that ask nothing of the documents. */

export type SmallTalk =
  | 'greeting'
  | 'thanks'
  | 'complaint'
  | 'goodbye'
  | 'who_are_you'
  | 'what_can_you_do'
  | 'acknowledgement'
  | 'empty'
  | 'nothing_more'
  | 'other_language'

/** Words that carry no question: once they are gone, a message of small talk has nothing left. */
const PLEASANTRIES = new Set(
  (
    'chao ad admin bot em anh chi ban oi a ah alo hello hi hey xin cho hoi da vang vay nhe nha nhieu lam qua roi rat cam on thank thanks you tks cham thanks hihi haha hehe ' +
    'tro ly minh toi chau co chu bac ong ba moi nguoi buoi sang trua chieu toi ngay tot lanh the nhanh hay gioi de thuong tuyet voi that su duoc thoi ok oke okie okay uh um u thi la may gui loi ' +
    'tra hieu rat vui gap lai tam biet bye ngu ngon khoe khong va nua day nay do nhi luon giup ho cac vi quy kinh re con con biet la an com chua co ai o do tot nghen nhen ro rang ranh rot troi xiu dinh chi tiet de nho nhiet tinh chuc 1 mot vv ve suc thanh cong may man xong het'
  ).split(' '),
)

const FORMS: [SmallTalk, RegExp][] = [
  [
    'complaint',
    / (?:do qua|do te|te qua|chan (?:ghe|qua|that|the)|hoi mot dang|noi mot neo|ngu (?:qua|the|vay|nhu|si)|vo dung|vo tich su|long vong|tra loi (?:sai|linh tinh|lung tung|vo van)|buc minh|that vong|khong hieu gi|lam an chan|cham qua|do hoi(?= $)|mat day|dien a|bot ngu|chui|do ngoc) /,
  ],
  ['thanks', / (?:cam on|cam on|thank|thanks|tks|camon|biet on) /],
  [
    'thanks',
    / (?:lam )?phien (?:co|chu|bac|anh|chi|em|ban|ad) (?:qua|nhieu|roi|lam)(?: (?:co|chu|bac|anh|chi|em|ban|ad) nghi (?:di|ngoi))? | lam phien (?:qua|nhieu|roi) /,
  ],
  ['goodbye', / (?:tam biet|bye|hen gap lai|chao tam biet|ngu ngon) /],
  [
    'goodbye',
    / chuc (?:\S+ ){1,3}?(?:(?:buoi \S+|ngay(?: moi)?|cuoi tuan) )?(?:vui ve|vui|tot lanh|suc khoe|binh an|may man|cuoi tuan|hanh phuc|an lanh) /,
  ],
  [
    'who_are_you',
    / (?:(?:ban|ad|bot|em|may|tro ly|anh|chi|day) (?:la ai|ten gi|ten la gi|la nguoi hay|la may|la robot|la bot|la con nguoi|co phai (?:nguoi|may|robot|can bo|bot))|(?:ban|ad|bot|may|tro ly|day) la (?:can bo|cong an)|(?:em|anh|chi) la (?:can bo|cong an) (?:a|ha|khong|that|hay|phai khong)(?= )|dang noi chuyen voi (?:ai|may|nguoi)|nguoi that hay|nguoi hay may|ai tra loi|ai dang tra loi) /,
  ],
  [
    'what_can_you_do',
    / (?:(?:ban|ad|bot|em|tro ly|o day|day) (?:\S+ )?(?:lam duoc (?:gi|nhung gi)|giup duoc gi|biet (?:lam )?gi|ho tro (?:gi|duoc gi|nhung gi)|tra loi duoc)|(?:may|mi|cau) (?:lam|giup) duoc gi|hoi duoc gi|dung the nao|huong dan su dung tro ly) /,
  ],
  ['greeting', / (?:xin chao|chao|hello|hi|hey|alo|helo|halo) /],
]

/** How the one who answers is doing, asked in passing. */
const ASKS_AFTER_YOU =
  / (?:(?:an (?:com|sang|trua|toi)|ngu|nghi trua|di ngu) (?:gi )?(?:chua|roi a)|(?:ad|admin|bot|tro ly|ban)(?: \S+){0,3} (?:khoe khong|met khong|vui khong|buon khong|co nguoi yeu chua)|(?:van|con) (?:truc|thuc|onl|truc tuyen|lam viec|ngoi day)(?: \S+)? (?:a|ha|co a)(?= (?:ad|admin|bot|ban|em) | $)) /

const ADMINISTRATIVE =
  / (?:ke hoach|bao cao|nhiem vu|chi tieu|muc tieu|nghi quyet|van ban|kinh phi|chuyen doi so|thu tuc|ho so|dich vu|xa|phuong|uy ban|phong|tram|han|thoi han|bao nhieu|khi nao|o dau|chu tich|phu luc|vneid|chu ky so) /

const MOST_WORDS_IN_PASSING = 14

/** The kind of small talk a message is, or null when it asks something. */
export function findSmallTalk(asked: string): SmallTalk | null {
  const words = asked.trim().split(' ').filter(Boolean)
  if (words.length === 0) return 'empty'
  for (const [kind, pattern] of FORMS) {
    if (!pattern.test(asked)) continue
    if (kind === 'who_are_you' || kind === 'what_can_you_do') return kind
    const left = leftOf(asked.replace(pattern, ' '))
    if (kind === 'complaint' ? !ADMINISTRATIVE.test(asked) : left.length <= 1 && !ADMINISTRATIVE.test(asked))
      return kind
  }
  if (ASKS_AFTER_YOU.test(asked) && !ADMINISTRATIVE.test(asked) && words.length <= MOST_WORDS_IN_PASSING)
    return 'greeting'
  return leftOf(asked).length === 0 && words.length <= 8 ? 'acknowledgement' : null
}

function leftOf(asked: string): string[] {
  return asked
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !PLEASANTRIES.has(word))
}
