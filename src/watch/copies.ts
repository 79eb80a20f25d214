/** What is wrong with the copies of the data, as far as the program can see them. */
import { stat, statfs } from 'node:fs/promises'
import { copiesFolder, newestCopy, type Store } from '../store/index.ts'
import type { Trouble } from './trouble.ts'

export type CopyWatch = {
  store: Store
  dataFolder: string
  /** A copy older than that is a trouble; 0 where others look after copies. */
  maxAgeDays: number
}

const GIB = 2 ** 30
const MS_PER_DAY = 86_400_000
/** The row of `setting` that whoever copies a server's data touches. */
const SERVER_MARK = 'copy_made'

const REMEDIES = {
  embedded:
    'Xem sudo journalctl -u tro-ly-xa-sao-luu -n 30 rồi chạy thử sudo docs/deploy/sao-luu.sh; chưa đặt sao lưu hằng đêm thì làm mục "Sao lưu mỗi đêm" của docs/cai-dat.md.',
  server:
    'Sao lưu và ghi nhận theo mục "Sao lưu" của docs/deploy/README.md; việc sao lưu do nơi khác lo thì đặt COPY_MAX_AGE_DAYS=0.',
} satisfies Record<Store['kind'], string>

/** From some days after the installation was taken into use; a trial is told nothing. */
export async function copyTroubles({ store, dataFolder, maxAgeDays }: CopyWatch): Promise<Trouble[]> {
  if (maxAgeDays === 0 || (await daysInUse(store)) < maxAgeDays) return []
  const at = store.kind === 'embedded' ? (newestCopy(dataFolder)?.at ?? null) : await markedOnServer(store)
  const ageDays = at === null ? null : (Date.now() - at.getTime()) / MS_PER_DAY
  if (ageDays !== null && ageDays <= maxAgeDays) return []
  const says =
    ageDays === null
      ? 'Trợ lý chưa thấy bản sao lưu nào của dữ liệu.'
      : `Bản sao lưu mới nhất đã ${Math.floor(ageDays)} ngày; từ đó chưa sao lưu được.`
  return [{ key: 'copy', says, remedy: REMEDIES[store.kind] }]
}

async function daysInUse({ query }: Store): Promise<number> {
  const [row] = await query<{ days: number | null }>(
    `SELECT extract(epoch FROM now() - min(created_at))::float8 / 86400 AS days FROM login
      WHERE covers_all AND password_hash IS NOT NULL`,
  )
  return row?.days ?? 0
}

async function markedOnServer({ query }: Store): Promise<Date | null> {
  const [row] = await query<{ at: Date | string }>('SELECT updated_at AS at FROM setting WHERE name = $1', [
    SERVER_MARK,
  ])
  return row ? new Date(row.at) : null
}

/** Where copies lie on a disk of their own; that of the data has a trouble of its own. */
export async function copyDiskTroubles(
  { dataFolder }: Pick<CopyWatch, 'dataFolder'>,
  freeBytes: (folder: string) => Promise<number | null> = freeOnOtherDisk(dataFolder),
): Promise<Trouble[]> {
  const folder = copiesFolder(dataFolder)
  const free = folder === null ? null : await freeBytes(folder)
  if (free === null || free >= GIB) return []
  return [
    {
      key: 'disk-copies',
      says: `Ổ đĩa chứa bản sao lưu sắp đầy: còn ${Math.round(free / 2 ** 20)} MiB.`,
      remedy: `Chép các bản cũ trong ${folder} sang nơi khác rồi xóa bớt, hoặc tăng dung lượng.`,
    },
  ]
}

function freeOnOtherDisk(dataFolder: string): (folder: string) => Promise<number | null> {
  return async (folder) => {
    try {
      const [own, copies] = await Promise.all([stat(dataFolder), stat(folder)])
      if (own.dev === copies.dev) return null
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    } catch {
      return null
    }
  }
}
