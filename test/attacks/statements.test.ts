import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Statements, watchStatements } from './statements.ts'

let database: PGlite
let statements: Statements
beforeAll(async () => {
  database = await PGlite.create()
  statements = watchStatements()
})
afterAll(async () => {
  statements.stop()
  await database.close()
})

test('words are held once they are the parameter of a statement, in a transaction as well', async () => {
  await database.query('SELECT $1::text, $2::int', ["' OR '1'='1", 7])
  expect(statements.held("' OR '1'='1")).toBe(true)
  await database.transaction(async (within) => void (await within.query('SELECT $1::text', ['%_\\%'])))
  expect(statements.held('%_\\%')).toBe(true)
})

test('words are not held by the statement itself, by bytes, or before the last question', async () => {
  await database.query("SELECT 'DROP', $1::bytea, $2::text", [Buffer.from('ab'), null])
  expect(statements.held('DROP')).toBe(false)
  await database.query('SELECT $1::bytea', [Buffer.from('ab')])
  expect(statements.held('\\')).toBe(false)
  expect(statements.held('')).toBe(false)
})
