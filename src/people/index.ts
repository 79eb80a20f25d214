/**
 * Who writes to us: one account an address on a channel, its commune, and a role that follows from the posts its person
 * holds now or, in the demonstration on this machine alone, is merely tried. Owns posts and who holds them, the one-time
 * codes that link a chat, consent, preferences, erasing and handing out one person's data, and the trail of such changes.
 * Promises that a post outlives its holder, that a code works once, that whoever left office is a citizen at once, and that
 * a tried role counts for nothing once the demonstration has ended for good. Sends nothing; never reads what people wrote
 * but to export it.
 */
export type { Account, Address, CommuneRef, HeldPost, Role } from './account.ts'
export type { Actor, AuditAction, WrittenEntry } from './audit.ts'
export type { Consent, ConsentPurpose, Consents } from './consents.ts'
export type { Holder, Reachable } from './holders.ts'
export type { Newcomer, Tenure } from './holdings.ts'
export { readLinkCode } from './link-codes.ts'
export type { Linking, MadeCode, Redeemed } from './linking.ts'
export type { OwnData } from './own-data.ts'
export { type Choice, type ChoiceOutcome, openPeople, type People, type PeopleOptions } from './people.ts'
export { isPostRole, POST_ROLE_NAMES, type PostRole } from './post-roles.ts'
export type { Added, HandedOver, NewPost, Post, PostChange, Posts } from './posts.ts'
export type { Preferences } from './preferences.ts'
