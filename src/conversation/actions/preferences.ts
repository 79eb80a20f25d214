import type { People, Preferences } from '../../people/index.ts'
import type { Action } from '../dependencies.ts'
import type { Reply } from '../rows.ts'
import { commandWords } from '../words.ts'
import { say, subjectOf } from './reply.ts'

const WORDS = new Set(['nhacnho', 'nhac nho', 'cach nhac', 'cai dat nhac nho'])

const STEPS: Record<Preferences['without'][number], string> = {
  ahead: 'nhắc trước hạn',
  digest: 'bản tin đầu tuần',
  coordination: 'việc phối hợp',
}
const EVENING = { from: '19:00', to: '07:00' }
const QUIET = `Không nhắn từ ${EVENING.from} đến ${EVENING.to}`
const NOT_QUIET = 'Nhắn theo giờ của cơ quan'

const CHANNELS: Record<string, string> = {
  telegram: 'Telegram',
  zalo_oa: 'Zalo OA',
  zalo_bot: 'Zalo Bot',
  email: 'thư điện tử',
  web: 'trang web',
}

/** `/nhacnho`: how an official wants to be reminded, each line one choice that turns it round. */
export function preferencesAction({ people }: { people: People }): Action {
  return async ({ account, text, about, message }) => {
    const offered = about && subjectOf(about.subject, 'preferences')
    if (!offered && !WORDS.has(commandWords(text))) return null
    if (account.posts.length === 0 || message.isGroup) {
      return say(
        'Nhắc việc dành cho cán bộ đã liên kết với chức danh, trong cuộc trò chuyện riêng. Người dân không cần cài đặt gì.',
      )
    }
    const before = await people.preferences.of(account.personId)
    const channels = await channelsOf(people, account)
    if (!offered) return show(before, channels, '')
    const after = turn(before, channels, text)
    if (!after) return null
    await people.preferences.set(account.personId, after)
    return show(after, channels, 'Đã lưu.\n')
  }
}

async function channelsOf(people: People, account: { personId: number; posts: { id: number }[] }): Promise<string[]> {
  const post = await people.posts.get(account.posts[0]?.id ?? 0)
  const holder = post?.holders.find(({ personId }) => personId === account.personId)
  return [...new Set(holder?.accounts.map(({ channel }) => channel))]
}

function show(preferences: Preferences, channels: string[], before: string): Reply {
  const { without, quiet } = preferences
  const [first] = channels
  const lines = [
    ...Object.entries(STEPS).map(([step, words]) => `– ${capital(words)}: ${isOn(without, step) ? 'có' : 'không'}`),
    `– Giờ yên lặng: ${quiet ? `${quiet.from}–${quiet.to}` : 'theo giờ của cơ quan'}`,
    ...(first ? [`– Nhận trước tiên qua: ${CHANNELS[first] ?? first}`] : []),
  ]
  const note = 'Nhắc đúng ngày hạn và nhắc quá hạn luôn được gửi.'
  return say([`${before}Cách anh/chị nhận nhắc việc:`, ...lines, note].join('\n'), {
    choices: choicesOf(preferences, channels),
    subject: { of: 'preferences' },
  })
}

function choicesOf({ without, quiet }: Preferences, channels: string[]): string[] {
  return [
    ...Object.entries(STEPS).map(([step, words]) => `${isOn(without, step) ? 'Tắt' : 'Bật'} ${words}`),
    quiet ? NOT_QUIET : QUIET,
    ...channels.slice(1).map((channel) => `Nhận trước qua ${CHANNELS[channel] ?? channel}`),
  ]
}

/** The preferences with one line turned round; null for words that are none of the choices. */
function turn(preferences: Preferences, channels: string[], words: string): Preferences | null {
  const { without } = preferences
  const step = STEP_NAMES.find((each) => words === `Tắt ${STEPS[each]}` || words === `Bật ${STEPS[each]}`)
  if (step) {
    const others = without.filter((each) => each !== step)
    return { ...preferences, without: words.startsWith('Tắt') ? [...others, step] : others }
  }
  if (words === QUIET || words === NOT_QUIET) return { ...preferences, quiet: words === QUIET ? EVENING : null }
  const channel = channels.find((each) => words === `Nhận trước qua ${CHANNELS[each] ?? each}`)
  return channel ? { ...preferences, channels: [channel, ...channels.filter((each) => each !== channel)] } : null
}

const STEP_NAMES = Object.keys(STEPS) as Preferences['without']

function isOn(without: readonly string[], step: string): boolean {
  return !without.includes(step)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
