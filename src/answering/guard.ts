/**
 * What must not be answered, found before anything is looked up: emergencies first, then attempts to steer the machine,
 * requests to change data or to harm, and personal data of others. Patterns read the plain form (`plain.ts`), which is why
 * marks, chat spellings and capitals do not matter; English forms stand beside the Vietnamese ones.
 */
import { clean } from '../language/text.ts'
import { hasMarks } from './typed/mark-keys.ts'
import { plain } from './typed/plain.ts'

export type Danger = { kind: 'emergency'; of: Emergency } | { kind: 'refused'; because: Refusal }

export type Emergency = 'fire' | 'medical' | 'crime' | 'child' | 'scam' | 'disaster'

export type Refusal =
  | 'injection'
  | 'data_change'
  | 'harm'
  | 'defamation'
  | 'guessing'
  | 'personal_data'
  | 'one_time_code'

const EMERGENCIES: [Emergency, RegExp][] = [
  [
    'fire',
    / (?:(?:dang|co) chay(?! (?:tren (?:dien thoai|di dong|web|may tinh|trinh duyet|he dieu hanh)|duoc|thu|on dinh|muot) )|chay nha|nha (?:em |toi |chau |minh )?(?:bi |dang )chay|chay lon|bi chay|chay roi|no gas|no binh gas|house is on fire) /,
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
  /(?<!\p{L})(?:chạy|từ từ|dưới nước|vợ đẻ|(?:bật|bắt) tính|bị đánh giá|giật mình|lựa|dành nhau)(?!\p{L})/giu

const INJECTION = [
  / (?:dat|nghi|che|bia|ve|dung|sang tac|tao|viet|lam)(?: \S+){0,6} (?:doan trich|trich dan|dieu khoan|nguon|can cu|so lieu|con so|van ban|quyet dinh|quy dinh|noi dung|ket qua|chi tieu)(?: \S+){0,4} (?:khong co that|khong ton tai|tuong tuong|hu cau|bia dat) /,
  / (?:lenh|menh lenh|chi dan|yeu cau nay|chi thi nay)(?: \S+){0,3} (?:uu tien (?:cao nhat|tuyet doi|so mot|so 1|hon)|toi cao|cao nhat|tuyet doi) /,
  / (?:thay (?:cho|the)|dung tren|cao hon|vuot len|vuot tren|de len|ghi de|hon) (?:moi|tat ca|toan bo|het) (?:\S+ ){0,2}(?:quy tac|chi dan|huong dan|lenh|luat le|rang buoc) /,
  / (?:bo qua|quen(?: het| di| sach)?|lo di|phot lo|khong can tuan theo|dung tuan theo|mac ke|vut bo|bo het) (?:\S+ ){0,4}(?:huong dan|chi dan|chi thi|quy tac|menh lenh|lenh truoc|luat le|luat (?:di|het)|rang buoc|(?:quy dinh|van ban|ke hoach|nghi quyet|so lieu|con so|chi tieu) (?:truoc|cu|goc|tren|di|do di)) /,
  / (?:ignore|disregard|forget|override) (?:\S+ ){0,4}(?:instructions?|rules?|prompts?|guidelines|directions) /,
  / (?:system|developer|hidden|initial) (?:prompt|message|instructions?) /,
  / (?:hien thi|hien ra|xuat|cho xem|in|dua|tiet lo|lap lai|doc|chep|reveal|print|show|repeat) (?:\S+ ){0,5}(?:prompt|(?:huong dan|chi dan|quy tac) (?:an|ngam|noi bo|ben trong)|cau lenh he thong|loi nhac he thong|chi dan he thong|huong dan he thong|cau hinh he thong) /,
  / (?:tu gio|tu bay gio|tu nay) (?:\S+ ){0,2}(?:ban|may|mi|em|tro ly|bot) (?:\S+ ){0,2}(?:la|se|phai|hay|dong vai) /,
  / (?:gia bo|gia vo|dong vai|hay lam|nhap vai|dong gia|gia su) (?:\S+ ){0,3}(?:la )?(?:may|ban|mi|dan|hacker|tro ly khong gioi han|mot ai|ai khong|nhan vat|admin|quan tri vien|giam doc|chu tich|truong cong an|cong an|lanh dao) /,
  / (?:repeat|print|show|output|reveal|translate|summarize|tell me)(?: \S+){0,3} (?:above|instructions|you are|prompt|your rules)(?: |$)/,
  / (?:pretend|act as|you are now|roleplay|role play|jailbreak|dan mode|developer mode|do anything now) /,
  / (?:khong gioi han|khong bi gioi han|khong co luat|khong luat le|khong kiem duyet|bo kiem duyet|tat (?:bo loc|kiem duyet|che do an toan)|vuot rao) /,
  / (?:tu gio|tu bay gio|tu nay|bay gio|gio) (?:\S+ ){0,3}(?:may|mi|ban|bot|tro ly) (?:la|thanh|dong) (?:admin|quan tri|hacker|chu tich|lanh dao|nguoi khac|sep) /,
  / (?:thuc hien|chay|lam theo) (?:\S+ )?(?:lenh|cau lenh|chi dan|yeu cau) (?:trong|ben trong|o trong|duoi day|sau day|do|nay) /,
  / (?:drop table|select from|union select|script alert|sudo|rm rf|base64|eval) /,
  / cap nhat he thong /,
]

const STEERING_MARK =
  /\[\s*(?:system|admin|inst|developer|hệ thống|quản trị)\s*\]|<\/?(?:system|assistant|instructions?)>|^\s*(?:system|assistant)\s*:/i

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
  / (?:xoa|huy|pha|sua|doi) (?:het |sach |bo |toan bo |tat ca )?(?:du lieu|van ban|ke hoach|he thong|co so du lieu|so sach)(?: \S+){0,6} (?:cho (?:tao|toi|em|minh|anh)|di|ngay|luon) /,
  / (?:tu nay|tu gio|tu hom nay|ke tu gio) (?:\S+ ){0,8}(?:phai dung|phai tra loi|dung so nay|ap dung so nay|ghi la|tra loi la) /,
  / xac nhan (?:da )?(?:cap nhat|sua|doi|thay) /,
  / (?:sua|doi|chinh|thay|dieu chinh|nang|ha|xoa|them) (?:giup |gium |ho |lai |cho )?(?:\S+ ){0,9}(?:thanh|xuong con|len) \d/,
  / (?:sua|xoa|doi|go|thay doi) (?:giup|gium|ho|dum|luon|ngay)(?: \S+){0,3} (?:han|chi tieu|nhiem vu|so lieu|du lieu|ten|van ban|ke hoach|bao cao|lich su|kinh phi) /,
  / (?:danh dau|ghi nhan|tick|xac nhan)(?: giup| gium| ho| luon)? (?:\S+ ){0,4}da (?:nop|xong|hoan thanh)(?: \S+){0,6} (?:giup|gium|ho|dum|du chua|mac du chua) /,
  / (?:lui|doi|gia han|keo dai)(?: giup| gium| ho| cho)? (?:\S+ ){0,4}(?:han|thoi han|ngay nop)(?: \S+){0,5} (?:giup|gium|ho|cho em|cho toi|cho don vi|sang|den) /,
]

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

const PERSON =
  / (?:ong|ba|anh|chi|chu tich|pho chu tich|bi thu|truong thon|truong phong|tram truong|chanh van phong|lanh dao|can bo|me toi|bo toi|me em|bo em|hang xom|nguoi yeu|ban gai|ban trai|vo toi|chong toi|con toi|thang|co giao|thay giao|bac si|nguoi dan|cong dan|dang vien|dai bieu|ten) /

const PRIVATE_ATTRIBUTE =
  / (?:dia chi (?:nha|rieng|nha rieng|o|thuong tru|cho o)|nha rieng|nha o dau|o so nha|cho o|so (?:dien thoai|dt|may) (?:rieng|ca nhan|di dong)|zalo (?:rieng|ca nhan)|facebook (?:rieng|ca nhan)|so can cuoc|so cccd|ngay sinh|sinh nam (?:nao|bao nhieu)|sinh ngay|(?<! (?:du|tu|duoi|tren) )bao nhieu tuoi|may tuoi|que quan|benh (?:gi|nao|tinh|an)|nhung benh|chan doan|tien su benh|ho so (?:suc khoe|benh an)|ket qua xet nghiem|vo (?:ten|con|ong|cua)|chong (?:ten|ba|cua)|(?<! dung )ten (?:vo|chong|con|bo|me)|may (?:vo|con|dua con)|con (?:ong|ba|cai (?:cua|ong|ba|anh|chi|chu tich|bi thu|can bo|lanh dao)|hoc)|hon nhan|ly hon|(?<! (?:khong|chua|khong co|chua co|mo|qua) )tai khoan ngan hang|so tai khoan|thu nhap|tai san|no ngan hang|mat khau|otp|ton giao|bien so xe|dat cua|thua dat) /

const PHONE = 'so (?:dien thoai|dt|may|di dong|dd|cam tay|zalo|viber)'

const PERSON_THEN_PHONE = new RegExp(
  ` (?:ong|ba|chu tich|pho chu tich|bi thu|dai bieu|truong thon|can bo)(?: \\S+){0,8} ${PHONE}(?<! may) `,
)

const HOME_OF_A_PERSON =
  / nha (?:rieng )?(?:cua )?(?:ong|ba|anh|chi|co|chu|chu tich|bi thu|truong thon) \S+(?: \S+){0,3} (?:o dau|dau|cho nao|so may) /

const ASKED_OF_THEM = 'ten|la ai|lam gi|o dau|bao nhieu|may|tiem|kham|benh|ho so|hoc ba|diem|no|luong|tien'

/** What is asked of them stands near: a story may speak of "con trai cô" and ask of something else. */
const FAMILY =
  '(?:vo|chong|con|con trai|con gai|bo|me|anh trai|em trai|chi gai) (?:cua )?(?:ong|ba|anh|chi|co|chu|bac|chu tich|bi thu|truong thon) \\S+'
const FAMILY_OF_A_PERSON = new RegExp(
  ` (?:${ASKED_OF_THEM})(?: \\S+){0,4} ${FAMILY} | ${FAMILY}(?: \\S+){0,8} (?:${ASKED_OF_THEM}) `,
)

const PHONE_OF_A_PERSON = new RegExp(
  ` (?:${PHONE}|tai khoan zalo|zalo|facebook|email) (?:(?!duong|truc|tong|nong)\\S+ ){0,2}(?:cua |ong |ba |anh |chi )*(?:ong|ba(?! con)|anh|chi|chu tich|pho chu tich|bi thu|truong thon|giam doc|hieu truong|can bo) `,
)

const LISTED_PEOPLE =
  / (?:danh sach|liet ke(?: ten)?|ten(?: cua)? (?:cac|nhung)|thong tin(?: cua)? (?:cac|nhung)|nhung ai|nhung nguoi nao|ho nao|nha nao|ai) (?:\S+ ){0,4}(?:ho ngheo|ho can ngheo|can ngheo|nguoi co cong|khuyet tat|nguoi nghien|nhiem hiv|nguoi cao tuoi|cong dan|ho dan|nguoi dan|tre em|doi tuong (?:bao tro|chinh sach|huong)|(?:huong|nhan|linh) tro cap|tiem chung|no thue|vi pham|bi benh|cu tri)/

const ASKS_TO_BE_GIVEN =
  / (?:cho (?:toi |em |minh |chau |anh |chi )?(?:xin|xem|biet)|xin|cung cap|gui|dua|liet ke|doc|tra cuu|tim|xuat|in|ai|nhung ai|ho nao|nha nao|nhung nguoi nao|list) /

/** Numbers that stand for persons, asked for of many at once. */
const LIST_OF_IDENTIFIERS =
  / (?:danh sach|liet ke|xuat|tat ca|toan bo|cho xem|file|bang)(?: \S+){0,6} (?:so )?(?:can cuoc|dien thoai|dinh danh|tai khoan ngan hang|bao hiem xa hoi|ngay sinh)(?: \S+){0,4} (?:dan|nguoi|ho|cu tri|cong dan|ba con|hoc sinh|benh nhan|tung nha) /

/** The same, a line each, however long the words between. */
const IDENTIFIERS_OF_EACH =
  / danh sach(?: \S+){0,12} so (?:can cuoc|dien thoai|dinh danh|tai khoan)(?: \S+){0,6} tung (?:nha|ho|nguoi) /

/** A list of persons by their need, with where they live: never told, whatever the plan says of the list. */
const LIST_WITH_HOMES =
  / (?:danh sach|liet ke|ten|thong tin)(?: \S+){0,12} (?:so nha|dia chi|so dien thoai|ngay sinh|so can cuoc|ho ten)(?! (?:truong|tru so|uy ban|ubnd)) /
const NEEDY =
  / (?:nguoi|ho|tre em|cac chau|nan nhan|benh nhan|hoc sinh) (?:khuyet tat|ngheo|can ngheo|co cong|gia|neo don|benh|nghien|tam than|nhiem|mo coi|bao luc) /

/** Who was hurt or is ill is told by name to nobody, a child least of all. */
const WHO_SUFFERED =
  / (?:ai|(?:em|chau|be|nguoi|dua|nha|ho|hoc sinh|tre em) nao)(?: \S+){0,3} (?:bi|mac|nhiem) (?:xam hai|bao luc|bao hanh|danh|hiep|benh|hiv|nghien|tam than|lao phoi|tao hon) /

/** Who denounced or complained is kept secret by law (Luật Tố cáo 2018): never asked of the papers. */
const WHO_COMPLAINED =
  / (?:ai|nguoi nao|ten nguoi|ten ai|ho ten nguoi|danh tinh nguoi|thong tin nguoi)(?: \S+){0,3} (?:to cao|khieu nai|gui don|viet don|phan anh|to giac|kien (?:cao|nghi|xa|phuong|ra toa))(?: \S+){0,8} /
const KEPT_SECRET = [WHO_COMPLAINED, WHO_SUFFERED]
/** Who deals with complaints is the office's public duty. */
const WHO_HANDLES =
  / (?:ai|nguoi nao|don vi nao|phong nao|co quan nao)(?: \S+){0,2} (?:giai quyet|tiep nhan|xu ly|phu trach|nhan|tra loi|chu tri|tham muu|lam|quan ly|theo doi|tong hop|tiep) |(?:duoc|co quyen|muon|phai|can|co the) (?:to cao|khieu nai|phan anh|gui don|kien) /

/** A question about whose work a list is, not a request for its lines. */
const ABOUT_THE_WORK =
  / (?:don vi nao|phong nao|co quan nao|ai (?:lam|quan ly|cap nhat|phu trach|chu tri|lap|ra soat|chiu trach nhiem|phai)|trach nhiem|ra soat|ra lai|ai (?:la nguoi )?(?:ra|sua|giu|xet|duyet|cong nhan)|cap nhat|so hoa|bao nhieu phan tram|chi tieu|quan ly danh sach|nhiem vu) /

/** What was done to the asker is told, not asked for: they need help. */
const TELLS_OF_BEING_WRONGED =
  / (?:goi|nhan|bao|noi|doa)(?: \S+){0,8} (?:rua tien|chay an|lenh bat)(?: \S+){0,8} (?:chuyen|nop|dong|xac minh)| bi (?:ke xau|nguoi (?:ta|khac|la)|ai do|hang xom|no) (?:\S+ ){0,5}(?:boi nho|noi xau|vu khong|lang ma|gia mao|hack)/

/** Somebody tells that another wants the code or password: they are to be warned, not refused. */
const ASKED_FOR_A_SECRET =
  / (?:goi|nhan|hoi|doi|bao|yeu cau|xin|keu)(?: \S+){0,6} (?:otp|mat khau)(?: \S+){0,4} (?:co nen|phai khong|co dung|lam sao|co phai|nen) /

const ONE_TIME_CODE =
  / (?:(?:ma )?otp|ma xac (?:thuc|nhan|minh)|passcode)(?: \S+){0,4} \d{4,8} | (?<! (?:khong|chua|chang) )(?:doc|gui|nhap|dua|cho)(?: \S+){0,3} (?:ma )?otp(?! (?:ve|den|toi)) | (?:ma )?otp(?: \S+){0,4} (?:giup|gium|ho) /

/** Somebody else wants the code read out, and it does not stand in the message: the asker is to be warned of the trick. */
const TOLD_TO_TELL_A_CODE =
  / (?:co nguoi|nguoi la|ai do|can bo(?: \S+)?|cong an(?: \S+)?|ngan hang|nhan vien|ben \S+|ho|no) (?:\S+ ){0,3}(?:goi|nhan|bao|yeu cau|doi|keu|hoi|xin)(?: \S+){0,14} otp /

/** A record is to be put right, not read out: whoever sees that it is wrong knows what stands in it. */
const RECORD_IS_WRONG = / (?:ghi|viet|nhap|in|khai|bi) (?:sai|nham|thieu|lon) /

/** Named people keep their capitals: two or three capitalised words after a title. */
const NAMED_PERSON = /(?<!\p{L})(?:ông|bà|anh|chị|cô|chú|bác|ong|ba|co|chu|bac)\s+\p{Lu}\p{L}+/u

/** Somebody the asker knows, or called by a whole name. */
const ACQUAINTANCE =
  / (?:nguoi yeu|nguoi quen|nguoi tinh|(?:vo|chong|ban|bo) cu|ban (?:gai|trai|hoc)|con no|chu no|thang (?:no|kia)|dua (?:no|kia)|nguoi (?:no tien|quyt no|muon tien)) /
const CALLED_BY_NAME =
  /(?<!(?:trường|đường|phố|chợ|thôn|cầu|trạm|phần mềm|ứng dụng)\s)(?<!\p{L})tên(?: là)?\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){1,3}/u
const WHERE_THEY_ARE =
  / (?:(?:dang|gio|hien|song|tro|nha|tam tru|thuong tru|cu tru|chuyen)(?: \S+){0,2} (?:o|ve|den|toi) (?:dau|(?:thon|xom|ap|ban|to|khu|duong|nha|cho|xa) nao)|nha (?:o )?(?:dau|cho nao|so may)|(?:o|song o) (?:thon|xom|ap|ban|khu|duong) nao|so (?:dien thoai|dt|may|zalo|moi)|dia chi (?:nha|moi|hien)|lam (?:viec )?o dau) /

/** What is wrong with the question, if anything. `said` is the person's own text, `asked` its plain form. */
export function findDanger(said: string, asked: string): Danger | null {
  const urgent = plain(clean(said).replace(HARMLESS_AS_MARKED, ' , '))
  const emergency = EMERGENCIES.find(([, pattern]) => pattern.test(urgent))
  if (
    emergency &&
    !/ (?:ke hoach|phuong an|dien tap|tuyen truyen|chi tieu|nhiem vu|bao nhieu phan tram) /.test(asked)
  ) {
    return { kind: 'emergency', of: emergency[0] }
  }
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
  const isWronged = TELLS_OF_BEING_WRONGED.test(asked)
  if (!isWronged && matches(HARM, asked)) return 'harm'
  if (!isWronged && matches(DEFAMATION, asked)) return 'defamation'
  if (matches(DATA_CHANGE, asked)) return 'data_change'
  if (FROM_NOW_ON.test(asked) && KEEP_IT.test(asked)) return 'injection'
  if (STEERING_MARK.test(said) || matches(INJECTION, asked)) return 'injection'
  if (asksForAGuess(said, asked)) return 'guessing'
  return asksForPersonalData(said, asked) ? 'personal_data' : null
}

function matches(patterns: RegExp[], asked: string): boolean {
  return patterns.some((pattern) => pattern.test(asked))
}

function asksForPersonalData(said: string, asked: string): boolean {
  if (
    LIST_OF_IDENTIFIERS.test(asked) ||
    IDENTIFIERS_OF_EACH.test(asked) ||
    (LIST_WITH_HOMES.test(asked) && NEEDY.test(asked))
  )
    return true
  if (matches(KEPT_SECRET, asked) && !WHO_HANDLES.test(asked)) return true
  if (
    LISTED_PEOPLE.test(asked) &&
    (ASKS_TO_BE_GIVEN.test(asked) || asked.startsWith(' danh sach ')) &&
    !ABOUT_THE_WORK.test(asked)
  )
    return true
  if (FAMILY_OF_A_PERSON.test(asked)) return true
  if ((ACQUAINTANCE.test(asked) || CALLED_BY_NAME.test(said)) && WHERE_THEY_ARE.test(asked)) return true
  if (PHONE_OF_A_PERSON.test(asked) || PERSON_THEN_PHONE.test(asked) || HOME_OF_A_PERSON.test(asked)) return true
  if (ASKED_FOR_A_SECRET.test(asked) || TOLD_TO_TELL_A_CODE.test(asked)) return false
  if (RECORD_IS_WRONG.test(asked) && !NAMED_PERSON.test(said)) return false
  const aboutAPerson = PERSON.test(asked) || NAMED_PERSON.test(said)
  return aboutAPerson && PRIVATE_ATTRIBUTE.test(asked) && !ABOUT_THE_WORK.test(asked)
}
