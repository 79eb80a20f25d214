/**
 * The one way out. A message is a row before it is sent; it goes due → sending → sent, failed (the channel said it never
 * will), given up (tried for as long as its class is worth, or its words are true no longer) or `unknown` (it may have arrived; what then is data, by its
 * class). Promises one sender at a time for a chat, its messages in order and spaced, no more to one address of a provider
 * than it takes in all processes together, and that what is due is decided by the database's clock.
 * Writes no content and knows no provider.
 */
export { createDelivery, type Delivery, type DeliveryOptions, type Dispatch, type OweOutcome } from './delivery.ts'
export type { Draft } from './draft.ts'
export { lanesOf } from './lanes.ts'
export type { LedgerEntry, LedgerQuery, SendStatus } from './ledger.ts'
export type { MessageClass } from './message-class.ts'
export { jsonOrNull, type Owed, storable } from './owe.ts'
