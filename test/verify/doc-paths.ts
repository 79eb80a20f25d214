/**
 * Fails when a document names a file, folder or npm script of this project that does not exist: words go stale when code
 * moves. Reads README.md and docs/**; looks at inline code and blocks of commands. A bare file name must be the name of
 * some file of ours.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const OURS = /^(?:src|test|docs|prisma|prompts|knowledge|\.ci)\/[\w./@-]*$/
const FILE_NAME = /^[\w.-]+\.(?:json|ts|md|yaml|cjs|toml)$/
const SCRIPT = /\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)/g
const NPM_OWN = new Set(['ci', 'install', 'run', 'audit', 'view'])

const scripts = new Set(Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts))

const fileNames = new Set(
  globSync('{*,.*,{src,test,docs,prisma,prompts,knowledge}/**/*}').map((path) => basename(path)),
)

function missingIn(document: string): string[] {
  const text = readFileSync(document, 'utf8')
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  const blocks = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
  const paths = code.filter((word) => OURS.test(word) && !existsSync(word))
  const names = code.filter((word) => FILE_NAME.test(word) && !fileNames.has(word))
  const commands = [...code, ...blocks].flatMap((words) => [...words.matchAll(SCRIPT)].map((match) => match[1] ?? ''))
  const unknown = commands.filter((name) => !scripts.has(name) && !NPM_OWN.has(name)).map((name) => `npm run ${name}`)
  return [...new Set([...paths, ...names, ...unknown])].map((what) => `${document}: ${what} does not exist`)
}

const documents = ['README.md', ...globSync('docs/**/*.md')].filter((path) => existsSync(path))
const missing = documents.flatMap(missingIn)
process.stdout.write(
  missing.length > 0 ? `${missing.join('\n')}\n` : `${documents.length} documents name only what exists\n`,
)
process.exitCode = missing.length > 0 ? 1 : 0
