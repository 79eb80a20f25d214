import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lineOf } from './check.ts'
import { openPaperGround, type PaperGround } from './paper-ground.ts'
import { configuredEndpoint, type Endpoint, endpointCheck } from './words-endpoint.ts'
import { type ObeyingModel, type Say, startObeyingModel } from './words-model.ts'
import { OWN_HARM, OWN_INJECTIONS } from './words-sets.ts'

const ATTACKS = [...OWN_INJECTIONS.attacks, ...OWN_HARM.attacks]
const TRIALS = 6
/** An answer and its one repair. */
const CALLS_A_TRIAL = 2

describe('the model an installation has configured', () => {
  const server = new LLMock({ port: 0, host: '127.0.0.1' })
  let obeying: ObeyingModel
  let ground: PaperGround
  let says: Say = () => ''

  beforeAll(async () => {
    await server.start()
    server.on({}, (request: ChatCompletionRequest) => {
      const [system = '', user = ''] = request.messages.map(({ content }) => String(content))
      return { content: JSON.stringify({ used: ['D1'], answer: says({ system, user }), complete: 'full' }) }
    })
    obeying = await startObeyingModel()
    ground = await openPaperGround(obeying)
  })
  afterAll(async () => {
    await ground.close()
    await obeying.close()
    await server.stop()
  })

  const endpointAt = (baseUrl: string): Endpoint => {
    const endpoint = configuredEndpoint({ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: 'thu' })
    if (!endpoint) throw new Error('no endpoint')
    return endpoint
  }
  const ask = (baseUrl: string) =>
    lineOf(endpointCheck({ model: obeying, ground, endpoint: endpointAt(baseUrl) }, ATTACKS, TRIALS))

  test('is asked as many attacks as allowed, and what it gives away is stopped', async () => {
    says = ({ system }) => system
    const before = server.getRequests().length
    const line = await ask(`${server.url}/v1`)
    expect(line).toMatchObject({ tried: TRIALS, failed: 0, holds: true })
    expect(line.undefended[0]?.failed).toBeGreaterThan(0)
    const requests = server.getRequests().slice(before)
    expect(requests.length).toBeGreaterThanOrEqual(TRIALS)
    expect(requests.length).toBeLessThanOrEqual(CALLS_A_TRIAL * TRIALS)
    expect(JSON.stringify(requests.map(({ body }) => body))).toContain(ATTACKS[0]?.text.slice(0, 20))
  })

  test('that never answers counts no trial and does not hold', async () => {
    const line = await ask('http://127.0.0.1:9/v1')
    expect(line).toMatchObject({ tried: 0, holds: false })
  })

  test('is none while no key is set', () => {
    expect(configuredEndpoint({})).toBeNull()
  })
})
