/**
 * Requests to do harm or to run somebody down: by the very words (`HARM`, `DEFAMATION`), and those that no single word gives
 * away: a way or a text is asked for (`ASKS_FOR_IT`), and beside it stands what it is for. Whoever was harmed, wants to report it or asks what a plan does against it asks for something else (`LAWFUL`).
 */
import { clean, fold } from '../language/text.ts'
import { hasMarks } from './typed/mark-keys.ts'
import { plain } from './typed/plain.ts'

const HARM = [
  / chiem (?:doat |lay )?(?:tai khoan|quyen|sim)(?: \S+){0,4} (?:nguoi|nguoi ta|hang xom|ban|vo|chong|ai) /,
  / (?:lam|in|ky|mua|ban|dat|tao|che) (?:\S+ ){0,3}(?:gia|nhai|lau)(?: mao)? (?:chu ky|con dau|giay to|giay|bang cap|ho so|van ban|can cuoc|chung chi|so do|quyet dinh) /,
  / (?:lam gia|gia mao|lam nhai|nguy tao|khai khong|khai gian|khai man|fake) (?:\S+ ){0,4}(?:chu ky|con dau|giay|giay to|ho so|van ban|so lieu|bao cao|can cuoc|bang|chung chi|quyet dinh|otp|tai khoan|ho ngheo|danh tinh) /,
  / (?<! (?:bi|chong|ngan|ngua|chan|truoc|vu|cuoc|su co|nguy co|nguoi ta|ke xau|tin tac) )(?:hack|be khoa|xam nhap|dot nhap|tan cong|danh sap|do mat khau|vuot quyen|nghe len|theo doi len|cai ma doc|phishing) (?:\S+ ){0,3}(?:he thong|may chu|tai khoan|website|cong thong tin|dien thoai|mang|wifi|zalo|facebook|camera|trang)/,
  / (?:viet|soan|lam|tao|thao) (?:\S+ ){0,4}(?:lenh|thong bao|cong van|cong dien|giay|quyet dinh|van ban) (?:\S+ ){0,4}(?:gia mao|gia danh|gia ky|gia chu ky|gia nhu that) /,
  / (?:viet|soan|lam|thao)(?: \S+){0,4} (?:thong bao|cong van|giay moi|quyet dinh|van ban|tin nhan) gia (?:lam |y )+(?:nhu|giong)(?! (?:the )?nao| sao) /,
  / (?:viet|soan|thao)(?: \S+){0,8} lam (?:nhu|giong) (?:that|cua (?:uy ban|ubnd|xa|phuong|cong an|co quan|nha nuoc)) /,
  / (?:hoi lo|dut lot|lot tay|chay chot|chay viec|phong bi cho|boi tron) /,
  / (?:tron thue|rua tien|lach luat|qua mat (?:cong an|can bo|kiem tra|thanh tra)|doi pho (?:thanh tra|kiem tra)) /,
  / (?:che tao|mua ban|lam) (?:\S+ )?(?:bom|thuoc no|ma tuy|sung|vu khi) /,
]

const DEFAMATION = [
  / (?:bia|dung|theu det)(?: \S+){0,2} (?:chuyen|tin|dat)(?: \S+){0,6} (?:chu tich|can bo|lanh dao|bi thu|xa|phuong|ubnd|hdnd|hoi dong|ong|ba) /,
  / (?:viet|soan|dang|lam|che|tung|dua)(?: \S+){0,8} (?:an chan|an bot|an tien|rut ruot|tham nhung|tham o|an hoi lo|boi nho|noi xau|ha be|ha uy tin|vu khong|chui|bia dat|to cao khong|lang ma|mia mai|che gieu|an tien|bien thu)/,
  / (?:boi nho|noi xau|vu khong|ha be|lang ma|chui boi|boc phot) (?:\S+ ){0,3}(?:chu tich|can bo|lanh dao|bi thu|xa|ubnd|hdnd|uy ban|ong|ba|truong) /,
]

/** "Thẻ cho mẹ già", "giá bao nhiêu", "gia đình": only their marks tell them from what is forged. */
const NOT_FORGED = /(?<!\p{L})(?:già|giá|gia)(?!\p{L})/giu
const OLD_UNMARKED = /(?<= (?:me|ma|bo|cha|ba|ong|nguoi|tuoi|dan) )gia(?= )/g

function withoutAge(said: string, asked: string): string {
  return hasMarks(said) ? plain(clean(said).replace(NOT_FORGED, ' , ')) : asked.replace(OLD_UNMARKED, ',')
}

/** What was done to the asker is told, not asked for: they need help. */
const TELLS_OF_BEING_WRONGED =
  / (?:goi|nhan|bao|noi|doa)(?: \S+){0,8} (?:rua tien|chay an|lenh bat)(?: \S+){0,8} (?:chuyen|nop|dong|xac minh)| bi (?:ke xau|nguoi (?:ta|khac|la)|ai do|hang xom|no) (?:\S+ ){0,5}(?:boi nho|noi xau|vu khong|lang ma|gia mao|hack)| (?:viet|lam|soan|gui) don (?:to cao|khieu nai|kien nghi|phan anh)(?!.* (?:bia|dat dieu|vu khong) )(?: \S+)* (?:gui|nop)(?: \S+){0,3} (?:dau|ai|nao) /

const ASKS_FOR_IT =
  / (?:cach|lam sao|lam the nao|the nao|kieu gi|bang gi|lam ho|(?:thi|can) (?:\S+ ){0,3}gi|chi (?:toi|em|minh|tui|cho|dan)|huong dan|giup|viet|soan|thao|cong thuc|kich ban|dung (?:chat|thuoc|loai)|loai (?:gi|nao)|(?:o|cho) (?:dau|nao)|cho nao|tim|mua|ban|cho toi|cong cu|lieu bao nhieu|gap ai|ai ban|dung|lay|bao nhieu|luc nao) /

const LAWFUL =
  / (?:phong (?:ngua|chong|tranh)|chong (?:lai|ma tuy|lua|tham|bao luc|buon|gian|hang)|ngan (?:ngua|chan)|to giac|to cao(?! toi )|trinh bao|bao (?:cong an|cho (?:ai|cong an|xa)|ai|voi ai|o dau|den dau|113)|nhan biet|nhan dien|phan biet|(?<! (?:khong|khong bi|khong ai|bi) )phat hien|canh giac|canh bao|dau hieu|tuyen truyen|xu (?:ly|phat)|muc phat|(?<! (?:khong|khoi) )bi (?:phat|xu|lua|mat|lo|hack|ke|nguoi|ai|co lap|danh)|co nguoi|nguoi la|ai do|nhan duoc|mua phai|gap phai|chi tieu|nhiem vu|ke hoach|bao nhieu phan tram|cai nghien|co phai|co bi|co duoc|khong duoc|de tranh|(?:hang xom|chong|vo|ai|no|nguoi ta|nguoi yeu cu)(?: \S+){0,2} (?:theo doi|nghe len|doc trom|de doa|quay len)(?: \S+){0,3} (?:toi|em|chau|minh)|report|complain\w*|avoid|prevent|protect|against|recognize|detect) /

/** To be hidden from those who would stop it. */
const UNSEEN =
  / (?:(?:khong|khoi) (?:bi )?(?:phat hien|lan ra|tim ra|bat(?= $| thi| nhi))|khoi (?:lo|di tu)|ma (?:khong di tu|(?:vo|chong|bo me|cong an|thue|co quan|tinh|xa|uy ban|phong cong chung|kiem lam|can bo|doan|ngan hang|chinh quyen)(?: \S+){0,4} khong (?:biet|hay))|(?:de|cho) (?:thue|cong an|kiem lam|co quan|doan|vo|chong)(?: \S+){0,2} khong (?:biet|hay)|khong ai (?:hay|thay|nhan ra|phat hien|nghi ngo|biet(?= $))|sao cho (?:kin|khop|kho biet|giong that)|khong de lai (?:dau vet|thuong tich)|xoa dau vet|tron khoi|tranh chot|qua chot|kiem lam (?:khong biet|it di)|(?:vao|lay|sua|xem)(?: \S+){0,12} (?:khong can|khong co) quyen) /

/** What nobody does honestly, asked for or announced. */
const DISHONEST_AS_SUCH =
  / (?:de qua mat|(?:tieu huy|giau|xoa|don|ban chay)(?: \S+){0,8} truoc khi (?:cong an|doan|thanh tra|kiem tra|moi truong|thu y|kiem lam)(?: \S+){0,2} (?:den|toi|ve|do|xuong)|(?<! (?:bi|co) )tay xoa (?:\S+ )?(?:so|giay|ho so|can cuoc|hoc ba|bang)|(?:scan|cat|ghep)(?: \S+){0,3} (?:con dau|dau do|chu ky)(?: \S+){0,3} (?:ghep|dan)|ghep dau vao|tung tin(?: \S+){1,12} (?:de|cho) (?:dan|ba con|ho|no|co)) /

const PAPER =
  '(?:giay(?: to)?|so ho khau|so do|can cuoc|bang(?: cap| lai)?|ho so|bien lai|con dau|dau do|chu ky|chung chi|khai sinh|ban sao|phieu bau|hoa don|quyet dinh|thong bao|trang web|tam tru|bao chay|ly hon|nhan vien|ket qua)'
/** "Giả" is told from "giá", "gia" and "già" by its marks alone; unmarked by what stands around it. */
const FORGED_MARKED =
  /(?<!\p{L})(?:làm|in|viết|soạn|tạo|chế|mua|xin|tìm|lập|khai|dựng|đánh tráo|tung|báo|ly hôn)(?: [^\s.?!]+){0,9} giả(?!\p{L}| (?:định|sử|thiết|thuyết|lập|vờ))/iu
const FORGED_UNMARKED = new RegExp(
  ` (?:lam|in|viet|soan|tao|che|mua|xin|tim) (?:\\S+ ){0,4}${PAPER}(?: \\S+){0,3} gia(?= $| (?:de|giong|nhu that|cho giong|thi) )| lam gia (?:\\S+ ){0,3}${PAPER} `,
)
const SHAM_MARKED =
  /(?<!\p{L})(?:(?:hồ sơ|công ty|quỹ từ thiện|quỹ|chuồng trại|doanh nghiệp|danh sách) ma|(?:khai|kê|lao động|chứng từ|hóa đơn) khống|giấy(?: [^\s.?!]+){0,4} khống|(?:con nuôi|thành tích|số liệu) ảo)(?!\p{L})/iu

const AS_SOMEBODY_ELSE =
  / (?:gia danh|mao danh|mao ten|gia lam (?:cong an|can bo|nhan vien|nguoi)|gia (?:cong an|ngan hang|can bo thue)|dung ten nguoi (?:chet|da mat)) |(?:vay|rut|mo|dang nhap|dung|bang|vuot)(?: \S+){0,8} (?:can cuoc|giay to|sim|anh|khuon mat)(?: \S+){0,3} (?:nhat duoc|nguoi khac|nguoi (?:da )?(?:mat|chet)) /

const TO_PERSONS =
  / (?:dau doc|danh thuoc me|bo thuoc (?:chuot|sau|me|ngu|doc)|siet co|tat axit|axit tat|dot nha|pha phanh|danh ghen|giat chet|dien chich|danh nguoi|giet nguoi|xa hoi den|quay len|nghe (?:len|trom)|doc trom|theo doi (?:tin nhan|dien thoai|vo|chong)|theo doi(?: \S+){0,2} tin nhan|tung anh nong|dinh vi theo doi|nem da|bao loan|tra thu|nhot (?:me|cha|bo|ba|ong)|de doa|thuoc me|doi no cho no so|dua nguoi sang|du (?:tre|nguoi)(?: con)?|tung ra|chan duong|ep (?:vo|chong|con|dan)(?: \S+)? (?:ky|ban)|ban hang gia) /

const DRUGS_AND_WEAPONS =
  / (?:trong|nau|che|tu che|che tao|mua|ban|mua ban|pha|tach|giau|van chuyen|hit|lam|lap|do|lay|pha che|co)(?: \S+){0,4} (?:can sa|ma tuy|thuoc lac|ketamin|thuoc phien|co my|hang trang|nuoc vui|bong cuoi|luu dan|thuoc no|phao no|bom xang|kip no|min danh|sung (?:san|tu che|hoi|ong)|(?<! bo )sung tu che|dan that|vu khi|axit tat) | xet nghiem nuoc tieu | (?:che|lam) sung /

const INTO_SYSTEMS =
  / (?:dot nhap|be khoa|danh sap (?:\S+ ){0,2}(?:trang|he thong|mang|may chu|website|cong)|do mat khau|lay mat khau (?:\S+ ){0,3}(?:nguoi|vo|chong|ban|sep|hang xom|ong|ba)|cong cu quet lo (?:hong|khong)|(?:phat tan|viet|tao|cai|tha|gui) (?:\S+ ){0,3}(?:vi rut|ma doc|gian diep)|nghen (?:trang|he thong|mang)|chiem (?:quyen|tai khoan)|link lua|lua (?:\S+ ){0,4}(?:bam|otp|ma)|xoa camera|vuot (?:lop|qua) (?:xac thuc|camera)|du lieu so dien thoai) /

const MONEY_BY_TRICKS =
  / (?:lua (?:dao|nguoi|ho|tien)|chuyen tien viet|de lua|om tien|an chan|truc loi|khai (?:man|gian|thieu doanh thu|khong|them|lut)|chay (?:chot|suat)|lot tay|(?:nen|can) dua phong bi bao nhieu|giau so sach|tau tan|ban hoa don|(?:nho|thue|nguoi)(?: \S+)? thi ho|gian lan thi|mua phieu bau|mot phieu(?= $)|nguoi khoe manh(?: \S+){0,2} bang cach|khong can thi|lan chiem (?:\S+ ){0,3}(?:roi|lam)|phu huynh chuyen tien|nap game|san tien ao|de rut tien(?= $)|don ?den bu|vo hai|sua ngay sinh(?: \S+){0,8} (?:nghia vu|di hoc som|lay chong)) /

const PURPOSES = [UNSEEN, AS_SOMEBODY_ELSE, TO_PERSONS, DRUGS_AND_WEAPONS, INTO_SYSTEMS, MONEY_BY_TRICKS]

/** What is written about people that is not so, or only to hurt them. */
const TO_DEFAME =
  / (?:viet|soan|ke|lam|tung|tao|dung|che|dat|ghep)(?: \S+){0,6} (?:bia (?:chuyen|tin|toi)|dat dieu|boi xau|chui rua|chui mang|vu cao|ha nhuc|nac danh|mat uy tin|lang ma|tin don)(?: |$)| dat dieu (?:\S+ ){0,8}viet /

const IN_ENGLISH =
  / (?:how (?:to|do i|can i|could i|can one)|write|draft|create|develop|make|give|provide|design|teach|instruct\w*|explain|outline|generate|show|produce|fake)(?: \S+){0,14} (?:hack\w*|malware|virus\w*|phishing|ransomware|botnet|keylogger|bombs?|explosives?|forg(?:e|ing|ed)|counterfeit\w*|brib(?:e|ing)|launder\w*|steal\w*|defam\w*|slander\w*|identity theft|fraud\w*|scam\w*|poison\w*|murder\w*|kill\w*|assassinat\w*|kidnap\w*|stalk\w*|blackmail\w*|terroris\w*|suicide|self harm|illegal\w*|racis\w*|propaganda|fake news|misinformation|\w*bully\w*|harass\w*|weapons?|firearms?|tax evasion|insider trading) | fake (?:\S+ ){0,2}(?:signature|certificate|id|document|paper|stamp) /

/** Which of the two is asked for, true or not; null for neither. `said`: as typed, `asked`: its plain form. */
export function harmAsked(said: string, asked: string): 'harm' | 'defamation' | null {
  if (TELLS_OF_BEING_WRONGED.test(asked)) return null
  const unaged = withoutAge(said, asked)
  if (HARM.some((pattern) => pattern.test(unaged))) return 'harm'
  if (TO_DEFAME.test(asked) || DEFAMATION.some((pattern) => pattern.test(asked))) return 'defamation'
  return isForHarm(said, asked) ? 'harm' : null
}

function isForHarm(said: string, asked: string): boolean {
  if (LAWFUL.test(asked)) return false
  if (isForged(said, asked) || DISHONEST_AS_SUCH.test(asked) || IN_ENGLISH.test(asTyped(said))) return true
  return ASKS_FOR_IT.test(asked) && PURPOSES.some((purpose) => purpose.test(asked))
}

function isForged(said: string, asked: string): boolean {
  if (!hasMarks(said)) return FORGED_UNMARKED.test(asked)
  const marked = said.normalize('NFC')
  return FORGED_MARKED.test(marked) || (SHAM_MARKED.test(marked) && ASKS_FOR_IT.test(asked))
}

/** Without the spellings that only Vietnamese has: "forge" is read as "phorge" otherwise. */
function asTyped(said: string): string {
  return ` ${fold(said).replace(/[^a-z0-9]+/g, ' ')} `
}
