import type { AdministrativeDocument } from '../../src/documents/administrative-document.ts'
import { readText } from '../../src/documents/reading/index.ts'

/** A short plan of an invented commune with this matter under its first heading, read. */
export function readPlan(matter: string, heading = 'I. TỔ CHỨC THỰC HIỆN'): AdministrativeDocument {
  const text = `ỦY BAN NHÂN DÂN
XÃ LÂM GIANG

Số: 12/KH-UBND

Lâm Giang, ngày 04 tháng 12 năm 2026

KẾ HOẠCH

Công tác dân vận năm 2027

${heading}

${matter}

II. KINH PHÍ

Kinh phí do ngân sách xã bảo đảm.

Nơi nhận:
- Như trên;
- Lưu: VT.

**CHỦ TỊCH
(đã ký)**

**Nông Văn Sơn**
`
  return readText({ file: 'x', text, today: '2026-11-22' })
}
