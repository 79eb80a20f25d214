/** Identifiers that people type and we must not keep or pass on: one-time codes, identity cards, bank cards, phones, e-mail. */

export type PersonalDataKind = 'one_time_code' | 'identity_card' | 'bank_card' | 'phone' | 'email' | 'password'

export type Masked = { text: string; found: PersonalDataKind[] }

const DIGITS = '[0-9](?:[ .-]?[0-9])'

/** In order: a longer run of digits is claimed before a shorter one can take part of it. */
const PATTERNS: { kind: PersonalDataKind; pattern: RegExp; replacement: string; holds?: (match: string) => boolean }[] =
  [
    { kind: 'email', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, replacement: '[email đã che]' },
    {
      kind: 'one_time_code',
      pattern: /(otp|mã xác (?:thực|nhận|minh)|ma xac (?:thuc|nhan|minh)|passcode)([^\d\n]{0,30})\d{4,8}(?!\d)/giu,
      replacement: '$1$2[mã đã che]',
    },
    {
      kind: 'one_time_code',
      pattern: /(?<!\d)\d{4,8}((?:[^\d\n]{0,12})(?:là |la )?(?:mã )?otp)/giu,
      replacement: '[mã đã che]$1',
    },
    {
      kind: 'password',
      pattern: /((?:mật khẩu|mat khau|password|mk)\s{0,3}(?:là|la|:|=)\s{0,3})\S{4,40}/giu,
      replacement: '$1[mật khẩu đã che]',
    },
    {
      kind: 'bank_card',
      pattern: new RegExp(`(?<![\\d.,/-])${DIGITS}{12,18}(?![\\d/])`, 'g'),
      replacement: '[số thẻ đã che]',
      holds: (match) => passesLuhn(match) && match.replace(/\D/g, '').length >= 13,
    },
    {
      kind: 'identity_card',
      pattern: /(?<![\d.,/-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/])/g,
      replacement: '[số căn cước đã che]',
    },
    {
      kind: 'identity_card',
      pattern: /((?:cccd|cmnd|căn cước|can cuoc|chứng minh)[^\d\n]{0,25})\d{9}(?:\d{3})?(?!\d)/giu,
      replacement: '$1[số căn cước đã che]',
    },
    {
      kind: 'phone',
      pattern: /(?<![\d.,/-])(?:\+?84|0)[ .-]?[235789]\d?(?:[ .-]?\d){7,8}(?![\d/])/g,
      replacement: '[số điện thoại đã che]',
    },
  ]

/** The text with such identifiers replaced by what they are, and the kinds met. Money, dates and document numbers stay. */
export function maskPersonalData(text: string): Masked {
  const found = new Set<PersonalDataKind>()
  let masked = text
  for (const { kind, pattern, replacement, holds } of PATTERNS) {
    masked = masked.replace(pattern, (match: string, ...groups: unknown[]) => {
      if (holds && !holds(match)) return match
      found.add(kind)
      return replacement.replace(/\$(\d)/g, (_, group: string) => String(groups[Number(group) - 1] ?? ''))
    })
  }
  return { text: masked, found: [...found] }
}

/** The check digit of bank cards (ISO/IEC 7812-1). */
function passesLuhn(candidate: string): boolean {
  const digits = [...candidate.replace(/\D/g, '')].reverse().map(Number)
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return digits.length > 0 && sum % 10 === 0
}
