/**
 * The plain form of a question: what routing patterns are written against. Folded, chat spellings and regional words
 * turned into everyday ones, punctuation dropped, single spaces, one space at either end so that ` từ ` finds whole words.
 */
import { clean, fold } from '../language/text.ts'

/** Regional words that need their marks to be told from others (`mô hình`, `chi trả`). */
const REGIONAL: [RegExp, string][] = [
  [/(?<!\p{L})mô(?!\p{L}|\s+(?:hình|tả|phạm|men))/giu, 'đâu'],
  [/(?<!\p{L})(?:bựa|bữa) (?:đâu|nào)(?!\p{L})/giu, 'khi nào'],
  [/(?<!\p{L})mần(?!\p{L})/giu, 'làm'],
  [/(?<!\p{L})răng(?!\p{L}|\s+(?:hàm|miệng|sữa))/giu, 'sao'],
  [/(?<!\p{L})(?:rứa|ri hè|hử|hở|nhỉ|nhể|nhé|nhá|nha|nghen|nè|vầy)(?!\p{L})/giu, 'vậy'],
  [/(?<!\p{L})(?:bày cho|bày vẽ)(?!\p{L})/giu, 'hướng dẫn'],
  [/(?<!\p{L})mấy đồng(?!\p{L})/giu, 'bao nhiêu tiền'],
  // The abbreviation in capitals, never the asking word.
  [/(?<!\p{L})AI(?!\p{L})/gu, 'trí tuệ nhân tạo'],
  [/(?<!\p{L})coi(?!\p{L}|\s+(?:trọng|như))/giu, 'xem'],
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
    nhiu: 'nhieu',
    nhiue: 'nhieu',
    ntn: 'nhu the nao',
    fai: 'phai',
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
  }),
)

/** Long names that papers and people shorten alike: the short form stands for both. */
const NAMES: [RegExp, string][] = [
  [/ (?:uy|ui) ban nhan dan /g, ' ubnd '],
  [/ hoi dong nhan dan /g, ' hdnd '],
  [/ thu 7 /g, ' thu bay '],
  [/ ti le /g, ' ty le '],
  [/ (?:uy ban )?mat tran to quoc(?: viet nam)? /g, ' mttq '],
]

/** Slips that only spell a sound otherwise: f for ph, z for d, w for qu. */
function soundOut(word: string): string {
  if (/^f[aeiouy]/.test(word)) return `ph${word.slice(1)}`
  if (/^z[aeiouy]/.test(word)) return `d${word.slice(1)}`
  return word
}

/** See the head of the file. Never fails; an empty text gives a single space. */
export function plain(text: string): string {
  let said = clean(text)
  for (const [pattern, everyday] of REGIONAL) said = said.replace(pattern, everyday)
  const words = fold(said).match(/[a-z0-9]+(?:[.,/][0-9]+)*%?|%/g) ?? []
  const spoken = words.map((word) => WORDS.get(word) ?? soundOut(word))
  if (spoken.length === 0) return ' '
  return NAMES.reduce((text, [long, short]) => text.replace(long, short), ` ${spoken.join(' ')} `)
}
