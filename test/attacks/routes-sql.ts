/** SQL in one field at a time of every form, all the others as the page offers them. */
import type { Check, Found } from './check.ts'
import { works } from './routes-forms.ts'
import type { HeldForm, RoutesGround } from './routes-ground.ts'

const SQL = ["'; DROP TABLE person; --", "') UNION SELECT id, phone FROM person --", '\\', "$1' OR '1'='1"]

export function sqlCheck(ground: RoutesGround): Check {
  return {
    name: 'SQL in one field at a time of every form the office’s pages offer',
    run: () => sendAll(ground),
    mutant: { without: 'parameters (the same words put into a statement)', run: () => concatenated(ground) },
  }
}

/** Counted where the form works with good values: what refuses it then is nothing but the field with the words. */
async function sendAll(ground: RoutesGround): Promise<Found> {
  const failed: string[] = []
  const leftOut: string[] = []
  let tried = 0
  let fields = 0
  for (const form of ground.forms) {
    const names = Object.keys(form.fields)
    if (names.length === 0) continue
    if (!(await works(ground, form))) {
      leftOut.push(form.kind)
      continue
    }
    fields += names.length
    for (const name of names) {
      for (const words of SQL) {
        tried += 1
        const why = await sendOne(ground, form, { name, words })
        if (why) failed.push(`${form.kind} ${name} ${words}: ${why}`)
      }
    }
  }
  await ground.putBack()
  const note = `${fields} fields; not counted, for they do not work with good values either: ${leftOut.join(', ') || 'none'}`
  return { tried, failed, note }
}

async function sendOne(
  ground: RoutesGround,
  form: HeldForm,
  { name, words }: { name: string; words: string },
): Promise<string | null> {
  const now = await ground.again(form)
  if (!now) return 'the page offers it no more'
  const { faults } = ground.office
  const before = faults.length
  const { status, headers } = await ground.send(now, { ...now, fields: { ...now.fields, [name]: words } })
  if (headers.get('set-cookie') || headers.get('location')?.includes('/xac-thuc')) await ground.putBack()
  const [people] = await ground.store.query<{ count: number }>('SELECT count(*)::int AS count FROM person')
  if ((people?.count ?? 0) === 0) return 'people are gone'
  if (status >= 500) return `status ${status}`
  return faults.slice(before).map(String)[0] ?? null
}

async function concatenated({ store, forms }: RoutesGround): Promise<Found> {
  const failed: string[] = []
  const words = SQL.filter((each) => !/drop/i.test(each))
  for (const { kind } of forms.slice(0, words.length * 2)) {
    for (const each of words) {
      await store.query(`SELECT id FROM commune WHERE slug = '${each}'`).catch(() => failed.push(`${kind} ${each}`))
    }
  }
  return { tried: Math.min(forms.length, words.length * 2) * words.length, failed }
}
