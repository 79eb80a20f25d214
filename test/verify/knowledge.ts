/**
 * `npm run check:knowledge`: whether every guide may be told to a citizen. Prints one line a problem (file, what, remedy, in
 * Vietnamese, for the office) and ends with 1 when there is any. `--knowledge DIR`, `--today YYYY-MM-DD`.
 */
import { parseArgs } from 'node:util'
import {
  type Guide,
  isOfficialLink,
  loadServiceKnowledge,
  type ServiceKnowledge,
} from '../../src/documents/guides/index.ts'
import { fold } from '../../src/language/text.ts'

/** Plain reading for somebody who seldom reads: measured in syllables, which Vietnamese writes apart. */
const LIMITS = {
  sentenceSyllables: 32,
  meanSyllables: 17,
  summaryChars: 340,
  lineChars: 320,
  guideChars: 5_500,
  steps: 6,
}

/** Abbreviations people meet on their phones and papers; any other is spelt out. */
const KNOWN_CAPITALS = new Set(
  'CH OTP QR NFC SIM USB PIN UBND VND OCOP XÓA DỮ LIỆU CP NĐ TT QH TTg BTC BCA BYT QĐ QLT BHXH KSTT I II III'.split(
    ' ',
  ),
)
const HOST = /(?<![\p{L}\d.@-])(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|io|me|app|link|xyz|top)(?![\p{L}\d])/giu
const PHONE =
  /(?<![\d./-])(?:1[89]00[ .]?\d{4}|0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}|11[1-5]|156|5656|1022|8079)(?![\d./%]|\s*(?:đồng|ngày|giờ|tuổi))/gu

type Problem = { file: string; what: string; remedy: string }

const { values } = parseArgs({
  options: {
    knowledge: { type: 'string', default: 'knowledge' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
})

const problems = findProblems(values.knowledge, values.today)
for (const { file, what, remedy } of problems) console.log(`${file}: ${what}: ${remedy}`)
console.log(problems.length === 0 ? 'check:knowledge: không có lỗi' : `check:knowledge: ${problems.length} lỗi`)
process.exitCode = problems.length === 0 ? 0 : 1

function findProblems(folder: string, today: string): Problem[] {
  const knowledge = loadServiceKnowledge(folder)
  return [
    ...knowledge.faults.map(({ file, detail, remedy }) => ({ file, what: detail, remedy })),
    ...knowledge.guides.flatMap((guide) => problemsOf(guide, knowledge, today)),
    ...sharedNames(knowledge.guides),
    ...scamGuideMissing(knowledge),
  ]
}

function problemsOf(guide: Guide, knowledge: ServiceKnowledge, today: string): Problem[] {
  const found = [
    ...datesOf(guide, today),
    ...linksOf(guide, knowledge),
    ...phonesOf(guide, knowledge),
    ...lengthsOf(guide),
    ...wordsOf(guide),
  ]
  return found.map(([what, remedy]) => ({ file: guide.file, what, remedy }))
}

type Found = [what: string, remedy: string]

function datesOf({ lastVerified, reviewBy, validUntil }: Guide, today: string): Found[] {
  const found: Found[] = []
  if (reviewBy < today)
    found.push([`quá ngày kiểm tra lại ${reviewBy}`, 'đối chiếu lại nguồn, sửa lastVerified và reviewBy'])
  if (lastVerified > today) found.push([`ngày kiểm tra ${lastVerified} chưa tới`, 'ghi ngày đã kiểm tra thật'])
  if (validUntil !== null && validUntil < today) {
    found.push([`hết hiệu lực từ ${validUntil}`, 'viết lại theo quy định mới hoặc bỏ tệp'])
  }
  return found
}

function linesOf({ parts, questions }: Guide): string[] {
  return [...Object.values(parts).flat(), ...questions.flatMap(({ answer }) => answer)].map(({ text }) => text)
}

function linksOf(guide: Guide, { safety }: ServiceKnowledge): Found[] {
  const named = linesOf(guide).flatMap((line) => line.match(HOST) ?? [])
  const links = [
    ...guide.sources.flatMap(({ url }) => url ?? []),
    ...named.map((host) => `https://${host.toLowerCase()}`),
  ]
  return [...new Set(links)]
    .filter((link) => !isOfficialLink(link, safety))
    .map((link) => [
      `${link} không có trong danh sách được phép`,
      'bỏ địa chỉ này, hoặc thêm vào safety.yaml sau khi kiểm tra',
    ])
}

function phonesOf(guide: Guide, { safety }: ServiceKnowledge): Found[] {
  const allowed = new Set(safety.phones.map(({ number }) => number.replace(/\D/g, '')))
  const named = [...guide.hotline, ...linesOf(guide).flatMap((line) => line.match(PHONE) ?? [])]
  return [...new Set(named)]
    .filter((number) => !allowed.has(number.replace(/\D/g, '')))
    .map((number) => [
      `số ${number} không có trong safety.yaml`,
      'kiểm tra số rồi thêm vào "phones", hoặc bỏ khỏi hướng dẫn',
    ])
}

function lengthsOf(guide: Guide): Found[] {
  const lines = linesOf(guide)
  const summary = guide.parts.summary.map(({ text }) => text).join(' ')
  const found: Found[] = []
  const all = lines.join('').length
  if (all > LIMITS.guideChars) found.push([`dài ${all} ký tự`, `rút còn tối đa ${LIMITS.guideChars}`])
  if (summary.length > LIMITS.summaryChars) {
    found.push([`tóm tắt dài ${summary.length} ký tự`, `rút còn tối đa ${LIMITS.summaryChars}`])
  }
  if (guide.parts.steps.length > LIMITS.steps) {
    found.push([`có ${guide.parts.steps.length} bước`, `gộp hoặc tách hướng dẫn: tối đa ${LIMITS.steps} bước`])
  }
  for (const line of lines) {
    if (line.length > LIMITS.lineChars && line !== summary && !isEnglish(guide, line))
      found.push([`đoạn dài: "${line.slice(0, 40)}…"`, 'tách làm hai'])
  }
  return found
}

function wordsOf(guide: Guide): Found[] {
  const sentences = linesOf(guide)
    .filter((line) => !isEnglish(guide, line))
    .flatMap((line) => line.split(/(?<=[.!?:;…])\s+/u))
  const lengths = sentences.map((sentence) => sentence.split(/\s+/u).length)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1)
  const found: Found[] = sentences
    .filter((_, place) => (lengths[place] ?? 0) > LIMITS.sentenceSyllables)
    .map((sentence) => [`câu dài: "${sentence.slice(0, 50)}…"`, `tách câu, tối đa ${LIMITS.sentenceSyllables} tiếng`])
  if (mean > LIMITS.meanSyllables) found.push([`câu trung bình ${mean.toFixed(1)} tiếng`, 'viết câu ngắn hơn'])
  const capitals = new Set(sentences.join(' ').match(/(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/gu) ?? [])
  for (const word of capitals) {
    if (!KNOWN_CAPITALS.has(word)) found.push([`chữ viết tắt "${word}"`, 'viết đầy đủ'])
  }
  return found
}

function isEnglish({ parts }: Guide, line: string): boolean {
  return parts.english.some(({ text }) => text === line)
}

/** The same way of asking under two guides would be answered by chance. */
function sharedNames(guides: readonly Guide[]): Problem[] {
  const owners = new Map<string, Guide>()
  const problems: Problem[] = []
  for (const guide of guides) {
    const asked = guide.questions.flatMap(({ question, alsoAsked }) => [question, ...alsoAsked])
    for (const name of new Set([guide.title, ...guide.synonyms, ...asked].map(keyOf))) {
      const owner = owners.get(name)
      if (owner === undefined) owners.set(name, guide)
      else if (owner !== guide) {
        problems.push({
          file: guide.file,
          what: `"${name}" cũng là cách hỏi của ${owner.file}`,
          remedy: 'để ở một hướng dẫn',
        })
      }
    }
  }
  return problems
}

function keyOf(name: string): string {
  return (fold(name).match(/[a-z0-9]+/g) ?? []).join(' ')
}

function scamGuideMissing({ guides, safety }: ServiceKnowledge): Problem[] {
  if (safety.scamGuide === null || guides.some(({ slug }) => slug === safety.scamGuide)) return []
  const what = `scamGuide nêu hướng dẫn "${safety.scamGuide}" không có`
  return [{ file: 'services/safety.yaml', what, remedy: 'ghi tên một hướng dẫn có thật' }]
}
