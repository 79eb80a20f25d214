export const WORKERS = [1, 2, 4] as const

/** What load is put on, in the order in which it is: what answers comes before the echo, which begins where that ended. */
export const LOAD_GROUNDS: readonly string[] = [
  ...['telegraf', 'bullmq', 'pgbench', 'embedded'],
  ...WORKERS.flatMap((workers) => [`server-${workers}`, `echo-${workers}`]),
]
