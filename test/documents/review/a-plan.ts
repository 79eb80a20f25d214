import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readText } from '../../../src/documents/index.ts'
import { type IngestionReport, ingest } from '../../../src/documents/ingestion/ingest.ts'
import type { Store } from '../../../src/store/index.ts'

export const TODAY = '2026-11-22'
export const FILE = 'ke-hoach.txt'

export const DUTIES = [
  '- Phòng Kinh tế chủ trì số hóa bản đồ quy hoạch của xã, hoàn thành trước ngày 30/6/2027.',
  '- Trạm Y tế tổ chức lập hồ sơ sức khỏe điện tử cho người cao tuổi trong quý II năm 2027.',
  '- Tổ chức ít nhất 02 lớp tập huấn kỹ năng số mỗi năm cho người dân.',
]
export const REPORTS = 'Các đơn vị báo cáo kết quả về Phòng Văn hóa - Xã hội trước ngày 20 tháng cuối quý.'

/** A plan of a made-up commune. */
export function plan({
  duties = DUTIES,
  reports = REPORTS,
  note = '',
}: {
  duties?: string[]
  reports?: string
  note?: string
} = {}): string {
  return `ỦY BAN NHÂN DÂN
XÃ BÌNH PHÚ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND

Bình Phú, ngày 05 tháng 01 năm 2027
${note}
KẾ HOẠCH
Chuyển đổi số năm 2027

I. MỤC TIÊU

- 100% hồ sơ được số hóa.

II. NHIỆM VỤ

${duties.join('\n')}

III. TỔ CHỨC THỰC HIỆN

${reports}
`
}

/** A knowledge folder of its own, read by the real reader. */
export function planFolder(store: Store): {
  write(text: string): void
  read(version?: string): Promise<IngestionReport>
  remove(): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'review-'))
  return {
    write: (text) => writeFileSync(join(folder, FILE), text),
    read: (version = '1') =>
      ingest({
        store,
        folder,
        version,
        tokenise: ({ quote }) => quote,
        read: async (path, file) => ({
          kind: 'read',
          document: readText({ file, text: readFileSync(path, 'utf8'), today: TODAY }),
        }),
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
