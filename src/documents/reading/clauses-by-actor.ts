import { fold } from '../../language/text.ts'
import { findUnits } from '../../language/units.ts'
import { readActors } from './actors.ts'
import { opensAsSubject } from './duty-words.ts'
import type { Span } from './sentences.ts'

/** "Hội Nông dân phụ trách …; Đoàn Thanh niên duy trì …": each body that acts after a semicolon has a duty of its own. */
export function byActor(plain: string, span: Span): Span[] {
  const text = plain.slice(span.from, span.to)
  const units = findUnits(text)
  const spans: Span[] = []
  let from = 0
  for (const match of text.matchAll(/;\s+/gu)) {
    const next = match.index + match[0].length
    const actor = units.find((unit) => unit.start === next)
    const after = text.slice(actor?.end)
    if (!actor || !opensAsSubject(after, fold(after).trimStart())) continue
    const before = readActors(text.slice(from, match.index), [], false)
    // One of a group named before ("các Ban …; Ban Pháp chế …") only goes on with the group's duty.
    const goesOn = before.lead.some(({ key, group }) => group || key === actor.key)
    if (!before.explicit || before.lead.length === 0 || goesOn) continue
    spans.push({ from: span.from + from, to: span.from + match.index })
    from = next
  }
  return [...spans, { from: span.from + from, to: span.to }]
}
