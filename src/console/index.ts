/**
 * The office's own pages under /quan-tri: what came in, what is due, what the machine read and wants confirmed, what it
 * could not answer, what it sent. Owns sign-in pages, navigation and the forms; promises that nothing is shown without a
 * session, that every change needs its right and leaves a trail with who and why, and that each page works without scripts.
 * Keeps no data of its own: it asks the services it is given.
 */
export { CONSOLE_PATH, createConsole } from './console.ts'
export type { ConsoleDependencies } from './dependencies.ts'
export type { DeskPorts, Held } from './desk-ports.ts'
