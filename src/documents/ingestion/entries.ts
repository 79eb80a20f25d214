import { createHash } from 'node:crypto'
import type { Prisma } from '../../store/index.ts'
import type { AdministrativeDocument } from '../administrative-document.ts'

type Rows = {
  sections: Omit<Prisma.SectionCreateManyInput, 'documentId'>[]
  passages: Omit<Prisma.PassageCreateManyInput, 'documentId' | 'communeId'>[]
  duties: Omit<Prisma.DutyCreateManyInput, 'documentId'>[]
  rules: Omit<Prisma.ReportingRuleCreateManyInput, 'documentId'>[]
  targets: Omit<Prisma.TargetCreateManyInput, 'documentId'>[]
}

/** Makes search tokens of a passage's heading path and words. */
export type Tokenise = (passage: { heading: string; lead: string | null; quote: string }) => string

const HEADING_SEPARATOR = ' › '

/** A read document as rows of the store, without the ids only the store knows. */
export function entriesOf(document: AdministrativeDocument, tokenise: Tokenise): Rows {
  return {
    sections: document.sections.map(({ level, heading, path, cite }, position) => ({
      position,
      level,
      heading,
      path,
      cite,
    })),
    passages: document.passages.map(({ kind, section, cite, lead, quote, cells }, position) => {
      const heading = (section === null ? [] : (document.sections[section]?.path ?? [])).join(HEADING_SEPARATOR)
      return {
        position,
        section,
        kind,
        cite,
        heading,
        lead,
        quote,
        ...(cells ? { cells } : {}),
        tokens: tokenise({ heading, lead, quote }),
      }
    }),
    duties: document.tasks.map((task, position) => ({
      position,
      no: task.no,
      name: task.name,
      lead: task.lead,
      coordinating: task.coordinating,
      output: task.output,
      timeText: task.timeText,
      startsOn: task.start,
      endsOn: task.end,
      recurrence: task.recurrence,
      ongoing: task.ongoing,
      countValue: task.count?.value ?? null,
      countUnit: task.count?.unit ?? null,
      countPer: task.count?.per ?? null,
      open: task.open ?? [],
      origin: task.from,
      section: task.section,
      quote: task.quote,
      key: keyOf(task.section, task.no, task.name, task.quote),
    })),
    rules: document.reporting.map(({ who, to, via, cadence, dueText, recurrence, section, quote }, position) => ({
      position,
      who,
      recipient: to,
      via,
      cadence,
      dueText,
      recurrence,
      section,
      quote,
      key: keyOf(cadence, dueText, quote),
    })),
    targets: document.targets.map(({ text, op, value, unit, by, phase, section, quote }, position) => ({
      position,
      text,
      op,
      value,
      unit,
      byYear: by,
      phase,
      section,
      quote,
      key: keyOf(section, text, quote),
    })),
  }
}

/** White space and normal form do not change a key: a re-saved file keeps people's judgements. */
function keyOf(...parts: (string | null)[]): string {
  const text = parts.map((part) => (part ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()).join('\u001f')
  return createHash('sha256').update(text).digest('hex')
}
