/** Matters that no commune's plan answers, with the place that does. */

export type Elsewhere =
  | 'market_price'
  | 'weather'
  | 'driving'
  | 'homework'
  | 'entertainment'
  | 'finance'
  | 'health_advice'
  | 'private_life'
  | 'travel'
  | 'programming'
  | 'news'
  | 'utilities'
  | 'legal_case'
  | 'cooking'
  | 'shopping'

const TOPICS: [Elsewhere, RegExp][] = [
  [
    'market_price',
    / (?:gia (?:vang|xang|dau|heo|lon|lua|gao|ca phe|usd|do la|bitcoin|sat thep|chung cu)|gia (?:dat|nha) (?:\S+ ){0,3}(?:bao nhieu|hom nay|the nao)|(?:gia|bao nhieu|may (?:tien|dong|nghin|ngan|chuc|tram)?)(?: \S+){0,2} (?:mot|1) (?:ky|kg|can|ta|lit|chuc|trai|qua|con|thung|bao)(?! (?:phieu|cao|hiem|ve))|ty gia|vang (?:sjc|9999)|doi ngoai te) /,
  ],
  [
    'weather',
    / (?:(?:mai|hom nay|toi nay|chieu nay|sang mai|cuoi tuan|tuan nay|tuan sau|may bua nua) (?:\S+ ){0,4}(?:co )?(?:mua|nang|bao|ret|lanh) (?:khong|lon|to|chua)|bao so (?:may|toi|\d+)(?: \S+){0,6}|(?:bao gio|khi nao|bua dau|hom nao|ngay nao)(?: \S+){0,3} (?:bao|mua)(?: \S+){0,3} (?:ve|vo|vao|toi|den|do bo)|thoi tiet|du bao (?:mua|bao|thoi tiet)|troi (?:co )?mua|nhiet do (?:ngay|hom)|nang mua|may do c|ao mua) /,
  ],
  ['driving', / (?:blx|gplx|bang lai(?: xe)?|giay phep lai xe|thi bang|hang a1|hang b1|hang b2|phat nguoi|dang kiem) /],
  [
    'homework',
    / (?:bai van|bai toan|toan lop|van lop|bai tap|giai (?:bai )?(?:toan|phuong trinh|giup em bai)|lam bai ho|viet ho (?:em )?(?:bai|van|tieu luan|luan van)|soan van|thuyet trinh ho|ta con (?:meo|cho|vat|duong|ga)|cho chau lop|lop \d+ bai|phuong trinh bac|dich (?:giup|ho) (?:\S+ ){0,3}(?:bai|doan)|tieu luan|luan van) /,
  ],
  [
    'entertainment',
    / (?:bong da|ty so|da banh|world cup|xo so|ket qua xo so|so de|lo de|phim|ca si|dien vien|bai hat|nghe nhac|game|truyen cuoi|ke chuyen|lam tho|viet tho|doan tho|tu vi|(?<! (?:ho|be|hoc|day|mon|tap|vo|di|biet|lop) )boi(?! (?:duong|thuong|dap|bo|loi|he|tu do|ai|nguoi nao|co quan|don vi|phong|ubnd|hdnd|chu tich))|ve so|do so|cung hoang dao|xem ngay tot|phong thuy|hat cho|chuyen vui|cau do) /,
  ],
  [
    'finance',
    / (?:chung khoan|co phieu|bitcoin|crypto|tien ao|lai suat|vay (?:tien|von|ngan hang|nong)|dau tu gi|mua vang|gui tiet kiem|the tin dung) /,
  ],
  [
    'health_advice',
    / (?:dau (?:bung|dau|lung|rang|hong|nguc)|bi sot|bi ho|uong thuoc gi|thuoc gi|chua benh|trieu chung|giam can|mang thai|(?<! (?:tiem|nha|quay|hieu|ban|loai) )thuoc nao) /,
  ],
  [
    'private_life',
    / (?:nguoi yeu|tan gai|tan trai|that tinh|ban gai|ban trai|yeu (?:em|anh|toi|minh)|hen ho|cuoi vo|lay chong(?! (?:nuoc ngoai|viet kieu|ngoai quoc|han|dai|nhat|trung))|chia tay|cai nhau voi (?:vo|chong)) /,
  ],
  [
    'travel',
    / (?:ve (?:may bay|tau|xe)|khach san|di du lich|dat phong (?:o|tai)|tour|lich (?:tau|xe buyt|xe khach|bay)|di choi|duong di (?:den|toi|tu|ra|len|xuong)|quan an|nha hang|an gi) /,
  ],
  [
    'programming',
    / (?:viet (?:code|chuong trinh|ham)|lap trinh|python|javascript|excel ham|sua may tinh|cai win|photoshop|crack) /,
  ],
  [
    'news',
    / (?:tin tuc|thoi su the gioi|chien tranh|bau cu my|tong thong|ai vo dich|thu do cua nuoc|dan so the gioi|nuoc nao) /,
  ],
  [
    'utilities',
    / (?:tien dien|tien nuoc|hoa don (?:dien|nuoc)|cat dien|cup nuoc|(?<! song )(?:mat|cup) dien(?! (?:mat|dut) (?:song|lien lac|mang|thong tin) )|internet nha (?:em|toi)|dong cuoc|nap tien dien thoai) /,
  ],
  [
    'legal_case',
    / (?:kien (?:ra toa|hang xom|nhau)|ly hon|ra toa|thang kien|bi khoi to|an tu|tranh chap (?:dat|tai san|hop dong)|thua ke|di chuc|don ly|luat su|ai dung ai sai|co bi di tu|muc an) /,
  ],
  ['cooking', / (?:nau (?:an|mon|pho|bun|canh)|cong thuc nau|cach lam banh|mon ngon) /],
  [
    'shopping',
    / (?:mua (?:o to|xe may|dien thoai (?:nao|gi)|laptop)|(?:dien thoai|may tinh|laptop|tivi|xe|tu lanh|may giat) (?:nao|gi) (?:tot|re|ngon|dang mua|nen mua)|nen mua (?:dien thoai|may tinh|laptop|tivi|xe|tu lanh) (?:nao|gi)|tuyen dung|xin viec|tim viec|viec lam luong) /,
  ],
]

/** Words of the office's own matter: with one of these a topic word is only an example inside a real question. */
const OWN_MATTER =
  / (?:ke hoach|nghi quyet|de an|chi tieu|muc tieu|nhiem vu|bao cao|phu luc|chuyen doi so|kinh phi|ho ngheo|can ngheo|duoc ho tro|tro cap|xa (?:minh|em|ta|nha)|van ban|cong van|hu hong|(?:bao|phan anh|keu|goi|gap)(?: cho| voi)? (?:ai|o dau|cho nao|den dau)|hoa giai|ket hon|(?:xa|phuong|ubnd) (?:dinh|tinh|du kien|quy dinh)|chu tri|phoi hop|trien khai) /

/** The topic outside the assistant's work, or null. */
export function findElsewhere(asked: string): Elsewhere | null {
  if (OWN_MATTER.test(asked)) return null
  return TOPICS.find(([, pattern]) => pattern.test(asked))?.[0] ?? null
}
