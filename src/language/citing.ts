/** "III.1.a" → "mục III.1.a"; what says itself what it is ("Phụ lục, STT 3", "khoản 2 Điều 1") stays. */
export function sayPlace(section: string): string {
  return /^[\dIVX]/.test(section) ? `mục ${section}` : section
}
