/** In order: a browser names those it is built on as well. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bZalo/i, 'Zalo'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** "Chrome, Windows": words of ours for what a browser says of itself, so that nothing it says is kept or shown. */
export function deviceOf(userAgent: string | undefined): string | null {
  const known = (names: typeof BROWSERS): string | undefined =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  return [known(BROWSERS), known(SYSTEMS)].filter(Boolean).join(', ') || null
}
