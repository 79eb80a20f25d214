/** The least a Telegraf bot can do: a webhook in, the same words out, nothing kept. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Telegraf } from 'telegraf'

const [token = '', apiRoot = ''] = process.argv.slice(2)
const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } })
bot.on('text', (context) => context.reply(`đáp: ${context.message.text}`))
const server = createServer(bot.webhookCallback('/webhooks/telegram'))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
