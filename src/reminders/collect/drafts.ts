/** The collected report as a draft and as a table. */
import writeXlsxFile from 'write-excel-file/node'
import type { OccurrenceRow } from '../../duties/index.ts'
import { sayPlace } from '../../language/citing.ts'
import { documentName, type NamedDocument, sayDate } from '../vietnamese.ts'
import { type Collected, missingUnits, QUESTION_NAMES, QUESTIONS } from './collected.ts'
import { bodyHeading, bodyText, writeDecreeDocument } from './decree-form.ts'

export type DraftOffice = {
  /** "xã Bình Phú". */
  commune: string
  province: string | null
  documents: readonly NamedDocument[]
  /** ISO day of making. */
  day: string
}

const NOTHING = 'Chưa có nội dung từ các đơn vị.'
const ROMAN = ['I', 'II', 'III', 'IV']

/** The draft report for the People's Committee, from what the units answered and nothing else. */
export function draftReport(collected: Collected, office: DraftOffice): Promise<Buffer> {
  const [first] = collected.units
  const parts = QUESTION_NAMES.flatMap((question, index) => {
    const said = collected.units.filter(({ answers }) => answers[question])
    return [
      bodyHeading(`${ROMAN[index] ?? ''}. ${QUESTIONS[question].toUpperCase()}`),
      ...(said.length > 0
        ? said.map(({ row, answers }) => bodyText(`${row.bodyName}: ${answers[question]}`))
        : [bodyText(NOTHING)]),
    ]
  })
  const missing = missingUnits(collected)
  const filed = collected.units.length - missing.length
  const tally = `Đến ngày ${sayDate(office.day)}, ${filed}/${collected.units.length} đơn vị đã được ghi nhận nộp.${missing.length > 0 ? ` Chưa ghi nhận: ${missing.join('; ')}.` : ''}`
  return writeDecreeDocument({
    ...issuedBy(office),
    type: 'Báo cáo',
    subject: subjectOf(collected.title),
    body: [
      ...(first
        ? [bodyText(`Thực hiện ${basisOf(first.row, office)}, Ủy ban nhân dân ${office.commune} báo cáo như sau:`)]
        : []),
      ...parts,
      bodyHeading('V. TÌNH HÌNH NỘP BÁO CÁO CỦA CÁC ĐƠN VỊ'),
      bodyText(tally),
    ],
  })
}

/** Head and foot of a paper of the commune's own. */
export function issuedBy({ commune, province, day }: DraftOffice) {
  return {
    above: province ? `UBND ${province}` : null,
    issuer: `Ủy ban nhân dân ${commune}`,
    symbol: 'BC-UBND',
    place: commune.replace(/^(?:xã|phường|đặc khu) /iu, ''),
    day,
    recipients: ['Như trên', `Thường trực HĐND ${commune}`],
    signing: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
  }
}

/** "Báo cáo quý IV/2026" → "Kết quả thực hiện nhiệm vụ quý IV/2026". */
function subjectOf(title: string): string {
  const period = title.replace(/^Báo cáo\s*/u, '')
  return `Kết quả thực hiện nhiệm vụ${period ? ` ${period}` : ''}`
}

/** "Kế hoạch của UBND xã … (mục IV.1)". */
export function basisOf(
  { documentId, section }: { documentId: number; section: string },
  { documents }: DraftOffice,
): string {
  const document = documents.find(({ id }) => id === documentId)
  const name = document ? documentName(document, documents) : 'văn bản'
  return `${name}${section ? ` (${sayPlace(section)})` : ''}`
}

/** One row a unit, one column a question, and how each unit stands. */
export async function collectedTable(collected: Collected, stateOf: (row: OccurrenceRow) => string): Promise<Buffer> {
  const headings = ['Đơn vị', 'Tình trạng', 'Số văn bản', ...QUESTION_NAMES.map((question) => QUESTIONS[question])]
  const cells = (values: readonly string[], fontWeight?: 'bold') =>
    values.map((value) => ({
      value: plain(value),
      type: String,
      wrap: true,
      alignVertical: 'top' as const,
      ...(fontWeight && { fontWeight }),
    }))
  const rows = collected.units.map(({ row, answers }) =>
    cells([row.bodyName, stateOf(row), row.filedNumber ?? '', ...QUESTION_NAMES.map((question) => answers[question])]),
  )
  const columns = [{ width: 32 }, { width: 24 }, { width: 16 }, ...QUESTION_NAMES.map(() => ({ width: 40 }))]
  const made = writeXlsxFile([cells(headings, 'bold'), ...rows], { columns, sheet: 'Tổng hợp', stickyRowsCount: 1 })
  return made.toBuffer()
}

/** Text a spreadsheet would take for a formula is kept as text. */
function plain(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}
