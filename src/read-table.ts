import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { extractText } from './documents/index.ts'

/** The cells of an uploaded spreadsheet, a row a line, opened as any document is; null when it cannot be. */
export async function readTable(name: string, bytes: Buffer): Promise<string[][] | null> {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  try {
    const path = join(folder, `sheet${extname(name).toLowerCase()}`)
    await writeFile(path, bytes)
    const read = await extractText(path, { ocr: false })
    return read.kind === 'text' ? read.text.split('\n').map((line) => line.split('\t')) : null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
