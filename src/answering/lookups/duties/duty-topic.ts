/** What a question about a unit's work asks of it in particular: its words without the office, the paper and the asking. */
import { findUnits } from '../../../language/units.ts'
import type { AskedUnit, Inquiry } from '../../question/inquiry.ts'
import type { Shelf } from '../../shelf/shelf.ts'
import { lettersOf } from '../../typed/short-names.ts'
import { type Indexed, indexText, says, type Terms, termsOf } from '../../weighing/terms.ts'
import { deedAsked } from './asks-duties.ts'

/** Words of a duty question that name no topic of their own. */
export const DUTY_WORDS = new Set(
  (
    'can nhiem vu trach nhiem cong viec lam gi nhung phai duoc giao chu tri phoi hop vai tro phan mang dau ra san pham muc phu luc ke hoach nghi quyet de an liet ke tom tat ten thoi han noi dung thuc hien trien khai to chuc ' +
    'co quan don vi phong ban chuyen doi so nam giai doan truc tiep so may theo trong cua tai chung noi tat ca cu the chi tiet voi cac lanh dao khoa hoc cong nghe hoi nghi hien dien chung toi chuyen bang nhe ke ca toan bo rieng truong pho hieu trich giup cai vo luc lo ganh'
  ).split(' '),
)

/** What a kind of body is called beside its name. */
const EVERYDAY_NAMES: [RegExp, string][] = [
  [/giao duc|truong/, 'nhà trường trường học tiểu học thcs mầm non hiệu trưởng'],
  [/thon|ban|ap|khu pho|to dan pho|khom|buon|xom/, 'thôn xóm bản ấp khu phố tổ dân phố trưởng'],
  [/y te/, 'trạm y tế'],
  [/mttq|mat tran/, 'mặt trận tổ quốc'],
  [/thanh nien/, 'đoàn thanh niên'],
  [/dai bieu/, 'tổ trưởng tổ đại biểu'],
  [/ubnd/, 'ủy ban'],
  [/hdnd/, 'hội đồng'],
]

function everydayNames(unit: AskedUnit | null): string[] {
  const keys = (unit?.keys ?? []).join(' ')
  return EVERYDAY_NAMES.filter(([kind]) => kind.test(keys)).map(([, names]) => names)
}

/** How somebody came to ask, how they want to be told, and what the paper does: none names a topic. */
const SETTING = [
  / (?:(?:trong|o|theo|tren) )?(?:cai )?(?:phu luc|danh sach|danh muc|bang|bieu)(?: (?:nhiem vu|cong viec|viec|phan cong|cac|kem|theo|dinh|di|ban hanh|o|cuoi|cua))*(?: (?:[ivx]+|\d+))?(?: (?:ke hoach|nghi quyet|de an|van ban))?(?= )/g,
  / (?:vua |moi )(?:(?:duoc|nhan|ve|vao|len|chuyen|trung|dac|nham|lam|bau|giu|cu|chuc|viec|nhiem vu|cong tac|phu trach|truong) ?)+(?= )/g,
  / (?:ke hoach|nghi quyet|chuong trinh|de an|van ban|quyet dinh)(?: nay| do)? (?:bao|yeu cau|giao|bat|quy dinh|ghi|doi)(?= )/g,
  / (?:theo|trong) (?:cai |ban )?(?:ke hoach|nghi quyet|chuong trinh|de an|van ban|quyet dinh)(?: nay| do| ni)?(?= )/g,
  / (?:tom gon|tom|gom|noi gon|noi ngan|ke)(?: (?:giup|gium|ho|lai))?(?= )/g,
  / cho (?:de (?:nho|hieu|lam|theo doi)|gon|nhanh|ro)(?= )/g,
  / (?:viec |nhiem vu |phan )?(?:chinh|chu yeu|quan trong)(?= )/g,
  / (?:va |thi |roi )?(?:han|thoi han)(?: (?:xong|hoan thanh|cuoi|cua|ra sao|toi dau|den dau|the nao|khi nao|tung|moi|nhiem vu|viec))+(?= )/g,
  / (?:xong |hoan thanh |lam |phai xong )?(?:vao )?(?:(?:trong )?(?:thang|quy) may|(?:khi|luc) nao(?: (?:phai )?xong)?|bao gio(?: xong)?|thang nao|quy nao)(?: phai xong)?(?= )/g,
  / (?:o |trong )?(?:muc|phan|dieu) (?:[ivx]+|\d+)(?= )/g,
  / (?:o |trong |theo )?d\d{1,2}(?= )/g,
  / (?:duoc |do )?(?:hoi dong|hdnd|ubnd|uy ban|xa|phuong|dang uy|cap tren|sep|lanh dao)(?: nhan dan)?(?: xa| phuong)? (?=giao|phan cong|yeu cau)/g,
  / (?:sang nam|nam nay|nam sau|nam toi|dinh (?:dang|liu)? ?(?:toi|den)|lien quan (?:toi|den)|chi em|anh em)(?= )/g,
]

/** "Ngoài việc cho dân ở nhờ thì còn phải làm gì": what is put aside is not asked about. */
const PUT_ASIDE = / ngoai (?:viec|nhiem vu|chuyen|phan|cai)(?: \S+){1,12}? (?:thi |ra )?(?=con )/

/** The paper as people call it, up to where the asking goes on: "trong đề án nước với rác này". */
const PAPER_CALLED =
  / (?:trong|theo|cua|o|tren) (?:cai |ban )?(?:ke hoach|nghi quyet|chuong trinh hanh dong|chuong trinh|de an|van ban|quyet dinh|phuong an) ((?:(?!(?:phai|duoc|thi|lo|lam|chu tri|phoi hop|co|gi|can|giao|bi|phu trach|chiu|nhan|vay|a|ad|nhi|ben|phong|tram|ban|hoi|doan|truong|chung|minh|em|toi|tui) )\S+ ){1,9})/

/** The words of a duty question that are neither the office, the paper nor asking. */
export function topicOf(inquiry: Inquiry, shelf: Shelf): Terms {
  const { unit, whole, terms } = inquiry
  const asked = withoutSetting(withoutPaper(inquiry, shelf).replace(PUT_ASIDE, ' '))
  const spelled = findUnits(whole.said).filter(({ key }) => unit?.keys.includes(key))
  const unitWords = [
    ...(unit?.keys ?? []),
    unit?.name ?? '',
    ...spelled.map(({ text }) => text),
    ...everydayNames(unit),
  ].flatMap((name) => [...indexText(name).words])
  const deed = deedAsked(inquiry.asked)?.split(' ') ?? []
  const own = new Set([
    ...DUTY_WORDS,
    ...deed,
    ...unitWords,
    ...lettersOf(unit?.name ?? ''),
    ...shelf.communeWords,
    ...shelf.titleWords,
  ])
  const topic = { ...termsOf(asked, own), marks: terms.marks, senses: terms.senses }
  const title = indexText(shelf.documents.map((document) => document.title ?? '').join('. '))
  return { ...topic, words: topic.words.filter((word) => !isMeantByTitle(word, title, topic)) }
}

function withoutSetting(asked: string): string {
  return SETTING.reduce((said, pattern) => said.replace(pattern, ' ').replace(/ {2,}/g, ' '), asked)
}

/** "Lụt" of a paper on "thiên tai": an everyday word for what the title says names no part of it. */
function isMeantByTitle(word: string, title: Indexed, { marks, senses }: Terms): boolean {
  const telling = (senses.get(word) ?? []).filter(({ words }) => words.some((each) => !DUTY_WORDS.has(each)))
  return telling.length > 0 && says(title, word, { words: [], pairs: [], marks, senses: new Map([[word, telling]]) })
}

/** A paper that is called "này", is one of the shelf's, or of whose name every word stands in the papers, is no topic. */
function withoutPaper({ asked, paper, terms }: Inquiry, shelf: Shelf): string {
  const [called, name = ''] = PAPER_CALLED.exec(asked) ?? []
  if (!called) return asked
  const words = termsOf(` ${name}`, shelf.communeWords).words
  const stands = (word: string): boolean =>
    shelf.entries.some(({ body, heading }) => [body, heading].some((text) => says(text, word, terms)))
  const isHeld = paper?.kind === 'one' || / (?:nay|do|ay|ni|kia) $/.test(` ${name}`) || words.every(stands)
  return isHeld ? asked.replace(called, ' ') : asked
}
