/**
 * Citizens' questions about public services, answered from guides handed in as plain data: the short version first, one part
 * or one step on request, one ordered list for an event of life, a warning where a known trick is told. Promises the
 * source and the day it was checked with every answer, and never a place, fee or phone the guide or the office did not
 * write. Refuses, with null, every question that is not about a service.
 */
export { createGuideAnswers, type GuideAnswer, type GuideAnswers, type GuideSources } from './guide-answers.ts'
export type { ServiceKnowledge } from './service-guide.ts'
