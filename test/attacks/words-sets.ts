/** Sets of attacks, one a line: ours and others', which stand under `sets` with where they come from (`sets/README.md`). */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ATTACKS, type Attack, type AttackKind } from './attack-set.ts'

export type AttackSet = { name: string; attacks: readonly Attack[] }

const SHIPPED = join(import.meta.dirname, 'sets')
const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯ\u1EA0-\u1EF9]/

/** Ours: everything but requests for harm, which are asked and scored by themselves. */
export const OWN_INJECTIONS: AttackSet = {
  name: 'ours (vi, en)',
  attacks: ATTACKS.filter(({ kind }) => kind !== 'harm'),
}

export const PUBLIC_INJECTIONS: readonly AttackSet[] = [
  readAttackSet('override', join(SHIPPED, 'cyberseceval-prompt-injection.en.txt')),
  readAttackSet('override', join(SHIPPED, 'cyberseceval-prompt-injection.vi.txt')),
]

export const OWN_HARM: AttackSet = {
  name: 'ours (vi, en)',
  attacks: [
    ...ATTACKS.filter(({ kind }) => kind === 'harm'),
    ...readAttackSet('harm', join(SHIPPED, 'harm.vi.txt')).attacks,
  ],
}

export const PUBLIC_HARM: readonly AttackSet[] = [
  readAttackSet('harm', join(SHIPPED, 'advbench-harmful-behaviors.txt')),
]

/** A line each; lines that open with `#` say what the next ones are. The same line twice is one attack. */
export function readAttackSet(kind: AttackKind, file: string): AttackSet {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return {
    name: basename(file),
    attacks: [...new Set(lines)].map((text, at) => ({
      ...{ id: `${kind}-${at + 1}`, kind, text },
      language: VIETNAMESE.test(text) ? 'vi' : 'en',
    })),
  }
}
