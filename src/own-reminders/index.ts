/**
 * "Nhắc tôi": a reminder somebody sets for themselves in their own words. Owns reading the wish and its time, keeping it,
 * and telling what is due. Promises that the time is said back in words before it matters, that nothing past is taken, and
 * that a reminder is told once. Refuses to guess: a wish without a time is asked for one. Sends nothing itself.
 */
export { createOwnReminders, type DueReminder, type OwnReminders, type ReminderReply } from './own-reminders.ts'
export { readWish, type Wish } from './read-wish.ts'
