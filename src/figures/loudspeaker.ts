/** What the commune's loudspeaker reads out: whole sentences, nothing that needs eyes. */
import type { TargetLine } from './results.ts'
import type { Usage } from './usage.ts'

const MOST_RESULTS = 6

type Told = { commune: { name: string }; from: string; to: string; usage: Usage; results: readonly TargetLine[] }

export function loudspeakerText({ commune, from, to, usage, results }: Told): string {
  const share = usage.answeredRate === null ? null : Math.round(usage.answeredRate * 100)
  return [
    `Kính thưa bà con nhân dân ${commune.name}.`,
    `Từ ngày ${spoken(from)} đến ngày ${spoken(to)}, bà con và cán bộ đã hỏi trợ lý số của xã ${usage.total} câu${share === null ? '' : `, trợ lý trả lời được ${share} phần trăm các câu hỏi về văn bản của xã`}.`,
    ...(results.length === 0 ? [] : ['Kết quả một số chỉ tiêu như sau.']),
    ...results
      .slice(0, MOST_RESULTS)
      .map(
        ({ text, result, asOf }) =>
          `Chỉ tiêu ${small(ended(aloud(text)).slice(0, -1))}: kết quả tính đến ngày ${spoken(asOf ?? to)} là ${ended(aloud(result ?? ''))}`,
      ),
    'Bà con có thể hỏi trợ lý số qua điện thoại bất cứ lúc nào. Trợ lý không bao giờ hỏi mật khẩu hay mã OTP; ai hỏi những thứ đó là lừa đảo.',
    'Xin cảm ơn bà con đã lắng nghe.',
  ].join('\n')
}

function spoken(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${day} tháng ${month} năm ${year}`
}

/** "≥ 60%" as one reads it aloud. */
function aloud(text: string): string {
  return text
    .replace(/\s*%/g, ' phần trăm')
    .replace(/(?:≥|>=)\s*/g, 'từ ')
    .replace(/(?:≤|<=)\s*/g, 'không quá ')
    .replace(/^[-+*•]\s*/, '')
    .trim()
}

/** A sentence's first letter goes small after "Chỉ tiêu", a short name's does not. */
function small(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

function ended(text: string): string {
  return `${text.replace(/[.;,\s]+$/u, '')}.`
}
