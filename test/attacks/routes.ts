/** The office's application as its router has it: every form from abroad, every page by every role, SQL in every field. */
import type { Check } from './check.ts'
import { foreignCheck } from './routes-forms.ts'
import { openRoutesGround } from './routes-ground.ts'
import { rolesCheck } from './routes-roles.ts'
import { sqlCheck } from './routes-sql.ts'
import { uploadCheck } from './routes-uploads.ts'

export async function routeChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const ground = await openRoutesGround()
  return {
    checks: [rolesCheck(ground), foreignCheck(ground), sqlCheck(ground), uploadCheck()],
    close: ground.close,
  }
}
