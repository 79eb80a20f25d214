/** Where a citizen is helped in person: the office's own facts where it filled them in, else the desk's name alone. */
import { fold } from '../../language/text.ts'
import type { Desk, LocalOffice } from './service-guide.ts'

const DESK_NAMES: Record<Desk, string> = {
  service_centre: 'Trung tâm Phục vụ hành chính công xã',
  police: 'Công an xã',
  health_station: 'Trạm Y tế xã',
  school: 'nhà trường',
  digital_team: 'Tổ công nghệ số cộng đồng ở thôn, hoặc Trung tâm Phục vụ hành chính công xã',
  office: 'UBND xã',
}

export function deskName(desk: Desk, office: LocalOffice | null): string {
  return office?.desks[desk]?.name ?? DESK_NAMES[desk]
}

/** Address, hours and phones of the desk as the office wrote them; null where it wrote none. */
export function deskFacts(desk: Desk, office: LocalOffice | null): string | null {
  const facts = office?.desks[desk]
  if (!facts) return null
  const told = [
    facts.address && `địa chỉ ${facts.address}`,
    facts.hours && `giờ làm việc ${facts.hours}`,
    facts.phones.length > 0 && `điện thoại ${facts.phones.join(', ')}`,
    facts.note,
  ].filter(Boolean)
  if (told.length === 0) return null
  const line = `${deskName(desk, office)}: ${told.join('; ')}.`
  return line.charAt(0).toUpperCase() + line.slice(1)
}

/** Words by which people mean a desk, without marks; the first that fits is meant. */
const DESK_WORDS: [Desk, RegExp][] = [
  ['police', /cong an/],
  ['health_station', /tram y te|tram xa/],
  ['school', /truong (?:hoc|mam non|tieu hoc|thcs)/],
  ['digital_team', /to cong nghe|chuyen doi so/],
  ['service_centre', /hanh chinh cong|mot cua|nop ho so|lam giay to/],
  ['office', /uy ban|ubnd|chu tich|tiep (?:cong )?dan/],
]

/** What the office wrote of the desk or the village that is asked after; of its service centre when neither is named. */
export function officeLines(question: string, office: LocalOffice | null): string[] {
  const asked = fold(question)
  if (/thon|xom|khu pho|to dan pho|\bap\b/.test(asked)) return villageLines(question, office)
  const desk = DESK_WORDS.find(([, words]) => words.test(asked))?.[0]
  const facts = (desk ? [desk] : (['service_centre', 'office'] as const)).map((each) => deskFacts(each, office))
  return facts.filter((line) => line !== null)
}

const MOST_VILLAGES = 8

/** Heads and digital teams of the villages the question names, else of all where they are few. */
export function villageLines(question: string, office: LocalOffice | null): string[] {
  const villages = office?.villages ?? []
  const said = ` ${fold(question)} `
  const named = villages.filter(({ name }) => said.includes(fold(name)))
  const shown = named.length > 0 ? named : villages.length <= MOST_VILLAGES ? villages : []
  return shown.flatMap(({ name, head, digitalTeam }) => {
    const told = [
      head && `trưởng thôn ${nameAndPhone(head)}`,
      digitalTeam.length > 0 && `Tổ công nghệ số ${digitalTeam.map(nameAndPhone).join(', ')}`,
    ].filter(Boolean)
    return told.length > 0 ? [`${name}: ${told.join('; ')}.`] : []
  })
}

function nameAndPhone({ name, phone }: { name: string; phone?: string }): string {
  return phone ? `${name} (${phone})` : name
}
