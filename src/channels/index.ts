/**
 * What every channel of messages is to the rest of the program: neutral messages in, neutral messages out, limits as
 * data, and send failures of exactly three kinds. Providers' words stay inside their own folders. Stores nothing,
 * decides nothing about content, never calls the conversation.
 */
export {
  type Channel,
  type ChannelAddress,
  type ChannelCheck,
  type ChannelLimits,
  type ChannelLog,
  type ChannelName,
  type Inbound,
  type InboundAttachment,
  type InboundEvent,
  type InboundKind,
  type InboundMessage,
  type OutboundDocument,
  type OutboundMessage,
  type OutboundTemplate,
  type ParsedWebhook,
  type Pressed,
  pageChannel,
  type SendFailure,
  type SendResult,
  type WebhookRequest,
} from './channel.ts'
