/** Puts every row of a store back as it was, so that a form that can be sent once can be sent again. */
import type { Store } from '../../src/store/index.ts'

export type KeptRows = { putBack(): Promise<void> }

type Table = { name: string; columns: string }

/** Keeps all rows as they are now. Only for the embedded store: it is one session, so that the setting holds for what follows. */
export async function keepRows({ query }: Store): Promise<KeptRows> {
  const tables = await query<Table>(`
    SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relname NOT LIKE '\\_prisma%'
    GROUP BY c.relname`)
  await query('DROP SCHEMA IF EXISTS kept CASCADE')
  await query('CREATE SCHEMA kept')
  for (const { name, columns } of tables)
    await query(`CREATE TABLE kept."${name}" AS SELECT ${columns} FROM public."${name}"`)
  return {
    putBack: async () => {
      await query('SET session_replication_role = replica')
      for (const { name, columns } of tables) {
        await query(`DELETE FROM public."${name}"`)
        await query(
          `INSERT INTO public."${name}" (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM kept."${name}"`,
        )
      }
      await query('SET session_replication_role = origin')
    },
  }
}
