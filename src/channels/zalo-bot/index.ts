/**
 * Bots of the Zalo Bot Platform, which resembles Telegram: a fixed token, updates polled one by one or delivered with a
 * secret, text out. Promises that what Zalo gave out is held until it is stored, and that the token, which is part of
 * every address, stands in no result and no log. There are no buttons, no files and no groups: choices and links are
 * written out as lines.
 */
export { createZaloBot, type ZaloBotOptions } from './zalo-bot.ts'
