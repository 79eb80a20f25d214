/** How many tokens may still be spent today, by all and by one person. Counted in memory: by process and since its start. */

export type Budgets = { dayTokens: number; personTokens: number }

/** What was set aside for one call, to be replaced by what it really took. */
export type Reservation = { settle(tokens: number): void }

/** Days turn in Vietnam. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh'

export class Budget {
  readonly #limits: Budgets
  readonly #now: () => Date
  #day = ''
  #spent = 0
  #spentBy = new Map<string, number>()

  constructor(limits: Budgets, now: () => Date) {
    this.#limits = limits
    this.#now = now
  }

  /** Null when either budget has less left; `person` is null where nobody knows who asks. */
  reserve(person: string | null, tokens: number): Reservation | null {
    this.#turnDay()
    const own = person === null ? 0 : (this.#spentBy.get(person) ?? 0)
    if (this.#spent + tokens > this.#limits.dayTokens || own + tokens > this.#limits.personTokens) return null
    const day = this.#day
    this.#add(person, tokens)
    return {
      settle: (used) => {
        if (day === this.#day) this.#add(person, used - tokens)
      },
    }
  }

  #add(person: string | null, tokens: number): void {
    this.#spent += tokens
    if (person !== null) this.#spentBy.set(person, (this.#spentBy.get(person) ?? 0) + tokens)
  }

  #turnDay(): void {
    const day = Temporal.Instant.fromEpochMilliseconds(this.#now().getTime())
      .toZonedDateTimeISO(TIME_ZONE)
      .toPlainDate()
      .toString()
    if (day === this.#day) return
    this.#day = day
    this.#spent = 0
    this.#spentBy.clear()
  }
}
