/** Every expression of `src` that outside text may meet: written out, built while the program runs, or built where no run comes. */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { builtExpressions } from './built-regexes/index.ts'
import { UNREACHED } from './regexes-unreached.ts'

export type Expression = { file: string; line: number; source: string; flags: string }

/** A place of the code that builds expressions, and its words there. */
export type Place = { file: string; line: number; code: string }

export type Expressions = {
  expressions: Expression[]
  /** Places that no run reached. */
  unreached: Place[]
  places: number
  note: string
}

/** Configuration and our own files are no outside text. */
const INSIDE = /^src\/(?:config|cli|store\/(?:migrate|client))/

export function expressionsOfSource(): Expressions {
  const files = globSync('src/**/*.ts').filter((file) => !INSIDE.test(file))
  const trees = files.map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
  const literals = trees.flatMap(literalsIn)
  const built = builtExpressions().filter(({ file }) => files.includes(file))
  const reached = new Set(built.map(({ file, line }) => `${file}:${line}`))
  const places = trees.flatMap(placesIn)
  const unreached = places.filter(({ file, line }) => !reached.has(`${file}:${line}`))
  const samples = UNREACHED.map(({ file, sample: { source, flags } }) => ({ file, line: 0, source, flags }))
  const note = `${literals.length} written out, ${built.length} built at ${reached.size} of ${places.length} places, ${samples.length} samples of the others`
  return { expressions: [...literals, ...built, ...samples], unreached, places: places.length, note }
}

function literalsIn(tree: ts.SourceFile): Expression[] {
  return nodesOf(tree, ts.isRegularExpressionLiteral).map((node) => {
    const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? []
    return { file: tree.fileName, line: lineOf(tree, node), source, flags }
  })
}

function placesIn(tree: ts.SourceFile): Place[] {
  return [...nodesOf(tree, ts.isNewExpression), ...nodesOf(tree, ts.isCallExpression)]
    .filter(({ expression }) => expression.getText() === 'RegExp')
    .map((node) => ({ file: tree.fileName, line: lineOf(tree, node), code: codeOf(node) }))
}

/** On one line, and without the sign that would make it a template where it is listed. */
function codeOf(node: ts.Node): string {
  return node.getText().replace(/\s+/g, ' ').replace(/\$\{/g, '{')
}

function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
}

function nodesOf<T extends ts.Node>(tree: ts.SourceFile, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = []
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}
