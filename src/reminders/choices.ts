/** The words of the buttons, in one place: what is pressed comes back as these words. */
export const CHOICES = {
  filed: 'Đã nộp',
  done: 'Đã xong',
  inProgress: 'Đang làm',
  difficulty: 'Báo vướng mắc',
  later: 'Nhắc lại sau',
  more: 'Việc khác',
  extension: 'Xin gia hạn',
  notOurs: 'Không thuộc đơn vị tôi',
  notDue: 'Không phải nộp',
  accept: 'Đã nhận',
  giveBack: 'Trả lại',
  confirm: 'Xác nhận',
  wrong: 'Không đúng',
  setDate: 'Đặt hạn',
  review: 'Xem để xác nhận',
  tellLeaders: 'Báo lãnh đạo',
  collect: 'Nội dung báo cáo',
  count: 'Ghi thêm',
  undo: 'Hoàn tác',
} as const

/** What the choices of a reminder are about: comes back with the one that is taken. */
export type DutiesSubject = {
  about: 'duties'
  /** The numbered lines of the message, each with the occurrences it stands for. */
  items: number[][]
}
