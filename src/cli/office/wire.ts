import { z } from 'zod'

/** What is said between a command and the assistant that runs it: one request, then a JSON line for each thing told. */

export const OFFICE_COMMAND_PATH = '/noi-bo/lenh'

export const commandAsked = z.object({ command: z.string(), args: z.array(z.string()) })

const sentence = z.object({ vi: z.string(), en: z.string() })

export const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number(), file: z.string() }),
  z.object({ kind: z.literal('said'), text: z.string() }),
  /** Still at it: keeps the connection from being thought dead. */
  z.object({ kind: z.literal('busy') }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), sentence, isUsage: z.boolean() }),
])

export type Told = z.infer<typeof told>
