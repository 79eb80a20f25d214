/**
 * Telegram, spoken through Telegraf's client. Owns the Bot API's words, its secret header, its markup and its loop of
 * updates, which confirms nothing before it is stored and never ends by itself. Promises the channel contract; no error
 * of it carries the token. Stores nothing and answers nobody.
 */
export { createTelegramChannel, type TelegramOptions } from './telegram.ts'
