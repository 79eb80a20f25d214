import { expect, it } from 'vitest'
import { CLIENTS, openRedirectTrap, REDIRECTS } from '../support/redirect-trap.ts'

const CASES = Object.entries(CLIENTS).flatMap(([name, ask]) => REDIRECTS.map((status) => ({ name, status, ask })))

it.each(CASES)('$name does not follow a server that answers $status to another', async ({ status, ask }) => {
  const trap = await openRedirectTrap(status)
  try {
    await expect(ask(trap.url)).rejects.toThrow()
    expect(trap.caught()).toBe(0)
  } finally {
    await trap.close()
  }
})
