import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

/**
 * The files for putting the program on a machine are not run here (no container engine, no systemd as the first process):
 * these tests keep them in step with the program, no more.
 */
type Service = {
  build?: { context: string; dockerfile: string; args?: Record<string, string> }
  command?: string[]
  healthcheck?: { test: string[] }
  env_file?: { path: string }[]
  environment?: Record<string, string | number>
  volumes?: string[]
  depends_on?: Record<string, unknown> | string[]
  ports?: string[]
}
type Compose = { services: Record<string, Service>; volumes: Record<string, null> }

const DEPLOY = 'docs/deploy'
const read = (name: string): string => readFileSync(join(DEPLOY, name), 'utf8')
const compose = parse(read('compose.yaml'), { merge: true }) as Compose
const OURS = ['web', 'worker']

/** The names that the shape of the configuration lists. */
const variablesRead = new Set(
  globSync('src/config*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? ''),
  ),
)
const rolesKnown = [...readFileSync('src/main.ts', 'utf8').matchAll(/role !== '(\w+)'/g)].map((match) => match[1])

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('compose.yaml', () => {
  it('has a database, a queue, pages, a worker and one door to the outside', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['postgres', 'proxy', 'redis', 'web', 'worker'])
    const open = Object.entries(compose.services).filter(([, service]) => service.ports)
    expect(open.map(([name]) => name)).toEqual(['proxy'])
  })

  it('gives every command and check as words alone, which is what Compose reads', () => {
    for (const { command, healthcheck } of Object.values(compose.services)) {
      const words: unknown[] = [command ?? [], healthcheck?.test ?? []].flat()
      expect(words.filter((word) => typeof word !== 'string')).toEqual([])
    }
  })

  it('sets only variables that the program reads, and the two a server needs', () => {
    expect(variablesRead.size).toBeGreaterThan(40)
    for (const name of OURS) {
      const set = Object.keys(compose.services[name]?.environment ?? {})
      expect(set.filter((variable) => !variablesRead.has(variable))).toEqual([])
      expect(set).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL']))
    }
  })

  it('starts each of our services by a file that exists and a role that the program knows', () => {
    expect(rolesKnown).toEqual(['all', 'web', 'worker'])
    for (const name of OURS) {
      const [, file, flag, role] = compose.services[name]?.command ?? []
      expect([existsSync(file ?? ''), flag, role]).toEqual([true, '--role', name])
      expect(rolesKnown).toContain(role)
    }
  })

  it('names only files that are there, and only volumes that it declares', () => {
    for (const service of Object.values(compose.services)) {
      if (service.build) expect(existsSync(join(DEPLOY, service.build.context, service.build.dockerfile))).toBe(true)
      for (const volume of service.volumes ?? []) {
        const source = volume.split(':')[0] ?? ''
        if (source.startsWith('.')) expect(existsSync(join(DEPLOY, source)), source).toBe(true)
        else expect(Object.keys(compose.volumes)).toContain(source)
      }
      for (const name of dependencies(service)) expect(Object.keys(compose.services)).toContain(name)
    }
  })

  it('asks the office for nothing that the sample of its settings does not name', () => {
    const asked = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map((match) => match[1])
    const named = [...read('mau.env').matchAll(/^(\w+)=/gm)].map((match) => match[1])
    expect([...new Set(asked)].sort()).toEqual(named.sort())
  })

  it('says that it was not run here', () => {
    expect(read('compose.yaml')).toContain('CHƯA CHẠY THỬ')
    expect(read('README.md')).toContain('chưa chạy thử ở đây')
  })
})

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile')

  it('copies what exists and what the ignore file lets through', () => {
    const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap((match) => (match[1] ?? '').split(' '))
    const allowed = [...read('Dockerfile.dockerignore').matchAll(/^!(\S+)$/gm)].map((match) => match[1])
    expect(copied.length).toBeGreaterThan(5)
    for (const path of copied) expect([existsSync(path), allowed.includes(path)], path).toEqual([true, true])
  })

  it('brings every folder that the program reads beside its source', () => {
    const read = globSync('src/**/*.ts', { exclude: ['src/store/client/**', 'src/cli/**'] }).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/new URL\('(?:\.\.\/)+([a-z]+)[/']/g)].map((match) => match[1] ?? ''),
    )
    const topLevel = [...new Set(read)].filter((folder) => ['prisma', 'prompts', 'knowledge', 'test'].includes(folder))
    expect(topLevel).toContain('prisma')
    for (const folder of topLevel) expect(dockerfile, folder).toContain(`COPY ${folder} ./${folder}`)
  })
})

describe('the units for one machine', () => {
  const unit = read('tro-ly-xa.service')
  const setting = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? ''

  it('start the program by a path and a role that exist, where its settings are', () => {
    const folder = setting('WorkingDirectory')
    const [node, file, flag, role] = setting('ExecStart').split(' ')
    expect(node).toBe(`${folder}/node_modules/.bin/node`)
    expect([existsSync('node_modules/.bin/node'), existsSync(file ?? '')]).toEqual([true, true])
    expect([flag, rolesKnown.includes(role)]).toEqual(['--role', true])
  })

  it('let it write where it keeps its data and documents by default', () => {
    const defaults = readFileSync('src/config.ts', 'utf8')
    for (const path of setting('ReadWritePaths').split(' ')) {
      expect(defaults).toContain(`default('${path.slice(setting('WorkingDirectory').length + 1)}')`)
    }
  })

  it('wait longer than the program needs to stop', () => {
    const needsMs = Number(/STOP_WITHIN_MS = ([\d_]+)/.exec(readFileSync('src/main.ts', 'utf8'))?.[1]?.replace('_', ''))
    expect(Number(setting('TimeoutStopSec')) * 1_000).toBeGreaterThan(needsMs)
  })

  it('are written as systemd reads them', { skip: !hasSystemd() }, () => {
    const folder = scratch()
    for (const name of readdirSync(DEPLOY).filter((each) => /\.(service|timer)$/.test(each))) {
      const text = read(name).replaceAll(/^ExecStart=\S+/gm, 'ExecStart=/bin/true')
      writeFileSync(join(folder, name), text)
      const { stderr } = spawnSync('systemd-analyze', ['verify', join(folder, name)], { encoding: 'utf8' })
      expect(stderr.split('\n').filter((line) => line.includes(name))).toEqual([])
    }
  })
})

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  folders.push(folder)
  return folder
}

function hasSystemd(): boolean {
  return spawnSync('systemd-analyze', ['--version']).status === 0
}

function dependencies({ depends_on: on }: Service): string[] {
  return Array.isArray(on) ? on : Object.keys(on ?? {})
}
