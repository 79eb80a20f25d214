import { describeChannelContract } from '../contract.ts'
import { openTelegramContract } from './ground.ts'

describeChannelContract('Telegram', openTelegramContract)
