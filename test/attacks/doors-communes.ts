/** An official of another commune at this one's pages. */
import type { Store } from '../../src/store/index.ts'
import type { Office } from '../console/office.ts'
import type { Check, Found } from './check.ts'
import type { Hostile } from './hostile-office.ts'

type Ground = { office: Office; store: Store; hostile: Hostile }

export async function communeCheck({ office, store, hostile }: Ground): Promise<Check> {
  await store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
  const stranger = await office.seat('xa-khac', 'administrator')
  const own = await office.seat(hostile.commune.slug, 'administrator')
  return {
    name: 'another commune’s papers, tickets, reports, questions, notices and posts, looked at and changed',
    run: () => reached(office, hostile, stranger),
    mutant: {
      without: 'the look at whose commune it is (an official of this one)',
      run: () => reached(office, hostile, own),
    },
  }
}

/** Pages with a number belong to one commune; forms change its posts. */
async function reached(office: Office, { officePaths, ids, commune }: Hostile, cookie: string): Promise<Found> {
  const failed: string[] = []
  const pages = officePaths.filter((path) => /\/\d+/.test(path))
  for (const path of pages) {
    const { status } = await office.get(path, cookie)
    if (status < 400) failed.push(`${path}: ${status}`)
  }
  const chucDanh = String(ids.post)
  const forms: [string, Record<string, string>][] = [
    ['/con-nguoi/chuc-danh', { xa: commune.slug, vaiTro: 'viewer', ten: 'Kẻ lạ' }],
    ['/con-nguoi/tao-nhanh', { xa: commune.slug }],
    ['/con-nguoi/moi', { chucDanh, nguoi: String(ids.person), ten: 'ke-la' }],
    ['/con-nguoi/ma', { chucDanh }],
    ['/con-nguoi/them-nguoi', { chucDanh, hoTen: 'Kẻ Lạ' }],
    ['/con-nguoi/ban-giao', { chucDanh, hoTen: 'Kẻ Lạ', lyDo: 'lạ' }],
    [`/phan-anh/${ids.report}/xep`, { linhVuc: 'lạ', thon: '' }],
    [`/hoi-thoai/${ids.question}/sai`, { ghiChu: 'lạ' }],
    ['/so-lieu/cong-khai', { xa: commune.slug, bat: 'co' }],
  ]
  for (const [path, fields] of forms) {
    const { status } = await office.post(`/quan-tri${path}`, fields, { cookie })
    if (status < 400) failed.push(`form ${path}: ${status}`)
  }
  return { tried: pages.length + forms.length, failed }
}
