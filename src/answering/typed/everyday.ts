/**
 * Everyday words beside the ones papers use. A question's everyday words are read as the official ones, because papers
 * never say "bà con già" or "đưa lên mạng". Written on the plain form.
 */
const OFFICIAL: [RegExp, string][] = [
  [/ (?:nguoi lon|nguoi truong thanh) /g, ' dan so truong thanh '],
  [
    / (?:cac cu|ba gia|ong gia|nguoi gia|ong ba gia|cu gia|ba cu|nguoi lon tuoi|ngoai (?:sau|bay|tam|chin) muoi)(?: nha (?:em|toi|minh|chau))? /g,
    ' nguoi cao tuoi ',
  ],
  [
    / (?:tap hoa|quan tap hoa|tiem tap hoa|buon ban nho|ban hang|cua hang nho|quan an nho) /g,
    ' cua hang ho kinh doanh ',
  ],
  [/ (?:in giay|phat giay|ban giay|giay to in) /g, ' van ban giay '],
  [/ (?:dien thoai|dt) xin /g, ' dien thoai thong minh '],
  [/ (?:hoi dong|hoi dong xa) hop /g, ' ky hop hdnd '],
  [/ (?:di )?lam giay to /g, ' '],
  [/ tai lieu hop /g, ' tai lieu ky hop '],
  [/ hop cua (?:hoi dong|hdnd) /g, ' ky hop hdnd '],
  [/ (?:dang|dua|cong bo|bao) (?:len )?o dau /g, ' cong khai o dau '],
  [/ (?:mien dong|ga doi|rau cu|trai cay|lua gao|hang nong san|dac san|mat ong) /g, ' nong san san pham '],
  [/ (?:len san|len cai san|cai san)(?: gi)? /g, ' san thuong mai dien tu '],
  [/ (?:ban qua mang|ban truc tuyen|ban onl|ban hang qua mang) /g, ' ban hang truc tuyen '],
  [/ (?:khoi|khong|chang|ko) (?:phai )?(?:ton|mat|tra) tien /g, ' mien phi '],
  [/ (?:nam mot cho|khong di duoc|di khong noi|khong di noi|di lai kho khan|nam liet) /g, ' gia yeu khuyet tat '],
  [/ ba con /g, ' nguoi dan '],
  [/ gap kho(?: khan)? /g, ' kho khan vuong mac '],
  [/ rac(?: thai)?(?: sinh hoat)? (?=thu gom|duoc thu)/g, ' chat thai '],
  [/ (?:kham benh|di kham|kham bs|kham bac si) /g, ' kham chua benh '],
  [/ (?:tien mat|tra tien|quet ma(?! doc)|chuyen khoan) /g, ' thanh toan khong dung tien mat '],
  [/ (?:lop hoc|mo lop|hoc lop) /g, ' lop tap huan '],
  [/ (?:song yeu|mat song) /g, ' lom song '],
  [/ song dien thoai /g, ' song di dong '],
  [/ (?:kiem nhiem|chuyen lo|lo ve|phu trach rieng) /g, ' dau moi '],
  [/ (?:chung minh|the can cuoc) /g, ' can cuoc dinh danh '],
  [/ (?:loa phuong|loa xa|phat thanh|loa thon) /g, ' he thong truyen thanh '],
  [/ (?:may tinh|mt) (?:cau hinh|moi|xin) /g, ' may tinh cau hinh thiet bi '],
  [/ (?:vuong mac|vuong|ket|kho khan) (?=thi|gi|bao|khi|thi bao) /g, ' kho khan vuong mac '],
  [/ (?:dan|ba con) (?=duoc|phai|co|biet|dung|nop|lam|xem|hai long) /g, ' nguoi dan '],
  [/ (?:nop muon|nop tre|cham nop|tre han|muon han) /g, ' bao cao cham '],
  [/ (?:tien ho tro|tien chinh sach|tien tro cap) /g, ' tro cap an sinh xa hoi '],
  [/ (?:toi da|nhieu nhat|lau nhat) /g, ' khong qua '],
  [/ (?:nguoi ta|nguoi minh) /g, ' '],
]

/** The plain question in official words. */
export function officially(asked: string): string {
  return OFFICIAL.reduce((text, [everyday, official]) => text.replace(everyday, official), asked)
}
