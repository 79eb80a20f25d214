/** Office files are archives: entries that want to lie elsewhere, parts that want to be somebody else's file. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fromBufferPromise } from 'yauzl'
import { extractText } from '../../src/documents/index.ts'
import { makeRawDocx, makeZip } from '../documents/files/make-files.ts'
import type { Check, Found } from './check.ts'

const RIGHT = 'Kế hoạch chuyển đổi số'
const EVIL = 'bí mật của máy chủ'
const BODY = `<w:p><w:r><w:t>${RIGHT}</w:t></w:r></w:p>`
const DOCUMENT = /<w:t>(.*?)<\/w:t>/gs

/** A valid Word file, but for one thing; `written` is where that would put something. */
type Trap = { what: string; bytes: Buffer; written: string[] }

export const archiveCheck: Check = {
  name: 'Word files whose entries or parts lead out of the archive (zip-slip)',
  run: () => sprung(readAsWeDo),
  mutant: { without: 'reading in memory alone (unpacked under the names they give)', run: () => sprung(readUnpacked) },
}

const FOLDERS = ['a', 'b', 'c', 'd']

type Read = (file: string, unpackInto: string) => Promise<string>

async function sprung(read: Read): Promise<Found> {
  const root = mkdtempSync(join(tmpdir(), 'slip-'))
  const deep = join(root, ...FOLDERS)
  mkdirSync(deep, { recursive: true })
  const failed: string[] = []
  try {
    const plain = join(deep, 'thuong.docx')
    writeFileSync(plain, makeRawDocx(BODY))
    if (!(await read(plain, deep)).includes(RIGHT)) failed.push('an honest archive is not read: nothing is shown')
    const traps = [...escapes(root, deep), ...foreignParts(root)]
    for (const [at, { what, bytes, written }] of traps.entries()) {
      const file = join(deep, `tep-${at}.docx`)
      writeFileSync(file, bytes)
      const text = await read(file, deep)
      if (text.includes(EVIL)) failed.push(`${what}: was read`)
      if (written.some((path) => existsSync(path))) failed.push(`${what}: was written`)
    }
    return { tried: traps.length, failed }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const UNDER = ['', './', 'word/', 'word/media/../']
const SEPARATORS = ['/', '\\'] as const
const LEVELS = FOLDERS.length

/** Entries that an unpacker puts elsewhere: seen from where the archive lies, from where we run, from where temporary files go. */
function escapes(root: string, deep: string): Trap[] {
  const mark = `evil-${randomBytes(6).toString('hex')}`
  const ways = UNDER.flatMap((under) =>
    Array.from(
      { length: LEVELS },
      (_, up) => `${under}${under.startsWith('word') ? '../' : ''}${'../'.repeat(up + 1)}`,
    ),
  )
  const relative = ways.flatMap((way, at) =>
    SEPARATORS.map((separator) => `${way}${mark}-${at}.txt`.replaceAll('/', separator)),
  )
  return [...relative, join(root, `${mark}.txt`)].map((name) => ({
    what: name,
    bytes: makeRawDocx(BODY, [{ name, content: EVIL }]),
    written: [deep, process.cwd(), tmpdir()].map((base) => resolve(base, unixed(name))),
  }))
}

/** The package says its document is a file of the machine's. */
function foreignParts(root: string): Trap[] {
  const secret = join(root, 'bi-mat.xml')
  writeFileSync(secret, documentOf(EVIL))
  const up = '../'.repeat(LEVELS)
  const targets = [secret, `file://${secret}`, `${up}bi-mat.xml`, `word/../${up}bi-mat.xml`, `./${up}bi-mat.xml`]
  return targets.map((target) => ({
    what: `part ${target.replace(root, '…')}`,
    bytes: makeZip([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: '_rels/.rels', content: relationTo(target) },
      { name: 'word/document.xml', content: documentOf(RIGHT) },
    ]),
    written: [],
  }))
}

function documentOf(text: string): string {
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  return `<w:document xmlns:w="${w}"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`
}

function relationTo(target: string): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
  return `<Relationships><Relationship Id="r1" Type="${type}" Target="${target}"/></Relationships>`
}

const readAsWeDo: Read = async (file) => {
  const read = await extractText(file)
  return read.kind === 'text' ? read.text : ''
}

/** What many programs do: every entry to a file of its name, then the parts as they are named. */
const readUnpacked: Read = async (file, unpackInto) => {
  const zip = await fromBufferPromise(readFileSync(file), { lazyEntries: true, decodeStrings: false, autoClose: false })
  let main = ''
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    const content = Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>))
    const name = unixed(Buffer.from(entry.fileName).toString())
    const path = resolve(unpackInto, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    if (name === '_rels/.rels') main = /Target="(.*?)"/.exec(content.toString())?.[1] ?? ''
  }
  const part = resolve(unpackInto, unixed(main.replace('file://', '')))
  return [...readFileSync(part, 'utf8').matchAll(DOCUMENT)].map(([, text]) => text).join('\n')
}

function unixed(path: string): string {
  return path.replaceAll('\\', '/')
}
