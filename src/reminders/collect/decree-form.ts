/**
 * The form of administrative documents under Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins, Times New Roman, national
 * title, issuer, number, place and date, type and subject, body, recipients, signature, page numbers from the second page.
 */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'

const FONT = 'Times New Roman'
/** docx counts type in half points. */
const POINTS = 2
const BODY_POINTS = 14
const LINE_TWIPS = 300
const MARGINS_MM = { top: 20, bottom: 20, left: 30, right: 15 } as const
const PAGE_MM = { width: 210, height: 297 } as const

export type DecreeDocument = {
  /** "UBND THÀNH PHỐ …": left out where the issuer has none above it. */
  above: string | null
  issuer: string
  /** "…/BC-UBND": the number stays blank, the clerk's register gives it. */
  symbol: string
  place: string
  /** ISO day; only month and year are written, the day is that of signing. */
  day: string
  type: string
  subject: string
  body: (Paragraph | Table)[]
  recipients: string[]
  /** "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH". */
  signing: string[]
}

type Run = { bold?: boolean; italics?: boolean; points?: number; allCaps?: boolean }

function run(text: string, { points = BODY_POINTS, ...style }: Run = {}): TextRun {
  return new TextRun({ text, font: FONT, size: points * POINTS, ...style })
}

function centred(children: ParagraphChild[], after = 0): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children })
}

/** A paragraph of the body: justified, its first line set in. */
export function bodyText(text: string, style: Run = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: convertMillimetersToTwip(12.7) },
    spacing: { before: 60, after: 60, line: LINE_TWIPS },
    children: [run(text, style)],
  })
}

/** "I. KẾT QUẢ": a part of the body. */
export function bodyHeading(text: string): Paragraph {
  return bodyText(text, { bold: true })
}

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER }
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' }

/** A line under a heading, as long as a part of its column. */
function rule(indentMm: number): Paragraph {
  const indent = { left: convertMillimetersToTwip(indentMm), right: convertMillimetersToTwip(indentMm) }
  return new Paragraph({ indent, border: { top: THIN }, spacing: { before: 20, after: 0, line: 120 }, children: [] })
}

function headCell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    borders: NO_BORDERS,
    verticalAlign: VerticalAlign.TOP,
    children,
  })
}

function head({ above, issuer, symbol, place, day }: DecreeDocument): Table {
  const [year = '', month = ''] = day.split('-')
  const dated = `${place}, ngày     tháng ${month} năm ${year}`
  const left = [
    ...(above ? [centred([run(above.toUpperCase(), { points: 12 })])] : []),
    centred([run(issuer.toUpperCase(), { bold: true, points: 12 })]),
    rule(22),
    centred([run(`Số:       /${symbol}`, { points: 13 })]),
  ]
  const right = [
    centred([run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, points: 12 })]),
    centred([run('Độc lập - Tự do - Hạnh phúc', { bold: true, points: 13 })]),
    rule(20),
    centred([run(dated, { italics: true, points: 13 })]),
  ]
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
    rows: [new TableRow({ children: [headCell(42, left), headCell(58, right)] })],
  })
}

function foot({ recipients, signing }: DecreeDocument): Table {
  const plain = (children: TextRun[]): Paragraph => new Paragraph({ children })
  const left = [
    plain([run('Nơi nhận:', { bold: true, italics: true, points: 12 })]),
    ...recipients.map((each) => plain([run(`- ${each};`, { points: 11 })])),
    plain([run('- Lưu: VT.', { points: 11 })]),
  ]
  const right = signing.map((line) => centred([run(line, { bold: true })]))
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
    rows: [new TableRow({ cantSplit: true, children: [headCell(50, left), headCell(50, right)] })],
  })
}

/** A ruled table of the body; its first row is repeated on every page. */
export function bodyTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): Table {
  const cell = (text: string, index: number, style: Run = {}): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 10, type: WidthType.PERCENTAGE },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: style.bold ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [run(text, { points: 12, ...style })],
        }),
      ],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: headings.map((text, index) => cell(text, index, { bold: true })) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, index) => cell(text, index)) })),
    ],
  })
}

/** The finished file, as a draft: marked so above its title, with blanks for number, day and name. */
export function writeDecreeDocument(made: DecreeDocument): Promise<Buffer> {
  const title = [
    centred([run('DỰ THẢO', { italics: true, points: 13 })], 60),
    centred([run(made.type.toUpperCase(), { bold: true })]),
    centred([run(made.subject, { bold: true })]),
    rule(65),
  ]
  const spacer = new Paragraph({ spacing: { after: 120 }, children: [] })
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: BODY_POINTS * POINTS } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: twips(PAGE_MM), margin: twips(MARGINS_MM) },
        },
        headers: {
          first: new Header({ children: [] }),
          default: new Header({
            children: [centred([new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: 13 * POINTS })])],
          }),
        },
        children: [head(made), spacer, ...title, spacer, ...made.body, spacer, foot(made)],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function twips<Sizes extends Record<string, number>>(sizes: Sizes): Sizes {
  return Object.fromEntries(Object.entries(sizes).map(([side, mm]) => [side, convertMillimetersToTwip(mm)])) as Sizes
}
