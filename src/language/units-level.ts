/** Whose office a unit is: the commune's own, or a body above it that its papers only name. */

/** Bodies that no commune has, whatever follows their name. "Bộ phận Một cửa" and "Sổ …" are none. */
const ABOVE_HEAD =
  /^(?:sở|bộ(?! phận)|vụ|cục|chi cục|tổng cục|(?:tỉnh|thành|huyện|quận) (?:ủy|uỷ|đoàn)|chính phủ|thủ tướng|quốc hội|trung ương|đoàn đại biểu quốc hội|ban bí thư)(?=\s|$)/iu
/** A level above the commune that ends the name, with the place's own name or not: "UBND tỉnh", "HĐND thành phố …". */
const ABOVE_LEVEL =
  /\s(?:cấp\s)?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|[Tt]rung ương)(?:\s+(?:\p{Lu}\p{L}*|\d+)){0,5}$/u
const COMMUNE_LEVEL = /\s(?:xã|phường|thị trấn|đặc khu)(?=\s|$)/u

/**
 * True for a body above the commune ("UBND tỉnh", "Sở Nội vụ", "Công an quận"): never a unit that people of the commune
 * belong to. The name is a canonical one, with its marks; one that says "xã", "phường" is the commune's.
 */
export function isAboveCommune(name: string): boolean {
  const written = name.normalize('NFC').trim()
  if (COMMUNE_LEVEL.test(written.replaceAll('thị xã', 'thị_xã'))) return false
  return ABOVE_HEAD.test(written) || ABOVE_LEVEL.test(written)
}
