/** The dates that report rules make, from today on or within the time asked about, with what is asked beside them. */
import { type DueReport, dueReports, type RegisteredRule } from '../../../duties/index.ts'
import { type QuestionTime, readQuestionTime } from '../../../language/time-question.ts'
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import { isOfCadence, readCadences } from './cadence.ts'
import { LATE_REPORT, sayContent, sayTimesAYear } from './report-asked.ts'
import { papersOf, sayReport, sayWords, toLines } from './report-words.ts'

/** Months a question "when next" looks ahead. */
const HORIZON_MONTHS = 24
const MAX_TOLD = 6

/** "Vậy tháng sau nữa?" counts from the time asked about before. */
const STEPS_ON = / (?:tuan|thang|quy|nam|ky) (?:sau|toi|ke|tiep)/

function askedTime({ whole, turn }: Inquiry): QuestionTime | null {
  const before =
    whole.context !== null && STEPS_ON.test(whole.asked) ? readQuestionTime(whole.context, turn.today) : null
  return readQuestionTime(whole.said, before?.from ?? turn.today)
}

const CADENCE_OF: Partial<Record<QuestionTime['unit'], string>> = {
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  half: 'half-yearly',
  'nine-months': 'nine-monthly',
  year: 'yearly',
}

const ASKS_REPORTER =
  / (?:ai|don vi nao|phong nao|co quan nao|ben nao)(?: \S+){0,3} (?:tong hop|lam bao cao|lap|soan|tham muu|gui|nop) | co phai (?:lam |nop |gui )?bao cao (?:khong|chua|hay) /

/** Who makes the report, where that is asked beside its day. */
function sayReporters(asked: string, rules: RegisteredRule[]): string[] {
  const who = [...new Set(rules.flatMap((rule) => rule.who))]
  return ASKS_REPORTER.test(asked) && who.length > 0 ? [`Đơn vị báo cáo: ${who.join('; ')}.`] : []
}

export function tellDates(inquiry: Inquiry, shelf: Shelf, rules: RegisteredRule[]): Outcome {
  const { turn, asked } = inquiry
  const time = askedTime(inquiry)
  const paper = papersOf(rules, shelf)
  // "Quý IV và báo cáo năm": the time is that of one of the reports named.
  const inTime = (rule: RegisteredRule): boolean =>
    time !== null && (readCadences(asked).length < 2 || rule.cadence === CADENCE_OF[time.unit])
  const ofTime = time && rules.some(inTime) ? withinSpan(rules.filter(inTime), { time, today: turn.today, paper }) : []
  const others = rules.filter((rule) => ofTime.length === 0 || !inTime(rule))
  const lines = [...ofTime, ...nextOfEach(others, turn.today, paper)]
  const finding: Finding = {
    lines: [
      ...sayTimesAYear(asked, rules, turn.today),
      ...lines,
      ...noteClash(rules),
      ...toLines(rules),
      ...sayContent(asked, rules),
      ...sayReporters(asked, rules),
    ],
    citations: unique(rules)
      .slice(0, 3)
      .map((rule) => cite(shelf, rule)),
    ...(LATE_REPORT.test(asked) ? { missing: 'rest' as const } : {}),
  }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

export function unique(rules: RegisteredRule[]): RegisteredRule[] {
  return rules.filter((rule, index) => rules.findIndex(({ quote }) => quote === rule.quote) === index)
}

/** One paper with two days for one report of one office: that is said, and which is safe. */
function noteClash(rules: RegisteredRule[]): string[] {
  const clash = rules.some((a, index) =>
    rules
      .slice(index + 1)
      .some(
        (b) =>
          a.documentId === b.documentId &&
          (a.cadence === b.cadence || [a, b].every((rule) => isOfCadence(rule, 'yearly'))) &&
          a.dueText !== b.dueText &&
          a.to === b.to &&
          a.who.some((name) => b.who.includes(name)),
      ),
  )
  return clash ? ['Lưu ý: văn bản ghi hai hạn khác nhau; nộp theo hạn sớm hơn thì không trễ.'] : []
}

type Paper = (rule: RegisteredRule) => string

function nextOfEach(rules: RegisteredRule[], today: string, paper: Paper): string[] {
  const to = Temporal.PlainDate.from(today).add({ months: HORIZON_MONTHS }).toString()
  const next = rules
    .flatMap((rule) => dueReports(rule, { from: today, to })[0] ?? [])
    .sort((a, b) => a.due.localeCompare(b.due))
  const others = rules.filter((rule) => !next.some((report) => report.rule === rule))
  return [
    ...next.map((report, index) =>
      sayReport(report, { today, full: index === 0 || rules.length === 1, paper: paper(report.rule) }),
    ),
    ...others.map((rule) => sayWords(rule, { paper: paper(rule), today })),
  ]
}

type Spanned = { time: QuestionTime; today: string; paper: Paper }

/** "Báo cáo quý này" is the report of that quarter, due in it or after it; else what falls due within the span. */
function withinSpan(rules: RegisteredRule[], { time, today, paper }: Spanned): string[] {
  const after = Temporal.PlainDate.from(time.to).add({ months: 2 }).toString()
  const all = rules.flatMap((rule) => dueReports(rule, { from: time.from, to: after }))
  const ofPeriod = all.filter(({ period }) => time.unit === 'quarter' && period === time.label)
  const found = (ofPeriod.length > 0 ? ofPeriod : all.filter(({ due }) => due <= time.to)).sort(byDue)
  const worded = rules
    .filter(({ recurrence, cadence }) => recurrence === null && cadence !== 'on-request')
    .filter((rule) => !found.some((report) => report.rule === rule || report.rule.dueText === rule.dueText))
    .map((rule) => sayWords(rule, { paper: paper(rule), today }))
  if (found.length === 0) {
    if (worded.length > 0) return worded
    return [`Không có báo cáo nào đến hạn trong ${time.label}.`, ...nextOfEach(rules, today, paper).slice(0, 1)]
  }
  const told = found.slice(0, MAX_TOLD)
  const isOver = told.every(({ due }) => due < today)
  return [
    ...told.map((report) => sayReport(report, { today, full: told.length === 1, paper: paper(report.rule) })),
    ...worded,
    ...(isOver ? nextOfEach([...new Set(told.map(({ rule }) => rule))], today, paper).slice(0, 1) : []),
  ]
}

function byDue(a: DueReport, b: DueReport): number {
  return a.due.localeCompare(b.due)
}
