/** The words of the acts, as patterns over plain words: short openings, the act itself, and what may follow it. */

export type Act =
  | 'filed'
  | 'in_progress'
  | 'difficulty'
  | 'later'
  | 'more'
  | 'extension'
  | 'not_ours'
  | 'not_due'
  | 'accept'
  | 'give_back'
  | 'confirm'
  | 'wrong'
  | 'set_date'
  | 'review'
  | 'tell_leaders'
  | 'collect'
  | 'count'
  | 'undo'

const SELF = '(?:em|toi|minh|chau|chung (?:em|toi|minh))'
export const PLACE =
  '(?:ben|phong|p|don vi|dv|tram|thon|truong|to|van phong|vp|trung tam|co quan|xom|ap|khu|hoi|doan|bo phan|nha)'
const HEARER = '(?:anh|chi|a|c|chu|bac|co|ong|ba|sep|dong chi|ad|admin|bot|tro ly|moi nguoi)'
const PERIOD =
  '(?:(?:hang|theo|ky|tuan|thang|quy|nam) ?(?:tuan|thang|quy|nam|nay|truoc|roi|qua|\\d{1,4}(?:[/.-]\\d{4})?|i{1,3}v?|iv)?(?:[/.-]\\d{4})?|(?:6|9) thang(?: (?:dau|cuoi) nam)?|dinh ky|tong ket)'
const THING = `(?:(?:bao cao|bc|viec|nhiem vu|van ban|ho so|bieu|so lieu|phan viec)(?: (?:nay|do|kia|tren|cua (?:${PLACE} )?${SELF}|${PERIOD}))*)`
const TIME =
  '(?:(?:hom|sang|trua|chieu|toi) (?:hom )?(?:qua|nay|kia)|(?:hom |sang |chieu )?thu ?(?:hai|ba|tu|nam|sau|bay|[2-7])|tuan truoc|luc nay|vua nay|ban nay|(?:tu )?(?:hom )?ngay \\S+)'
/** Before a word of one's own "da" is "dạ": nothing is said to be done yet. */
const NOD = `(?:vang|u|ok|thua|bam|xin|kinh|thi|la|rang|hien|hien nay|hien tai|da(?= (?:${SELF}|${PLACE} ${SELF}|${HEARER}|bc|bao cao|thua|vang|da|nop roi|gui roi|nop xong)(?: |$)))`
const HAILS = `(?:${HEARER}(?: (?:a|oi|nhe))?|chao(?: ${HEARER})?)`
const TELLS = `(?:(?:xin )?(?:xac nhan|thong bao|bao tin)|(?:xin )?bao cao(?: ${HEARER})?)`

/** What may come before an act, each any number of times. */
export const OPENING = `(?:(?:${NOD}|${SELF}|${PLACE} ${SELF}|${HAILS}|${TELLS}|${THING}|${TIME}) )`

const CLOSING =
  /^(?:roi|a|nhe|xong|het|duoc|em|anh|chi|c|dong chi|oi|day|do|ban|cam on|cam ta|xin|nua|luon|vay|thoi|ok|ma|chu|bac|co|ad|tro ly|giup|ho|vang|ca|nay|dung han|day du|du|dum|kip)(?: |$)/
const REPORT = /^(?:bao cao|bc)(?: |$).*/
const DAY =
  /^(?:(?:tu |luc |vao |hom )*(?:(?:hom|sang|trua|chieu|toi|dem) (?:hom )?(?:qua|nay|kia)|thu ?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|tuan truoc|(?:(?:vao )?ngay )?\d{1,2}(?:[/.-]\d{1,2}){1,2}|ngay \d{1,2}(?: thang \d{1,2}(?: nam \d{4})?)?|\d{1,2} (?:gio|h)(?: \d{1,2})?|\d{1,2}h\d{0,2}))(?: |$)/
const NUMBER = /^(?:(?:van ban |vb |cong van |cv )?(?:so )?\d+ ?\/(?: ?\d{4} ?\/)? ?[a-z][a-z\d-]*)(?: |$)/
const LINE = /^(?:(?:viec|muc|so|dong) )?(?:so )?\d{1,2}$/
const OBJECT =
  /^(?:(?:van ban|cong van|ban (?:giay|cung|mem|word|excel|scan|chinh thuc)|ho so|so lieu|bieu|nhiem vu|viec|phan viec|day du|du|ca)(?: (?:nay|do|kia|tren))?)(?: |$)/
const PERIOD_AFTER = new RegExp(`^${PERIOD}(?: |$)`)
const WAY = /^(?:qua|tren|bang|len|ve|cho|vao|tai|o|den|toi|theo|voi|truoc han|kem)(?: .*)?$/
const BECAUSE = /^(?:vi|do|nen|theo|ky nay|lan nay)(?: .*)?$/

const ENDING = [CLOSING, LINE]
const AFTER_FILED = [CLOSING, REPORT, DAY, NUMBER, LINE, PERIOD_AFTER, OBJECT, WAY]

/** Anywhere in the message, it was not done, not wholly, or not yet. */
const NOT_DONE =
  /(?:^| )(?:chua|khong|nhung|bi(?! thu)|tra lai|se|(?<!(?:chi|co|ba|em) )mai|loi|hong|sai|thieu|nham|neu|mot (?:phan|nua|it)|nhap|du thao|gop y|xin y kien|rut|huy|dinh|dang|sap|gan xong|hen|cho (?:duyet|ky)|trinh ky|(?:tuan|thang|hom) sau|\d+ ?\/ ?\d+ (?:bao cao|bc|don vi|thon|bieu|phong|nhiem vu|viec|ho so)|(?!100 ?%)\d{1,3} ?(?:%|phan tram))(?: |$)/

export type Pattern = {
  act: Act
  words: RegExp
  /** What may follow; left out: anything. */
  after?: readonly RegExp[]
  /** Said anywhere, it is not this act. */
  unless?: RegExp
}

/** The whole pattern from the first word on; `of`: alternatives of the act itself. */
function opened(of: string): RegExp {
  return new RegExp(`^${OPENING}*(?:${of})(?= |$)`)
}

/** Of work and of a paper: done, handed in. */
export const FILED = [
  'da (?:duoc )?(?:nop|gui)(?: (?:xong|song|het|lai|bo sung))?',
  '(?:vua|moi)(?: moi)? (?:nop|gui)(?: (?:xong|song))?',
  `(?:nop|gui)(?= (?:.* )?roi(?: |$))`,
  '(?:nop|gui)(?= (?:luc |tu |hom )*(?:(?:hom|sang|trua|chieu|toi) qua|sang nay)(?: |$))',
  '(?:nop|gui|lam|hoan thanh|hoan tat|thuc hien|xu ly)(?: duoc)? (?:xong|song|du|het)',
  '(?:lam|hoan thanh|hoan tat|thuc hien|xu ly) roi',
  'da (?:lam |thuc hien |xu ly |trien khai )?(?:xong|song)',
  'da hoan (?:thanh|tat)(?: 100 ?%)?',
  'xong roi',
].join('|')

const IN_PROGRESS = [
  '(?:van |con )?dang (?:lam|thuc hien|trien khai|tong hop|hoan thien|soan|viet|xu ly|hoan thanh|chuan bi)',
  '(?:da |moi |da moi )?(?:lam|hoan thanh|thuc hien|dat|xong)?(?: ?duoc)?(?: khoang| tam)?(?= ?\\d{1,3} ?(?:%|phan tram))(?<=[a-z])',
].join('|')

export const PATTERNS: readonly Pattern[] = [
  { act: 'filed', words: opened(FILED), after: AFTER_FILED, unless: NOT_DONE },
  { act: 'in_progress', words: opened(IN_PROGRESS) },
  {
    act: 'difficulty',
    words: opened(
      '(?:bao |co |con )?vuong mac|(?:dang |co |con )?gap (?:kho(?: khan)?|vuong(?: mac)?)|dang vuong(?: mac)?',
    ),
  },
  { act: 'later', words: opened('nhac (?:lai )?(?:sau|toi sau)|nhac lai') },
  { act: 'more', words: opened('viec khac'), after: ENDING },
  {
    act: 'extension',
    words: opened(
      `(?:cho (?:phep )?(?:(?:${PLACE} )?${SELF} )?)?(?:xin |xin phep |de nghi )?(?:duoc )?(?:gia han|lui (?:thoi )?han)`,
    ),
  },
  {
    act: 'not_ours',
    words: opened(
      `khong (?:thuoc|phai (?:la )?(?:viec|nhiem vu|bao cao) cua) (?:trach nhiem (?:cua )?)?(?:don vi|phong|co quan|tram|thon|ben)(?: ${SELF})?`,
    ),
  },
  {
    act: 'not_due',
    words: opened('khong phai (?:nop|lam)'),
    after: [...ENDING, REPORT, PERIOD_AFTER, OBJECT, BECAUSE],
  },
  {
    act: 'accept',
    words: opened('da (?:tiep )?nhan(?: duoc| du)?|nhan duoc roi'),
    after: [...ENDING, REPORT, /^(?:ho so|ban giay|ban cung|du|day du)(?: |$)/],
    unless: /(?:^| )(?:chua|khong|nhung|se|thieu|tra lai|de em|de toi)(?: |$)/,
  },
  { act: 'give_back', words: opened('tra lai') },
  { act: 'confirm', words: opened('xac nhan'), after: [...ENDING, /^(?:dung|tat ca)(?: |$)/] },
  { act: 'wrong', words: opened('khong dung'), after: ENDING },
  { act: 'set_date', words: opened('dat han'), after: ENDING },
  { act: 'review', words: opened('xem de xac nhan'), after: ENDING },
  { act: 'tell_leaders', words: opened('bao lanh dao'), after: ENDING },
  { act: 'collect', words: opened('noi dung bao cao'), after: ENDING },
  { act: 'count', words: opened('(?:ghi|da lam|da to chuc|da mo) them') },
  { act: 'undo', words: opened('hoan tac|(?:bam|an|go|nhan) nham'), after: ENDING },
]

/** What is left once everything that may follow is taken away; empty where all was understood. */
export function leftAfter(rest: string, after: readonly RegExp[]): string {
  let left = rest.trim()
  while (left !== '') {
    const taken = after.map((pattern) => pattern.exec(left)?.[0] ?? '').sort((a, b) => b.length - a.length)[0] ?? ''
    if (taken === '') return left
    left = left.slice(taken.length).trim()
  }
  return ''
}

/** Nothing but what closes a sentence: "rồi ạ", "nhé anh". */
export function isClosing(rest: string): boolean {
  return leftAfter(rest, [CLOSING]) === ''
}
