/**
 * Who is reminded of what and when: the office's policy, the plan of steps, one message a person and window, its words, the
 * simulation of a span. Promises no step on a day off, none after the last safe day but late ones, no duty told twice in a
 * message, and nothing to a unit that the office did not confirm. Refuses to read documents or to move a date. Fails with
 * `PolicyError` when the office's policy file is not of its form.
 */
export { type Policy, PolicyError, readPolicy } from './policy.ts'
export { type SimulatedReminder, type Simulation, simulateReminders } from './simulate.ts'
