/**
 * The plain form of a question: what routing patterns are written against. Folded, chat spellings and regional words
 * turned into everyday ones, punctuation dropped, single spaces, one space at either end so that ` từ ` finds whole words.
 */
import { clean, fold } from '../language/text.ts'

/** Regional words that need their marks to be told from others (`mô hình`, `chi trả`). */
const REGIONAL: [RegExp, string][] = [
  // "Bn" is "bao nhiêu" everywhere but where somebody is spoken to.
  [/^\s*(?:này |ê |hey |ủa )?bn(?= (?:là|la|ơi|oi|tên|ten|có phải|co phai)(?!\p{L}))/giu, 'bạn'],
  // The same without marks, where "mo" cannot be "mở" nor "man" a word of papers.
  [/(?<!\p{L})man (?=(?:cai )?chi(?!\p{L})|rang(?!\p{L})|rua(?!\p{L}))/giu, 'lam '],
  [
    /(?<!\p{L})(phong|ben|thon|don vi|co quan|nguoi) mo(?= (?:lo|lam|man|chu tri|phu trach|chiu)(?!\p{L})|\s*(?:$|[?.!,]))/giu,
    '$1 nao',
  ],
  [/(?<!\p{L})khi mo(?= (?:xong|phai|nop|hop)(?!\p{L})|\s*(?:$|[?.!,]))/giu, 'khi nao'],
  [/(?<!\p{L})o mo(?= (?:rua|vay|ri|he)(?!\p{L})|\s*(?:$|[?.!,]))/giu, 'o dau'],
  [/(?<!\p{L})rang rua(?!\p{L})/giu, 'sao vay'],
  // "Mô" asks when after a time, which after a noun, where else.
  [
    /(?<!\p{L})(?:khi|lúc|hồi|chừng) mô(?= (?:thì |mới |phải )*(?:xong|hoàn thành|họp|nộp|báo cáo|hết hạn|bắt đầu)(?!\p{L})|(?: tê)?\s*(?:$|[?.!,]))/giu,
    'khi nào',
  ],
  [
    /(?<!\p{L})(phòng|bên|ban|thôn|xóm|xã|phường|tổ|hội|trường|đơn vị|cơ quan|người|chỗ|nơi|cái|việc|khoản|năm|tháng|quý|tuần|ngày|giờ|kế hoạch|văn bản|nghị quyết|chỉ tiêu|nguồn|luật|điều|loại|kiểu|lớp|cách|số|mục|vụ|dân|hộ) mô(?!\p{L}|\s+(?:hình|tả|phạm|men))/giu,
    '$1 nào',
  ],
  [/(?<!\p{L})mô(?!\p{L}|\s+(?:hình|tả|phạm|men))/giu, 'đâu'],
  [/(?<!\p{L})(?:bựa|bữa) (?:đâu|nào)(?!\p{L})/giu, 'khi nào'],
  [/(?<!\p{L})(?:cấy|kấy)(?= (?:chi|gì|ni|này|nớ|vụ|việc|chuyện|nào|khoản)(?!\p{L}))/giu, 'cái'],
  [
    /(?<!\p{L})(cái|chuyện|món|thứ|mần) chi(?!\p{L}|\s+(?:trả|phí|nhánh|bộ|tiết|ngân|cục|hội|đoàn|tiền|thường|đầu|tiêu|cho))/giu,
    '$1 gì',
  ],
  [
    /(?<!\p{L})(?:cớ|vì|tại) răng(?!\p{L})|(?<!\p{L})(?:can )?cớ chi(?!\p{L})|(?<!\p{L})can chi(?= (?:mà|phải|lại)(?!\p{L}))/giu,
    'tại sao',
  ],
  [/(?<!\p{L})mần(?!\p{L})/giu, 'làm'],
  [/(?<!\p{L})nàm(?!\p{L})/giu, 'làm'],
  [/(?<!\p{L})dững(?!\p{L})/giu, 'những'],
  [/(?<!\p{L})(?:dư|thế) lào(?!\p{L})/gu, 'thế nào'],
  [/(?<!\p{L})(?:hôm|ngày|bữa|bựa) (?:ni|rày)(?!\p{L})/giu, 'hôm nay'],
  [/(?<!\p{L})hổm rày(?!\p{L})/giu, 'mấy hôm nay'],
  [/(?<=\p{L} )(?<!năm )ni(?!\p{L}|\s*-|\s+(?:lông|lon|cô|sư|tơ))/gu, 'này'],
  [/(?<=\p{L} )nớ(?!\p{L})(?!\s*(?:$|[?.!,]))/giu, 'đó'],
  [/(?<=(?:như|răng|chi|gì|sao|nhiêu|đâu|nào) )ri(?!\p{L})/giu, 'vậy'],
  [/(?<!\p{L})(?:bao giừ|bao dờ|chừng nào)(?!\p{L})/giu, 'khi nào'],
  [/(?<!\p{L})bao lăm(?!\p{L})/giu, 'bao nhiêu'],
  [/(?<!(?:bao|bi|bây|bấy|nhiêu|phong|phì) )(?<!\p{L})(?:nhiêu|nhiu)(?!\p{L}|\s+khê)/giu, 'bao nhiêu'],
  [/(?<!\p{L})mấy (?:bận|đận)(?!\p{L})/giu, 'mấy lần'],
  [/(?<!\p{L})(?:hồi|khi|lúc) (?:nãy|nẫy)(?!\p{L})/giu, ' '],
  [/(?<!\p{L})(?:(?:bầy|bọn|tụi) )?choa(?!\p{L})|(?<!\p{L})bầy (?:tui|tôi)(?!\p{L})/giu, 'chúng tôi'],
  [/(?<!\p{L})(?:(?:bọn|tụi|lũ) )?(?:hấn|hắn)(?!\p{L})/giu, 'nó'],
  [/(?<!\p{L})(?:bọn|tụi) bây(?!\p{L})/giu, ' '],
  // "Hôn" and "khôn" at the end ask, but never after what makes a word of them.
  [
    /(?<!(?:kết|ly|li|tảo|đính|cầu|tái|hứa|hoàn|\p{P}) )(?<=\p{L} )hôn(?=\s*(?:$|[?.!,])| (?:vậy|ta|nè|ạ|hả)(?!\p{L}))/giu,
    'không',
  ],
  [/(?<!(?:khó|tinh|thông|càn|lớn|dại) )(?<=\p{L} )khôn(?=\s*(?:$|[?.!,])| (?:hè|hỉ|hầy|rứa)(?!\p{L}))/giu, 'không'],
  [/(?<!(?:có|mang|bụng|hoang) )(?<=\p{L} )chửa(?=\s*(?:$|[?.!,]))/giu, 'chưa'],
  [/(?<!nhắc )(?<=\p{L} )(?:nhen|heng|hầy|nhợ|nhẩy|nhở|nì|hí)(?=\s*(?:$|[?.!,]))/giu, ' '],
  [/(?<!\p{L})(?:ối )?giời (?:ạ|ơi)(?!\p{L})/giu, ' '],
  [/(?<!\p{L})(?:dìa|dzìa)(?!\p{L})/giu, 'về'],
  [/(?<!\p{L})dzô(?!\p{L})/giu, 'vào'],
  [/(?<!\p{L})ổng(?!\p{L})/giu, 'ông'],
  [/(?<!\p{L})trển(?!\p{L})/giu, 'trên'],
  [/(?<!\p{L})nhứt(?!\p{L})/giu, 'nhất'],
  [/(?<!\p{L})bịnh(?!\p{L})/giu, 'bệnh'],
  [/(?<!\p{L})chừ(?!\p{L})/giu, 'giờ'],
  [/(?<!\p{L})răng(?!\p{L}|\s+(?:hàm|miệng|sữa))/giu, 'sao'],
  [/(?<!\p{L})(?:rứa|ri hè|hử|hở|nhỉ|nhể|nhé|nhá|nha(?=\s*(?:$|[?.!,]))|nghen|nè|vầy)(?!\p{L})/giu, 'vậy'],
  [/(?<!\p{L})(?:bày cho|bày vẽ)(?!\p{L})/giu, 'hướng dẫn'],
  [/(?<!\p{L})mấy đồng(?!\p{L})/giu, 'bao nhiêu tiền'],
  // Asked of an office, "TT" is who keeps the work going, and no centre.
  [
    /(?<!\p{L})TT(?= (?:của|cua) .{1,80} (?:là|la) (?:phòng|phong|ban|ai|đơn vị|don vi|cơ quan|co quan|bên|ben)(?!\p{L}))/gu,
    'thường trực',
  ],
  // The abbreviation in capitals, never the asking word.
  [/(?<!\p{L})AI(?!\p{L})/gu, 'trí tuệ nhân tạo'],
  [/(?<!\p{L})coi(?!\p{L}|\s+(?:trọng|như))/giu, 'xem'],
  [/(?<!\p{L})(?:bi|bao|bây) (?:nhiêu|nhiu)(?!\p{L})/giu, 'bao nhiêu'],
  [/(?<!(?:bao|bấy|ngần) )(?<=\p{L} )nhieu(?= (?:tiền|tien|phần trăm|phan tram)(?!\p{L}))/giu, 'bao nhiêu'],
  [/(?<!\p{L})(?:hổng|hông|hỏng|nỏ|hổn)(?!\p{L}|\s+(?:hóc|máy|hơi))/giu, 'không'],
  [/(?<!\p{L})(việc|làm|mần|gì|phải|tên|cần|lo|những) chi(?=\s*(?:$|[?.!,]|trước|nữa|vậy|hè|hả|rứa|đây))/giu, '$1 gì'],
  [/(?<!\p{L})(?:mềnh|mình ên)(?!\p{L})/giu, 'mình'],
  [/(?<!\p{L})(?:dậy|dzậy|hè|hỉ|hén|nghe|nghen|cà|tê|nớ|lận)(?=\s*(?:$|[?.!,]))/giu, ' '],
  [/(?<!\p{L})(?:giùm|dùm|giúp) (?:hông|không|hem)(?!\p{L})/giu, 'giúp không'],
  [/(?<!\p{L})(?:chèn|trời) ơi(?!\p{L})/giu, ' '],
  [/(?<!\p{L})(?:dạ,?\s*)?cho \p{L}+ hỏi(?: chút| xíu| tí| cái)?(?!\p{L})/giu, ' '],
  [
    /(?<!\p{L})(?:dạ,?\s*)?(?:cán bộ|anh chị|anh|chị|em|cháu|cô|chú|bác|o|mệ|ad|admin|bạn|trợ lý|ông|bà) ơi(?!\p{L})/giu,
    ' ',
  ],
  [/(?<=(?:không|chưa|vậy|ạ|hở|hả|giùm|với)) (?:cán bộ|cưng|chú|cô|bác|anh|chị|ad|admin|em)(?=\s*[?.!]*\s*$)/giu, ' '],
  [/(?<!\p{L})(?:gởi|gỡi)(?!\p{L})/giu, 'gửi'],
  [/(?<!\p{L})(?:dẫy|dẩy|chớ|nẫu|bậu)(?!\p{L})/giu, ' '],
  [/(?<!\p{L})(?:bữa|bựa) mô(?!\p{L})/giu, 'khi nào'],
  [/(?<!\p{L})đợt ni(?!\p{L})/giu, 'kỳ này'],
  [/(?<!\p{L})nhớn(?!\p{L})/giu, 'lớn'],
  [/(?<!\p{L})cúi cùng(?!\p{L})/giu, 'cuối cùng'],
  [/(?<!\p{L})ng khác(?!\p{L})/giu, 'người khác'],
  [/(?<!\p{L})(hành|tài) chánh(?!\p{L})/giu, '$1 chính'],
  [/(?<!\p{L})chánh (quyền|sách|thức)(?!\p{L})/giu, 'chính $1'],
  [/(?<!\p{L})(khai|học|vệ) sanh(?!\p{L})/giu, '$1 sinh'],
  [
    /(?<!\p{L})(?:má|tía|ba|mẹ|mạ|bọ|bố|u|bu|bầm|thầy|ông|bà|mệ|cha) (?:tui|tôi|em|con|cháu|mình)(?= (?:già|yếu|lớn tuổi))/giu,
    'người',
  ],
]

/** Chat spellings and abbreviations that routing needs, by folded word. Unit names are left to `language/units`. */
const WORDS = new Map(
  Object.entries({
    ko: 'khong',
    k: 'khong',
    kg: 'khong',
    khg: 'khong',
    hok: 'khong',
    hog: 'khong',
    hong: 'khong',
    hem: 'khong',
    khum: 'khong',
    kh0ng: 'khong',
    bnh: 'bao nhieu',
    nhiu: 'nhieu',
    dc: 'duoc',
    j: 'gi',
    ji: 'gi',
    z: 'vay',
    zay: 'vay',
    dzay: 'vay',
    v: 'vay',
    bn: 'bao nhieu',
    bnhieu: 'bao nhieu',
    bnhiu: 'bao nhieu',
    nhiue: 'nhieu',
    htx: 'hop tac xa',
    jo: 'gio',
    ngui: 'nguoi',
    nguio: 'nguoi',
    tiu: 'tieu',
    tt: 'trung tam',
    cax: 'cong an xa',
    tyt: 'tram y te',
    tv: 'thanh vien',
    hd: 'huong dan',
    ds: 'danh sach',
    dt: 'dien thoai',
    nvh: 'nha van hoa',
    md: 'muc do',
    md1: 'muc do 1',
    md2: 'muc do 2',
    pai: 'phai',
    ntn: 'nhu the nao',
    fai: 'phai',
    wa: 'qua',
    fan: 'phan',
    vs: 'voi',
    r: 'roi',
    trc: 'truoc',
    sdt: 'so dien thoai',
    sodt: 'so dien thoai',
    dthoai: 'dien thoai',
    ng: 'nguoi',
    nv: 'nhiem vu',
    bc: 'bao cao',
    kp: 'kinh phi',
    pl: 'phu luc',
    nq: 'nghi quyet',
    kh: 'ke hoach',
    tg: 'thoi gian',
    cks: 'chu ky so',
    cds: 'chuyen doi so',
    tthc: 'thu tuc hanh chinh',
    dvc: 'dich vu cong',
    dvctt: 'dich vu cong truc tuyen',
    cb: 'can bo',
    ctr: 'chuong trinh',
    gd: 'giai doan',
    hs: 'ho so',
    csdl: 'co so du lieu',
    vb: 'van ban',
    ktra: 'kiem tra',
    lm: 'lam',
    mik: 'minh',
    mih: 'minh',
    mun: 'muon',
    xien: 'tien',
    tick: 'tich',
    tit: 'tich',
    kehoach: 'ke hoach',
    onl: 'truc tuyen',
    online: 'truc tuyen',
    sp: 'san pham',
    dv: 'don vi',
    dvi: 'don vi',
    cq: 'co quan',
    ph: 'phoi hop',
    ctri: 'chu tri',
    bg: 'bao gio',
    ki: 'ky',
    li: 'ly',
    trg: 'truong',
    cccd: 'can cuoc',
    cmnd: 'can cuoc',
    tk: 'tai khoan',
    ttin: 'thong tin',
    ns: 'ngan sach',
    nsach: 'ngan sach',
    lq: 'lien quan',
    dk: 'dang ky',
    dky: 'dang ky',
    attt: 'an toan thong tin',
    cchc: 'cai cach hanh chinh',
    cc: 'cong chuc',
    vc: 'vien chuc',
    cbcc: 'can bo cong chuc',
    cbccvc: 'can bo cong chuc vien chuc',
    csdlqg: 'co so du lieu quoc gia',
    asxh: 'an sinh xa hoi',
    btxh: 'bao tro xa hoi',
    httt: 'he thong thong tin',
    cntt: 'cong nghe thong tin',
    mtdt: 'moi truong dien tu',
    yc: 'yeu cau',
    bcd: 'ban chi dao',
    dvtt: 'don vi thuong truc',
    dtn: 'doan thanh nien',
    kq: 'ket qua',
    hdkct: 'hoat dong khong chuyen trach',
    hdkctr: 'hoat dong khong chuyen trach',
    pvhcc: 'phuc vu hanh chinh cong',
    vhxh: 'van hoa xa hoi',
    hssk: 'ho so suc khoe',
    hsskdt: 'ho so suc khoe dien tu',
    skdt: 'suc khoe dien tu',
    khcn: 'khoa hoc cong nghe',
    dmst: 'doi moi sang tao',
    nsnn: 'ngan sach nha nuoc',
    bhyt: 'bao hiem y te',
    thcs: 'trung hoc co so',
    dn: 'doanh nghiep',
    hkd: 'ho kinh doanh',
    ctct: 'chu tich',
    qly: 'quan ly',
    ql: 'quan ly',
    tb: 'thiet bi',
    ud: 'ung dung',
    sdung: 'su dung',
    tmdt: 'thuong mai dien tu',
    dghc: 'don vi hanh chinh',
    clc: 'chat luong cao',
    ktxh: 'kinh te xa hoi',
    qlnn: 'quan ly nha nuoc',
    hcc: 'hanh chinh cong',
    tthcc: 'trung tam phuc vu hanh chinh cong',
    llct: 'ly luan chinh tri',
    ttdvsnc: 'trung tam dich vu su nghiep cong',
    tdtt: 'the duc the thao',
    fb: 'facebook',
    phay: 'facebook',
    phaybuc: 'facebook',
    tthong: 'truyen thong',
    mxh: 'mang xa hoi',
    dlieu: 'du lieu',
    bmat: 'bao mat',
    qtrinh: 'quy trinh',
    csvc: 'co so vat chat',
    tbi: 'thiet bi',
    ldao: 'lanh dao',
    dbieu: 'dai bieu',
    mtinh: 'may tinh',
  }),
)

/** Long names that papers and people shorten alike: the short form stands for both. */
const NAMES: [RegExp, string][] = [
  [/ (?:uy|ui) ban nhan dan /g, ' ubnd '],
  [/ hoi dong nhan dan /g, ' hdnd '],
  [/ thu 7 /g, ' thu bay '],
  [/ qd (?=(?:nao|gi|so|cua|nay|ay|do) )/g, ' quyet dinh '],
  [/ ti le /g, ' ty le '],
  [/ (may|nhung|cac|lo|lam) vien chuc gi /g, ' $1 viec gi '],
  [/ ct (?=.* (?:%|phan tram|bao nhieu) )/g, ' chi tieu '],
  [/ tl (?=.* (?:%|phan tram) )/g, ' ty le '],
  [/ giai doan (2\d|3\d) (2\d|3\d) /g, ' giai doan 20$1 20$2 '],
  [/ (?:uy ban )?mat tran to quoc(?: viet nam)? /g, ' mttq '],
]

/** Names and loan words that begin with these letters rightly. */
const RIGHTLY = /^(?:zalo|zoom|zip|facebook|fanpage|fb|file|files|fake|fax|form|feedback|folder|font|fiber|full|free)$/

const ENDS_IN_G = /^(?:b?log|vlog|tag|hashtag|big|bug|plug|drag)$/

/** Slips that only spell a sound otherwise: f for ph, z for d, g for ng and h for nh at the end. */
function soundOut(word: string): string {
  if (RIGHTLY.test(word)) return word
  if (/^[a-z]+[aeiouy]g$/.test(word) && !ENDS_IN_G.test(word)) return soundOut(`${word.slice(0, -1)}ng`)
  if (/^[b-df-hj-np-tv-xz][a-z]*[aeiy]h$/.test(word) && !/^(?:hah|heh|huh|yeah|nah)$/.test(word))
    return soundOut(`${word.slice(0, -1)}nh`)
  if (/^f[aeiouy]/.test(word)) return `ph${word.slice(1)}`
  if (/^z[aeiouy]/.test(word)) return `d${word.slice(1)}`
  return word
}

/** One question's words are asked for in their plain form again and again: the last ones are kept. */
const MAX_REMEMBERED = 16_384
const MAX_REMEMBERED_CHARS = 600
const remembered = new Map<string, string>()

/** See the head of the file. Never fails; an empty text gives a single space. */
export function plain(text: string): string {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const made = makePlain(text)
  if (text.length > MAX_REMEMBERED_CHARS) return made
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(text, made)
  return made
}

function makePlain(text: string): string {
  let said = clean(text)
  for (const [pattern, everyday] of REGIONAL) said = said.replace(pattern, everyday)
  const words = fold(said).match(/[a-z0-9]+(?:[.,/][0-9]+)*%?|%/g) ?? []
  const spoken = words.map((word) => WORDS.get(word) ?? soundOut(word))
  if (spoken.length === 0) return ' '
  return NAMES.reduce((text, [long, short]) => text.replace(long, short), ` ${spoken.join(' ')} `)
}
