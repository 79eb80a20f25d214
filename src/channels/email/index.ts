/**
 * Mail, out only: reminders, notices and login links through the office's own SMTP server. Promises the channel contract;
 * neither the password nor an address stands in a result or a log. Reads no mailbox.
 */
export { createEmailChannel, type EmailOptions } from './email.ts'
