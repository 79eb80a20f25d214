/**
 * What every channel of messages is to the rest of the program: neutral messages in, neutral messages out, limits as
 * data, and send failures of exactly three kinds. Providers' words stay inside their own folders. Stores nothing,
 * decides nothing about content, never calls the conversation.
 */
export {
  type Channel,
  type ChannelName,
  type InboundKind,
  type InboundMessage,
  type OutboundMessage,
  pageChannel,
  type SendFailure,
  type SendResult,
} from './channel.ts'
