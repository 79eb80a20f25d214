import { annexedPaper, type HeadingForm } from './outline-forms.ts'

type Step = Pick<HeadingForm, 'kind' | 'label' | 'title'>

/**
 * A place as a clerk cites it, from the headings and items above it: "III.1.a", "II.2.1", "điểm a khoản 1 Điều 2", "Điều 3 Quy chế",
 * "Phụ lục I". A number that repeats its parent's ("2.1" under "2") stands for both.
 */
export function citePlace(steps: readonly Step[]): string {
  const article = steps.findLastIndex((step) => step.kind === 'article')
  if (article >= 0) return [citeArticle(steps.slice(article)), annexOf(steps)].filter(Boolean).join(' ')
  const widest = steps.filter((step) => WIDE[step.kind]).map(citeWide)
  return [...widest, ...segments(steps.filter((step) => !WIDE[step.kind]))].filter(Boolean).join(', ')
}

function citeWide(step: Step): string {
  return step.kind === 'appendix' && !step.label
    ? (annexedPaper(step.title) ?? 'Phụ lục')
    : `${WIDE[step.kind]} ${step.label}`.trim()
}

/** "Điều 2 Quy chế" is not the decision's own Điều 2. */
function annexOf(steps: readonly Step[]): string {
  const [first] = steps
  return first?.kind === 'appendix' && !first.label ? (annexedPaper(first.title) ?? '') : ''
}

/** Numbers joined by points; a heading without a number stands between them by its title. */
function segments(steps: readonly Step[]): string[] {
  const out: string[] = []
  let joins = false
  for (const [at, step] of steps.entries()) {
    if (step.label && repeatsIn(steps[at + 1]?.label, step.label)) continue
    const last = out.at(-1)
    if (step.label && joins && last !== undefined) out[out.length - 1] = `${last}.${step.label}`
    else out.push(step.label || shortTitle(step))
    joins = step.label !== ''
  }
  return out
}

const WIDE: Partial<Record<HeadingForm['kind'], string>> = {
  appendix: 'Phụ lục',
  part: 'Phần',
  chapter: 'Chương',
  section: 'Mục',
  recipients: 'Nơi nhận',
}

function citeArticle(steps: readonly Step[]): string {
  const [article, ...inner] = steps
  const points = inner.filter((step) => step.kind === 'point').map((step) => `điểm ${step.label}`)
  const clauses = inner.filter((step) => step.kind === 'arabic' || step.kind === 'roman')
  const clause = clauses.at(-1)
  return [...points.slice(-1), clause ? `khoản ${clause.label}` : '', `Điều ${article?.label ?? ''}`]
    .filter(Boolean)
    .join(' ')
}

function repeatsIn(next: string | undefined, label: string): boolean {
  return next?.startsWith(`${label}.`) ?? false
}

/** Longest title, in characters, that stands for a heading without a number. */
const MAX_TITLE_CHARS = 60

function shortTitle(step: Step): string {
  return step.title.length <= MAX_TITLE_CHARS ? step.title : `${step.title.slice(0, MAX_TITLE_CHARS).trimEnd()}…`
}
