/** What belongs to other people: their homes, numbers, families, needs, and what they told the office. */

const PERSON =
  / (?:ong|ba(?! con )|anh|chi|chu tich|pho chu tich|bi thu|truong thon|truong phong|tram truong|chanh van phong|lanh dao|can bo|me toi|bo toi|me em|bo em|hang xom|nguoi yeu|ban gai|ban trai|vo toi|chong toi|con toi|thang|co giao|thay giao|bac si|nguoi dan|cong dan|dang vien|dai bieu|ten) /

const PRIVATE_ATTRIBUTE =
  / (?:dia chi (?:nha|rieng|nha rieng|o|thuong tru|cho o)|nha rieng|nha o dau|o so nha|cho o|so (?:dien thoai|dt|may) (?:rieng|ca nhan|di dong)|zalo (?:rieng|ca nhan)|facebook (?:rieng|ca nhan)|so can cuoc|so cccd|ngay sinh|sinh nam (?:nao|bao nhieu)|sinh ngay|(?<! (?:du|tu|duoi|tren) )bao nhieu tuoi|may tuoi|que quan|benh (?:gi|nao|tinh|an)|nhung benh|chan doan|tien su benh|ho so (?:suc khoe(?! (?:dien tu|dien thoai) )|benh an)|ket qua xet nghiem|vo (?:ten|con|ong|cua)|chong (?:ten|ba|cua)|(?<! dung )ten (?:vo|chong|con|bo|me)|may (?:vo|con|dua con)|(?<! ba )con (?:ong|ba|cai (?:cua|ong|ba|anh|chi|chu tich|bi thu|can bo|lanh dao)|hoc)|hon nhan|ly hon|(?<! (?:khong|chua|khong co|chua co|mo|qua) )tai khoan ngan hang|so tai khoan|thu nhap|tai san|no ngan hang|mat khau|otp|ton giao|bien so xe|dat cua|thua dat) /

const PHONE = 'so (?:dien thoai|dt|may|di dong|dd|cam tay|zalo|viber)'

const PERSON_THEN_PHONE = new RegExp(
  ` (?:ong|ba|chu tich|pho chu tich|bi thu|dai bieu|truong thon|can bo)(?: \\S+){0,8} ${PHONE}(?<! may) `,
)

const HOME_OF_A_PERSON =
  / nha (?:rieng )?(?:cua )?(?:ong|ba|anh|chi|co|chu|chu tich|bi thu|truong thon) \S+(?: \S+){0,3} (?:o dau|dau|cho nao|so may) /

const ASKED_OF_THEM =
  'ten|la ai|lam gi|o dau(?! (?:ban|thon|xom|ap|lang|duong|cho|nam|cau) )|bao nhieu|may|tiem|kham|benh|ho so|hoc ba|diem|no|luong|tien'

/** What is asked of them stands near: a story may speak of "con trai cô" and ask of something else. */
const FAMILY =
  '(?:vo|chong|(?<! ba )con|con trai|con gai|bo|me|anh trai|em trai|chi gai) (?:cua )?(?:ong|ba|anh|chi|co|chu|bac|chu tich|bi thu|truong thon) \\S+'
const FAMILY_OF_A_PERSON = new RegExp(
  ` (?:${ASKED_OF_THEM})(?: \\S+){0,4} ${FAMILY} | ${FAMILY}(?: \\S+){0,8} (?:${ASKED_OF_THEM}) `,
)

const PHONE_OF_A_PERSON = new RegExp(
  ` (?:${PHONE}|tai khoan zalo|zalo|facebook|email) (?:(?!duong|truc|tong|nong)\\S+ ){0,2}(?:cua |ong |ba |anh |chi )*(?:ong|ba(?! con)|anh(?! (?:\\d\\S*|hai mat|chup|can cuoc|cccd) )|chi|chu tich|pho chu tich|bi thu|truong thon|giam doc|hieu truong|can bo) `,
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

/** Names and numbers of many at once, however they are called; whoever is there to be called is no such many. */
const NUMBERS_OF_MANY =
  / (?:cho|gui|xin|dua|cung cap|liet ke|xuat|can|kiem|tim) (?:\S+ ){0,6}so (?:dien thoai|dt|di dong|can cuoc|dinh danh|zalo)(?: (?!cho )\S+){0,3} (?:may|nhung|cac|tung|tat ca) (?:nha(?! (?:van hoa|thuoc|may|nghi|truong|mang|hang|xe|tho|thau|tro|cung) )|ho(?! kinh doanh )|nguoi(?= (?:dan|chua|khong|trong|o|bi|ngheo|gia|co|no) )) /

/** A list of persons by their need, with where they live: never told, whatever the plan says of the list. */
const LIST_WITH_HOMES =
  / (?:danh sach|liet ke|ten|thong tin)(?: \S+){0,12} (?:so nha|dia chi|so dien thoai|ngay sinh|so can cuoc|ho ten)(?! (?:truong|tru so|uy ban|ubnd)) /
const NEEDY =
  / (?:nguoi|ho|nha(?= (?:ngheo|can ngheo|neo don) )|tre em|cac chau|nan nhan|benh nhan|hoc sinh) (?:khuyet tat|ngheo|can ngheo|co cong|gia|neo don|benh|nghien|tam than|nhiem|mo coi|bao luc) /

/** Who was hurt or is ill is told by name to nobody, a child least of all. */
const WHO_SUFFERED =
  / (?:ai|(?:em|chau|be|nguoi|dua|nha|ho|hoc sinh|tre em) nao)(?: \S+){0,3} (?:bi|mac|nhiem) (?:xam hai|bao luc|bao hanh|danh|hiep|benh|hiv|nghien|tam than|lao phoi|tao hon) /

/** Who denounced or complained is kept secret by law (Luật Tố cáo 2018): never asked of the papers. */
const WHO_COMPLAINED =
  / (?:ai|nguoi nao|ten nguoi|ten ai|ho ten nguoi|danh tinh nguoi|thong tin nguoi)(?: \S+){0,3} (?:to cao|khieu nai|gui don|viet don|phan anh|to giac|kien (?:cao|nghi|xa|phuong|ra toa))(?: \S+){0,8} /
/** Names and numbers of those who wrote, not where one writes to. */
const NUMBERS_OF_WHO_COMPLAINED =
  / (?:ten|so dien thoai)(?: (?!de |cho |nong |truc )\S+){0,5} (?:may|nhung|cac|tung|cua) nguoi (?:(?:da|tung|vua|moi) )?(?:gui|viet|phan anh|to cao|khieu nai|to giac) /
const KEPT_SECRET = [WHO_COMPLAINED, NUMBERS_OF_WHO_COMPLAINED, WHO_SUFFERED]
/** Who deals with complaints is the office's public duty. */
const WHO_HANDLES =
  / (?:ai|nguoi nao|don vi nao|phong nao|co quan nao)(?: \S+){0,2} (?:giai quyet|tiep nhan|xu ly|phu trach|nhan|tra loi|chu tri|tham muu|lam|quan ly|theo doi|tong hop|tiep) |(?:duoc|co quyen|muon|phai|can|co the) (?:to cao|khieu nai|phan anh|gui don|kien) /

/** What others wrote to the assistant is nobody else's to read. */
const WHAT_OTHERS_ASKED =
  / (?:ai|nguoi nao|nhung ai|nguoi khac)(?: \S+)? (?:nhan (?:tin|hoi)|hoi(?! (?:hop|vien|nghi|dong) ))(?: \S+){0,2} (?:gi|nhung gi) /
const TO_READ = / (?:mo (?:so|lich su|tin nhan)|xem|doc|coi|cho (?:toi|tao|em|minh)|lich su|liet ke) /

/** A list that got out is an incident to be reported, not one asked for. */
const TELLS_OF_A_LEAK =
  / (?:lo tay(?: (?:gui|dang|dua|chia se))?|lo lot|ro ri|gui nham|dang nham|bi lo|bi lot)(?: (?!cho |gui |xuat |cung )\S+){0,40} (?:phai (?:bao|lam|xu ly)|xu ly|lam sao|bao cho) /

/** A question about whose work a list is, not a request for its lines. */
const ABOUT_THE_WORK =
  / (?:don vi nao|phong nao|co quan nao|ai (?:lam|quan ly|cap nhat|phu trach|chu tri|lap|ra soat|chiu trach nhiem|phai)|trach nhiem|ra soat|ra lai|ai (?:la nguoi )?(?:ra|sua|giu|xet|duyet|cong nhan)|cap nhat|so hoa|bao nhieu phan tram|chi tieu|quan ly danh sach|nhiem vu) /

/** Somebody tells that another wants the code or password: they are to be warned, not refused. */
const ASKED_FOR_A_SECRET =
  / (?:goi|nhan|hoi|doi|bao|yeu cau|xin|keu)(?: \S+){0,6} (?:otp|mat khau)(?: \S+){0,4} (?:co nen|phai khong|co dung|lam sao|co phai|nen) /

/** Somebody else wants the code read out, and it does not stand in the message: the asker is to be warned of the trick. */
export const TOLD_TO_TELL_A_CODE =
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

function asksForListed(asked: string): boolean {
  if (WHAT_OTHERS_ASKED.test(asked) && TO_READ.test(asked)) return true
  const isAskedFor = ASKS_TO_BE_GIVEN.test(asked) || asked.startsWith(' danh sach ')
  return LISTED_PEOPLE.test(asked) && isAskedFor && !ABOUT_THE_WORK.test(asked)
}

function asksForAList(asked: string): boolean {
  if (LIST_OF_IDENTIFIERS.test(asked) || IDENTIFIERS_OF_EACH.test(asked)) return true
  if (NUMBERS_OF_MANY.test(asked) && !ABOUT_THE_WORK.test(asked)) return true
  return LIST_WITH_HOMES.test(asked) && NEEDY.test(asked)
}

/** Whether a message asks for what belongs to other people. `said`: as typed, `asked`: its plain form. */
export function asksForPersonalData(said: string, asked: string): boolean {
  const isOfLeak = TELLS_OF_A_LEAK.test(asked)
  if (asksForAList(asked) && !isOfLeak) return true
  if (KEPT_SECRET.some((pattern) => pattern.test(asked)) && !WHO_HANDLES.test(asked)) return true
  if ((asksForListed(asked) && !isOfLeak) || FAMILY_OF_A_PERSON.test(asked)) return true
  if ((ACQUAINTANCE.test(asked) || CALLED_BY_NAME.test(said)) && WHERE_THEY_ARE.test(asked)) return true
  if (PHONE_OF_A_PERSON.test(asked) || PERSON_THEN_PHONE.test(asked) || HOME_OF_A_PERSON.test(asked)) return true
  if (ASKED_FOR_A_SECRET.test(asked) || TOLD_TO_TELL_A_CODE.test(asked)) return false
  if (RECORD_IS_WRONG.test(asked) && !NAMED_PERSON.test(said)) return false
  if (isOfLeak) return false
  const aboutAPerson = PERSON.test(asked) || NAMED_PERSON.test(said)
  return aboutAPerson && PRIVATE_ATTRIBUTE.test(asked) && !ABOUT_THE_WORK.test(asked)
}
