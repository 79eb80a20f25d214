const COLLATOR = new Intl.Collator('vi')

/** Vietnamese alphabetical order, which the database's own collation need not know. */
export function byVietnameseName(one: string, other: string): number {
  return COLLATOR.compare(one, other)
}
