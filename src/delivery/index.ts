/**
 * The one way out. A message is a row before it is sent; it goes due → sending → sent, failed (the channel said it never
 * will) or given up, and `unknown` when a process died between sending and noting and once more did not settle it.
 * Promises one sender at a time for a message and that what is due is decided by the database's clock.
 * Writes no content and knows no provider.
 */
export { createDelivery, type Delivery, type DeliveryOptions } from './delivery.ts'
