import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TABLE_WORDS, VECTOR_TABLE } from '../../../src/cli/transfer/tables.ts'

const schema = readFileSync('prisma/schema.prisma', 'utf8')

/** Columns of each table, by the names of the database. */
const TABLES = new Map(
  [...schema.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].map(([, body = '']) => {
    const fields = body.split('\n').filter((line) => /^ {2}\w/.test(line) && !line.includes('@relation'))
    const columns = fields.map((line) => /@map\("(\w+)"\)/.exec(line)?.[1] ?? line.trim().split(/\s+/)[0] ?? '')
    return [/@@map\("(\w+)"\)/.exec(body)?.[1] ?? '', columns]
  }),
)

/** A column named like this opens a door until somebody said that it does not. */
const LIKE_A_SECRET = /hash|token|secret|passw|digest|payload|totp|external|receipt|address|sealed|key$/
/** The digest of a file's bytes; since when the factor is on; keys made of a paper's own words; the name of a device's kind. */
const HARMLESS = new Set([
  'document.digest',
  'login.totp_since',
  'duty.key',
  'reporting_rule.key',
  'target.key',
  'occurrence.rule_key',
  'occurrence.body_key',
  'office_date.rule_key',
  'reminder_message.key',
  'reminder_step.key',
  'reminder_pause.body_key',
  'target_result.target_key',
])

describe('what an export says and leaves out', () => {
  it('has words for every table of the schema, and for no other but the vectors', () => {
    expect(Object.keys(TABLE_WORDS).sort()).toEqual([...TABLES.keys(), VECTOR_TABLE].sort())
    expect(TABLES.size).toBeGreaterThan(50)
  })

  it('leaves out only columns that there are', () => {
    const unknown = Object.entries(TABLE_WORDS).flatMap(([table, { without = [], picture }]) =>
      [...without, ...(picture ? [picture] : [])]
        .filter((column) => !TABLES.get(table)?.includes(column))
        .map((column) => `${table}.${column}`),
    )
    expect(unknown).toEqual([])
  })

  it('leaves out of what is to be read whatever is named like a secret', () => {
    const kept = [...TABLES]
      .filter(([table]) => !TABLE_WORDS[table]?.leftOut)
      .flatMap(([table, columns]) =>
        columns
          .filter((column) => LIKE_A_SECRET.test(column) && !TABLE_WORDS[table]?.without?.includes(column))
          .map((column) => `${table}.${column}`),
      )
    expect(kept.filter((column) => !HARMLESS.has(column))).toEqual([])
  })
})
