/**
 * Zalo Official Accounts on the OA OpenAPI: signed webhooks in, consultation messages and approved templates out, and the
 * tokens that keep an OA's consent alive. Promises that a failing answer (which Zalo sends with HTTP 200) is one of three
 * kinds, that a refresh token is used once by one process and its successor stored before use, and that nothing secret
 * stands in a result or a log. Keeps nothing itself: accounts and tokens are in the `OaBook` it is given.
 */
export type { OaAccount, OaBook, OaTokens, Renewal } from './account.ts'
export { compareApproved } from './approved.ts'
export { type ConsentGiven, createConsent } from './consent.ts'
export { loadTemplateTexts } from './template-text.ts'
export { createZaloOa, type ZaloOa, type ZaloOaOptions } from './zalo-oa.ts'
