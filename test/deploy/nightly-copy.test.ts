import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { copiesFolder, newestCopy } from '../../src/store/index.ts'

const SCRIPT = 'docs/deploy/sao-luu.sh'
const DEFAULT_DAYS = readConfig({}).settings.backupRetentionDays

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('sao-luu.sh', () => {
  it('copies data, documents and settings, and stops and reopens the assistant', () => {
    const { program, calls, run, packed } = ground()
    run()
    expect(packed()).toEqual(expect.arrayContaining(['data/rows', 'knowledge/plan.txt', '.env']))
    expect(readFileSync(calls, 'utf8').trim().split('\n')).toEqual([
      'is-active tro-ly-xa',
      'stop tro-ly-xa',
      'start tro-ly-xa',
    ])
    expect(existsSync(join(program, 'data/rows'))).toBe(true)
  })

  it.each(['activating', 'inactive'])(
    'stops what is about to open itself again, and nothing that is %s',
    (unitState) => {
      const { calls, run } = ground({ unitState })
      run()
      const isStopped = readFileSync(calls, 'utf8').includes('stop tro-ly-xa')
      expect(isStopped).toBe(unitState === 'activating')
    },
  )

  it('packs no earlier copy of the database, in which an erased person would live on', () => {
    const { program, put, run, packed } = ground()
    put('data/sao-luu/tro-ly-so-20250101-013000.tar.gz')
    put('data/postgres.truoc-2025-01-01T01-30-00-000Z/base')
    put('data/postgres.dang-khoi-phuc/base')
    put('data/postgres/base')
    put('knowledge/data/sao-luu/plan.txt')
    run()
    expect(packed().filter((name) => !name.endsWith('/') && /truoc|sao-luu|khoi-phuc/.test(name))).toEqual([
      'knowledge/data/sao-luu/plan.txt',
    ])
    expect(packed()).toContain('data/postgres/base')
    expect(existsSync(join(program, 'data/sao-luu/tro-ly-so-20250101-013000.tar.gz'))).toBe(true)
  })

  it(`deletes what is ${DEFAULT_DAYS} days old, however few copies there are, and keeps what is younger`, () => {
    const { kept, run } = ground({ ages: [0, 1, DEFAULT_DAYS - 1, DEFAULT_DAYS, DEFAULT_DAYS + 400] })
    run()
    expect(kept()).toEqual({
      copies: [0, 0, 1, DEFAULT_DAYS - 1],
      halfMade: [0, 1, DEFAULT_DAYS - 1],
      aside: [0, 1, DEFAULT_DAYS - 1],
    })
  })

  it.each(['BACKUP_RETENTION_DAYS=7', 'BACKUP_RETENTION_DAYS="7"  # một tuần', "  BACKUP_RETENTION_DAYS='7'"])(
    'goes by the days that the office has set: %s',
    (line) => {
      const { kept, run } = ground({ ages: [6, 7], settings: `PORT=8080\n#BACKUP_RETENTION_DAYS=90\n${line}\n` })
      run()
      expect(kept().copies).toEqual([0, 6])
    },
  )

  it('leaves word for the assistant of when and where it copied, in place of whatever lay there', () => {
    const { program, copies, run, put } = ground()
    put('elsewhere', 'untouched')
    symlinkSync(join(program, 'elsewhere'), join(program, 'data/ban-sao-moi-nhat'))
    run()
    expect(copiesFolder(join(program, 'data'))).toBe(copies)
    expect(Date.now() - (newestCopy(join(program, 'data'))?.at.getTime() ?? 0)).toBeLessThan(60_000)
    expect(readFileSync(join(program, 'elsewhere'), 'utf8')).toBe('untouched')
    expect(statSync(join(program, 'data/ban-sao-moi-nhat')).mode & 0o444).toBe(0o444)
  })

  it('leaves no such word when the copy cannot be made', () => {
    const { program, run } = ground()
    rmSync(join(program, 'knowledge'), { recursive: true })
    expect(run).toThrow()
    expect(newestCopy(join(program, 'data'))).toBeNull()
  })

  it('reopens the assistant when the copy cannot be made, and deletes none then', () => {
    const { program, calls, kept, run } = ground({ ages: [500] })
    rmSync(join(program, 'knowledge'), { recursive: true })
    expect(run).toThrow()
    expect(kept().copies).toEqual([500])
    expect(readFileSync(calls, 'utf8')).toContain('start tro-ly-xa')
  })
})

describe('how long copies live', () => {
  const SAID = `ản sao lưu và dữ liệu cất lại khi khôi phục bị xóa sau ${DEFAULT_DAYS} ngày (\`BACKUP_RETENTION_DAYS\``

  it.each([
    'docs/ho-so/danh-gia-tac-dong-du-lieu.md',
    'docs/ho-so/thoi-han-luu-tru.md',
    'docs/ho-so/de-xuat-cap-do.md',
    'docs/cai-dat.md',
    SCRIPT,
  ])('is said in %s in the same words, with the days that the program keeps to', (path) => {
    const text = readFileSync(path, 'utf8').replaceAll(/\s+/g, ' ')
    expect(path === SCRIPT ? text : text.replaceAll('`', '')).toContain(SAID.replaceAll('`', ''))
  })

  it('is said on the page on personal data with every place where copies lie', () => {
    const page = readFileSync('docs/privacy.md', 'utf8').replaceAll(/\s+/g, ' ')
    expect(page).toContain(`deleted after ${DEFAULT_DAYS} days (\`BACKUP_RETENTION_DAYS\`)`)
    for (const place of ['data/sao-luu', 'data/postgres.truoc-*', '/var/backups/tro-ly-xa', 'data-hong-*']) {
      expect(page).toContain(`\`${place}\``)
    }
  })
})

type Kept = { copies: number[]; halfMade: number[]; aside: number[] }

/** An installation's folder with copies of these ages in days, and a `systemctl` that only writes down what it was asked. */
function ground({
  ages = [],
  settings = '',
  unitState = 'active',
}: {
  ages?: number[]
  settings?: string
  unitState?: string
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  folders.push(folder)
  const program = join(folder, 'program')
  const copies = join(folder, 'copies')
  const calls = join(folder, 'calls')
  const put = (path: string, text = 'x'): void => {
    mkdirSync(join(program, path, '..'), { recursive: true })
    writeFileSync(join(program, path), text)
  }
  put('data/rows')
  put('knowledge/plan.txt')
  put('.env', settings)
  put('../bin/systemctl')
  writeFileSync(
    join(folder, 'bin/systemctl'),
    `#!/bin/sh\necho "$@" >> ${calls}\n[ "$1" = is-active ] && echo ${unitState}\nexit 0\n`,
  )
  execFileSync('chmod', ['755', join(folder, 'bin/systemctl')])
  mkdirSync(copies)
  for (const age of ages) {
    writeFileSync(join(copies, `tro-ly-xa-${dayOf(age)}-000000.tar.gz`), '')
    writeFileSync(join(copies, `tro-ly-xa-${dayOf(age)}-000000.tar.gz.tmp`), '')
    put(`data-hong-${dayOf(age)}-000000/postgres/rows`)
  }
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
  const agesIn = (place: string, form: RegExp): number[] =>
    readdirSync(place)
      .map((name) => form.exec(name)?.[1])
      .filter((day) => day !== undefined)
      .map(ageOf)
      .sort((one, other) => one - other)
  return {
    ...{ program, copies, calls, put },
    run: () => execFileSync('sh', [SCRIPT, program, copies], { env, stdio: 'pipe' }),
    packed: () => {
      const name = readdirSync(copies).find((each) => each.endsWith('.gz')) ?? ''
      return execFileSync('tar', ['-tzf', join(copies, name)], { encoding: 'utf8' }).split('\n')
    },
    kept: (): Kept => ({
      copies: agesIn(copies, /^tro-ly-xa-(\d{8})-\d{6}\.tar\.gz$/),
      halfMade: agesIn(copies, /^tro-ly-xa-(\d{8})-\d{6}\.tar\.gz\.tmp$/),
      aside: agesIn(program, /^data-hong-(\d{8})-/),
    }),
  }
}

function dayOf(ageDays: number): string {
  const day = new Date()
  day.setDate(day.getDate() - ageDays)
  const digits = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return digits.map((each) => String(each).padStart(2, '0')).join('')
}

function ageOf(day: string): number {
  const at = new Date(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)))
  return Math.floor((Date.now() - at.getTime()) / 86_400_000)
}
