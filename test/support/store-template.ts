/** A migrated, empty embedded store made once a machine and copied for every suite: making one costs seconds of a core. */
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/index.ts'

/** What decides what a fresh store looks like. */
const MADE_OF = ['prisma/migrations/*/migration.sql', 'src/store/*.ts', 'package-lock.json']

/** A new folder holding a copy; the caller removes it. */
export async function copyOfEmptyStore(): Promise<string> {
  const template = await templateFolder()
  const folder = mkdtempSync(join(tmpdir(), 'commune-test-'))
  cpSync(template, folder, { recursive: true })
  return folder
}

async function templateFolder(): Promise<string> {
  const digest = createHash('sha256')
  for (const file of MADE_OF.flatMap((pattern) => globSync(pattern)).sort()) {
    digest.update(file)
    digest.update(readFileSync(file))
  }
  const template = join(tmpdir(), `commune-template-${digest.digest('hex').slice(0, 16)}`)
  if (existsSync(template)) return template
  const making = `${template}-${randomUUID()}`
  const store = await openStore({ folder: making })
  await store.close()
  try {
    // Whole or not at all: of two makers one wins, and both are the same.
    renameSync(making, template)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(template)) throw error
  }
  return template
}
