/**
 * The model at the rim: phrases a document answer that the model-free path already has, from the passages it found. Owns
 * the prompts, the one call on the wire, its limits, and the gate an answer must pass. Promises that nothing reaches a
 * person but words, figures, offices, names and links that the named passages have, and that every failure gives the
 * model-free answer back. Refuses to phrase the register's answers, to send out internal documents unless the model is
 * domestic, and to look anything up.
 */
export { createEndpoint } from './endpoint.ts'
export { createPhrasing, type Phrase } from './phrase.ts'
export { createTranscriber, type Transcribe } from './transcribe.ts'
