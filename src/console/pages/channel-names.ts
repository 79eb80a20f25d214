/** Channels as people call them. */
export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  web: 'trang web',
  terminal: 'dòng lệnh',
  telegram: 'Telegram',
  zalo_oa: 'Zalo OA',
  zalo_bot: 'Zalo Bot',
  email: 'thư điện tử',
}
