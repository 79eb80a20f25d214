/** The office's own look at duties and reminders, and what it does with them from its pages. */
import { findOccurrences, localDay } from '../../duties/index.ts'
import { writeAudit } from '../../people/index.ts'
import type { ChatParts } from '../chat/asked.ts'
import { type Pause, pausesOn } from '../live/pauses.ts'
import type { Policy } from '../policy.ts'
import { type Acting, type ActOutcome, actOn, type DeskAct, releaseToLeaders } from './acts.ts'
import { type Board, boardOf, collectedFile, type DeskFile, type DutyHistory, findDuty, historyOf } from './board.ts'
import { contextOpener, type DeskContext } from './context.ts'
import { type ReminderFate, type ToldReminder, toldReminders } from './ledger.ts'
import { type Deciding, pauseReminders, resumeReminders, type WantedPause } from './pausing.ts'
import { type DraftedPolicy, draftPolicy, type PolicyChange, writePolicy } from './policy-file.ts'
import { type PreviewMessage, previewOf } from './preview.ts'
import { type DeskDuty, dutiesBetween } from './rows.ts'
import { dutySheet, readSheet, type SheetLine, standsAlready } from './sheet.ts'
import { noteCalled, type TodayDuties, todayOf } from './today.ts'
import { type DateOutcome, setDateOf, type UndatedReport, undatedOf, type WantedDate } from './undated.ts'
import { type DeskCommune, maySpeak, type Viewer } from './viewer.ts'

export type DutyDesk = {
  /** What the coming days would bring by the policy in force, or by `change` of it; null where nothing is in force. */
  preview(
    commune: DeskCommune,
    viewer: Viewer,
    options: { days: number; change?: PolicyChange },
  ): Promise<PreviewMessage[] | { kind: 'unfit'; why: string } | null>
  policy(): Policy
  /** Writes a change of the office's policy into its file, with who and why in the trail. */
  changePolicy(change: PolicyChange, why: { communeId: number; by: Deciding; reason: string }): Promise<DraftedPolicy>
  pauses(communeId: number): Promise<Pause[]>
  pause(communeId: number, wanted: WantedPause & { by: Deciding }): Promise<void>
  resume(communeId: number, pause: { id: number; by: Deciding }): Promise<boolean>
  /** What reminders told whom between two days, the latest first. */
  told(
    communeId: number,
    wanted: { viewer: Viewer; from: string; to: string; fate: ReminderFate | null },
  ): Promise<ToldReminder[]>
  /** What waits this morning; null where the commune has no document in force. */
  today(commune: DeskCommune, viewer: Viewer): Promise<TodayDuties | null>
  /** Duties between two last safe days, both included; null where the commune has no document in force. */
  board(commune: DeskCommune, viewer: Viewer, span: Span): Promise<Board | null>
  /** One duty with its history; null when there is none of these communes that the viewer may see. */
  duty(dutyId: number, acting: Pick<Acting, 'viewer' | 'communes'>): Promise<DutyHistory | null>
  /** The collected report of a duty's occasion; null as for `duty`. */
  collected(
    dutyId: number,
    kind: 'draft' | 'table',
    acting: Pick<Acting, 'viewer' | 'communes'>,
  ): Promise<DeskFile | null>
  /** The board, or what `only` leaves of it, as a spreadsheet with columns to fill in. */
  sheet(
    commune: DeskCommune,
    viewer: Viewer,
    wanted: Span & { only: (duties: DeskDuty[]) => DeskDuty[] },
  ): Promise<DeskFile | null>
  /** What a sheet that came back would change: nothing is changed yet. Null when it is no sheet of ours. */
  readSheet(commune: DeskCommune, viewer: Viewer, rows: readonly string[][]): Promise<SheetReading | null>
  /** Says something of one duty of these communes. `form` names the form it came by: sent twice, it is said once. */
  act(dutyId: number, act: DeskAct, acting: Acting): Promise<ActOutcome>
  /** Lets go the messages that waited for the coordinator's word. */
  tellLeaders(commune: DeskCommune, acting: Pick<Acting, 'viewer' | 'form'>): Promise<void>
  /** Rules whose document names no day, with the office's own date; null where the commune has no document in force. */
  undated(commune: DeskCommune): Promise<UndatedReport[] | null>
  /** Sets the office's date of one of them, with who in the trail. */
  setDate(commune: DeskCommune, wanted: WantedDate): Promise<DateOutcome>
  /** Whoever a reminder did not reach was told by telephone. */
  called(communeId: number, reminderId: number): Promise<boolean>
}

type Span = { from: string; to: string }

/** A line with the duty it is about. */
export type ReadLine = SheetLine & { title: string | null; unit: string | null }
export type SheetReading = { toChange: ReadLine[]; unchanged: number; refused: ReadLine[] }

/** `policyFolder`: where the office's policy stands. */
export function openDutyDesk(parts: DeskParts): DutyDesk {
  const open = contextOpener(parts)
  const within: Within = async ({ slug }, look) => {
    const context = await open(slug)
    return context && look(context)
  }
  return {
    ...openPolicy(parts, within),
    ...openBoard(parts, within, open),
    act: (dutyId, act, acting) => actOn(parts, dutyId, act, acting),
    tellLeaders: (commune, acting) => releaseToLeaders(parts, commune, acting),
    undated: (commune) => within(commune, undatedOf),
    setDate: async (commune, wanted) =>
      (await within(commune, (context) => setDateOf(context, wanted))) ?? { kind: 'gone' },
    called: (communeId, reminderId) => noteCalled(parts.store, communeId, reminderId),
  }
}

type DeskParts = ChatParts & { policyFolder: string }
/** Looks where the commune has documents in force; null elsewhere. */
type Within = <Result>(commune: DeskCommune, look: (context: DeskContext) => Promise<Result>) => Promise<Result | null>

type PolicyDesk = 'preview' | 'policy' | 'changePolicy' | 'pauses' | 'pause' | 'resume' | 'told'

function openPolicy(parts: DeskParts, within: Within): Pick<DutyDesk, PolicyDesk> {
  const { store, policyFolder } = parts
  return {
    preview: (commune, viewer, { days, change }) =>
      within(commune, async (context) => {
        const drafted = change ? draftPolicy(policyFolder, change) : null
        if (drafted?.kind === 'unfit') return drafted
        const policy = drafted?.policy ?? context.policy
        return previewOf(context, viewer, { policy, days, posts: await parts.posts(commune.id) })
      }),
    policy: () => parts.policy(),
    changePolicy: async (change, { communeId, by, reason }) => {
      const written = writePolicy(policyFolder, change)
      const subject = { setting: 'reminder_policy', changed: Object.keys(change).join(', ') }
      const actor = `person ${by.personId}`
      if (written.kind === 'fits') {
        await writeAudit(store, { actor, action: 'setting_changed', communeId, subject, reason })
      }
      return written
    },
    pauses: async (communeId) => pausesOn(store, communeId, localDay(await parts.clock())),
    pause: (communeId, wanted) => pauseReminders(store, communeId, wanted),
    resume: (communeId, wanted) => resumeReminders(store, communeId, wanted),
    told: (communeId, wanted) => toldReminders(store, communeId, wanted),
  }
}

type DutyLook = 'today' | 'board' | 'duty' | 'collected' | 'sheet' | 'readSheet'

function openBoard(parts: DeskParts, within: Within, open: ReturnType<typeof contextOpener>): Pick<DutyDesk, DutyLook> {
  const find = async (dutyId: number, { viewer, communes }: Pick<Acting, 'viewer' | 'communes'>) => {
    for (const { slug, id } of communes) {
      const [known] = await findOccurrences(parts.store, [dutyId])
      if (known?.communeId !== id) continue
      const context = await open(slug)
      const row = context && (await findDuty(context, viewer, dutyId))
      return row ? { context, row } : null
    }
    return null
  }
  return {
    today: (commune, viewer) => within(commune, (context) => todayOf(context, viewer)),
    board: (commune, viewer, span) => within(commune, (context) => boardOf(context, viewer, span)),
    duty: async (dutyId, acting) => {
      const found = await find(dutyId, acting)
      const posts = found ? await parts.posts(found.row.communeId) : []
      return found && historyOf(found.context, acting.viewer, { row: found.row, posts })
    },
    collected: async (dutyId, kind, acting) => {
      const found = await find(dutyId, acting)
      return found && collectedFile(found.context, found.row, kind)
    },
    sheet: (commune, viewer, { only, ...span }) =>
      within(commune, async (context) => {
        const duties = only(await dutiesBetween(context, viewer, span))
        return dutySheet(duties, `so-nhiem-vu-${commune.slug}-${context.day}`)
      }),
    readSheet: (commune, viewer, rows) =>
      within(commune, (context) => readLines(context, viewer, rows)).then((read) => read ?? null),
  }
}

async function readLines(
  context: DeskContext,
  viewer: Viewer,
  rows: readonly string[][],
): Promise<SheetReading | null> {
  const lines = readSheet(rows, context.day)
  if (!lines) return null
  const found = await findOccurrences(
    context.store,
    lines.flatMap(({ dutyId }) => dutyId ?? []),
  )
  const known = new Map(found.map((row) => [row.id, row]))
  const reading: SheetReading = { toChange: [], unchanged: 0, refused: [] }
  for (const line of lines) {
    const row = line.dutyId === null ? undefined : known.get(line.dutyId)
    const isTheirs = row?.inForce && row.communeId === context.register.commune.id && maySpeak(viewer, row)
    const told = { ...line, title: row?.title ?? null, unit: row?.bodyName ?? null }
    if (line.problem) reading.refused.push(told)
    else if (!row || !isTheirs) reading.refused.push({ ...told, problem: 'mã này không có trong sổ của anh/chị' })
    else if (standsAlready(row, line)) reading.unchanged += 1
    else reading.toChange.push(told)
  }
  return reading
}
