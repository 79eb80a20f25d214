/** Plain reading and what may be named: the checks every line people read goes through, guides and lessons alike. */
import { hostsIn } from '../../src/answering/guides/links.ts'
import { isOfficialLink, type ServiceKnowledge } from '../../src/documents/guides/index.ts'

export type Found = [what: string, remedy: string]
type Safety = ServiceKnowledge['safety']

/** Plain reading for somebody who seldom reads: measured in syllables, which Vietnamese writes apart. */
const LIMITS = { sentenceSyllables: 32, meanSyllables: 17 }

/** Abbreviations people meet on their phones and papers; any other is spelt out. */
const KNOWN_CAPITALS = new Set(
  'CH OTP QR NFC SIM USB PIN UBND VND OCOP XÓA DỮ LIỆU CP NĐ TT QH TTg BTC BCA BYT QĐ QLT BHXH KSTT I II III'.split(
    ' ',
  ),
)
const PHONE =
  /(?<![\d./-])(?:1[89]00[ .]?\d{4}|0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}|11[1-5]|156|5656|1022|8079)(?![\d/%]|\.\d|\s*(?:đồng|ngày|giờ|tuổi))/gu

/** `urls` are links given as such; hosts are looked for in the lines. */
export function linksOf(lines: readonly string[], urls: readonly string[], safety: Safety): Found[] {
  const links = [...urls, ...lines.flatMap(hostsIn).map((host) => `https://${host}`)]
  return [...new Set(links)]
    .filter((link) => !isOfficialLink(link, safety))
    .map((link) => [
      `${link} không có trong danh sách được phép`,
      'bỏ địa chỉ này, hoặc thêm vào safety.yaml sau khi kiểm tra',
    ])
}

export function phonesOf(lines: readonly string[], given: readonly string[], { phones }: Safety): Found[] {
  const allowed = new Set(phones.map(({ number }) => number.replace(/\D/g, '')))
  const named = [...given, ...lines.flatMap((line) => line.match(PHONE) ?? [])]
  return [...new Set(named)]
    .filter((number) => !allowed.has(number.replace(/\D/g, '')))
    .map((number) => [`số ${number} không có trong safety.yaml`, 'kiểm tra số rồi thêm vào "phones", hoặc bỏ số này'])
}

/** Sentence length, its mean, and abbreviations nobody explained. */
export function wordsOf(lines: readonly string[]): Found[] {
  const sentences = lines.flatMap((line) => line.split(/(?<=[.!?:;…])\s+/u))
  const lengths = sentences.map((sentence) => sentence.split(/\s+/u).length)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1)
  const found: Found[] = sentences
    .filter((_, place) => (lengths[place] ?? 0) > LIMITS.sentenceSyllables)
    .map((sentence) => [`câu dài: "${sentence.slice(0, 50)}…"`, `tách câu, tối đa ${LIMITS.sentenceSyllables} tiếng`])
  if (mean > LIMITS.meanSyllables) found.push([`câu trung bình ${mean.toFixed(1)} tiếng`, 'viết câu ngắn hơn'])
  const capitals = new Set(sentences.join(' ').match(/(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/gu) ?? [])
  for (const word of capitals) if (!KNOWN_CAPITALS.has(word)) found.push([`chữ viết tắt "${word}"`, 'viết đầy đủ'])
  return found
}

type Dated = { lastVerified: string; reviewBy: string; validUntil?: string | null }

export function datesOf({ lastVerified, reviewBy, validUntil }: Dated, today: string): Found[] {
  const found: Found[] = []
  if (reviewBy < today)
    found.push([`quá ngày kiểm tra lại ${reviewBy}`, 'đối chiếu lại nguồn, sửa lastVerified và reviewBy'])
  if (lastVerified > today) found.push([`ngày kiểm tra ${lastVerified} chưa tới`, 'ghi ngày đã kiểm tra thật'])
  if (validUntil && validUntil < today)
    found.push([`hết hiệu lực từ ${validUntil}`, 'viết lại theo quy định mới hoặc bỏ tệp'])
  return found
}
