import type { Reply } from '../rows.ts'

/** A reply of the conversation's own, with what its choices are about. */
export function say(text: string, offer: Pick<Reply, 'subject'> & { choices?: string[] } = {}): Reply {
  const { choices = [], ...rest } = offer
  return { text, outcome: 'chat', citations: [], latencyMs: 0, forgets: false, choices, ...rest }
}

/** What the choices of a message were about, when it was ours under that name. */
export function subjectOf<Of extends string>(subject: unknown, of: Of): ({ of: Of } & Record<string, unknown>) | null {
  const read = (subject ?? {}) as { of?: string }
  return read.of === of ? (read as { of: Of } & Record<string, unknown>) : null
}
