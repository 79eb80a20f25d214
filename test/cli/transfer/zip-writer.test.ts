import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openSource } from '../../../src/cli/transfer/source.ts'
import { createZip } from '../../../src/cli/transfer/zip-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'zip-writer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FILES: Record<string, string[]> = {
  'bang/rỗng.jsonl': [],
  'bang/tiếng-việt.csv': ['Đường', ' ổ gà\r\n', 'x'.repeat(300_000)],
  'DOC-TRUOC.md': ['# Đọc trước'],
}

async function* pieces(texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text)
}

async function write(path: string, largeFrom?: number): Promise<void> {
  const zip = await createZip(path, { mode: 0o600, largeFrom })
  for (const [name, texts] of Object.entries(FILES)) await zip.add(name, pieces(texts))
  await zip.finish()
  await zip.close()
}

it.each([
  ['small', undefined],
  ['of Zip64, as beyond 4 GiB', 0],
])('an archive %s is read back by two other programs', async (title, largeFrom) => {
  const path = join(folder, `${title.slice(0, 5)}.zip`)
  await write(path, largeFrom)
  const source = await openSource(path)
  for (const [name, texts] of Object.entries(FILES)) {
    const read = Buffer.concat(await Array.fromAsync((await source.read(name)) ?? []))
    expect(read.toString('utf8'), name).toBe(texts.join(''))
  }
  expect(await source.read('bang/khong-co')).toBeNull()
  source.close()
  const program = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))'
  expect(execFileSync('python3', ['-c', program, path], { encoding: 'utf8' }).trim()).toBe('None 3')
})

it('never writes over a file', async () => {
  const path = join(folder, 'there.zip')
  await write(path)
  await expect(write(path)).rejects.toMatchObject({ code: 'EEXIST' })
})
