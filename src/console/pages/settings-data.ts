import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { BackupLine, Held } from '../desk-ports.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { CHANNEL_NAMES } from './channel-names.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { momentWords } from './moments.ts'
import { SETTINGS_PATH, settingsTabs } from './settings.ts'

const PATH = `${SETTINGS_PATH}/du-lieu`

export type DataPage = {
  operator: Operator
  retentionDays: number
  /** Null where the data are on a server. */
  backups: { made: BackupLine[]; asked: string | null; keptDays: number } | null
  sought: { cau: string; phieu: string }
  /** Whom the search found; `missing` when nobody. */
  person: Held | 'missing' | null
  notice: Notice | null
}

/** One person's data, how long messages are kept, and the copies of everything. */
export function dataPage(page: DataPage): Html {
  const { operator, notice } = page
  return consolePage({
    title: 'Dữ liệu',
    active: 'settings',
    operator,
    notice,
    body: html`${settingsTabs('data')}
${personView(page)}
${operator.coversAll ? html`${retentionView(page.retentionDays)}${backupView(page.backups)}` : html`<p class="hint">Tin nhắn được giữ ${page.retentionDays} ngày.</p>`}`,
  })
}

function personView({ operator, sought, person }: DataPage): Html {
  if (!operator.rights.has('settings')) {
    return html`<p class="panel">Cung cấp hoặc xóa dữ liệu của một người là việc của người quản trị. Người dân tự làm được: nhắn DỮ LIỆU CỦA TÔI hoặc XÓA DỮ LIỆU.</p>`
  }
  return html`<section class="panel"><h2>Dữ liệu của một người</h2>
<p class="hint">Người dân tự làm được ngay trong cuộc trò chuyện: nhắn DỮ LIỆU CỦA TÔI hoặc XÓA DỮ LIỆU. Khi họ nhờ cơ quan, anh/chị hỏi số phiếu (trợ lý đã báo khi chuyển cán bộ), hoặc mở câu hỏi của họ ở trang Hỏi đáp.</p>
<form method="get" action="${PATH}" class="filters no-print">${field({ name: 'phieu', label: 'Số phiếu', value: sought.phieu, inputmode: 'numeric', isOptional: true })}${field({ name: 'cau', label: 'hoặc số câu hỏi', value: sought.cau, inputmode: 'numeric', isOptional: true })}<button class="button-quiet" type="submit">Tìm</button></form>
${person === 'missing' ? html`<p class="state state-bad" role="status">Không có phiếu hay câu hỏi số đó ở xã của anh/chị, hoặc dữ liệu đã được xóa.</p>` : ''}
${person !== null && person !== 'missing' ? foundView(person, sought) : ''}</section>`
}

function foundView(person: Held, { cau, phieu }: DataPage['sought']): Html {
  const whose = html`<input type="hidden" name="cau" value="${cau}"><input type="hidden" name="phieu" value="${phieu}">`
  return html`<div class="person"><h3>Trợ lý đang giữ</h3>
<dl class="entry-facts"><div><dt>Kênh</dt><dd>${person.channels.map((channel) => CHANNEL_NAMES[channel] ?? channel).join(', ')}, từ ${momentWords(person.since)}</dd></div>
<div><dt>Xã, phường</dt><dd>${person.communes.join(', ') || 'chưa chọn'}</dd></div>
<div><dt>Gồm</dt><dd>${person.messages} tin nhắn, ${person.tickets} phiếu, ${person.consents} lần đồng ý nhận tin</dd></div>
${person.posts.length > 0 ? html`<div><dt>Chức danh</dt><dd>${person.posts.join('; ')}</dd></div>` : ''}</dl>
${person.posts.length > 0 ? html`<p class="state state-bad">Người này đang giữ chức danh. Xóa sẽ đưa họ ra khỏi chức danh; nên bàn giao ở trang Con người trước.</p>` : ''}
<div class="row"><form method="post" action="${PATH}/xuat">${whose}<button class="button-quiet" type="submit">Tải toàn bộ dữ liệu của người này</button></form></div>
<details><summary>Xóa toàn bộ dữ liệu của người này</summary><form method="post" action="${PATH}/xoa" class="stack">${whose}
${field({ name: 'lyDo', label: 'Lý do (không ghi tên người đó)', hint: 'Ví dụ: người dân đề nghị tại trụ sở ngày 29/11/2026.' })}
<label class="row"><input type="checkbox" name="chac" value="co" required> Đã kiểm tra đúng người, và hiểu rằng xóa rồi không lấy lại được.</label>
<p><button class="button-bad" type="submit">Xóa vĩnh viễn</button></p></form></details></div>`
}

function retentionView(days: number): Html {
  return html`<section class="panel"><h2>Thời gian giữ tin nhắn</h2>
<form method="post" action="${PATH}/thoi-han" class="filters">${field({ name: 'ngay', label: 'Số ngày giữ', value: String(days), inputmode: 'numeric', hint: 'Từ 1 đến 3650. Tin cũ hơn được xóa mỗi giờ; số ngày này được nói với người dân khi bắt đầu trò chuyện.' })}<button class="button-quiet" type="submit">Lưu</button></form></section>`
}

const BYTES_PER_MIB = 1024 * 1024

function backupView(backups: DataPage['backups']): Html {
  if (!backups) {
    return html`<section class="panel"><h2>Sao lưu</h2><p>Dữ liệu nằm trên máy chủ PostgreSQL: sao lưu và khôi phục bằng pg_dump, pg_restore của máy chủ đó.</p></section>`
  }
  const { made, asked, keptDays } = backups
  return html`<section class="panel"><h2>Sao lưu và khôi phục</h2>
<p>Bản sao chứa toàn bộ dữ liệu, kể cả tin nhắn và tài khoản: chép sang ổ khác và cất nơi chỉ người quản trị đọc được. Bản sao lưu và dữ liệu cất lại khi khôi phục bị xóa sau ${keptDays} ngày (<code>BACKUP_RETENTION_DAYS</code>). Ai đã xóa dữ liệu sau khi tạo bản thì lúc khôi phục trợ lý tự xóa lại. Thư mục văn bản (knowledge) sao riêng. Lệnh tương đương: <code>npm run backup -- TỆP</code>, <code>npm run restore -- TỆP</code>.</p>
${asked ? html`<p class="state state-bad">Lần khởi động tới sẽ khôi phục từ ${asked}; dữ liệu hiện nay được cất lại ${keptDays} ngày.</p><form method="post" action="${PATH}/khoi-phuc"><input type="hidden" name="ban" value=""><button class="button-quiet" type="submit">Thôi, không khôi phục nữa</button></form>` : ''}
<form method="post" action="${PATH}/sao-luu"><button class="button-main" type="submit">Tạo bản sao lưu</button></form>
${
  made.length === 0
    ? html`<p class="hint">Chưa có bản nào tạo từ trang này.</p>`
    : html`<div class="table-wrap" tabindex="0" role="region" aria-label="Các bản sao lưu"><table><thead><tr><th scope="col">Bản</th><th scope="col" class="number">Cỡ</th><th scope="col">Việc</th></tr></thead><tbody>${made.map(
        ({ name, bytes, at }) =>
          html`<tr><td>${momentWords(at)}<br><span class="hint">${name}</span></td><td class="number">${(bytes / BYTES_PER_MIB).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MiB</td><td><div class="row"><a class="button-quiet small" href="${PATH}/sao-luu/${name}">Tải về</a><form method="post" action="${PATH}/khoi-phuc"><input type="hidden" name="ban" value="${name}"><button class="button-quiet small" type="submit">Khôi phục khi mở lại</button></form></div></td></tr>`,
      )}</tbody></table></div>`
}
<p class="hint">Mất tất cả bản sao thì không lấy lại được dữ liệu. Trang Con người: <a href="${CONSOLE_PATH}/con-nguoi">ai giữ chức danh</a>.</p></section>`
}
