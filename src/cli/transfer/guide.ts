/** The page inside an export that tells an office what it holds. */
import type { Manifest } from './manifest.ts'
import { LEFT_OUT_WORDS, TABLE_WORDS } from './tables.ts'

export function guideOf(manifest: Manifest): string {
  const { kind, tables } = manifest
  const rows = tables.map(({ name, lines, rows: count }) => `| \`${lines}\` | ${count} | ${saysOf(name)} |`)
  return [
    '# Dữ liệu của trợ lý số',
    '',
    `Xuất lúc ${manifest.madeAt}, từ ${manifest.store === 'server' ? 'máy chủ PostgreSQL' : 'cơ sở dữ liệu nhúng'}, cấu trúc \`${manifest.schemaVersion}\`.`,
    '',
    ...(kind === 'whole' ? WHOLE : READING),
    '',
    '**Giữ như hồ sơ của cơ quan.** Trong đây có lời của người dân và tên cán bộ. Ai xóa dữ liệu sau lúc xuất thì trong đây vẫn còn: xóa bản này',
    'theo đúng thời hạn đã báo cho dân.',
    '',
    '## Cách đọc',
    '',
    ...(kind === 'whole' ? [] : CSV),
    '- Tệp `.jsonl`: mỗi dòng một bản ghi dạng JSON, chữ UTF-8. Ô trống thì không ghi. Giờ theo giờ Việt Nam, có ghi `+07:00`.',
    '- Tên cột là tên trong chương trình. Cột `…_id` dẫn sang bảng cùng tên: `document_id` là số của dòng trong `document`.',
    '- `manifest.json`: số dòng, các cột và kiểu của từng bảng; độ dài và mã SHA-256 của từng tệp, để biết tệp còn nguyên.',
    '',
    '## Có những gì',
    '',
    '| tệp | số dòng | là gì |',
    '| --- | ---: | --- |',
    ...rows,
    '',
    ...leftOutLines(manifest),
    'Không có trong cơ sở dữ liệu nên không có ở đây: tệp gốc trong thư mục `knowledge/`, bản nháp báo cáo trong `data/drafts`, tệp `.env`.',
    'Hàng đợi của máy cũng không có: trợ lý tự lập lại khi mở.',
    '',
  ].join('\n')
}

const READING = [
  'Bản **để đọc**: mở bằng Excel, LibreOffice hay bất cứ chương trình nào. Không có mật khẩu, khóa, mã, địa chỉ của người dân. Không nhập lại',
  'vào trợ lý được; chuyển sang máy khác thì xuất bằng `npm run export -- --whole --to TỆP.zip`.',
]

const WHOLE = [
  'Bản **đầy đủ, để chuyển máy**: có cả mã băm mật khẩu, khóa xác thực hai bước, phiên đăng nhập, khóa Zalo (còn niêm phong nếu máy cũ đặt',
  '`TOKEN_ENCRYPTION_KEY`: máy mới phải đặt cùng khóa ấy). Nhập vào nơi trống bằng `npm run import -- --from TỆP.zip`, rồi **xóa tệp này**.',
]

const CSV = [
  '- Tệp `.csv` cạnh mỗi tệp `.jsonl`: cùng nội dung, mở thẳng bằng Excel. Ô dài hơn 32.767 ký tự thì Excel cắt, tệp không cắt.',
]

function saysOf(table: string): string {
  return TABLE_WORDS[table]?.says ?? ''
}

function leftOutLines({ leftOut, tables }: Manifest): string[] {
  const whole = leftOut.map((table) => {
    const why = TABLE_WORDS[table]?.leftOut
    return `- \`${table}\`: ${saysOf(table)}${why ? ` (${LEFT_OUT_WORDS[why]})` : ''}`
  })
  const parts = tables
    .filter((table) => table.leftOut.length > 0)
    .map(({ name, leftOut: columns }) => `- \`${name}\`: cột ${columns.map((column) => `\`${column}\``).join(', ')}`)
  return whole.length + parts.length === 0 ? [] : ['## Đã bỏ ra', '', ...whole, ...parts, '']
}
