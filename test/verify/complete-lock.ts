/**
 * `npm run lock:complete`: adds to package-lock.json the optional packages of other platforms that the registry at hand
 * does not serve (mirrors often hold one platform only). Without them `npm ci` calls the lock file out of step. They are
 * named by version alone; a machine of that platform fetches them by it. With `--check`, only says whether any is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const OS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32']
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'riscv64', 's390x', 'ppc64', 'loong64', 'mips64el', 'wasm32']
const LOCK = 'package-lock.json'

const lock = JSON.parse(readFileSync(LOCK, 'utf8')) as Lock
const missing = Object.values(lock.packages).flatMap(missingOf)

if (process.argv.includes('--check')) {
  for (const [path] of missing) process.stderr.write(`${path} is missing from ${LOCK}: npm run lock:complete\n`)
  process.exitCode = missing.length > 0 ? 1 : 0
} else {
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) })
  const sorted = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(LOCK, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`)
  process.stdout.write(`${missing.length} packages of other platforms added\n`)
}

function missingOf({ optionalDependencies = {}, dev }: Entry): [string, Entry][] {
  return Object.entries(optionalDependencies).flatMap(([name, range]): [string, Entry][] => {
    const path = `node_modules/${name}`
    const isThere = path in lock.packages || Object.keys(lock.packages).some((key) => key.endsWith(`/${path}`))
    const platform = platformOf(name)
    if (isThere || !platform || !/^\d/.test(range)) return []
    return [[path, { version: range, ...(dev ? { dev } : {}), optional: true, ...platform }]]
  })
}

/** Read off the name, as the native builds of the registry are called: `…-linux-x64-musl`. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | null {
  const words = name.split(/[-/]/)
  const os = OS.find((each) => words.includes(each))
  const cpu = CPU.find((each) => words.includes(each))
  if (!os && !cpu) return null
  const isMusl = words.some((word) => word.startsWith('musl'))
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(os === 'linux' ? { libc: [isMusl ? 'musl' : 'glibc'] } : {}),
  }
}
