/** What kind of thing a question asks for, and whether a stretch of text holds such a thing. */

import { fold } from '../../language/text.ts'
import { asMeant } from '../typed/homographs.ts'

export type Want =
  | 'percent'
  | 'money'
  | 'count'
  | 'figure'
  | 'date'
  | 'person'
  | 'unit'
  | 'place'
  | 'contact'
  | 'form'
  | 'penalty'
  | 'definition'
  | 'list'
  | 'manner'
  | 'yes_no'
  | 'status'

const SIGNS: [Want, RegExp][] = [
  [
    'contact',
    / (?:so dien thoai|so dt|so (?:de )?goi(?! thau)|so tong dai|so tai khoan|duong day nong|hotline|dia chi (?!ip)|email|thu dien tu|(?<! (?:ngoai|tren|len|o|vao|qua) (?:cai )?)(?:website|trang web)(?! (?:ra|thi|co|duoc|phai|xa co|van|da))|link|duong link|(?:facebook|fanpage|zalo)(?= (?:cua|nao|gi|ten|la gi))|so zalo|ket ban (?:voi )?(?:so|zalo)|mat khau) /,
  ],
  [
    'form',
    / (?:(?:bieu mau|mau bao cao|mau don)(?! (?:dien|dien tu|tren|truc tuyen|co|duoc|phai) )|mau nao|mau so|tai (?:ve |xuong |mau |o )|download|file mau|theo mau) /,
  ],
  [
    'penalty',
    / (?:bi phat|muc phat|(?:(?:co|bi) phat|duoc phat(?= (?:khong|nguoi|dan|ho|bao nhieu)))(?! (?:truc tiep|song|thanh|trien|hanh|dong|hien|huy|sinh|loa|tay|giay|sach|qua|dong))|phat (?:tien(?! (?:ho tro|tro cap|cho|luong|thuong|qua|den|mat|cuu tro|an sinh|chinh sach))|bao nhieu|gi|nguoi)|xu phat|bi tru|tru (?:bao nhieu )?diem|bi ky luat|ky luat (?:gi|the nao)|che tai|bi xu ly|bi sao khong|co sao khong|bi gi khong) /,
  ],
  [
    'status',
    / (?:da dat|dat duoc (?:bao nhieu|may)|da duoc (?:bao nhieu|may)|den nay|den gio|toi gio|toi nay|gio nay|(?<! (?:khac(?: gi)?|hon|so|khac voi|so voi) )(?:hien (?:gio|nay|tai)|bay gio)|lam duoc (?:bao nhieu|may)|lam toi dau|den dau roi|(?:bao nhieu|may)(?: \S+){0,6} roi|(?<!(?:kiem tra|khao sat|giam sat) )thuc te|da (?:lam|cap|hoan thanh|co|xong|trien khai)(?: \S+){0,5} (?:bao nhieu|may|chua)|ket qua thuc hien(?: \S+){0,4} (?:bao nhieu|the nao)|con (?:bao nhieu|may) (?:\S+ ){1,5}chua|(?:nam 20\d\d|nam|thang|quy) (?:vua )?roi(?: \S+){0,6} (?:bao nhieu|may)) /,
  ],
  [
    'money',
    / (?:bao nhieu (?:tien|ty|trieu|dong|kinh phi)|(?:kinh phi|tong tien|so tien|von|ngan sach|chi phi|tien)(?: \S+){0,12} (?:bao nhieu|may ty|may trieu|the nao|la bao nhieu)|may (?:chuc |tram )?(?:ty|trieu|dong)|(?:het|ton|mat|xai)(?: \S+){0,2} (?:bao nhieu|nhieu tien)|so tien|tong kinh phi|tong muc|muc (?:luong|phu cap|ho tro|chi|thu|hoc phi)|(?<! (?:chat|san|so|khoi|nang|luc|trong|dinh|do|bien|chu|dung|han|thoi) )luong(?: \S+){0,8} bao nhieu|(?<! (?:danh|tham|quoc|chuyen|tac|duoc|me|ong|ba) )gia(?! (?:dinh|tri|suc|cam|tang|han|nhap|yeu))(?: \S+){0,9} bao nhieu|phu cap|le phi|gia bao nhieu|thu phi|mat phi|tien (?:cong|thuong)|boi duong (?:la )?bao nhieu (?:mot|1|moi|tien|dong)|(?:boi thuong|ho tro|tro cap|thuong|dong gop|den bu|den)(?: \S+){0,3} bao nhieu(?! (?:phan|%|ho|nguoi|con|cay|mo|lop|may|bo|don|thon|xa|ap|cai|suat|cho|nha|doanh|hoc|can|truong|dan|em|lan) )|(?:xa|phuong|nha nuoc|duoc) (?:cho|tra)(?: \S+){0,2} bao nhieu(?! (?:phan|%|ho|nguoi|con|cay|lop|may|bo|don|thon|xa|ap|cai|suat|cho|nha|doanh|hoc|can|truong|dan|em|lan) )) /,
  ],
  [
    'percent',
    /^ ty le | (?:may chuc phan|phan tram|%|may phan(?= (?:tram|vay|nha|a|$))|may phan $|ty le(?: \S+){0,12} (?:bao nhieu|may|the nao)|bao nhieu %) /,
  ],
  [
    'date',
    / (?:khi nao|bao gio|ngay nao|ngay may|hom nao|luc nao|thoi diem nao|thoi gian nao|thoi gian thuc hien|thoi han|han (?:cuoi|chot|nop|bao cao|hoan thanh|la|den|khi|nao|ngay|cua)|han$|nam nao|nam may(?! (?:tinh|vi tinh|moc|lop|lan|cuoc|buoi|nguoi|thon))|thang nao|thang may|quy nao|quy may|truoc ngay|bao lau|may (?:nam|thang|tuan|ngay|quy)(?: \S+){0,2} (?:mot|1) lan|may gio|thu may|gio lam viec|lich (?:lam viec|tiep dan)|may lan|giai doan nao|tu nam|den nam nao|deadline|lich (?:nao|bao cao|nop)|lich(?: \S+){1,8} (?:hom nay|ngay mai|(?:tuan|thang) (?:nay|sau|toi))|dip nao) /,
  ],
  [
    'person',
    / (?:ai ky|nguoi ky|ten gi|ten ai|ho ten|la ai|ai la|dong chi nao|ong nao|ba nao|ten (?:cua )?(?:chu tich|nguoi|can bo)) /,
  ],
  [
    'unit',
    / (?:ai|don vi nao|phong nao|ban nao|co quan nao|ben nao|bo phan nao|to chuc nao|hoi nao|doan the nao|gap phong|lien he|bao ai|hoi ai|gui ai|phoi hop voi|cho ai|nop cho|gui ve dau|gui cho|gui dau|bao len dau|qua don vi|ai chu tri|dau moi) /,
  ],
  [
    'definition',
    / (?:la gi|la cai gi|nghia la|co nghia|hieu la|hieu the nao|ten day du|viet tat|khai niem|la (?:nhu )?the nao|la sao|de lam gi|muc dich) /,
  ],
  [
    'figure',
    / dat(?: \S+){1,3} bao nhieu | (?<! (?:thang|ngay|nam|quy|thu|tuan|hom|buoi) )(?:bao nhieu|may) (?:vay |a |ad |the |roi |nhi |la )*$| (?:muc|dat|la|con so|so hoa|tang|giam|che phu|toi thieu|toi da|khoang|can|phai|len|len toi|len den) (?:la )?bao nhieu | so sanh (?:\S+ ){0,2}(?:chi tieu|ty le|muc tieu|muc) | len (?:toi |den )?(?:muc|con so|ty le) (?:nao|may) /,
  ],
  [
    'count',
    / (?:bao nhieu|(?<! (?:so|ngay|hom|mung|thu|khoan|dieu|(?<! (?:mot|moi|1) )(?:nam|thang|quy)) )may(?! (?:tinh|moc|in|quet|tram|chu|anh|bay|cay|gat|bom|lanh|chi(?! (?:tieu|bo|hoi|nhanh|doan))|a|ad|oi|bac(?! s[iy])|ong|ba|cu) )|so luong) /,
  ],
  ['place', / (?:o dau|cho nao|noi nao|den dau|tai dau|dau vay|dang dau|xem dau|hoc dau|dia diem) /],
  [
    'list',
    / (?:nhung gi|nhung nao|liet ke|ke ten|ke ra|ke het|gom nhung|gom co|bao gom|cac (?:\S+ ){1,6}nao|nhung (?:\S+ ){1,6}nao|tat ca|danh muc|toan bo|lam gi|viec gi|nhiem vu gi|nhiem vu nao|mang nao|noi dung nao|la nhung|lam nhung|phai lo|to chuc cai gi|gi) /,
  ],
  ['manner', / (?:the nao|lam sao|bang cach nao|nhu nao|ra sao|cach nao|sao) /],
  ['yes_no', / (?:khong|chua|dung khong|phai khong|duoc khong|co phai|hay) /],
]

const ASKS_SHARE = / (?:bao nhieu|may) (?:%|phan tram) | phan tram /

const ABOUT_AN_AIM = / (?:chi tieu|ty le|muc tieu) /
const SAYS_MONEY = / (?:tien|ty dong|trieu|dong|kinh phi|von|ngan sach|thu nhap) /

/** Words that ask for a kind of thing with these marks alone. */
const MEANT: Partial<Record<Want, readonly string[]>> = {
  penalty: ['phạt'],
  money: ['giá', 'lương', 'thưởng', 'mất'],
  date: ['hạn'],
  person: ['ký'],
}

/** "Mấy hệ thống… bảo vệ kiểu gì": several of them, where another word asks. */
const SEVERAL =
  /^ (?:the |con |vay |a |cho (?:em |toi |minh )?hoi )?may (?!phan |lan |nam |thang |ngay |tuan |gio |lop |nguoi |ho |thon |buoi )(?:\S+ ){2,14}(?:kieu (?:gi|nao|chi)|the nao|ra sao|lam sao|bang (?:gi|cach nao)|(?:co|duoc|phai) (?:\S+ ){1,10}(?:khong|chua)|thi sao) /
/** "Có được dạy dùng mấy cái … không": whether, not how many. */
const WHETHER_SEVERAL =
  / co (?:duoc |phai |can )?(?!may )(?:\S+ ){1,5}may (?:cai |thu |mon )(?:\S+ ){1,8}(?:khong|chua) (?:(?:a|ad|vay|nhi|the|roi|ha) )*$/
/** Without marks: "tren may", "may moc" are machines. */
const MACHINE =
  / (?:(?:tren|vao|vo|len|trong|cai|bang|mua|sam|thay|sua|mang|vac|bat|mo) may|may (?:nay|do|cu|hu|hong|cham|ca nhan|xach|ban|bang|say|phat)) /

/** "máy" is no "mấy", where marks were typed; nor are several things a number of them. */
function countsNothing(asked: string, said: string): boolean {
  const typed: string[] =
    said
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const isMachine = typed.includes('máy') && !typed.some((word) => /^m[aấâ]y$/.test(word))
  if (/ (?:bao nhieu|so luong) /.test(asked)) return false
  if (isMachine || SEVERAL.test(asked) || WHETHER_SEVERAL.test(asked)) return true
  const isOnce = asked.split(' may ').length === 2
  return isOnce && MACHINE.test(asked) && !typed.some((word) => /^m[ấâ]y$/.test(word))
}

/** Every kind of thing the question asks for, the most telling first. `said`: as typed, where that is known. */
export function readWants(asked: string, said = ''): Want[] {
  const wants = SIGNS.filter(([want, pattern]) => pattern.test(asMeant(asked, said, MEANT[want] ?? [])))
    .map(([want]) => want)
    .filter((want) => want !== 'count' || !countsNothing(asked, said))
  // "bao nhiêu phần trăm" asks for a share, whatever money is spoken of beside it.
  if (ASKS_SHARE.test(asked)) return wants.filter((want) => want !== 'money' && want !== 'count')
  // An aim or a share about fees and payments is no sum of money.
  return ABOUT_AN_AIM.test(asked) && !SAYS_MONEY.test(asked)
    ? wants.map((want) => (want === 'money' ? 'figure' : want))
    : wants
}

const PERCENT = /\d+(?:,\d+)?\s?%/
const MONEY =
  /\d\.\d{3} \(đơn vị tính|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?\s*(?:tỷ|tỉ|triệu|nghìn|ngàn)?\s*đồng(?!\s*(?:chí|bộ|thời|nhất|tình|chủ|hành|nhân dân|ruộng|lòng))|\d\s*(?:tỷ|triệu)\b/iu
const DATE =
  /(?<![\d/])(?:0?[1-9]|[12]\d|3[01])\s*\/\s*(?:0?[1-9]|1[0-2])(?!\d)|(?<!\d)(?:0?[1-9]|1[0-2])\/20\d\d|tháng\s+\d|quý\s+(?:[IV]+|\d)|năm\s+20\d\d|20\d\d\s*[-–]\s*20\d\d|h[ằà]ng (?:năm|quý|tháng|tuần)|định kỳ|thường xuyên|mỗi (?:năm|quý|tháng)|trong năm|giai đoạn|đột xuất|(?<!\d)\d+\s*(?:phút|giờ|ngày|tuần|tháng)(?!\p{L})|(?:(?<!\d)\d+|một|hai|ba|bốn) lần|(?:sáng|chiều|ngày|vào) thứ|thứ (?:hai|ba|tư|năm|sáu|bảy)(?!\p{L})/iu
const HOUR = /\d{1,2}\s*(?:giờ|h)(?!\p{L})|giờ hành chính/iu
const NUMBER =
  /(?<![\d/.,-])\d+(?:[.,]\d+)?(?![\d/%]|[-–]\p{L}|\s*%|\.\d)|(?<!\p{L})(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:lớp|lần|cuộc|buổi|đơn vị|nhiệm vụ|người|cán bộ|mô hình|tuyến|điểm|tổ|thôn)/iu

/** Years, days and the numbers of papers and clauses count nothing. */
const NO_AMOUNTS =
  /(?<!\p{L})(?:(?<!(?:mỗi|hằng|hàng|một) )(?:năm|tháng|quý)|ngày|(?<!tổng )số|điều|chương|phụ lục|nghị quyết|quyết định|kế hoạch|giai đoạn|khóa|tt)\s+\d[\d/.–-]*|\d{1,2}\/\d{1,2}(?:\/\d{4})?|(?<!\d)20\d\d(?!\d)|\d+(?:\/20\d\d)?[/-](?:kh|qđ|nq|ct|kl|tb|tt|nđ|qh|ctr|bc|cv|đa)[\p{L}\d-]*/giu

function hasAmount(text: string): boolean {
  return NUMBER.test(text) && NUMBER.test(text.replace(NO_AMOUNTS, ' '))
}

/** A stretch of text with its plain form. */
export type Told = { text: string; plainText: string }

/** Whether text could hold a thing of that kind; kinds without a visible form are always possible. */
export function holds(want: Want, told: Told, asked: string): boolean {
  const { text } = told
  if (want === 'count') return holdsCount(told, asked)
  if (want === 'percent') return PERCENT.test(text)
  if (want === 'money') return MONEY.test(text)
  if (want === 'date') return / (?:may gio|gio lam viec) /.test(asked) ? HOUR.test(text) : DATE.test(text)
  if (want === 'figure') return hasAmount(text) || PERCENT.test(text) || MONEY.test(text)
  return true
}

/** The thing counted stands after the asking word: "mấy lớp", "bao nhiêu thôn". */
const COUNTED = / (?:bao nhieu|may|so luong) (?:cai |con |chiec |nguoi )?(\S+)/
/** A person is counted under many names. */
const PERSONS = 'nguoi|lao dong|thanh vien|can bo|cong chuc|hoc vien|lanh dao|dai bieu|dan|nhan khau|luot khach|khach'
const COUNTABLE =
  /^(?:thon|xom|khom|ap|lang|buon|tieu|san|ho|lop|lan|buoi|cuoc|to|diem|mo|nhiem|don|co|khu|tuyen|ha|camera|may|nam|thang|ngay|phut|gio|nguoi|dan|can|thanh|ban|phong|truong|chi|muc|dot|hoc|ung|nen|cap|giai)$/

/** The thing counted is spoken of, and some number stands there: enough where the passage has the rest of the question. */
export function mentionsCounted({ text, plainText }: Told, asked: string): boolean {
  const noun = COUNTED.exec(asked)?.[1]
  return noun !== undefined && plainText.includes(` ${noun} `) && (NUMBER.test(text) || PERCENT.test(text))
}

const TOTAL =
  / (?:co|gom|tong cong|ca thay) (?:tat ca )?(?:bao nhieu|may) \S+(?: \S+){0,2} (?:vay |a |ad |the |nhi |roi |tat ca )*$/

/** "Xã có bao nhiêu thôn": the whole of them, of which no share tells. */
export function asksTotal(asked: string): boolean {
  return TOTAL.test(asked) && !/ (?:moi|mot|tung) /.test(asked)
}

const CLOCK = / \d{1,2} gio \d{1,2} phut /g
const YEAR_OR_DAY = /(?<= )(?:20\d\d|\d{1,2}\/\d{1,2}\/\d{4})(?= )/g

/** "Số hộ: 288". */
const ROW_NUMBER = /\p{L}: \d/u

/** Asked of every passage, made once. */
const MAX_PATTERNS = 500
const patterns = new Map<string, RegExp>()

function patternOf(source: string): RegExp {
  const made = patterns.get(source) ?? new RegExp(source)
  if (patterns.size >= MAX_PATTERNS) patterns.clear()
  patterns.set(source, made)
  return made
}

/** A number beside the thing counted; a share of it ("100% các thôn") counts only where it stands at it. */
function holdsCount({ text, plainText }: Told, asked: string): boolean {
  const persons = / (?:bao nhieu|may) (?:nguoi|dan|thanh vien|can bo|nhan khau) /.test(asked)
  const noun = COUNTED.exec(asked)?.[1]
  if (!persons && (!noun || !COUNTABLE.test(noun))) return hasAmount(text)
  const names = persons ? PERSONS : noun
  const share = names === noun ? '%?' : ''
  if (asksTotal(asked))
    return patternOf(
      `(?:co|gom|tong so|tong cong|toan (?:xa|phuong))(?: [^\\s,;.]+){0,3} \\d+ (?:[^\\s\\d,;]+ ){0,1}(?:${names})(?![a-z])`,
    ).test(fold(text))
  // In a table's row the thing counted heads its number: "số hộ: 288".
  if (ROW_NUMBER.test(text) && patternOf(`(?<![a-z])(?:${names}): \\d`).test(fold(text))) return true
  const said = plainText.replace(CLOCK, ' ').replace(YEAR_OR_DAY, '')
  const digits = `\\d+(?:[.,/]\\d+)*${share} (?:[^\\s\\d]+ ){0,2}`
  return patternOf(` (?:${digits}|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) )(?:${names}) `).test(said)
}
