/** The menu Telegram shows beside the field for typing; what the commands do is the conversation's business. */
export const PRIVATE_COMMANDS = [
  { command: 'help', description: 'Trợ lý làm được gì' },
  { command: 'xa', description: 'Chọn xã, phường' },
  { command: 'viec', description: 'Việc của đơn vị tôi' },
  { command: 'han', description: 'Các hạn sắp tới' },
  { command: 'baocao', description: 'Báo cáo phải nộp' },
  { command: 'nhacnho', description: 'Cách nhận nhắc việc' },
  { command: 'xoadulieu', description: 'Xóa dữ liệu của tôi' },
  { command: 'start', description: 'Bắt đầu' },
]

/** A group is a citizen: no post is linked in it. */
export const GROUP_COMMANDS = PRIVATE_COMMANDS.filter(({ command }) => command === 'help' || command === 'xa')
