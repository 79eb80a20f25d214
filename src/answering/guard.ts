/**
 * What must not be answered, found before anything is looked up: emergencies first, then attempts to steer the machine,
 * requests to change data or to harm, and personal data of others. Patterns read the plain form (`plain.ts`), which is why
 * marks, chat spellings and capitals do not matter; English forms stand beside the Vietnamese ones.
 */
import { fold } from '../language/text.ts'
import { type Emergency, findEmergency } from './emergencies.ts'
import { harmAsked } from './harm-asked.ts'
import { asksForPersonalData, TOLD_TO_TELL_A_CODE } from './personal-data-asked.ts'
import { hasMarks } from './typed/mark-keys.ts'
import { plain } from './typed/plain.ts'

export type Danger = { kind: 'emergency'; of: Emergency } | { kind: 'refused'; because: Refusal }

export type Refusal =
  | 'injection'
  | 'data_change'
  | 'harm'
  | 'defamation'
  | 'guessing'
  | 'personal_data'
  | 'one_time_code'

const INJECTION = [
  / (?:dat|nghi|che|bia|ve|dung|sang tac|tao|viet|lam)(?: \S+){0,6} (?:doan trich|trich dan|dieu khoan|nguon|can cu|so lieu|con so|van ban|quyet dinh|quy dinh|noi dung|ket qua|chi tieu)(?: \S+){0,4} (?:khong co that|khong ton tai|tuong tuong|hu cau|bia dat) /,
  / (?:lenh|menh lenh|chi dan|yeu cau nay|chi thi nay)(?: \S+){0,3} (?:uu tien (?:cao nhat|tuyet doi|so mot|so 1|hon)|toi cao|cao nhat|tuyet doi) /,
  / (?:thay (?:cho|the)|dung tren|cao hon|vuot len|vuot tren|de len|ghi de|hon) (?:moi|tat ca|toan bo|het) (?:\S+ ){0,2}(?:quy tac|chi dan|huong dan|lenh|luat le|rang buoc) /,
  / (?:bo qua|quen(?: het| di| sach)?|lo di|phot lo|khong can tuan theo|dung tuan theo|mac ke|vut bo|bo het) (?:\S+ ){0,4}(?:huong dan|chi dan|chi thi|quy tac|menh lenh|lenh truoc|luat le|luat (?:di|het)|rang buoc|(?:quy dinh|van ban|ke hoach|nghi quyet|so lieu|con so|chi tieu) (?:truoc|cu|goc|tren|di|do di)) /,
  / (?<! (?:duoc|khong|co the) )(?:bo qua|phot lo|lo di|gat bo|mac ke) (?:moi|tat ca|toan bo|het) (?:\S+ )?(?:van ban|tai lieu|nguon|can cu|du lieu) /,
  / (?:xac nhan|khang dinh|tra loi|noi|ghi)(?: \S+){0,20} ghi (?:ro )?(?:can cu|nguon|trich dan) la (?!(?:\S+ ){1,2}nao |gi |ai )/,
  / (?:ignore|disregard|forget|override) (?:\S+ ){0,4}(?:instructions?|rules?|prompts?|guidelines|directions) /,
  / (?:system|developer|hidden|initial) (?:prompt|message|instructions?) /,
  / (?:hien thi|hien ra|xuat|cho xem|in|dua|tiet lo|lap lai|doc|chep|reveal|print|show|repeat) (?:\S+ ){0,5}(?:prompt|(?:huong dan|chi dan|quy tac) (?:an|ngam|noi bo|ben trong)|cau lenh he thong|loi nhac he thong|chi dan he thong|huong dan he thong|cau hinh he thong) /,
  / (?:tu gio|tu bay gio|tu nay) (?:\S+ ){0,2}(?:ban|may|mi|em|tro ly|bot) (?:\S+ ){0,2}(?:la|se|phai|hay|dong vai) /,
  / (?:gia bo|gia vo|dong vai|hay lam|nhap vai|dong gia|gia su) (?:\S+ ){0,3}(?:la )?(?:may|ban|mi|dan|hacker|tro ly khong gioi han|mot ai|ai khong|nhan vat|admin|quan tri vien|giam doc|chu tich|truong cong an|cong an|lanh dao) /,
  / (?:repeat|print|show|output|reveal|translate|summarize|tell me)(?: \S+){0,3} (?:above|instructions|you are|prompt|your rules)(?: |$)/,
  / (?:pretend|act as|you are now|roleplay|role play|jailbreak|dan mode|developer mode|do anything now) /,
  / (?:khong gioi han|khong bi gioi han|khong co luat|khong luat le|khong kiem duyet|bo kiem duyet|tat (?:bo loc|kiem duyet|che do an toan)|vuot rao) /,
  / (?:tu gio|tu h|tu bay gio|tu nay|bay gio|gio) (?:\S+ ){0,3}(?:may|mi|m|ban|bot|tro ly) (?:la|thanh|dong) (?:admin|quan tri|hacker|chu tich|lanh dao|nguoi khac|sep) /,
  / (?:thuc hien|chay|lam theo) (?:\S+ )?(?:lenh|cau lenh|chi dan|yeu cau) (?:trong|ben trong|o trong|duoi day|sau day|do|nay) /,
  / (?:drop table|select from|union select|script alert|sudo|rm rf|base64|eval) /,
  / cap nhat he thong /,
  / (?:luat le|quy tac|chi dan|rang buoc|gioi han|lenh) cua (?:may|mi|ban|bot|tro ly)(?: \S+){0,2} (?:tat(?! ca)|huy|xoa|bo het|vo hieu|khong con) /,
  / (?:tu gio|tu h|bay gio|gio) (?:tao|t|toi|tui) (?:la|thanh) (?:admin|hacker|quan tri vien|quan tri he thong) /,
]

const STEERING_MARK =
  /\[\s*(?:system|admin|inst|developer|he thong|quan tri(?: vien)?)\s*\]|<\/?(?:system|assistant|instructions?)>|^\s*(?:system|assistant)\s*:/i

/** A figure or rule said to hold from now on, and the assistant told to keep it: both in one message. */
const FROM_NOW_ON =
  / (?:(?:ke |bat dau )?tu (?:bay gio|nay|gio|hom nay|luc nay|phut nay)(?! den| toi)|(?:thong bao|lenh|chi dao|yeu cau|thong diep) (?:moi |khan )?(?:tu|cua) (?:ban |nguoi )?(?:quan tri|admin|nha phat trien|he thong|cap tren)) /
const KEEP_IT =
  / (?:(?:hay|phai|nho|cu|nhat thiet) (?:\S+ ){0,4}(?:ghi nho|nho lay|luu lai|tra loi|noi voi|bao voi|dung so|ap dung)|ghi nho|ghi vao bo nho|nho nhe|tra loi (?:moi nguoi|moi cau|ba con|ai hoi|theo (?:so|con so|muc|noi dung) (?:nay|do|moi))|ai hoi (?:\S+ ){0,3}(?:tra loi|noi|bao)|theo con so nay) /

/** Marked, the very words; "quy chế tạm thời" is none of them. */
const GUESSING_AS_MARKED =
  /(?<!\p{L})(?:(?:đoán|ước|bịa|phỏng) (?:đại|bừa|mò|chừng|tạm)|bịa ra|(?<!(?:quy|cơ|thể) )chế (?:đại|bừa|tạm))(?!\p{L})/iu
/** Unmarked, not where "phòng chúng tôi", "đoàn đại biểu", "mở lớp", "ước mơ" or "cơ chế chung" read alike. */
const GUESSING_UNMARKED =
  / (?:doan (?:dai(?! bieu)|mo(?! (?:lop|rong|hoi|cuoc)))|bia mo|uoc dai|(?:doan|uoc|bia|(?<! (?:du|van) )phong) chung(?! (?:toi|em|ta|minh|tui|con|chau|no|thuc|nhan))|(?:doan|uoc|bia) tam|(?:doan|uoc|bia|phong|che) bua|(?:bia|che) dai) /
const WITHOUT_GROUNDS = / (?:khong can|khoi can|chang can) (?:\S+ )?(?:can cu|dan nguon|nguon|trich dan|tai lieu|dung) /

function asksForAGuess(said: string, asked: string): boolean {
  if (WITHOUT_GROUNDS.test(asked)) return true
  return hasMarks(said) ? GUESSING_AS_MARKED.test(said.normalize('NFC')) : GUESSING_UNMARKED.test(asked)
}

const DATA_CHANGE = [
  / (?:tu nay|tu gio|tu bay gio|ke tu nay|bay gio|gio)(?: \S+){0,2} (?:xem nhu|coi nhu|coi|xem|hieu la|nho la|ghi nho)(?: \S+){0,12} (?:la|thanh|con) \d/,
  / (?:xoa|huy|pha|sua|doi) (?:het |sach |bo |toan bo |tat ca |luon |lun |cai )*(?:du lieu|van ban|ke hoach|he thong|co so du lieu|so sach)(?: \S+){0,6} (?:cho (?:tao|toi|em|minh|anh)|di|ngay|luon) /,
  / (?:xoa|huy) (?:luon |lun |het |cai |giup |sach )*nghi quyet(?: \S+){0,6} (?:trong|khoi) (?:kho|he thong|may) /,
  / (?:tu nay|tu gio|tu hom nay|ke tu gio) (?:\S+ ){0,8}(?:phai dung|phai tra loi|dung so nay|ap dung so nay|ghi la|tra loi la) /,
  / (?<! (?:giay|to|don|xin|ban) )xac nhan (?:da )?(?:cap nhat|sua|doi|thay) /,
  / (?:sua|doi|chinh|thay|dieu chinh|nang|ha|xoa|them) (?:giup |gium |ho |lai |cho )?(?:\S+ ){0,9}(?:thanh|xuong con|len) \d/,
  / (?:sua|xoa|doi|go|thay doi) (?:giup|gium|ho|dum|luon|ngay)(?: \S+){0,3} (?:han|chi tieu|nhiem vu|so lieu|du lieu|ten|van ban|ke hoach|bao cao|lich su|kinh phi) /,
  / (?:danh dau|ghi nhan|tick|xac nhan)(?: giup| gium| ho| luon)? (?:\S+ ){0,4}da (?:nop|xong|hoan thanh)(?: \S+){0,6} (?:giup|gium|ho|dum|du chua|mac du chua) /,
  / (?:lui|doi|gia han|keo dai)(?: giup| gium| ho| cho)? (?:\S+ ){0,4}(?:han|thoi han|ngay nop)(?: \S+){0,5} (?:giup|gium|ho|cho em|cho toi|cho don vi|sang|den) /,
]

/** To have one's own papers changed is an errand, not an order to the machine: "sửa năm sinh trên giấy khai sinh". */
const OWN_PAPERS =
  / (?:khai sinh|khai tu|can cuoc|cccd|cmnd|so chung minh|chung minh (?:nhan dan|thu)|ho khau|nam sinh|ngay sinh|ho ten|tam tru|tam vang|thuong tru|luu tru|cu tru|ket hon|ho tich|so do|quyen su dung dat|giay phep|bang lai|bao hiem y te|bhyt|kinh doanh|tai khoan (?:vneid|dinh danh)) /
const REGISTER =
  / (?:ke hoach|nghi quyet|chi tieu|nhiem vu|bao cao|so lieu|du lieu|kinh phi|ngan sach|han nop|he thong) /

function isOfOwnPapers(asked: string): boolean {
  return OWN_PAPERS.test(asked) && !REGISTER.test(asked)
}

const ONE_TIME_CODE =
  / (?:(?:ma )?otp|ma xac (?:thuc|nhan|minh)|passcode)(?: \S+){0,4} \d{4,8} | (?<! (?:khong|chua|chang) )(?:doc|gui|nhap|dua|cho)(?: \S+){0,3} (?:ma )?otp(?! (?:ve|den|toi)) | (?:ma )?otp(?: \S+){0,4} (?:giup|gium|ho) /

/** What is wrong with the question, if anything. `said` is the person's own text, `asked` its plain form. */
export function findDanger(said: string, asked: string): Danger | null {
  const emergency = findEmergency(said, asked)
  if (emergency) return { kind: 'emergency', of: emergency }
  const because = whyRefused(said, asked)
  return because ? { kind: 'refused', because } : null
}

/** Whether a whole message as typed speaks of life in danger: nothing may come between it and its answer. */
export function isEmergency(typed: string): boolean {
  return findDanger(typed, plain(typed))?.kind === 'emergency'
}

function whyRefused(said: string, asked: string): Refusal | null {
  const isWarned = TOLD_TO_TELL_A_CODE.test(asked) && !/\d{4,8}/.test(said)
  if (ONE_TIME_CODE.test(asked) && !isWarned) return 'one_time_code'
  const harm = harmAsked(said, asked)
  if (harm) return harm
  if (matches(DATA_CHANGE, asked) && !isOfOwnPapers(asked)) return 'data_change'
  if (FROM_NOW_ON.test(asked) && KEEP_IT.test(asked)) return 'injection'
  if (STEERING_MARK.test(fold(said)) || matches(INJECTION, asked)) return 'injection'
  if (asksForAGuess(said, asked)) return 'guessing'
  return asksForPersonalData(said, asked) ? 'personal_data' : null
}

function matches(patterns: RegExp[], asked: string): boolean {
  return patterns.some((pattern) => pattern.test(asked))
}
