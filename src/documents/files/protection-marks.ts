/** Words of a running head that must not be dropped with it: they decide whether the document may be kept at all. */
const PROTECTION =
  /^\W*(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*$|^\W*(?:độ|mức độ) mật(?!\p{L})|lưu hành nội bộ|(?<!\p{L})(?:TUYỆT|TỐI) MẬT(?!\p{L})/u
const PROTECTION_ANY_CASE = /^\W*(?:độ|mức độ) mật(?!\p{L})|lưu hành nội bộ/iu

/** Whether a line of a head, foot or text box marks the document as secret or internal. */
export function isProtectionMark(line: string): boolean {
  const text = line.normalize('NFC')
  return PROTECTION.test(text) || PROTECTION_ANY_CASE.test(text)
}
