import { html } from 'hono/html'
import type { Account } from '../../people/index.ts'
import type { CommuneChoice } from '../communes.ts'
import { capitalised, type Html, page } from './layout.ts'
import { ROLES, roleName } from './roles.ts'

export type ChoosePage = {
  communes: CommuneChoice[]
  visitor: Account | null
  /** The commune that the address named, as a poster's picture does. */
  named?: string | null
  /** Units by commune while the demonstration is on, null otherwise: then everybody asks as a citizen. */
  units: { commune: CommuneChoice; names: string[] }[] | null
  /** What is wrong with what was sent, if anything. */
  problem: string | null
  /** Why there is nothing to choose yet; looked at only then. */
  notReady: string[]
}

/** How often a page with nothing to choose looks again: the first reading takes seconds. */
const REFRESH_SECONDS = 3
/** Beyond this a list of buttons is longer than a phone's screen. */
const CARDS_MAX = 8

/** The first thing a person does: say which commune they ask about, and in the demonstration, as whom. */
export function choosePage(choose: ChoosePage): Html {
  return page({
    title: 'Chọn xã, phường',
    refresh: choose.communes.length === 0 ? { seconds: REFRESH_SECONDS, url: '/' } : undefined,
    active: 'chat',
    hasScript: true,
    body: html`<div class="narrow">
<h1>Anh/chị hỏi về xã, phường nào?</h1>
<p class="lede">Mỗi xã có kế hoạch và thời hạn riêng, nên trợ lý cần biết nơi anh/chị hỏi trước khi trả lời.</p>
${choose.problem ? html`<p class="alert" role="alert">${choose.problem}</p>` : ''}
${choose.communes.length === 0 ? noCommunes(choose.notReady) : chooseForm(choose)}
</div>`,
  })
}

function chooseForm({ communes, visitor, named, units }: ChoosePage): Html {
  const chosen = named ?? visitor?.commune?.slug ?? null
  return html`<form method="post" action="/chon" class="choose" data-choose>
${communes.length > CARDS_MAX ? communeList(communes, chosen) : communeCards(communes, chosen)}
${units ? roleFields(units, visitor) : html`<input type="hidden" name="vaiTro" value="citizen">`}
<button class="button-primary">Bắt đầu hỏi</button>
</form>`
}

function communeCards(communes: CommuneChoice[], chosen: string | null): Html {
  return html`<fieldset class="cards"><legend>Xã, phường</legend>${communes.map(
    ({
      slug,
      name,
      province,
    }) => html`<label class="card-choice"><input type="radio" name="xa" value="${slug}" required${slug === chosen ? html` checked` : ''}>
<span><strong>${capitalised(name)}</strong>${province ? html`<small>${province}</small>` : ''}</span></label>`,
  )}</fieldset>`
}

function communeList(communes: CommuneChoice[], chosen: string | null): Html {
  return html`<div class="field"><label for="xa">Xã, phường</label><select id="xa" name="xa" required>
<option value="">– Chọn –</option>${communes.map(
    ({ slug, name, province }) =>
      html`<option value="${slug}"${slug === chosen ? html` selected` : ''}>${capitalised(province ? `${name}, ${province}` : name)}</option>`,
  )}</select></div>`
}

function roleFields(units: NonNullable<ChoosePage['units']>, visitor: Account | null): Html {
  const current = visitor?.role ?? 'citizen'
  return html`<fieldset class="cards cards-small"><legend>Anh/chị là</legend>${ROLES.map(
    (role) =>
      html`<label class="card-choice"><input type="radio" name="vaiTro" value="${role}"${role === current ? html` checked` : ''}><span><strong>${roleName(role)}</strong></span></label>`,
  )}</fieldset>
<div class="field" data-units><label for="don-vi">Đơn vị (nếu là cán bộ hoặc lãnh đạo)</label><select id="don-vi" name="donVi">
<option value="">– Chọn đơn vị –</option>${units.map(
    ({ commune, names }) =>
      html`<optgroup label="${capitalised(commune.name)}" data-commune="${commune.slug}">${names.map(
        (name) =>
          html`<option${name === visitor?.unit && commune.slug === visitor.commune?.slug ? html` selected` : ''}>${name}</option>`,
      )}</optgroup>`,
  )}</select></div>
<p class="hint"><strong>Chế độ trình diễn.</strong> Trên máy này ai cũng thử được vai cán bộ, lãnh đạo. Chế độ này tự tắt hẳn khi liên kết cán bộ đầu tiên hoặc khi đặt địa chỉ công khai.</p>`
}

function noCommunes(reasons: string[]): Html {
  return html`<div class="empty"><p><strong>Trợ lý chưa có văn bản để trả lời.</strong></p>
${reasons.map((reason) => html`<p>${reason}</p>`)}
<p>Trang này tự mở lại sau ít giây. Người quản trị đặt tệp kế hoạch, nghị quyết vào thư mục <code>knowledge</code> rồi chạy <code>npm run ingest</code>. Xem tiến độ ở trang <a href="/tinh-trang">Tình trạng</a>.</p></div>`
}
