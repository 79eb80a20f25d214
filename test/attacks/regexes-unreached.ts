/** Places that build expressions where neither loading, reading nor our questions come: each with one such as it builds. */

export type Unreached = {
  file: string
  /** The words of the place, without the "$" of what is put in, so that another expression built there is looked at anew. */
  code: string
  /** Why no run comes there, and what the parts put in can be. */
  why: string
  sample: { source: string; flags: string }
}

export const UNREACHED: readonly Unreached[] = [
  {
    file: 'src/documents/reading/tables.ts',
    code: "new RegExp(words.join('\\\\s+'), 'u')",
    why: 'only for papers laid out in columns, which the shipped ones are not; the words of one cell, escaped',
    sample: { source: 'Nơi\\s+nhận:\\s+-\\s+Như\\s+Điều\\s+3;', flags: 'u' },
  },
  {
    file: 'src/answering/weighing/asked-kind.ts',
    code: 'new RegExp(` \\\\d+ (?:[^\\\\s\\\\d]+ )?{noun} ([^.;:]*)`)',
    why: 'only for "những … nào" about counted things; the noun is one of a fixed list',
    sample: { source: ' \\d+ (?:[^\\s\\d]+ )?thon ([^.;:]*)', flags: '' },
  },
  {
    file: 'src/answering/weighing/asked-kind.ts',
    code: 'new RegExp(` (?:moi|mot|01|1|tung) {noun} | dong ?/ ?{noun} `)',
    why: 'only for the share of one of several; the noun is one of a fixed list',
    sample: { source: ' (?:moi|mot|01|1|tung) thon | dong ?/ ?thon ', flags: '' },
  },
  {
    file: 'src/answering/shelf/table-row.ts',
    code: "new RegExp(`\\\\s*\\\\(\\\\s*{unit}\\\\s*\\\\)\\\\s*$`, 'u')",
    why: 'only for a row named with its unit in brackets; the unit is one of a fixed list',
    sample: { source: '\\s*\\(\\s*triệu đồng\\s*\\)\\s*$', flags: 'u' },
  },
  {
    file: 'src/answering/lookups/money/funding-years.ts',
    code: "new RegExp(`^(?:năm )?{year}(?!\\\\d)`, 'iu')",
    why: 'only where a plan does not part its funding by years; the year is a number',
    sample: { source: '^(?:năm )?2027(?!\\d)', flags: 'iu' },
  },
  {
    file: 'src/answering/lookups/clauses/borne-out.ts',
    code: 'new RegExp(`(?<!\\\\d){number}(?!\\\\d)`)',
    why: 'only for a "vì sao" that takes a number for granted; digits of the question',
    sample: { source: '(?<!\\d)50(?!\\d)', flags: '' },
  },
]
