import { squeeze } from '../../language/text.ts'
import type { AdministrativeDocument, Passage, Section } from '../administrative-document.ts'
import { type Guide, type GuideLine, type GuidePart, PART_HEADINGS, QUESTIONS_HEADING } from './guide.ts'

export const GUIDE_TYPE = 'Hướng dẫn dịch vụ'

type Piece = { line: GuideLine; heading: string; lead: string | null; cite: string; kind: Passage['kind'] }

/** A guide in the shape every stored document has: one section a heading, one passage a paragraph, item or step. */
export function documentOf(guide: Guide, text: string): AdministrativeDocument {
  const pieces = piecesOf(guide).sort((a, b) => a.line.position - b.line.position)
  const headings = [...new Set(pieces.map(({ heading }) => heading))]
  const sections = headings.map((heading) => sectionOf(guide, text, heading))
  return {
    file: guide.file,
    identity: identityOf(guide),
    outline: sections.map(({ path }) => path),
    units: [],
    tasks: [],
    reporting: [],
    targets: [],
    warnings: [],
    text,
    sections,
    passages: pieces.map(({ line, heading, lead, cite, kind }) => ({
      kind,
      section: headings.indexOf(heading),
      cite,
      quote: line.text,
      lead,
    })),
    unreadTables: [],
    secrecy: null,
    internalUse: false,
  }
}

function piecesOf(guide: Guide): Piece[] {
  const parts = (Object.keys(PART_HEADINGS) as GuidePart[]).flatMap((part) =>
    guide.parts[part].map((line, index): Piece => {
      const heading = PART_HEADINGS[part]
      const cite = part === 'steps' ? `${heading}, bước ${index + 1}` : heading
      return { line, heading, lead: null, cite, kind: part === 'summary' ? 'prose' : 'bullet' }
    }),
  )
  const answers = guide.questions.flatMap(({ question, answer }) =>
    answer.map((line): Piece => {
      return { line, heading: QUESTIONS_HEADING, lead: question, cite: QUESTIONS_HEADING, kind: 'prose' }
    }),
  )
  return [...parts, ...answers]
}

function sectionOf(guide: Guide, text: string, heading: string): Section {
  const start = Math.max(text.indexOf(`\n## ${heading}`), 0)
  const next = text.indexOf('\n## ', start + 1)
  const path = [guide.title, heading]
  return { path, cite: heading, heading, level: 2, parent: null, start, end: next === -1 ? text.length : next }
}

function identityOf(guide: Guide): AdministrativeDocument['identity'] {
  return {
    issuer: null,
    commune: null,
    province: null,
    type: GUIDE_TYPE,
    number: null,
    dateText: null,
    date: null,
    title: squeeze(guide.title),
    signer: null,
    legalBasis: guide.sources.map(({ name }) => name),
  }
}
