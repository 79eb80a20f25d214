/**
 * The program with one line changed as it is loaded, so that a suite can be seen to turn red: preloaded into a child by
 * `mutantSettings`, and into nothing else.
 */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

type Change = { file: string; line: string; becomes: string }

const MUTANTS = {
  /** As a program that gathers what came in and stores it a second later. */
  acknowledges_before_storing: {
    file: 'src/web/webhooks.ts',
    line: 'await take(parsed.updates)',
    becomes: 'setTimeout(() => take(parsed.updates), 1_000)',
  },
  notes_before_sending: {
    file: 'src/delivery/delivery.ts',
    line: 'const result = await handOver(',
    becomes: `await conclude(store, { chat, claimed, isLast, result: { kind: 'sent', receipt: null } })
  const result = await handOver(`,
  },
} as const satisfies Record<string, Change>

export type Mutant = keyof typeof MUTANTS

export const MUTANT_NAMES = Object.keys(MUTANTS) as Mutant[]

const SWITCH = 'TEST_MUTANT'

/** What a child's environment needs to be that mutant. */
export function mutantSettings(name: Mutant): Record<string, string> {
  return { [SWITCH]: name, NODE_OPTIONS: `--import=${import.meta.url}` }
}

const asked = MUTANTS[process.env[SWITCH] as Mutant] as Change | undefined
if (asked) change(asked)

function change({ file, line, becomes }: Change): void {
  const changed = pathToFileURL(file).href
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      if (url !== changed) return loaded
      const source = String(loaded.source)
      // A mutant that is none would show nothing.
      if (!source.includes(line)) throw new Error(`${file} no longer says: ${line}`)
      return { ...loaded, source: source.replace(line, becomes) }
    },
  })
}
