import { fold } from '../../language/text.ts'
import type { Section } from '../administrative-document.ts'
import { opensDuty } from './duty-words.ts'
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
  let title = titleIn({ heading })
  while (LEADING.test(title)) title = title.replace(LEADING, '')
  return ROLES.find(([, pattern]) => pattern.test(title))?.[0] ?? null
}

function titleIn({ heading }: Pick<Section, 'heading'>): string {
  return fold(titleOf(heading)).replace(/^[\s:.)-]+/, '')
}

/** Role of each section: its own heading's, else that of the nearest heading above that names one. */
export function sectionRoles(sections: readonly Section[]): SectionRole[] {
  const roles: SectionRole[] = []
  const ofTargets = Map.groupBy(sections.filter(namesTargets), ({ parent }) => parent)
  for (const section of sections) {
    const own = ownRole(section.heading)
    const above = section.parent === null ? undefined : sections[section.parent]
    const inherited = section.parent === null ? 'other' : (roles[section.parent] ?? 'other')
    if (own === 'objective' && isGeneralBesideTargets(section, ofTargets)) roles.push('general')
    else if (own === 'duty' && inherited === 'objective' && isThemeOfAims(section, above)) roles.push('objective')
    else roles.push(own ?? (inherited === 'other' && isThemeOfDuties(section) ? 'duty' : inherited))
  }
  return roles
}

/** "CHỈ TIÊU: 1. Về giám sát, 2. Về hoạt động số": the field that aims are of, unless the heading above names duties too. */
function isThemeOfAims(section: Section, above: Section | undefined): boolean {
  return (
    /^(?:ve )?(?:giam sat|kiem tra|luc luong)(?![a-z])/.test(titleIn(section)) &&
    !/nhiem vu|giai phap|noi dung/.test(fold(above?.heading ?? ''))
  )
}

/** A table of aims behind the paper leaves the aims in it what they are. */
const OF_AN_APPENDIX = /^[\s*#]*(?:phu luc|bieu|bang)(?![a-z])/

/** Most syllables of a title; a longer line is a sentence. */
const MOST_TITLE_SYLLABLES = 20

/** Words of orders that open titles of other matter: "Yêu cầu và chỉ tiêu", "Đánh giá tình hình". */
const NO_THEME =
  /^(?:yeu cau|de nghi|giao |can cu|tren co so|trong |doi voi|hang |dinh ky|dinh huong|cham nhat|dac biet|phan dau|danh gia|thong tin|bao cao|khao sat|rut kinh nghiem|so ket|tong ket|khong )/

/** "V. ỨNG DỤNG SỐ": named for what is to be done there. */
function isThemeOfDuties(section: Section): boolean {
  const { heading } = section
  const isTitle = !/[.;]\s*$/.test(heading) && heading.split(/\s+/).length <= MOST_TITLE_SYLLABLES
  const title = titleIn(section)
  return isTitle && opensDuty(title) && !NO_THEME.test(title) && !OF_AN_APPENDIX.test(fold(heading))
}

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
