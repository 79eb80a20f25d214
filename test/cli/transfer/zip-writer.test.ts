import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

async function write(path: string, isZip64 = false): Promise<void> {
  const zip = await createZip(path, { mode: 0o600, isZip64 })
  for (const [name, texts] of Object.entries(FILES)) await zip.add(name, pieces(texts))
  await zip.finish()
  await zip.close()
}

it.each([
  ['small', false],
  ['of Zip64, as beyond 4 GiB', true],
])('an archive %s is read back as it was written', async (title, isZip64) => {
  const path = join(folder, `${title.slice(0, 5)}.zip`)
  await write(path, isZip64)
  const source = await openSource(path)
  for (const [name, texts] of Object.entries(FILES)) {
    const read = Buffer.concat(await Array.fromAsync((await source.read(name)) ?? []))
    expect(read.toString('utf8'), name).toBe(texts.join(''))
  }
  expect(await source.read('bang/khong-co')).toBeNull()
  source.close()
})

it('two archives of equal data are equal', async () => {
  const [first, second] = [join(folder, 'one.zip'), join(folder, 'two.zip')]
  await write(first)
  await write(second)
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true)
})

it('an entry that breaks off fails the archive', async () => {
  const zip = await createZip(join(folder, 'broken.zip'), { mode: 0o600 })
  const broken = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from('một nửa')
    throw new Error('the store went away')
  }
  await expect(zip.add('bang/hong.jsonl', broken())).rejects.toThrow('the store went away')
  await zip.close()
})

it('never writes over a file', async () => {
  const path = join(folder, 'there.zip')
  await write(path)
  await expect(write(path)).rejects.toMatchObject({ code: 'EEXIST' })
})
