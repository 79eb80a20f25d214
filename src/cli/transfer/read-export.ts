/** An export back into rows, after every file of it was found to be what its manifest says. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Filling } from '../../store/index.ts'
import { CommandError } from '../command.ts'
import { MANIFEST_NAME, type Manifest, type ManifestTable, manifestForm } from './manifest.ts'
import { openSource, type Source } from './source.ts'

/** An export for moving whose files are whole. */
export type CheckedExport = {
  manifest: Manifest
  fillings: Filling[]
  close(): void
}

/** A list of names and digests: far smaller, whatever it lists. */
const MOST_MANIFEST_BYTES = 64 * 1024 * 1024
const BATCH_BYTES = 2 * 1024 * 1024
const MOST_BATCH_ROWS = 2_000
const LINE_END = 0x0a

/** Reads every byte once before a row of it is used. Throws `CommandError`. */
export async function openExport(path: string): Promise<CheckedExport> {
  if (!existsSync(path)) {
    throw new CommandError({ vi: `Không có ${path}; kiểm tra đường dẫn.`, en: `There is no ${path}; check the path.` })
  }
  const source = await openSource(path).catch((cause) => {
    throw damaged(path, path, cause)
  })
  try {
    const manifest = await readManifest(source, path)
    refuseReading(manifest, path)
    for (const table of manifest.tables) await checkFile(source, { path, manifest, table })
    return { manifest, fillings: manifest.tables.map((table) => fillingOf(source, table)), close: source.close }
  } catch (error) {
    source.close()
    throw error
  }
}

async function readManifest(source: Source, path: string): Promise<Manifest> {
  try {
    return manifestForm.parse(JSON.parse(await readText(source, MANIFEST_NAME)))
  } catch (cause) {
    throw damaged(path, MANIFEST_NAME, cause)
  }
}

async function readText(source: Source, name: string): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of (await source.read(name)) ?? []) {
    bytes += piece.length
    if (bytes > MOST_MANIFEST_BYTES) throw new RangeError(`${name} is too large`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function refuseReading({ kind }: Manifest, path: string): void {
  if (kind === 'whole') return
  throw new CommandError({
    vi: `${path} là bản để đọc, đã bỏ mật khẩu và khóa nên không nhập lại được. Ở máy cũ xuất bằng npm run export -- --whole --to TỆP.zip.`,
    en: `${path} is an export for reading, without passwords and keys, and cannot be imported. Export on the old machine with npm run export -- --whole --to FILE.zip.`,
  })
}

type Checked = { path: string; manifest: Manifest; table: ManifestTable }

async function checkFile(source: Source, { path, manifest, table }: Checked): Promise<void> {
  const told = manifest.files.find(({ name }) => name === table.lines)
  const found = await measure(source, table.lines).catch((cause) => {
    throw damaged(path, table.lines, cause)
  })
  const isWhole =
    told !== undefined &&
    found !== null &&
    found.sha256 === told.sha256 &&
    found.bytes === told.bytes &&
    found.rows === table.rows
  if (!isWhole) throw damaged(path, table.lines)
}

async function measure(source: Source, name: string): Promise<{ bytes: number; rows: number; sha256: string } | null> {
  const chunks = await source.read(name)
  if (!chunks) return null
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    bytes += chunk.length
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) rows += 1
  }
  return { bytes, rows, sha256: hash.digest('hex') }
}

function fillingOf(source: Source, { name, rows, columns, lines }: ManifestTable): Filling {
  return { table: name, columns: Object.keys(columns), rows, batches: () => batchesOf(linesOf(source, lines)) }
}

async function* linesOf(source: Source, name: string): AsyncGenerator<string> {
  let pieces: Buffer[] = []
  for await (const chunk of (await source.read(name)) ?? []) {
    let start = 0
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]).toString('utf8')
      pieces = []
      start = end + 1
    }
    pieces.push(chunk.subarray(start))
  }
}

async function* batchesOf(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = []
  let bytes = 0
  for await (const line of lines) {
    batch.push(line)
    bytes += line.length
    if (bytes < BATCH_BYTES && batch.length < MOST_BATCH_ROWS) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

/** `name`: the file within, or the export itself. */
function damaged(path: string, name: string, cause?: unknown): CommandError {
  const what = name === path ? path : `${name} (${path})`
  return new CommandError(
    {
      vi: `Tệp ${what} hỏng hoặc thiếu, chưa nhập gì. Chép lại tệp xuất từ máy cũ, hoặc xuất lại rồi nhập.`,
      en: `The file ${what} is damaged or missing and nothing was imported. Copy the export from the old machine again, or export anew.`,
    },
    cause,
  )
}
