import type { CommuneRegister, RegisteredDuty, RegisteredRule } from '../../src/duties/index.ts'

const UNITS = ['Phòng Kinh tế', 'Trạm Y tế', 'Hội Nông dân', 'Ban Pháp chế HĐND']

export function rule(fields: Partial<RegisteredRule> = {}): RegisteredRule {
  return {
    id: 1,
    documentId: 1,
    section: 'V',
    quote: 'Các đơn vị báo cáo trước ngày 20 tháng cuối quý.',
    key: `rule-${fields.id ?? 1}`,
    who: ['Phòng Kinh tế'],
    to: 'UBND xã',
    via: 'Phòng Văn hóa - Xã hội',
    cadence: 'quarterly',
    dueText: 'trước ngày 20 tháng cuối quý',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
    state: 'confirmed',
    changed: false,
    ...fields,
  }
}

export function duty(fields: Partial<RegisteredDuty> = {}): RegisteredDuty {
  return {
    id: 1,
    documentId: 1,
    section: 'Phụ lục, STT 1',
    quote: 'Số hóa bản đồ',
    key: `duty-${fields.id ?? 1}`,
    no: '1',
    name: 'Số hóa bản đồ',
    lead: ['Phòng Kinh tế'],
    coordinating: [],
    output: null,
    timeText: 'Năm 2026',
    start: '2026-01-01',
    end: '2026-12-31',
    recurrence: null,
    ongoing: false,
    from: 'appendix',
    state: 'confirmed',
    changed: false,
    count: null,
    open: [],
    position: 1,
    ...fields,
  }
}

/** A made-up commune with one paper. */
export function register(fields: Partial<CommuneRegister> & { dateText?: string | null } = {}): CommuneRegister {
  const { dateText = 'ngày 05 tháng 01 năm 2026', ...rest } = fields
  return {
    commune: { id: 1, slug: 'binh-phu', name: 'xã Bình Phú', province: null },
    documents: [
      {
        id: 1,
        file: 'ke-hoach.txt',
        visibility: 'public',
        type: 'Kế hoạch',
        number: null,
        dateText,
        title: 'Chuyển đổi số năm 2026',
        issuer: 'Ủy ban nhân dân xã Bình Phú',
        signer: null,
        signerTitle: null,
        period: null,
        replaces: null,
        legalBasis: [],
      },
    ],
    units: UNITS.map((name) => ({ name, aliases: [], group: false, members: [] })),
    duties: [],
    rules: [],
    targets: [],
    passages: [],
    unsupported: { duties: [], rules: [] },
    ...rest,
  }
}
