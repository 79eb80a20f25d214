/**
 * Everything a citizen needs with digits alone: 0 is the top, 9 an officer, 1 to 8 what the screen offers. A choice is a
 * message like any other, so that no state is kept: what a screen offers are names of screens and whole questions.
 */

import type { Asker } from './turn.ts'
import { plain } from './typed/plain.ts'

export type Menu = { lines: string[]; choices: string[] }

export type MenuGuide = { title: string; tags: readonly string[] }

export type MenuSources = {
  asker: Asker
  guides: readonly MenuGuide[]
  /** Units with work of their own in the papers this person may see. */
  units: readonly string[]
}

/** 8 goes on to the next screen, 9 and 0 are taken. */
const ITEMS_A_SCREEN = 7

const TOP = 'Mục chính'
const PLANS = 'Kế hoạch, nghị quyết của xã'
const UNITS = 'Nhiệm vụ từng đơn vị'
/** What the conversation takes up by itself, before it is taken for a question. */
const REPORT = 'Gửi phản ánh, kiến nghị'
const OTHER_GUIDES = 'Đất đai, xe, kinh doanh, việc khác'

/** A guide stands under the first heading that has one of its tags. */
const GUIDE_GROUPS: [heading: string, tags: string[]][] = [
  ['VNeID, căn cước', ['vneid', 'định danh', 'căn cước']],
  ['Hộ tịch, cư trú', ['hộ tịch', 'cư trú', 'lý lịch tư pháp', 'hộ chiếu']],
  ['Dịch vụ công trực tuyến', ['dịch vụ công', 'công dân số', 'chữ ký số', 'hỗ trợ', 'thanh toán']],
  ['Trợ cấp, y tế, học hành', ['trợ cấp', 'an sinh', 'y tế', 'giáo dục', 'bảo hiểm', 'hưu trí', 'người cao tuổi']],
]

const PLAN_QUESTIONS = [
  'Các chỉ tiêu của kế hoạch gồm những gì',
  UNITS,
  'Báo cáo nộp khi nào, gửi ai',
  'Kinh phí lấy từ nguồn nào',
  'Xã có những văn bản nào',
  'Ai ký văn bản',
]
const OFFICIAL_QUESTIONS = [
  'Đơn vị tôi phải làm những gì',
  'Việc gì sắp đến hạn',
  'Báo cáo của đơn vị tôi nộp khi nào, gửi ai',
]

const TO_THE_TOP = / (?:0|menu|bam so|bang chon|muc chinh|trang chu|ve dau|quay ve dau) /
const TO_AN_OFFICER =
  /^ (?:9|(?:toi |em |chau |minh )?(?:muon |can |xin |cho (?:toi |em |chau )?)*(?:gap|noi chuyen voi|ket noi|chat voi) (?:\S+ )?(?:can bo|nguoi that|nhan vien|tong dai vien)(?: xa| phuong| truc tiep| ngay| a| voi| giup)*) $/

/** Whether the whole message asks for a person. */
export function asksForOfficer(typed: string): boolean {
  return TO_AN_OFFICER.test(plain(typed))
}

/** The screen a whole message names; null when it names none. */
export function findMenu(typed: string, sources: MenuSources): Menu | null {
  const said = plain(typed)
  if (said.trim().split(' ').length <= 3 && TO_THE_TOP.test(said))
    return screen({ heading: TOP, items: topItems(sources) }, 0)
  const { heading, page } = readChoice(typed)
  const found = screensOf(sources).find((each) => plain(each.heading) === plain(heading))
  return found ? screen(found, page) : null
}

type Screen = { heading: string; items: string[] }

function topItems(sources: MenuSources): string[] {
  const headings = groupGuides(sources.guides).map(({ heading }) => heading)
  return sources.asker === 'citizen' ? [...headings, PLANS, REPORT] : [...OFFICIAL_QUESTIONS, PLANS, ...headings]
}

function screensOf(sources: MenuSources): Screen[] {
  const units = sources.units.map((unit) => `Nhiệm vụ của ${unit}`)
  return [
    { heading: TOP, items: topItems(sources) },
    ...groupGuides(sources.guides),
    { heading: PLANS, items: PLAN_QUESTIONS.filter((item) => item !== UNITS || units.length > 0) },
    { heading: UNITS, items: units },
  ]
}

function groupGuides(guides: readonly MenuGuide[]): Screen[] {
  const headingOf = ({ tags }: MenuGuide): string =>
    GUIDE_GROUPS.find(([, wanted]) => wanted.some((tag) => tags.includes(tag)))?.[0] ?? OTHER_GUIDES
  return [...GUIDE_GROUPS.map(([heading]) => heading), OTHER_GUIDES]
    .map((heading) => ({
      heading,
      items: guides.filter((each) => headingOf(each) === heading).map(({ title }) => title),
    }))
    .filter(({ items }) => items.length > 0)
}

/** "Hộ tịch, cư trú (trang 2)". */
function readChoice(typed: string): { heading: string; page: number } {
  const [, heading = typed, page] = /^(.*?)\s*\(trang (\d{1,2})\)$/iu.exec(typed.trim()) ?? []
  return { heading, page: page ? Number(page) - 1 : 0 }
}

function screen({ heading, items }: Screen, page: number): Menu {
  const shown = items.slice(page * ITEMS_A_SCREEN, (page + 1) * ITEMS_A_SCREEN)
  const hasMore = items.length > (page + 1) * ITEMS_A_SCREEN
  // The place in the list is the digit, so that "xem thêm" stands eighth even where fewer are shown.
  const choices = hasMore ? [...shown, `${heading} (trang ${page + 2})`] : shown
  const said = shown.map((item, index) => `${index + 1}. ${item}`)
  return {
    lines: [
      heading === TOP ? 'Anh/chị bấm số:' : `${heading}:`,
      ...said,
      ...(hasMore ? [`${shown.length + 1}. Xem thêm`] : []),
      '9. Gặp cán bộ',
      ...(heading === TOP ? [] : ['0. Về đầu']),
    ],
    choices,
  }
}
