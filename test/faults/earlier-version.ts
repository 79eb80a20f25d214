import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** So many changes of the schema lie between the earlier state and this one: an office that has not updated for a while. */
const MIGRATIONS_BACK = 3
const PARTS = ['src', 'prisma', 'prompts', 'package.json', 'prisma.config.ts']

export type EarlierVersion = { folder: string; commit: string; remove(): void }

/**
 * The program as it stood before the last changes of the schema, from this repository's own history, beside the packages of
 * this one; in words why not, where there is no such history (a shallow clone, no git).
 */
export function makeEarlierVersion(): EarlierVersion | { skipped: string } {
  const commit = earlierCommit()
  if (!commit) return { skipped: `no history of ${MIGRATIONS_BACK} changes of the schema here (a shallow clone?)` }
  const folder = mkdtempSync(join(tmpdir(), 'earlier-version-'))
  const archive = execFileSync('git', ['archive', commit, ...PARTS], { maxBuffer: 2 ** 28 })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  for (const part of ['node_modules', 'test', 'knowledge']) symlinkSync(resolve(part), join(folder, part))
  execFileSync(process.execPath, ['prisma/generate.ts'], { cwd: folder, stdio: 'inherit' })
  return { folder, commit, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function earlierCommit(): string | null {
  try {
    const added = git(['log', '--format=%H', '--diff-filter=A', '--', 'prisma/migrations']).split('\n')
    const oldest = added[MIGRATIONS_BACK - 1]
    return oldest ? git(['rev-parse', '--verify', '--quiet', `${oldest}^`]) : null
  } catch {
    return null
  }
}

function git(args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
