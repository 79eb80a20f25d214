/** Rules whose document names no day, and the office's own date for each. */
import {
  type CommuneRegister,
  dateFinder,
  loadOfficeDates,
  type OfficeDate,
  type RegisteredRule,
  setOfficeDate,
  undatedRules,
} from '../duties/index.ts'
import { writeAudit } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import type { Policy } from './policy.ts'
import { readDueWords } from './read-due-words.ts'
import type { ChosenDate } from './read-office-date.ts'
import { syncRegister } from './sync-register.ts'

/** `set`: what the office chose; null while it chose nothing. */
export type UndatedRule = { rule: RegisteredRule; set: OfficeDate | null }

/** Every rule of the commune whose document names no day, in the order of the register. */
export async function listUndated(store: Store, register: CommuneRegister): Promise<UndatedRule[]> {
  const dateOf = dateFinder(await loadOfficeDates(store, register.commune.id))
  return undatedRules(register, readDueWords).map((rule) => ({ rule, set: dateOf(rule) ?? null }))
}

export type SettingDate = {
  register: CommuneRegister
  rule: { documentId: number; ruleKey: string }
  date: ChosenDate
  /** `name` is shown beside the date; the trail keeps the number alone. */
  by: { personId: number; name: string }
  policy: Policy
  /** ISO, in Asia/Ho_Chi_Minh. */
  today: string
}

/** Sets or changes one date; the commune's rows follow at once. */
export async function chooseDate(store: Store, setting: SettingDate): Promise<void> {
  const { register, rule, date, by, policy, today } = setting
  await setOfficeDate(store, { ...rule, ...date }, by.name)
  const subject = { setting: 'office_date', document: rule.documentId, rule: rule.ruleKey }
  await writeAudit(store, {
    ...{ actor: `person ${by.personId}`, action: 'setting_changed', communeId: register.commune.id, subject },
  })
  await syncRegister(store, register, { policy, today })
}
