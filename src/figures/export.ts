/** Figures for whoever counts further: the same tables as a spreadsheet or as lines of text. */
import writeXlsxFile from 'write-excel-file/node'
import type { Score } from '../duties/index.ts'
import { csvLine, SPREADSHEET_MARK } from './csv.ts'
import type { Usage } from './usage.ts'

type Table = { name: string; head: string[]; rows: (string | number)[][] }

/** Names for people, by the words of the store. */
export type Names = { channel(name: string): string; endings: Readonly<Record<keyof Usage['endings'], string>> }

type Exported = { usage: Usage; onTime: readonly Score[]; names: Names }

function tablesOf({ usage, onTime, names }: Exported): Table[] {
  const endings = Object.keys(names.endings) as (keyof Usage['endings'])[]
  return [
    {
      name: 'Theo ngày',
      head: ['Ngày', ...endings.map((ending) => names.endings[ending])],
      rows: usage.days.map(({ day, counts }) => [day, ...endings.map((ending) => counts[ending])]),
    },
    {
      name: 'Theo kênh',
      head: ['Kênh', 'Số câu'],
      rows: usage.channels.map(({ channel, count }) => [names.channel(channel), count]),
    },
    {
      name: 'Theo chủ đề',
      head: ['Văn bản, hướng dẫn được dẫn', 'Số câu'],
      rows: usage.topics.map(({ title, count }) => [title ?? 'Không dẫn văn bản nào', count]),
    },
    {
      name: 'Đúng hạn theo đơn vị',
      head: ['Đơn vị', 'Đến hạn', 'Đúng hạn', 'Muộn', 'Quá hạn chưa nộp', 'Chưa đến hạn'],
      rows: onTime.map(({ bodyName, due, inTime, late, missing, open }) => [
        bodyName,
        due,
        inTime,
        late,
        missing,
        open,
      ]),
    },
  ]
}

/** Tables one below the other. */
export function figuresAsCsv(exported: Exported): string {
  const lines = tablesOf(exported).flatMap(({ name, head, rows }) => [[name], head, ...rows, []])
  return SPREADSHEET_MARK + lines.map(csvLine).join('')
}

const WIDTHS = [48, 16, 16, 16, 18, 16]

export async function figuresAsXlsx(exported: Exported): Promise<Uint8Array> {
  const sheets = tablesOf(exported).map(({ name, head, rows }) => ({
    sheet: name,
    data: [
      head.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map((value) => ({ value }))),
    ],
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }))
  return writeXlsxFile(sheets).toBuffer()
}
