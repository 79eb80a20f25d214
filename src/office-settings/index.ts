/**
 * What the office itself has set and every process obeys, because it stands in the store: what is stopped and why, how long
 * messages are kept, whether the public page of figures is on. Promises that a change holds from the next message on and
 * leaves a trail with who and why. Never a secret, never a setting that only a restart could apply.
 */
export { type OfficeSettings, openOfficeSettings } from './office-settings.ts'
export { isStoppable, STOPPABLE, type Stop, type Stoppable, type Stopped, type Stops } from './stops.ts'
