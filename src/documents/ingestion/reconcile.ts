/** An extracted entry as stored. People's words (confirmed, corrected, rejected) survive every later reading. */
type Stored = { id: number; key: string; state: string; vanishedAt: Date | null }

export type Reconciliation<Proposal> = {
  /** Proposals that no judged entry stands for. */
  insert: Proposal[]
  /** Entries nobody has judged: replaced by the new reading. */
  remove: number[]
  /** Judged entries the file no longer says: shown as vanished, never deleted. */
  vanish: number[]
  /** Vanished entries the file says again. */
  restore: number[]
}

/** Fits a new reading beside what people said of the last one. An entry is the same when its key is. */
export function reconcile<Proposal extends { key: string }>(
  stored: readonly Stored[],
  proposed: readonly Proposal[],
): Reconciliation<Proposal> {
  const judged = stored.filter((entry) => entry.state !== 'proposed')
  const judgedKeys = new Set(judged.map((entry) => entry.key))
  const proposedKeys = new Set(proposed.map((entry) => entry.key))
  return {
    insert: proposed.filter((entry) => !judgedKeys.has(entry.key)),
    remove: stored.filter((entry) => entry.state === 'proposed').map((entry) => entry.id),
    vanish: judged.filter((entry) => !entry.vanishedAt && !proposedKeys.has(entry.key)).map((entry) => entry.id),
    restore: judged.filter((entry) => entry.vanishedAt && proposedKeys.has(entry.key)).map((entry) => entry.id),
  }
}
