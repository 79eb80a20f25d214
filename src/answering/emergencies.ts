/** Life or home in danger: found before anything else is, and told apart from what is planned, reported or paid for. */
import { clean } from '../language/text.ts'
import { plain } from './typed/plain.ts'

export type Emergency = 'fire' | 'medical' | 'crime' | 'child' | 'scam' | 'disaster'

const EMERGENCIES: [Emergency, RegExp][] = [
  [
    'fire',
    / (?:(?:dang|co) chay(?! (?:tren (?:dien thoai|di dong|web|may tinh|trinh duyet|he dieu hanh)|duoc|thu|on dinh|muot) )|chay nha|nha (?:em |toi |chau |minh )?(?:bi |dang )chay|chay lon|(?<! (?:nuoc|ong|voi|bon|mai|tran)(?: \S+){0,3} )bi chay|chay roi|no gas|no binh gas|house is on fire) /,
  ],
  [
    'medical',
    / (?:cap cuu (?:voi|gap|giup)|goi cap cuu|bat tinh|ngung tho|dot quy|co giat|dien giat|duoi nuoc|ngo doc|ran can|chay mau nhieu|tai nan giao thong|bi tai nan|sap sinh(?! .*(?:giay|thu tuc|dang ky|bao hiem|can lam))|(?<! cu )tu tu|uong thuoc (?:sau|tru sau)|heart attack) /,
  ],
  [
    'child',
    / (?:xam hai (?:tre|be|chau|con)|bao hanh (?:tre|be|chau|con)|danh dap (?:tre|be|chau)|bat coc|tre em bi (?:danh|bo roi|xam hai)) /,
  ],
  [
    'scam',
    / (?:(?:bi|vua bi|moi bi) (?:no )?lua (?:mat|het|tien|dao)|lua dao mat tien|mat (?:sach |het )?tien (?:trong )?tai khoan|lo (?:chuyen (?:khoan|tien)(?! (?:nham|lon))|doc otp|dua otp|bam (?:vao )?link)|(?:bi|mat) (?:hack|chiem) (?:tai khoan )?ngan hang) /,
  ],
  [
    'crime',
    / (?:dang bi (?:danh|cuop|de doa|truy sat|dot nhap)|co trom|trom (?:dang )?vao nha|bi cuop|giet nguoi|danh nhau|cam dao|bao luc gia dinh|chong (?:dang )?danh) /,
  ],
  [
    'disaster',
    / (?:lu cuon|lu quet|sat lo (?:dat )?(?:vao nha|roi)|vo de|nuoc dang ngap nha|mac ket (?:trong|giua) (?:lu|nuoc)|cuu voi) /,
  ],
]

/** Words that only their marks tell from those of an emergency: "phần mềm có chạy", "cứ từ từ", "bật tính năng". */
const HARMLESS_AS_MARKED =
  /(?<!\p{L})(?:chạy|chảy(?! máu)|từ từ|dưới nước|vợ đẻ|(?:bật|bắt) tính|bị đánh giá|giật mình|lựa|dành nhau)(?!\p{L})/giu

/**
 * Somebody asks about such things rather than out of one: what is to be ready before it happens ("mỗi ca mở hồ bơi phải cắt mấy
 * người canh"), which report is due on it, who is in charge, what an insurance pays.
 */
const SPOKEN_OF =
  / (?:ke hoach|phuong an|dien tap|tuyen truyen|chi tieu|nhiem vu|bao nhieu phan tram|phong (?:va )?chong|phong ngua|ngan ngua|bao cao|nop khi nao|han nop|phu trach|chu tri|phoi hop|chiu trach nhiem|bao hiem|bhyt|chi tra|boi thuong|tap huan|muc phat|xu phat|thong ke|so vu|ban chi dao|quy che|mo hinh|(?:moi (?:ca|buoi|lan|dot)|khi mo|ho boi)(?: \S+){0,6} (?:phai|can) (?:cat|bo tri|cu) (?:bao nhieu|may) nguoi (?:canh|truc)) /
/** It happens now, or to somebody, whatever else is asked with it. */
const HAPPENS =
  / (?:dang(?! (?:nop|lam|co|xay dung|soan|trien khai|thuc hien|hoc|tinh|lap|can|phu trach|tham gia) )|vua(?! (?:ban hanh|qua) )|voi|gap|khan|(?<! so )cuu(?! (?:ho|nan|tro) )|ngay (?:bay gio|lap tuc)|lam sao (?:bay gio|gio)|goi ai|goi so|keu cuu|help|(?:em|toi|tui|minh|con|chau|be|me|ma|bo|ba|ong|vo|chong|nha|hang xom|ban|nguoi|dua)(?: \S+){0,3} (?:bi|moi|sap)) /

/** The kind of danger a message tells of; null where it only asks about such things. `asked`: its plain form. */
export function findEmergency(said: string, asked: string): Emergency | null {
  const urgent = plain(clean(said).replace(HARMLESS_AS_MARKED, ' , '))
  const emergency = EMERGENCIES.find(([, pattern]) => pattern.test(urgent))
  if (!emergency) return null
  return SPOKEN_OF.test(asked) && !HAPPENS.test(asked) ? null : emergency[0]
}
