/** What would be told in the days to come, by a policy that may not be in force yet. Nothing is stored and nothing sent. */
import { createCalendar } from '../../calendar/index.ts'
import { eventsOf, loadLive } from '../../duties/index.ts'
import { knownSince } from '../known-since.ts'
import { type OfficePost, staffOf } from '../live/office.ts'
import { isPaused, type Pause, pausesOn } from '../live/pauses.ts'
import { planLive } from '../live/plan.ts'
import { type MessageStep, mergeSteps, stepOf } from '../merge-steps.ts'
import type { Policy } from '../policy.ts'
import { type Directory, type Post, simulatedDirectory } from '../posts.ts'
import { createDaysLeft } from '../sending-times.ts'
import type { Step } from '../step.ts'
import { wordMessage } from '../wording.ts'
import type { DeskContext } from './context.ts'
import { isTheirs, type Viewer } from './viewer.ts'

export type PreviewMessage = {
  /** "2026-12-07" and "07:30" in Asia/Ho_Chi_Minh. */
  day: string
  time: string
  post: string
  unit: string
  personName: string | null
  /** Whether it would arrive: nobody holds the post, or no chat of its holder is linked. */
  reach: 'linked' | 'unlinked' | 'nobody'
  step: MessageStep
  /** The duties it tells of, by the numbers of their rows. */
  duties: { id: number; title: string }[]
  text: string
  /** Held back by a pause of today. */
  isPaused: boolean
}

const BEHIND_DAYS = 62
/** Reminders begin this long before what they remind of. */
const AHEAD_DAYS = 130

export type PreviewOptions = { policy: Policy; days: number; posts: readonly OfficePost[] }

export async function previewOf(
  { store, register, day, time }: DeskContext,
  viewer: Viewer,
  { policy, days, posts }: PreviewOptions,
): Promise<PreviewMessage[]> {
  const communeId = register.commune.id
  const to = shift(day, days)
  const span = { from: shift(day, -BEHIND_DAYS), to: shift(to, AHEAD_DAYS) }
  const rows = (await loadLive(store, { communeId, ...span, today: to })).filter((row) => isTheirs(viewer, row))
  const events = await eventsOf(
    store,
    rows.map(({ id }) => id),
  )
  const calendar = createCalendar(policy.calendar)
  const office = imagined(posts, register.commune.slug)
  const signed = new Map(register.documents.map(({ id, dateText }) => [id, knownSince(dateText, '').remindFrom]))
  const { steps, rowOf } = planLive({
    ...{ rows, events, policy, calendar, directory: office.directory, span: { from: day, to } },
    isGroup: (name) => register.units.some((unit) => unit.group && (unit.name === name || unit.aliases.includes(name))),
    remindFrom: (documentId) => signed.get(documentId) || null,
  })
  const pauses = await pausesOn(store, communeId, day)
  const context = { commune: register.commune, documents: register.documents, daysLeft: createDaysLeft(calendar) }
  const ahead = steps.filter((step) => step.day > day || step.time >= time)
  return mergeSteps(ahead, [], policy).map((message) => ({
    ...{ day: message.day, time: message.time, post: message.post.title, unit: message.post.unit },
    ...office.whois(message.post),
    step: stepOf(message),
    duties: dutiesOf(message.steps, rowOf),
    text: wordMessage(message, context).text,
    isPaused: message.steps.every((step) => isHeldBack(step, pauses)),
  }))
}

function isHeldBack({ body, day }: Step, pauses: readonly Pause[]): boolean {
  const then = pauses.filter(({ until }) => until === null || until >= day)
  return isPaused(then, body.key)
}

function dutiesOf(
  steps: readonly Step[],
  rowOf: ReturnType<typeof planLive>['rowOf'],
): { id: number; title: string }[] {
  const found = steps.flatMap(({ occurrence, body }) => {
    const row = rowOf(occurrence, body.key)
    return row ? [[row.id, { id: row.id, title: row.title }] as const] : []
  })
  return [...new Map(found).values()]
}

type Whois = Pick<PreviewMessage, 'personName' | 'reach'>

/** The office as if everybody in a post were linked, and every unit without posts had a head. */
function imagined(posts: readonly OfficePost[], slug: string): { directory: Directory; whois: (post: Post) => Whois } {
  const known = new Map<string, Whois>()
  const linked = posts.map((post) => {
    const holders =
      post.holders.length > 0 ? post.holders : [{ personId: -post.id, name: null, phone: null, accounts: [] }]
    return { ...post, holders: holders.map((holder) => imaginedHolder(holder, known)) }
  })
  const { directory } = staffOf(linked)
  const nobody = simulatedDirectory(slug)
  return {
    directory: {
      focal: directory.focal,
      head: (body) => directory.head(body) ?? (directory.focal(body) ? null : nobody.head(body)),
      coordinator: directory.coordinator ?? nobody.coordinator,
      leader: (body, role) => directory.leader(body, role) ?? nobody.leader(body, role),
    },
    whois: ({ person }) => known.get(person) ?? { personName: null, reach: 'nobody' },
  }
}

function imaginedHolder<Holder extends OfficePost['holders'][number]>(
  holder: Holder,
  known: Map<string, Whois>,
): Holder {
  const { accounts, name, personId } = holder
  const isLinked = accounts.some(({ isUnreachable }) => !isUnreachable)
  const reach = personId < 0 ? 'nobody' : isLinked ? 'linked' : 'unlinked'
  known.set(String(personId), { personName: name, reach })
  return accounts.length > 0 ? holder : { ...holder, accounts: [{ accountId: 0, channel: '', isUnreachable: false }] }
}

function shift(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
