/** The closed list of roles a post may have, with what each is called when the office gives no title of its own. */
const POST_ROLES = {
  head: { called: 'Lãnh đạo', leads: true },
  deputy_head: { called: 'Cấp phó', leads: false },
  focal: { called: 'Cán bộ đầu mối', leads: false },
  officer: { called: 'Cán bộ', leads: false },
  coordinator: { called: 'Cán bộ điều phối', leads: false },
  chair: { called: 'Chủ tịch', leads: false },
  vice_chair: { called: 'Phó Chủ tịch', leads: false },
  administrator: { called: 'Quản trị', leads: false },
  council_standing: { called: 'Thường trực HĐND', leads: true },
  council_board_head: { called: 'Trưởng', leads: true },
  council_group: { called: 'Tổ trưởng', leads: true },
  delegate: { called: 'Đại biểu HĐND', leads: false },
  village_head: { called: 'Trưởng', leads: true },
  school_principal: { called: 'Hiệu trưởng', leads: true },
  organisation_head: { called: 'Người đứng đầu', leads: true },
  digital_team_member: { called: 'Thành viên', leads: false },
  viewer: { called: 'Người theo dõi', leads: false },
} as const satisfies Record<string, { called: string; leads: boolean }>

export type PostRole = keyof typeof POST_ROLES

export const POST_ROLE_NAMES = Object.keys(POST_ROLES) as PostRole[]

export function isPostRole(word: string): word is PostRole {
  return Object.hasOwn(POST_ROLES, word)
}

/** Whether the post speaks for its whole unit. */
export function leadsUnit(role: PostRole): boolean {
  return POST_ROLES[role].leads
}

export function usualTitle(role: PostRole, unit: string | null): string {
  const { called } = POST_ROLES[role]
  return unit && !called.endsWith(unit) ? `${called} ${unit}` : called
}
