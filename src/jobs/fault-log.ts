/** Where faults are told: numbers, ids and codes only, never what a person wrote. */
export type FaultLog = {
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(event: string, cause: unknown, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}
