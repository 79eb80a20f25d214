/** Preloaded into a program of ours: every expression that `src` builds at run time is written to a file when the program ends. */
import { writeFileSync } from 'node:fs'

/** One an expression of our own: what it was built from, and the line of `src` that built it. */
export type BuiltExpression = { file: string; line: number; source: string; flags: string }

/** A line that builds one out of each question stands for all of them by a few. */
const MOST_A_PLACE = 20
const OURS = /\/(src\/(?!store\/client)[^:()]+\.ts):(\d+)/

const out = process.env.BUILT_EXPRESSIONS_FILE
const found = new Map<string, BuiltExpression>()
const atPlace = new Map<string, number>()

function note(built: RegExp): RegExp {
  const [, file = '', line = ''] = OURS.exec(new Error().stack?.split('\n').slice(3, 6).join('\n') ?? '') ?? []
  const place = `${file}:${line}`
  const count = atPlace.get(place) ?? 0
  const key = `${place} ${built.source} ${built.flags}`
  if (!file || count >= MOST_A_PLACE || found.has(key)) return built
  atPlace.set(place, count + 1)
  found.set(key, { file, line: Number(line), source: built.source, flags: built.flags })
  return built
}

if (out) {
  const Plain = RegExp
  globalThis.RegExp = new Proxy(Plain, {
    construct: (target, [pattern, flags]) => note(new target(pattern, flags)),
    apply: (target, _self, [pattern, flags]) => note(target(pattern, flags)),
  })
  process.on('exit', () => writeFileSync(out, JSON.stringify([...found.values()])))
}
