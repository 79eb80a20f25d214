/**
 * Who writes to us: one account an address on a channel, its commune, and a role that follows from the posts its person
 * holds now or, in the demonstration on this machine alone, is merely tried. Owns posts and who holds them, the one-time
 * codes that link a chat, who may sign in to the office's pages with which rights, consent, preferences, erasing and handing out one person's data, the journal of erasures outside the database, and the trail of such changes.
 * Promises that a post outlives its holder, that a code works once, that whoever left office is a citizen at once, and that
 * a tried role counts for nothing once the demonstration has ended for good. Sends nothing; never reads what people wrote
 * but to export it.
 */
export type { Account, Address, CommuneRef, HeldPost, Role } from './account.ts'
export { type Actor, type AuditAction, type WrittenEntry, writeAudit } from './audit.ts'
export type { Consent, ConsentPurpose, Consents } from './consents.ts'
export { eraseAgain } from './erasures/erase-again.ts'
export { type ErasureJournal, openErasureJournal } from './erasures/journal.ts'
export { type Holder, type Reachable, USUAL_ORDER } from './holders.ts'
export type { Newcomer, Tenure } from './holdings.ts'
export { readLinkCode } from './link-codes.ts'
export type { Linking, MadeCode, Redeemed } from './linking.ts'
export type { OwnData } from './own-data.ts'
export { type Choice, type ChoiceOutcome, openPeople, type People, type PeopleOptions } from './people.ts'
export { isPostRole, POST_ROLE_NAMES, type PostRole } from './post-roles.ts'
export type { Added, HandedOver, NewPost, Post, PostChange, Posts } from './posts.ts'
export type { Preferences } from './preferences.ts'
export type { FirstAdministrator, Login, LoginMade } from './sign-in/logins.ts'
export type { OwnSession } from './sign-in/own-sessions.ts'
export type { PasswordWeakness } from './sign-in/passwords.ts'
export type { Right } from './sign-in/rights.ts'
export type { NewFactor } from './sign-in/second-factor.ts'
export type { Operator, OperatorPost } from './sign-in/sessions.ts'
export { type Credentials, openSignIn, type PasswordSet, type SignedIn, type SignIn } from './sign-in/sign-in.ts'
