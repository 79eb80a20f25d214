import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

/**
 * cap-nhat.sh and quay-lai.sh run here with real git, tar and sao-luu.sh; only `systemctl`, `npm` and `chown` are stubs.
 * Each ground is an origin with one commit and a clone of it, used by a commune: it has data and a document of its own,
 * edited the manifest and took the sample document away.
 */
const MANIFEST = ['commune: Xã mẫu', 'a: 1', 'b: 2', 'c: 3', 'd: 4', 'sources: 10', '']
const manifest = (commune: string, sources: number): string =>
  MANIFEST.join('\n').replace('Xã mẫu', commune).replace('10', String(sources))

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('cap-nhat.sh', () => {
  it('does nothing when there is nothing new, and leaves the assistant running', () => {
    const { update, head, state, calls, running, remembered } = ground()
    const before = { head: head(), ...state() }
    const { status, stdout } = update()
    expect([status, stdout]).toEqual([0, expect.stringContaining('Đang dùng bản mới nhất')])
    expect({ head: head(), ...state() }).toEqual(before)
    expect([calls(), running(), remembered()]).toEqual([[], true, []])
  })

  it("remembers the old commit and its backup, keeps the commune's edit and starts the assistant again", () => {
    const { update, release, head, state, calls, running, remembered, backups, inBackup, half } = ground()
    const old = head()
    const latest = release()
    expect(update()).toMatchObject({ status: 0, stderr: '' })
    expect(head()).toBe(latest)
    expect(state()).toMatchObject({ program: 'new', manifest: manifest('Xã Hoà Bình', 11), rows: 'first' })
    expect(backups()).toHaveLength(1)
    expect(remembered()).toEqual([old, backups()[0]])
    expect(inBackup('knowledge/manifest.yaml')).toBe(manifest('Xã Hoà Bình', 10))
    expect(calls()).toEqual([
      'systemctl stop tro-ly-xa',
      'systemctl is-active tro-ly-xa',
      'npm ci',
      'chown -R tro-ly-xa:tro-ly-xa data knowledge',
      'systemctl daemon-reload',
      'systemctl reset-failed tro-ly-xa',
      'systemctl start tro-ly-xa',
    ])
    expect([running(), half()]).toEqual([true, false])
  })

  it('changes nothing when the origin cannot be reached', () => {
    const { update, release, origin, head, state, calls, running, remembered } = ground()
    release()
    rmSync(origin, { recursive: true })
    const before = { head: head(), ...state() }
    const { status, stderr } = update()
    expect([status, stderr]).toEqual([1, expect.stringContaining('DỪNG: Không tới được kho chương trình')])
    expect({ head: head(), ...state() }).toEqual(before)
    expect([calls(), running(), remembered()]).toEqual([[], true, []])
  })

  it('finishes at a second run when `npm ci` failed, and still remembers the first commit and backup', () => {
    const { update, release, head, state, running, remembered, backups, npmFails, half } = ground()
    const old = head()
    const latest = release()
    npmFails(true)
    const first = update()
    expect([first.status, first.stderr]).toEqual([1, expect.stringContaining('DỪNG: Chưa cài xong thư viện')])
    expect([running(), half()]).toEqual([false, true])
    const memory = remembered()
    expect(memory).toEqual([old, backups()[0]])

    npmFails(false)
    expect(update()).toMatchObject({ status: 0, stderr: '' })
    expect([head(), running(), half()]).toEqual([latest, true, false])
    expect(state()).toMatchObject({ program: 'new', manifest: manifest('Xã Hoà Bình', 11), rows: 'first' })
    expect(remembered()).toEqual(memory)
    expect(backups()).toEqual([memory[1]])
  })
})

describe('quay-lai.sh', () => {
  it('takes back the commit, data and knowledge from before the update, though a newer backup lies beside', () => {
    const { update, rollBack, release, head, state, work, newerBackup, program, running, backups } = ground()
    const before = { head: head(), ...state() }
    release()
    expect(update().status).toBe(0)
    work('second')
    newerBackup()
    expect(backups()).toHaveLength(2)
    work('third')
    const { status, stdout } = rollBack()
    expect([status, stdout]).toEqual([0, expect.stringContaining(`Đã quay lại bản ${before.head}`)])
    expect({ head: head(), ...state() }).toEqual(before)
    expect(running()).toBe(true)
    const [data, knowledge] = ['data', 'knowledge'].map((name) => aside(program, name))
    expect(readFileSync(join(program, data ?? '', 'rows'), 'utf8')).toBe('third')
    expect(readFileSync(join(program, knowledge ?? '', 'own.txt'), 'utf8')).toBe('third')
  })

  it('says that nothing is remembered before any update, and changes nothing', () => {
    const { rollBack, head, state, calls, running } = ground()
    const before = { head: head(), ...state() }
    const { status, stderr } = rollBack()
    expect([status, stderr]).toEqual([1, expect.stringContaining('DỪNG: Chưa ghi nhớ bản nào')])
    expect({ head: head(), ...state() }).toEqual(before)
    expect([calls(), running()]).toEqual([[], true])
  })
})

function ground() {
  const folder = mkdtempSync(join(tmpdir(), 'update-'))
  folders.push(folder)
  const at = (name: string): string => join(folder, name)
  const [origin, program, copies] = [at('origin'), at('program'), at('copies')]
  for (const name of ['origin/docs', 'origin/knowledge', 'units', 'bin']) mkdirSync(at(name), { recursive: true })
  const env = environment(at('bin'))
  const git = (where: string, ...words: string[]): string =>
    execFileSync('git', words, { cwd: where, env, encoding: 'utf8', stdio: 'pipe' }).trim()
  const commit = (text: string, sources: number): string => {
    writeFileSync(at('origin/program.txt'), text)
    writeFileSync(at('origin/knowledge/manifest.yaml'), manifest('Xã mẫu', sources))
    git(origin, 'add', '.')
    git(origin, 'commit', '--quiet', '-m', text)
    return git(origin, 'rev-parse', 'HEAD')
  }
  const work = (text: string): void => {
    writeFileSync(at('program/data/rows'), text)
    writeFileSync(at('program/knowledge/own.txt'), text)
  }
  const script = (name: string) =>
    spawnSync('sh', [join(program, 'docs/deploy', name), program, copies, at('units')], { env, encoding: 'utf8' })
  const read = (name: string): string => readFileSync(at(name), 'utf8')
  const backups = (): string[] => (existsSync(copies) ? readdirSync(copies) : []).filter(isBackup).map(inCopies)
  const inCopies = (name: string): string => join(copies, name)

  git(origin, 'init', '--quiet', '--initial-branch=main')
  cpSync('docs/deploy', at('origin/docs/deploy'), { recursive: true })
  writeFileSync(at('origin/.gitignore'), 'data/\n')
  writeFileSync(at('origin/knowledge/sample.txt'), '')
  commit('old', 10)
  git(folder, 'clone', '--quiet', 'origin', 'program')
  mkdirSync(at('program/data'))
  work('first')
  writeFileSync(at('program/knowledge/manifest.yaml'), manifest('Xã Hoà Bình', 10))
  rmSync(at('program/knowledge/sample.txt'))
  stubs(folder)

  return {
    ...{ origin, program, work, backups },
    update: () => script('cap-nhat.sh'),
    rollBack: () => script('quay-lai.sh'),
    /** A new version: another program, and a change to the manifest away from the commune's own. */
    release: () => commit('new', 11),
    head: () => git(program, 'rev-parse', 'HEAD'),
    state: () => ({
      program: read('program/program.txt'),
      manifest: read('program/knowledge/manifest.yaml'),
      documents: readdirSync(at('program/knowledge')).sort(),
      own: read('program/knowledge/own.txt'),
      rows: read('program/data/rows'),
    }),
    calls: () => (existsSync(at('calls')) ? read('calls').trim().split('\n') : []),
    running: () => existsSync(at('running')),
    /** The commit and the backup that a roll-back would take. */
    remembered: () =>
      ['ban-truoc', 'ban-truoc-tep']
        .filter((name) => existsSync(inCopies(name)))
        .map((name) => read(`copies/${name}`).trim()),
    half: () => existsSync(inCopies('dang-cap-nhat')),
    inBackup: (name: string) => execFileSync('tar', ['-xzOf', backups()[0] ?? '', name], { encoding: 'utf8' }),
    newerBackup: () =>
      execFileSync('tar', ['-czf', inCopies('tro-ly-xa-20990101-013000.tar.gz'), 'data', 'knowledge'], {
        cwd: program,
      }),
    npmFails: (fails: boolean) => (fails ? writeFileSync(at('npm-fails'), '') : rmSync(at('npm-fails'))),
  }
}

/** Each stub writes down its call; `systemctl` also keeps whether the assistant runs, `npm` fails when told to. */
function stubs(folder: string): void {
  const stub = (name: string, then: string): void =>
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\ncd ${folder}\necho ${name} "$@" >>calls\n${then}\n`, {
      mode: 0o755,
    })
  stub(
    'systemctl',
    'case $1 in start) touch running ;; stop) rm -f running ;; is-active) if test -e running; then echo active; else echo inactive; exit 3; fi ;; esac',
  )
  stub('npm', 'test ! -e npm-fails')
  stub('chown', '')
  writeFileSync(join(folder, 'running'), '')
}

/** Free of the settings of the git that may be running these tests, and of its user. */
function environment(bin: string): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const [name, email] = ['Xã', 'xa@example.vn']
  return {
    ...Object.fromEntries(rest),
    ...{ PATH: `${bin}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email },
  }
}

function isBackup(name: string): boolean {
  return name.endsWith('.tar.gz')
}

/** The folder that the roll-back put aside. */
function aside(program: string, name: string): string | undefined {
  return readdirSync(program).find((each) => each.startsWith(`${name}-hong-`))
}
