import { spawnSync } from 'node:child_process'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { closeReaders, extractText, peakReaderMib, type UnreadableReason } from '../../../src/documents/files/index.ts'
import { readerFlags } from '../../../src/documents/files/reader-pool.ts'
import { makePdf, makeRawDocx, makeRawPdf, makeZip, scratchFolder } from './make-files.ts'

const folder = scratchFolder()
afterAll(() => {
  closeReaders()
  folder[Symbol.dispose]()
})

const PARAGRAPH = '<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>'
const MIB = 1024 * 1024

/** A PDF whose page content is zlib-packed twice and unpacks to far more than its size. */
function pdfBomb(): Buffer {
  const packed = deflateSync(deflateSync(Buffer.alloc(300 * MIB, ' ')))
  const stream = packed.toString('latin1')
  return makeRawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n${stream}\nendstream`,
  ])
}

function pdfOfPages(count: number): Buffer {
  const kids = Array.from({ length: count }, () => '3 0 R').join(' ')
  return makeRawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ])
}

function hugePng(): Buffer {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13, 0)
  header.write('IHDR', 4, 'latin1')
  header.writeUInt32BE(60_000, 8)
  header.writeUInt32BE(60_000, 12)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header])
}

type Case = {
  what: string
  name: string
  content: () => Promise<Buffer | string> | Buffer | string
  reason: UnreadableReason
}

const cases: Case[] = [
  { what: 'an empty file', name: 'trong.txt', content: () => '', reason: 'empty' },
  { what: 'a file of blanks', name: 'trang.txt', content: () => ' \n\n\t\n', reason: 'empty' },
  {
    what: 'a binary with a text name',
    name: 'anh.txt',
    content: () => Buffer.from([1, 2, 0, 3, 4, 0, 5]),
    reason: 'not_what_it_says',
  },
  { what: 'a PDF with a text name', name: 'pdf.txt', content: () => '%PDF-1.7\n', reason: 'not_what_it_says' },
  { what: 'a program with a Word name', name: 'chay.docx', content: () => 'MZ\x90\x00', reason: 'not_what_it_says' },
  { what: 'text with a Word name', name: 'chu.docx', content: () => 'Kế hoạch', reason: 'not_what_it_says' },
  { what: 'a format nobody reads', name: 'nen.rar', content: () => 'Rar!\x1a\x07', reason: 'unsupported_format' },
  {
    what: 'an old Word file',
    name: 'cu.doc',
    content: () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
    reason: 'legacy_office',
  },
  { what: 'a macro document', name: 'macro.docm', content: () => makeRawDocx(PARAGRAPH), reason: 'macros' },
  {
    what: 'a macro document under a plain name',
    name: 'macro.docx',
    content: () => makeRawDocx(PARAGRAPH, [{ name: 'word/vbaProject.bin', content: 'x' }]),
    reason: 'macros',
  },
  {
    what: 'a damaged Word file',
    name: 'hong.docx',
    content: () => makeRawDocx(PARAGRAPH).subarray(0, 200),
    reason: 'damaged',
  },
  {
    what: 'a Word file without a document',
    name: 'thieu.docx',
    content: () => makeZip([{ name: 'a.txt', content: 'a' }]),
    reason: 'damaged',
  },
  {
    what: 'a Word file with entity declarations',
    name: 'thuc-the.docx',
    content: () =>
      makeZip([
        { name: '_rels/.rels', content: '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>' },
        { name: 'word/document.xml', content: '<a/>' },
      ]),
    reason: 'damaged',
  },
  {
    what: 'a Word file nested beyond reason',
    name: 'sau.docx',
    content: () => makeRawDocx('<w:sdt>'.repeat(100_000)),
    reason: 'damaged',
  },
  { what: 'a zip bomb', name: 'bom.docx', content: () => makeRawDocx(' '.repeat(60 * MIB)), reason: 'archive_bomb' },
  {
    what: 'a zip whose directory lies about sizes',
    name: 'doi.docx',
    content: () => makeZip([{ name: '_rels/.rels', content: '<a>'.padEnd(20 * MIB, ' '), declaredBytes: 1_000 }]),
    reason: 'damaged',
  },
  {
    what: 'a million paragraphs',
    name: 'trieu.docx',
    content: () => makeRawDocx(PARAGRAPH.repeat(1_000_000)),
    reason: 'archive_bomb',
  },
  { what: 'a damaged PDF', name: 'hong.pdf', content: () => '%PDF-1.4\n1 0 obj\n<<', reason: 'damaged' },
  {
    what: 'a PDF whose page tree is a ring',
    name: 'vong.pdf',
    content: () => makeRawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
    reason: 'damaged',
  },
  {
    what: 'an encrypted PDF',
    name: 'khoa.pdf',
    content: () => makePdf((pdf) => pdf.text('Kế hoạch'), { userPassword: 'x' }),
    reason: 'encrypted',
  },
  { what: 'a PDF of 10,000 pages', name: 'day.pdf', content: () => pdfOfPages(10_000), reason: 'too_many_pages' },
  { what: 'a PDF of blank pages', name: 'trang.pdf', content: () => pdfOfPages(3), reason: 'no_text' },
  { what: 'a picture larger than any page', name: 'to.png', content: hugePng, reason: 'image_too_large' },
  {
    what: 'a damaged picture',
    name: 'hong.jpg',
    content: () => Buffer.from('ffd8ffe000104a46', 'hex'),
    reason: 'damaged',
  },
]

describe('a file that cannot be read', () => {
  test.each(cases)('$what is $reason, with file and remedy', async ({ name, content, reason }) => {
    const extraction = await extractText(folder.put(name, await content()))
    expect(extraction).toMatchObject({ kind: 'unreadable', reason })
    if (extraction.kind !== 'unreadable') return
    expect(extraction.message).toMatch(new RegExp(`^${RegExp.escape(name)}( \\(.+\\))?: .+\\. .+\\.$`, 'u'))
  })

  test('a file that is not there is missing', async () => {
    expect(await extractText('/nowhere/at-all.pdf')).toMatchObject({ kind: 'unreadable', reason: 'missing' })
  })

  test('a PDF that unpacks without end is given up within its memory', async () => {
    const extraction = await extractText(folder.put('bom.pdf', pdfBomb()), { limits: { maxResidentMib: 400 } })
    expect(extraction).toMatchObject({ kind: 'unreadable' })
    expect(extraction.kind === 'unreadable' && extraction.reason).toMatch(/too_much_memory|no_text|damaged/)
    expect(peakReaderMib()).toBeLessThan(1_200)
  })

  test('a file over a limit is too large, whatever it is', async () => {
    const path = folder.put('lon.txt', 'Kế hoạch '.repeat(200))
    expect(await extractText(path, { limits: { maxFileBytes: 1_000 } })).toMatchObject({ reason: 'too_large' })
    expect(await extractText(path, { limits: { maxPlainBytes: 1_000 } })).toMatchObject({ reason: 'too_large' })
    expect(await extractText(path, { limits: { maxTextChars: 100 } })).toMatchObject({ reason: 'too_large' })
  })

  test.each([
    ['plain.txt', 'Kế hoạch\n'.repeat(30)],
    ['word.docx', makeRawDocx('<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>'.repeat(30))],
  ])('a text of too many lines is too large: %s', async (name, content) => {
    const path = folder.put(name, content)
    expect(await extractText(path, { limits: { maxTextLines: 20 } })).toMatchObject({ reason: 'too_large' })
    expect(await extractText(path, { limits: { maxTextLines: 100 } })).toMatchObject({ kind: 'text' })
  })

  test('a file that makes no progress is given up, and the next one is read', async () => {
    const slow = folder.put('cham.docx', makeRawDocx(PARAGRAPH.repeat(100_000)))
    const good = folder.put('tot.docx', makeRawDocx(PARAGRAPH))
    const limits = { stallMs: 1, maxPackingRatio: 100_000 }
    expect(await extractText(slow, { limits })).toMatchObject({ kind: 'unreadable', reason: 'too_slow' })
    expect(await extractText(good)).toMatchObject({ kind: 'text', text: 'Kế hoạch\n' })
  })

  test('even a hijacked reader can read no other file, write none, start no program and open no socket', () => {
    const attempts = [
      "fs.readFileSync('/etc/hostname')",
      "fs.writeFileSync('/tmp/reader-was-here', '')",
      "child_process.execFileSync('true')",
      "net.connect(9, '127.0.0.1').on('error', (error) => { if (error.code !== 'ERR_ACCESS_DENIED') console.log('net') })",
    ]
    const script = attempts
      .map(
        (attempt, at) =>
          `try { ${attempt}; if (${at} < 3) console.log(${at}) } catch (e) { if (e.code !== 'ERR_ACCESS_DENIED') console.log(e.code) }`,
      )
      .join('\n')
    const { stdout, status } = spawnSync(process.execPath, [...readerFlags(64), '-e', script], {
      encoding: 'utf8',
      env: {},
    })
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 })
  })

  test('bad files among good ones harm nobody', async () => {
    const good = folder.put('lanh.docx', makeRawDocx(PARAGRAPH))
    const bad = folder.put('lanh-va-bom.docx', makeRawDocx(' '.repeat(60 * MIB)))
    const extractions = await Promise.all([good, bad, good, bad, good].map((path) => extractText(path)))
    expect(extractions.map((extraction) => extraction.kind)).toEqual([
      'text',
      'unreadable',
      'text',
      'unreadable',
      'text',
    ])
  })
})
