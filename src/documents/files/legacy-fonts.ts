/** Text set in fonts that predate Unicode: the font's name tells which letters its bytes stand for. */
import { convertFrom } from '../../language/legacy-encodings.ts'

const TCVN3_FONT = /^\.?Vn[A-Z]/
/** TCVN3 has no marked capitals: the fonts whose name ends in H draw small letters as capitals. */
const TCVN3_CAPITALS = /H(?:[\s,-]*(?:bold|italic))*$/i
const VNI_FONT = /^VNI[- ]/i

/** The run in Unicode when its font is one of the old Vietnamese ones, else as it is. */
export function convertLegacyFont(text: string, fontName: string): string {
  // Letters outside Latin-1 show that only the font's name is old, its text is Unicode already.
  if (/[^\0-\xff]/u.test(text)) return text
  if (VNI_FONT.test(fontName)) return convertFrom('vni', text)
  if (!TCVN3_FONT.test(fontName)) return text
  const converted = convertFrom('tcvn3', text)
  return TCVN3_CAPITALS.test(fontName) ? converted.toUpperCase() : converted
}
