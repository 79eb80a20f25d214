import { fold } from '../../language/text.ts'
import type { Section } from '../administrative-document.ts'
import { titleOf } from './outline-forms.ts'

/** What the matter of a section is: aims, things to do, money, or words about them. */
export type SectionRole = 'general' | 'objective' | 'purpose' | 'requirement' | 'duty' | 'funding' | 'status' | 'other'

const ROLES: readonly (readonly [SectionRole, RegExp])[] = [
  ['general', /^(muc tieu (tong quat|chung)|quan diem|phuong cham)/],
  ['purpose', /^muc dich/],
  ['requirement', /^yeu cau( chung| cu the| dat ra)?\s*[.:]?$/],
  [
    'objective',
    /^(muc tieu|chi tieu|dinh huong|tam nhin)|\b(dat|hoan thanh) [^:]{0,40}(chi tieu|muc tieu) [^:]{0,20}sau( day)?\s*:?$/,
  ],
  ['other', /^(khen thuong|thi dua, khen thuong|xu ly vi pham|hieu luc)/],
  ['funding', /^((nguon )?kinh phi|du toan|nguon von|nguon luc tai chinh)/],
  [
    'status',
    /^(thuc trang|tinh hinh|dac diem|danh gia|su can thiet|co so (phap ly|chinh tri|thuc tien|khoa hoc|de xay dung)|boi canh|ton tai|han che|nguyen nhan|pham vi|doi tuong|ket qua (dat|thuc hien))/,
  ],
  [
    'duty',
    /^(nhiem vu|giai phap|(?:cong )?viec (?:phai|can|se|trong tam)|(to chuc|bao dam|dam bao) (thuc hien|trien khai)|lich (cong tac|hoat dong|lam viec)|phan cong|trach nhiem|noi dung(?!.*(doi tuong|pham vi))|trien khai|bien phap|thuc hien|dieu khoan|lo trinh|tien do|ke hoach (thuc hien|trien khai)|che do (bao cao|thong tin|hop|truc|lam viec)|(thong tin(,| va)? )?bao cao|cac loai bao cao|kiem tra|giam sat|luc luong)/,
  ],
]
const LEADING = /^(mot so|cac|nhung|nhom|ve|he thong|mot vai) /

/** Role that the heading itself names; null for a theme such as "Về hạ tầng". */
function ownRole(heading: string): SectionRole | null {
  let title = fold(titleOf(heading)).replace(/^[\s:.)-]+/, '')
  while (LEADING.test(title)) title = title.replace(LEADING, '')
  return ROLES.find(([, pattern]) => pattern.test(title))?.[0] ?? null
}

/** Role of each section: its own heading's, else that of the nearest heading above that names one. */
export function sectionRoles(sections: readonly Section[]): SectionRole[] {
  const roles: SectionRole[] = []
  const ofTargets = Map.groupBy(sections.filter(namesTargets), ({ parent }) => parent)
  for (const section of sections) {
    const own = ownRole(section.heading)
    const inherited = section.parent === null ? 'other' : (roles[section.parent] ?? 'other')
    roles.push(own === 'objective' && isGeneralBesideTargets(section, ofTargets) ? 'general' : (own ?? inherited))
  }
  return roles
}

/** A table of aims behind the paper leaves the aims in it what they are. */
const OF_AN_APPENDIX = /^[\s*#]*(?:phu luc|bieu|bang)(?![a-z])/

/** A bare "Mục tiêu" beside a heading of targets is the general aim. */
function isGeneralBesideTargets(
  section: Section,
  ofTargets: ReadonlyMap<Section['parent'], readonly Section[]>,
): boolean {
  if (!/muc tieu\s*[.:]?$/.test(fold(section.heading))) return false
  return ofTargets.get(section.parent)?.some((other) => other !== section) ?? false
}

function namesTargets({ heading }: Section): boolean {
  const folded = fold(heading)
  return /chi tieu|muc tieu cu the/.test(folded) && !OF_AN_APPENDIX.test(folded)
}
