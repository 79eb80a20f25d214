/** Papers handed in under names that lead out of the folder: where each is really written. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { closeReaders } from '../../src/documents/index.ts'
import { openStore } from '../../src/store/index.ts'
import { ORIGIN, openOffice } from '../console/office.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import type { Check, Found } from './check.ts'

const NAMES = [
  ...['../ra.txt', '../../ra.txt', '../../../../../../tmp/ra.txt', '/tmp/ra.txt', './../ra.txt', 'a/../../ra.txt'],
  ...['..\\ra.txt', '..\\..\\ra.txt', 'C:\\ra.txt', '\\\\may\\ra.txt', '....//ra.txt', '..%2fra.txt', '%2e%2e/ra.txt'],
  ...['.ra.txt', '..txt', '.txt', 'manifest.yaml/../../ra.txt', 'ra\u0000.txt', '../ra\u0000.txt', '／../ra.txt'],
  ...['xa-thu/../../ra.txt', '~/ra.txt', '$HOME/ra.txt', '‥/ra.txt', '../.env.txt', `${'../'.repeat(40)}tmp/ra.txt`],
]

type Keep = (name: string, text: string) => Promise<boolean>

export function uploadCheck(): Check {
  return {
    name: 'papers handed in under names that lead out of the folder: where the file really lies',
    run: handedIn,
    mutant: { without: 'a name of our own (written by theirs)', run: byTheirName },
  }
}

async function handedIn(): Promise<Found> {
  const home = await copyOfEmptyStore()
  const store = await openStore({ folder: home })
  try {
    const office = await openOffice(store)
    const cookie = await office.administrator()
    await store.db.commune.create({ data: { slug: 'xa-thu', name: 'xã Thử' } })
    const keep: Keep = async (name, text) => {
      const body = [
        `--bien\r\nContent-Disposition: form-data; name="tep"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`,
        `${text}\r\n--bien--\r\n`,
      ].join('')
      const response = await office.console.request(`${ORIGIN}/quan-tri/van-ban/tep`, {
        ...{ method: 'POST', body: new TextEncoder().encode(body) },
        headers: { cookie, origin: ORIGIN, 'content-type': 'multipart/form-data; boundary=bien' },
      })
      return /[?&]tep=/.test(response.headers.get('location') ?? '')
    }
    return await whereTheyLie(office.papersFolder, keep)
  } finally {
    closeReaders()
    await store.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Counted where the paper was kept: then it lies in the folder, and nothing new beside or above it or where its name points. */
async function whereTheyLie(folder: string, keep: Keep): Promise<Found> {
  const failed: string[] = []
  let tried = 0
  for (const [at, name] of NAMES.entries()) {
    const text = `Kế hoạch thử số ${at} ${crypto.randomUUID()}`
    const outside = outsideOf(folder, name)
    if (!(await keep(name, text))) continue
    tried += 1
    const isInside = filesBelow(folder).some((file) => readFileSync(file, 'utf8').includes(text))
    if (!isInside) failed.push(`${name}: lies in no folder of papers`)
    const there = outsideOf(folder, name).filter((file) => !outside.includes(file))
    if (there.length > 0) failed.push(`${name}: ${there.join(', ')}`)
    for (const file of there) rmSync(file, { force: true })
  }
  return { tried, failed, note: `${NAMES.length} names sent, ${NAMES.length - tried} refused` }
}

/** What lies where such a name could have led: above the folder, at the root of temporary files, in the program's own. */
function outsideOf(folder: string, name: string): string[] {
  const wanted = basename(name.replaceAll('\\', '/')).replaceAll('\u0000', '')
  const places = [
    dirname(folder),
    dirname(dirname(folder)),
    tmpdir(),
    process.cwd(),
    dirname(join(folder, name.replaceAll('\u0000', ''))),
  ]
  return [...new Set(places)]
    .flatMap(filesIn)
    .filter(
      (file) => relative(folder, file).startsWith('..') && [wanted, 'ra.txt', '.env.txt'].includes(basename(file)),
    )
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name))
  } catch {
    return []
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** As many servers wrote it, within a folder of its own. */
async function byTheirName(): Promise<Found> {
  const above = mkdtempSync(join(tmpdir(), 'handed-in-mutant-'))
  const folder = join(above, 'a', 'papers')
  mkdirSync(folder, { recursive: true })
  try {
    return await whereTheyLie(folder, async (name, text) => {
      const path = join(folder, name.replaceAll('\u0000', ''))
      if (relative(above, path).startsWith('..')) return false
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
      return true
    })
  } finally {
    rmSync(above, { recursive: true, force: true })
  }
}
