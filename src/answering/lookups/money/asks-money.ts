/** Which questions ask what a plan costs or where its money is from, and which ask of other money. */

export const ABOUT_FUNDING =
  / (?:kinh phi|chi nhieu tien|du toan|ngan sach|tien|von|ty(?! le)|chi phi|tai chinh|nguon luc|nguon chi) /
export const ASKS_AMOUNT =
  / (?:tien|kinh phi|von|ngan sach)(?: cua| cho| rieng)*(?: nam)? 20\d\d $| (?:bao nhieu|may (?:ty|trieu|dong)|het bao nhieu|tong|so tien|ton|khac nhau|chenh|chia(?: \S+){0,3} (?:theo|tung)|tung nam) /
export const ASKS_SOURCE =
  / (?:(?:lay|tu|trich|dau tu|chi)(?: \S+){0,4} (?:dau|o dau|nguon nao|dau ra)|nguon (?:nao|kinh phi|von|tien)|(?:lay|tu|trich) (?:\S+ ){0,2}nguon (?:\S+ ){1,2}nao|ai (?:chi|cap|tra|bo tra)|ngan sach nao|tu dau|o dau ra) /
/** "Tỉnh cho bao nhiêu, xã bỏ ra bao nhiêu" asks for sums without a word of money. */
export const ASKS_OF_SOURCES =
  / (?:tinh|trung uong|xa|phuong|dan|ba con|doanh nghiep)(?: minh| ta)? (?:cho|cap|rot(?: ve)?|bo ra|bo|gop|dong gop|ho tro)(?: \S+){0,2} bao nhieu (?=tien |ty |trieu |dong |va |cho (?:de an|ke hoach) |(?:a |vay |the |nhi )*$|(?:tinh|xa|phuong|dan|ba con|doanh nghiep) )/
/** Money of people, not of the plan: wages, allowances, fees. Those come from passages or not at all. */
const OTHER_MONEY =
  / (?:thu ngan sach|thu nhap|luong|phu cap|tro cap|le phi|hoc phi|phat|thuong|giai (?:nhat|nhi|ba|khuyen khich)|boi duong|cong tac phi|hoa don|tien mat|tai khoan|thanh toan|gia(?! doan)|(?:lap|giao|tham dinh|trinh) du toan) /
export const BY_YEAR = / (?:tung nam|moi nam|theo nam|hang nam|chia theo|phan ky|nam 20\d\d) /

/** "bao nhiêu hộ được vay vốn" counts households. */
export const COUNTS_THINGS =
  / (?:bao nhieu|may) (?:ho|nguoi|hoc vien|lop|thon|xom|nha|don vi|doanh nghiep|du an|mo hinh|cong trinh|lan|dot|phan tram|%) /

/** What a household pays, or is given, is no part of what a plan costs. */
const OF_A_HOUSEHOLD =
  / (?:(?:phai|can|bi) (?:dong|nop|tra)(?: \S+){0,4} (?:tien|bao nhieu|may)|(?:xa|phuong|nha nuoc) cho(?: \S+){0,2} (?:bao nhieu|may)|duoc (?:cho|tra)(?: \S+){0,2} (?:bao nhieu|may)) /

/** Whether a question in plain form asks for the sum or the source of a plan's money. */
export function asksFunding(asked: string): boolean {
  return ABOUT_FUNDING.test(asked) && !isOtherMoney(asked) && (ASKS_AMOUNT.test(asked) || ASKS_SOURCE.test(asked))
}

/** The price of one measure of something is no part of what a plan costs either. */
const OF_ONE_MEASURE =
  / (?:mot|moi|1) (?:khoi|met|m2|m3|kg|ky|ta|tan|lit|chuyen|bao|thung|ve|suat|so dien|kwh|buoi|gio) /

/** Wages, fees, what one household pays or gets, the price of one measure. */
export function isOtherMoney(asked: string): boolean {
  return OTHER_MONEY.test(asked) || OF_A_HOUSEHOLD.test(asked) || OF_ONE_MEASURE.test(asked)
}
