/** What is wrong now, in the words of whoever looks after the installation. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ReplicaTrouble, Store } from '../store/index.ts'
import { copyDiskTroubles, copyTroubles } from './copies.ts'
import { recentModelCalls } from './model-watch.ts'
import { findRecipients, type RecipientSources } from './recipients.ts'
import type { Trouble } from './trouble.ts'

export type TroubleSources = RecipientSources & {
  /** Where the embedded database lies, and whatever else is kept outside it. */
  dataFolder: string
  /** A copy of the data older than that is a trouble; 0 where others look after copies. */
  copyMaxAgeDays: number
  /** People reach this installation from outside: it is no trial any more. */
  isPublic: boolean
  /** What processes found that see different folders. */
  folders: () => Promise<Trouble[]>
  /** Whether an erasure would be remembered outside the database. */
  isErasureNoted: () => boolean
  /** Bytes still free there; asks the file system where left out. */
  freeBytes?: () => Promise<number | null>
}

const TOKEN_DAYS = 14
const OUTBOX_LATE_MINUTES = 30
const ANSWER_LATE_MINUTES = 5
const BEAT_LATE_MINUTES = 15
const MODEL_CALLS_LEAST = 5
const MODEL_FAILED_SHARE = 0.5
const GIB = 2 ** 30

/** The gravest first; empty when nothing is wrong. Throws when the database does not answer. */
export async function findTroubles(sources: TroubleSources): Promise<Trouble[]> {
  const found = await Promise.all([
    disk(sources),
    copyTroubles({ ...sources, maxAgeDays: sources.copyMaxAgeDays }),
    copyDiskTroubles(sources),
    administrators(sources),
    erasures(sources),
    sources.folders(),
    replica(sources),
    outbox(sources),
    unanswered(sources),
    reminders(sources),
    tokens(sources),
    channels(sources),
    model(sources),
    unclear(sources),
  ])
  return found.flat()
}

async function disk({ dataFolder, freeBytes = () => freeBytesOf(dataFolder) }: TroubleSources): Promise<Trouble[]> {
  const free = await freeBytes()
  if (free === null || free >= GIB) return []
  const mib = Math.round(free / 2 ** 20)
  return [
    {
      key: 'disk',
      says: `Ổ đĩa của máy chạy trợ lý sắp đầy: còn ${mib} MiB.`,
      remedy: 'Xóa bớt tệp không cần hoặc tăng dung lượng, rồi khởi động lại trợ lý nếu trước đó ổ đĩa đã đầy hẳn.',
    },
  ]
}

/** Of the folder, or of the nearest one above that exists; null where nobody can tell. */
export async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    const above = dirname(folder)
    return above === folder ? null : freeBytesOf(above)
  }
}

/** Silent for a trial: nobody looks after that. */
async function administrators(sources: TroubleSources): Promise<Trouble[]> {
  const trouble: Trouble = {
    key: 'administrators',
    says: 'Không người quản trị nào nhận được cảnh báo qua Zalo, Telegram hay thư.',
    remedy:
      'Ở trang Con người, lấy mã liên kết cho chức danh Quản trị rồi nhắn mã ấy cho trợ lý, hoặc ghi thư điện tử của người quản trị và đặt SMTP_HOST; xem bước 8 của docs/cai-dat.md.',
  }
  if ((await findRecipients(sources)).of(trouble).length > 0) return []
  return sources.isPublic || (await hasAdministrator(sources.store)) ? [trouble] : []
}

async function hasAdministrator({ query }: Store): Promise<boolean> {
  const rows = await query(
    `SELECT 1 FROM login WHERE covers_all AND password_hash IS NOT NULL AND disabled_at IS NULL LIMIT 1`,
  )
  return rows.length > 0
}

async function erasures({ isErasureNoted, dataFolder }: TroubleSources): Promise<Trouble[]> {
  if (isErasureNoted()) return []
  return [
    {
      key: 'erasures',
      says: 'Không ghi được sổ xóa: khôi phục bản sao lưu sẽ làm sống lại dữ liệu của người đã xóa.',
      remedy: `Cho tiến trình của trợ lý quyền ghi thư mục ${dataFolder} (DATA_DIR).`,
    },
  ]
}

const REPLICA: Readonly<Record<ReplicaTrouble, string>> = {
  down: 'không trả lời',
  behind: 'chậm hơn máy chủ chính quá hai phút',
}

async function replica({ store }: TroubleSources): Promise<Trouble[]> {
  const trouble = await store.replicaTrouble()
  if (!trouble) return []
  return [
    {
      key: 'replica',
      says: `Bản sao của cơ sở dữ liệu ${REPLICA[trouble]}; số liệu và báo cáo đang đọc ở máy chủ chính.`,
      remedy: 'Kiểm tra máy đặt bản sao và việc sao chép từ máy chủ chính; không dùng nữa thì bỏ DATABASE_REPLICA_URL.',
    },
  ]
}

async function outbox({ store }: TroubleSources): Promise<Trouble[]> {
  const [row] = await store.query<{ late: number }>(
    `SELECT count(*)::int AS late FROM message
      WHERE direction = 'out' AND status IN ('due', 'sending') AND due_at < now() - make_interval(mins => $1)`,
    [OUTBOX_LATE_MINUTES],
  )
  if (!row?.late) return []
  return [
    {
      key: 'outbox',
      says: `${row.late} tin nhắn đi đã chờ quá ${OUTBOX_LATE_MINUTES} phút chưa gửi được.`,
      remedy: 'Mở trang Tình trạng xem kênh nào đang lỗi; kiểm tra mạng của máy và chạy npm run check:channels.',
    },
  ]
}

async function unanswered({ store }: TroubleSources): Promise<Trouble[]> {
  const [row] = await store.query<{ late: number }>(
    `SELECT (SELECT count(*) FROM message WHERE direction = 'in' AND status = 'received'
                AND created_at < now() - make_interval(mins => $1))::int
          + (SELECT count(*) FROM inbox WHERE status = 'received'
                AND received_at < now() - make_interval(mins => $1))::int AS late`,
    [ANSWER_LATE_MINUTES],
  )
  if (!row?.late) return []
  return [
    {
      key: 'unanswered',
      says: `${row.late} tin nhắn đến đã chờ quá ${ANSWER_LATE_MINUTES} phút chưa được trả lời.`,
      remedy: 'Kiểm tra tiến trình xử lý (npm start -- --role worker) còn chạy không; khởi động lại nếu cần.',
    },
  ]
}

async function reminders({ store }: TroubleSources): Promise<Trouble[]> {
  const [row] = await store.query<{ minutes: number }>(
    `SELECT round(extract(epoch FROM now() - (value ->> 'at')::timestamptz) / 60)::int AS minutes
       FROM setting WHERE name = 'reminders_beat'`,
  )
  if (!row || row.minutes < BEAT_LATE_MINUTES) return []
  return [
    {
      key: 'reminders',
      says: `Bộ nhắc việc đã ngừng ${row.minutes} phút.`,
      remedy: 'Khởi động lại tiến trình xử lý; nhắc việc còn nợ sẽ được gửi trong ngày.',
    },
  ]
}

async function tokens({ store }: TroubleSources): Promise<Trouble[]> {
  const rows = await store.query<{ id: string; name: string; days: number; refused: boolean; slug: string | null }>(
    `SELECT oa_id AS id, coalesce(name, oa_id) AS name, refused_at IS NOT NULL AS refused, commune_slug AS slug,
            floor(extract(epoch FROM refresh_expires_at - now()) / 86400)::int AS days
       FROM zalo_oa WHERE refused_at IS NOT NULL OR refresh_expires_at < now() + make_interval(days => $1)`,
    [TOKEN_DAYS],
  )
  return rows.map(({ id, name, days, refused, slug }) => ({
    key: `token-${id}`,
    communeSlug: slug,
    says:
      refused || days < 0
        ? `Zalo không nhận mã truy cập của OA ${name}; trợ lý không gửi và nhận được tin qua OA này.`
        : `Mã truy cập của OA ${name} còn ${days} ngày là hết hạn mà chưa gia hạn được.`,
    remedy: 'Kết nối lại OA theo mục "Zalo OA" của docs/zalo.md.',
  }))
}

async function channels(sources: TroubleSources): Promise<Trouble[]> {
  return sources.channels.flatMap((channel) => {
    const health = channel.health?.()
    if (health?.state !== 'trouble') return []
    return [{ key: `channel-${channel.name}`, says: health.says, remedy: health.remedy ?? '' }]
  })
}

async function model({ store }: TroubleSources): Promise<Trouble[]> {
  const { asked, failed } = await recentModelCalls(store)
  if (asked < MODEL_CALLS_LEAST || failed / asked < MODEL_FAILED_SHARE) return []
  return [
    {
      key: 'model',
      says: `Mô hình ngôn ngữ hỏng ${failed}/${asked} lần gọi gần đây; trợ lý đang trả lời bằng chính lời văn bản.`,
      remedy: 'Kiểm tra OPENAI_BASE_URL, khóa và hạn mức ở nơi cung cấp mô hình.',
    },
  ]
}

async function unclear({ store }: TroubleSources): Promise<Trouble[]> {
  const [row] = await store.query<{ unknown: number }>(
    `SELECT count(*)::int AS unknown FROM message
      WHERE direction = 'out' AND status = 'unknown' AND finished_at > now() - interval '1 day'`,
  )
  if (!row?.unknown) return []
  return [
    {
      key: 'unclear',
      says: `${row.unknown} tin nhắn trong ngày không rõ đã tới người nhận chưa; trợ lý không tự gửi lại.`,
      remedy: 'Mở sổ gửi tin trong trang quản trị, hỏi lại người nhận khi cần.',
    },
  ]
}
