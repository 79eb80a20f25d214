import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { Header, Paragraph } from 'docx'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeReaders, type IngestionReport, ingestKnowledge } from '../../../src/documents/index.ts'
import type { Store } from '../../../src/store/index.ts'
import { onEmbeddedStore } from '../../support/stores.ts'
import { makeDocx, makePdf, makeRawDocx, makeRawPdf, SERIF, SERIF_BOLD, scratchFolder } from '../files/make-files.ts'
import { plan } from '../review/a-plan.ts'

const MIB = 2 ** 20
const READING = { ocr: true, maxFileMib: 50, maxPdfPages: 1_500, maxOcrPages: 200 }

/** A page as a scanner gives it: 200 dpi, the stamp alone on a line of the head. */
function scannedPlan(stamp: string): Buffer {
  GlobalFonts.registerFromPath(SERIF, 'scan-serif')
  GlobalFonts.registerFromPath(SERIF_BOLD, 'scan-serif')
  const lines = plan({ note: stamp && `\n${stamp}\n` })
    .split('\n')
    .filter((line) => line.trim())
  const canvas = createCanvas(1654, 200 + lines.length * 64)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = 'black'
  lines.forEach((line, at) => {
    context.font = `${line === stamp ? 'bold ' : ''}30px scan-serif`
    context.fillText(line, 120, 120 + at * 64)
  })
  return canvas.toBuffer('image/png')
}

function pdfOfPages(count: number): Buffer {
  const kids = Array.from({ length: count }, () => '3 0 R').join(' ')
  return makeRawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ])
}

/** Half the lines as UTF-8, half in an old Vietnamese code page. */
function mixedEncodings(): Buffer {
  const old = Buffer.from('Phßng Kinh tÕ chñ tr× sè hãa hå s¬ cña x·.\n', 'latin1')
  return Buffer.concat([Buffer.from(plan()), old])
}

const HEADLESS =
  '\nViệc\tAi\tBao giờ xong\nSố hóa sổ hộ tịch\tPhòng Kinh tế\t30/6/2027\nLập danh sách hộ\tTrạm Y tế\tQuý I/2027\n'

type BadFile = { what: string; file: string; content: () => Promise<Buffer | string> | Buffer | string; says: RegExp }

const REFUSED: BadFile[] = [
  { what: 'an empty file', file: 'rong.txt', content: () => '', says: /rỗng/ },
  { what: 'a binary with a text name', file: 'anh.txt', content: () => Buffer.from([1, 2, 0, 3, 0]), says: /đuôi tên/ },
  {
    what: 'an encrypted PDF',
    file: 'khoa.pdf',
    content: () => makePdf((pdf) => pdf.text('Kế hoạch'), { userPassword: 'x' }),
    says: /mật khẩu/,
  },
  { what: 'a PDF of 10,000 pages', file: 'day.pdf', content: () => pdfOfPages(10_000), says: /quá nhiều trang/ },
  { what: 'a zip bomb', file: 'bom.docx', content: () => makeRawDocx(' '.repeat(60 * MIB)), says: /bung ra/ },
  {
    what: 'a macro document',
    file: 'macro.docx',
    content: () => makeRawDocx('<w:p/>', [{ name: 'word/vbaProject.bin', content: 'x' }]),
    says: /macro/,
  },
  {
    what: 'a PDF of pictures while recognition is off',
    file: 'quet.pdf',
    content: () => makePdf((pdf) => void pdf.image(scannedPlan(''), 0, 0, { width: 595 })),
    says: /nhận dạng chữ đang tắt/,
  },
  {
    what: 'a file of very many lines',
    file: 'dong.txt',
    content: () => 'a\n'.repeat(200_000),
    says: /lớn hơn giới hạn/,
  },
  { what: 'an oversized file', file: 'lon.txt', content: () => 'Kế hoạch '.repeat(600_000), says: /lớn hơn giới hạn/ },
]

const REMARKED: BadFile[] = [
  { what: 'mixed encodings', file: 'tron.txt', content: mixedEncodings, says: /bảng mã/ },
  {
    what: 'a table with no recognisable heading',
    file: 'bang.txt',
    content: () => plan({ reports: HEADLESS.replace('Việc\tAi\tBao giờ xong', 'A\tB\tC') }),
    says: /bảng không có dòng tiêu đề/,
  },
]

const SECRET: BadFile[] = [
  { what: 'a stamp read from a scan', file: 'mat.png', content: () => scannedPlan('MẬT'), says: /độ mật/ },
  {
    what: 'a stamp in the head of a Word page',
    file: 'toi-mat.docx',
    content: () => {
      const children = plan()
        .split('\n')
        .map((line) => new Paragraph(line))
      return makeDocx(children, {}, { default: new Header({ children: [new Paragraph('TỐI MẬT')] }) })
    },
    says: /độ mật/,
  },
  {
    what: 'a stamp in a text box',
    file: 'hop.docx',
    content: () => {
      const paragraphs = plan()
        .split('\n')
        .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
      const box =
        '<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>'
      return makeRawDocx([...paragraphs.slice(0, 2), box, ...paragraphs.slice(2)].join(''))
    },
    says: /độ mật/,
  },
  { what: 'a line of the head', file: 'do-mat.txt', content: () => plan({ note: '\nĐộ mật: Mật\n' }), says: /độ mật/ },
]

onEmbeddedStore('a knowledge folder with bad files in it', (ground) => {
  let store: Store
  let folder: ReturnType<typeof scratchFolder>

  const ingest = (reading = READING): Promise<IngestionReport> =>
    ingestKnowledge({ store, folder: folderPath(), today: '2026-11-22', reading })
  const folderPath = (): string => folder.put('README.md', '').replace(/\/README\.md$/, '')

  beforeEach(() => {
    store = ground().store
    folder = scratchFolder()
    return async () => {
      folder[Symbol.dispose]()
      await store.query('TRUNCATE document, passage, commune, ingestion_run RESTART IDENTITY CASCADE')
    }
  })
  afterAll(() => closeReaders())

  test.each(REFUSED)('$what: one entry with file, reason and remedy; the others are read', async (bad) => {
    folder.put('tot.txt', plan())
    folder.put(bad.file, await bad.content())
    const report = await ingest({ ...READING, ocr: false })
    expect(report.added).toEqual(['tot.txt'])
    expect(report.refused).toEqual([
      { file: bad.file, reason: expect.stringMatching(bad.says), remedy: expect.stringMatching(/.{10}/) },
    ])
  })

  test.each(REMARKED)('$what: read, with one entry that says what to look at', async (bad) => {
    folder.put(bad.file, await bad.content())
    const report = await ingest()
    expect(report.added).toEqual([bad.file])
    expect(report.remarks).toEqual([
      { file: bad.file, reason: expect.stringMatching(bad.says), remedy: expect.stringMatching(/.{10}/) },
    ])
  })

  test.each(SECRET)('$what: refused in one sentence, and nothing of it is stored', async (bad) => {
    folder.put('tot.txt', plan())
    folder.put(bad.file, await bad.content())
    const report = await ingest()
    expect(report.added).toEqual(['tot.txt'])
    expect(report.refused).toMatchObject([{ file: bad.file, reason: expect.stringMatching(bad.says) }])
    expect(await store.db.document.findMany({ select: { file: true } })).toEqual([{ file: 'tot.txt' }])
  })

  test('a paper of one line, a megabyte long, is read among the others and says where it was cut', async () => {
    folder.put('tot.txt', plan())
    folder.put('dai.txt', plan({ note: `\n${'Công an xã (a, '.repeat(MIB / 15)}\n` }))
    expect((await ingest()).added).toEqual(['dai.txt', 'tot.txt'])
    const { warnings } = await store.db.document.findUniqueOrThrow({ where: { file: 'dai.txt' } })
    expect(warnings).toContainEqual(expect.stringMatching(/^Đoạn dài bất thường.*\(dòng \d+\)/))
  }, 300_000)

  test('a scan without a stamp is read, and said to need a second look', async () => {
    folder.put('quet.png', scannedPlan(''))
    const report = await ingest()
    expect(report.added).toEqual(['quet.png'])
    expect(report.remarks).toMatchObject([
      { file: 'quet.png', reason: expect.stringMatching(/độ tin cậy trung bình \d+%/) },
    ])
  })

  test('words about secret papers are no mark', async () => {
    folder.put('tru.txt', plan({ duties: ['- Phòng Kinh tế số hóa 100% hồ sơ (trừ văn bản mật) trong năm 2027.'] }))
    expect((await ingest()).added).toEqual(['tru.txt'])
  })

  test('a good file that turns bad keeps what was read of it, and what people said', async () => {
    folder.put('ke-hoach.txt', plan())
    await ingest()
    await store.db.duty.updateMany({ data: { state: 'confirmed' } })
    folder.put('ke-hoach.txt', '')
    const report = await ingest()
    expect(report.refused).toHaveLength(1)
    expect(report.retired).toEqual([])
    expect(await store.db.duty.count({ where: { state: 'confirmed', vanishedAt: null } })).toBe(4)
    expect(await store.db.passage.count()).toBeGreaterThan(0)
  })
})
