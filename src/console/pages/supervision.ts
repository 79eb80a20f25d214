/** What the council supervises: aims, duties and reports of the year. Nothing on this page changes anything. */
import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { DeskDuty } from '../../reminders/index.ts'
import type { SupervisedTarget } from '../dependencies.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { capital } from './broadcasts.ts'
import { COUNCIL_PATH, councilNav } from './council.ts'
import { consolePage, type Html } from './layout.ts'

export type SupervisionPage = {
  operator: Operator
  commune: Operator['communes'][number]
  year: string
  /** ISO day. */
  today: string
  duties: DeskDuty[]
  targets: SupervisedTarget[]
}

const SHOWN_REPORTS = 40

export function supervisionPage(page: SupervisionPage): Html {
  const { operator, commune, year, targets } = page
  return consolePage({
    title: 'Giám sát',
    active: 'council',
    operator,
    body: html`<h1>Giám sát năm ${year}</h1>${councilNav('supervision')}${communesNav(page)}
<p class="hint">${capital(commune.name)}. Trang chỉ xem: số liệu lấy từ sổ nhiệm vụ do các đơn vị và cán bộ điều phối ghi nhận. Chưa ghi nhận không có nghĩa là chưa làm.</p>
${unitsView(page)}
${reportsView(page)}
<section class="panel"><h2>Chỉ tiêu trong văn bản</h2>${
      targets.length === 0
        ? html`<p class="hint">Chưa có chỉ tiêu nào đọc được.</p>`
        : html`<div class="table-wrap"><table class="table-cards"><thead><tr><th scope="col">Chỉ tiêu</th><th scope="col">Đến</th><th scope="col">Căn cứ</th></tr></thead><tbody>${targets.map(
            ({ text, by, document, documentId, section }) =>
              html`<tr><td>${text}</td><td data-label="Đến"><div>${by ?? 'không ghi'}</div></td><td data-label="Căn cứ"><div><a href="${CONSOLE_PATH}/van-ban/${documentId}">${document}</a>${section ? html`, ${section}` : ''}</div></td></tr>`,
          )}</tbody></table></div>`
    }</section>`,
  })
}

function communesNav({ operator: { communes }, commune }: SupervisionPage): Html | '' {
  if (communes.length < 2) return ''
  return html`<nav class="row no-print" aria-label="Chọn xã, phường">${communes.map(
    ({ slug, name }) =>
      html`<a class="tag" href="${COUNCIL_PATH}/giam-sat?xa=${slug}"${slug === commune.slug ? html` aria-current="true"` : ''}>${capital(name)}</a>`,
  )}</nav>`
}

export type UnitFigures = { unit: string; due: number; onTime: number; late: number; missing: number; open: number }

/** What fell due up to today, by unit; what is excused does not count. `open`: of the rest of the year. */
export function figuresByUnit(duties: readonly DeskDuty[], today: string): UnitFigures[] {
  const counted = duties.filter(({ status }) => status !== 'not_applicable')
  return [...Map.groupBy(counted, ({ bodyName }) => bodyName)]
    .map(([unit, own]) => {
      const isDone = ({ status }: DeskDuty): boolean => status === 'filed' || status === 'accepted'
      const due = own.filter((duty) => duty.last <= today || isDone(duty))
      const isOnTime = (duty: DeskDuty): boolean => isDone(duty) && (duty.filedOn ?? today) <= duty.last
      return {
        unit,
        due: due.length,
        onTime: due.filter(isOnTime).length,
        late: due.filter((duty) => isDone(duty) && !isOnTime(duty)).length,
        missing: due.filter((duty) => !isDone(duty) && duty.isLate).length,
        open: own.length - due.length,
      }
    })
    .toSorted((one, other) => one.unit.localeCompare(other.unit, 'vi'))
}

function unitsView({ duties, today }: SupervisionPage): Html {
  const units = figuresByUnit(duties, today)
  return html`<section class="panel"><h2>Đúng hạn theo đơn vị</h2>${
    units.length === 0
      ? html`<p class="hint">Năm nay chưa có việc nào có hạn trong sổ.</p>`
      : html`<div class="table-wrap"><table><thead><tr><th scope="col">Đơn vị</th><th scope="col" class="number">Đến hạn</th><th scope="col" class="number">Đúng hạn</th><th scope="col" class="number">Trễ</th><th scope="col" class="number">Chưa ghi nhận</th><th scope="col" class="number">Còn trong năm</th></tr></thead><tbody>${units.map(
          ({ unit, due, onTime, late, missing, open }) =>
            html`<tr><td>${unit}</td><td class="number">${due}</td><td class="number">${onTime}${due > 0 ? html` <span class="hint">(${Math.round((onTime / due) * 100)}%)</span>` : ''}</td><td class="number">${late}</td><td class="number">${missing}</td><td class="number">${open}</td></tr>`,
        )}</tbody></table></div>`
  }</section>`
}

function reportsView({ duties }: SupervisionPage): Html {
  const filed = duties
    .filter(({ status, kind }) => kind === 'report' && (status === 'filed' || status === 'accepted'))
    .toSorted((one, other) => (other.filedOn ?? '').localeCompare(one.filedOn ?? ''))
  return html`<section class="panel"><h2>Báo cáo đã nhận</h2>${
    filed.length === 0
      ? html`<p class="hint">Chưa ghi nhận báo cáo nào trong năm.</p>`
      : html`<div class="table-wrap"><table class="table-cards"><thead><tr><th scope="col">Báo cáo</th><th scope="col">Đơn vị</th><th scope="col">Nộp ngày</th><th scope="col">Hạn cuối</th></tr></thead><tbody>${filed
          .slice(0, SHOWN_REPORTS)
          .map(
            ({ title, bodyName, filedOn, filedNumber, last, document }) =>
              html`<tr><td>${title}<br><span class="hint">${document}</span></td><td data-label="Đơn vị"><div>${bodyName}</div></td><td data-label="Nộp ngày"><div>${filedOn ? said(filedOn) : 'không ghi'}${filedNumber ? html`<br><span class="hint">số ${filedNumber}</span>` : ''}</div></td><td data-label="Hạn cuối"><div>${said(last)}</div></td></tr>`,
          )}</tbody></table></div>`
  }</section>`
}

function said(iso: string): string {
  return iso.split('-').reverse().join('/')
}
