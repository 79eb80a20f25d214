import { maskPersonalData } from '../language/personal-data.ts'
import { fold } from '../language/text.ts'
import type { Store } from '../store/index.ts'
import { opensWish, readWish, type Wish } from './read-wish.ts'

export type ReminderReply = { text: string; choices: string[] }

/** `key` makes a second sending of the same reminder harmless. */
export type DueReminder = { id: number; accountId: number; key: string; text: string }

export type OwnReminders = {
  /** What a message means here: a wish, the list, a cancelling. Null when it is none of it. */
  reply(accountId: number, message: string, clock: () => Promise<Date>): Promise<ReminderReply | null>
  /** Reminders whose moment has come, the oldest first. Sends nothing. */
  due(now: Date, limit: number): Promise<DueReminder[]>
  /** Writes down that the reminder was handed over; twice is once. */
  told(id: number): Promise<void>
}

type Row = { id: number; accountId: number; about: string; dueAt: Date }

const ZONE = 'Asia/Ho_Chi_Minh'
const MOST_WAITING = 20
const LIST =
  /^(?:xem |liet ke |danh sach |co )?(?:cac |nhung )?(?:loi nhac|viec nhac|lich nhac)(?: cua (?:toi|em|minh))?$/
const CANCEL = /^(?:huy|xoa|bo|tat|dung) (?:loi |viec |lich )?nhac(?: so)?(?: (\d{1,2}|tat ca|het))?$/

export function createOwnReminders(store: Store): OwnReminders {
  return {
    reply: async (accountId, message, clock) => {
      const said = (fold(message).match(/[a-z0-9]+/g) ?? []).join(' ')
      const cancelled = CANCEL.exec(said)
      if (cancelled) return cancel(store, accountId, cancelled[1] ?? null)
      if (LIST.test(said)) return list(store, accountId)
      const wish = opensWish(message) ? readWish(message, await clock()) : null
      return wish && keep(store, accountId, wish)
    },
    due: async (now, limit) => {
      const rows = await store.query<Row>(
        `SELECT id, account_id AS "accountId", about, due_at AS "dueAt" FROM own_reminder
          WHERE status = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT $2`,
        [now, limit],
      )
      return rows.map(({ id, accountId, about }) => {
        return { id, accountId, key: `own-reminder:${id}`, text: `Nhắc việc anh/chị đã hẹn: ${about}.` }
      })
    },
    told: async (id) => {
      await store.query(`UPDATE own_reminder SET status = 'told' WHERE id = $1 AND status = 'waiting'`, [id])
    },
  }
}

const UNCLEAR: Record<Exclude<Wish['kind'], 'wish'>, string> = {
  no_time: 'Anh/chị muốn nhắc lúc nào? Ví dụ: “nhắc tôi 8 giờ sáng mai đi nộp hồ sơ”.',
  no_matter: 'Anh/chị muốn nhắc việc gì? Ví dụ: “nhắc tôi 8 giờ sáng mai đi nộp hồ sơ”.',
  past: 'Thời điểm đó đã qua. Anh/chị nhắn lại ngày, giờ muốn nhắc.',
  too_far: 'Trợ lý chỉ đặt nhắc trong khoảng một năm tới. Anh/chị chọn ngày gần hơn.',
}

async function keep(store: Store, accountId: number, wish: Wish): Promise<ReminderReply> {
  if (wish.kind !== 'wish') return { text: UNCLEAR[wish.kind], choices: [] }
  if ((await waitingOf(store, accountId)).length >= MOST_WAITING) {
    return {
      text: `Anh/chị đã có ${MOST_WAITING} lời nhắc. Nhắn “hủy nhắc” và số để bỏ bớt.`,
      choices: ['Xem lời nhắc'],
    }
  }
  const about = maskPersonalData(wish.about).text
  const dueAt = new Date(wish.at.epochMilliseconds)
  // A turn may run again after its process died: the same wish is kept once.
  await store.query(
    `INSERT INTO own_reminder (account_id, about, due_at)
     SELECT $1, $2, $3 WHERE NOT EXISTS (
       SELECT 1 FROM own_reminder WHERE account_id = $1 AND about = $2 AND due_at = $3 AND status = 'waiting')`,
    [accountId, about, dueAt],
  )
  const lines = [
    `Trợ lý sẽ nhắc: ${about}.`,
    `Lúc ${inWords(dueAt)}.`,
    ...(wish.hourGuessed ? ['Anh/chị chưa nói giờ nên trợ lý chọn 8 giờ sáng.'] : []),
    ...(wish.repeats ? ['Trợ lý chỉ nhắc một lần, chưa nhắc lặp lại được.'] : []),
    'Sai thì nhắn “hủy nhắc” rồi đặt lại.',
  ]
  return { text: lines.join('\n'), choices: ['Hủy nhắc', 'Xem lời nhắc'] }
}

async function list(store: Store, accountId: number): Promise<ReminderReply> {
  const rows = await waitingOf(store, accountId)
  if (rows.length === 0) return { text: 'Anh/chị chưa có lời nhắc nào.', choices: [] }
  const lines = rows.map(({ about, dueAt }, place) => `${place + 1}. ${about}: ${inWords(dueAt)}`)
  return { text: ['Lời nhắc đang chờ:', ...lines, 'Nhắn “hủy nhắc” và số để bỏ.'].join('\n'), choices: [] }
}

/** `which` is a number of the list, "tat ca" or "het"; null means the one set last. */
async function cancel(store: Store, accountId: number, which: string | null): Promise<ReminderReply> {
  const rows = await waitingOf(store, accountId)
  const isAll = which === 'tat ca' || which === 'het'
  const latest = rows.toSorted((a, b) => b.id - a.id).slice(0, 1)
  const chosen = isAll ? rows : which === null ? latest : rows.slice(Number(which) - 1, Number(which))
  if (chosen.length === 0) return { text: 'Không có lời nhắc đó. Nhắn “lời nhắc” để xem danh sách.', choices: [] }
  await store.query(
    `UPDATE own_reminder SET status = 'cancelled' WHERE account_id = $1 AND status = 'waiting' AND id = ANY($2::int[])`,
    [accountId, chosen.map(({ id }) => id)],
  )
  return { text: `Đã hủy: ${chosen.map(({ about }) => about).join('; ')}.`, choices: [] }
}

function waitingOf(store: Store, accountId: number): Promise<Row[]> {
  return store.query<Row>(
    `SELECT id, account_id AS "accountId", about, due_at AS "dueAt" FROM own_reminder
      WHERE account_id = $1 AND status = 'waiting' ORDER BY due_at, id`,
    [accountId],
  )
}

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

/** "8 giờ 30 sáng thứ Hai, ngày 30/11/2026". */
function inWords(at: Date): string {
  const { hour, minute, dayOfWeek, day, month, year } = at.toTemporalInstant().toZonedDateTimeISO(ZONE)
  const part = hour < 11 ? 'sáng' : hour < 13 ? 'trưa' : hour < 18 ? 'chiều' : 'tối'
  const shown = hour > 12 ? hour - 12 : hour
  const clock = minute === 0 ? `${shown} giờ` : `${shown} giờ ${minute}`
  return `${clock} ${part} ${WEEKDAYS[dayOfWeek]}, ngày ${day}/${month}/${year}`
}
