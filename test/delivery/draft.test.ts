import { afterEach, expect, it } from 'vitest'
import { type Assistant, type AssistantOptions, answered, openAssistant } from '../support/assistant.ts'
import { onEachStore } from '../support/stores.ts'

const LONG = 'Xã đặt mục tiêu hoàn thành số hóa sổ hộ tịch trong năm 2027, theo kế hoạch chuyển đổi số của xã.'

await onEachStore('an answer shown while it is written', (ground) => {
  let open: Assistant[] = []
  afterEach(async () => {
    await Promise.all(open.map((assistant) => assistant.close()))
    open = []
  })

  /** Asks one question on a channel; its answer is written in two pieces before it is whole. */
  const ask = async (options: AssistantOptions): Promise<{ assistant: Assistant; edits: string[] }> => {
    const edits: string[] = []
    const edit = options.edit
    const assistant = await openAssistant(
      { ...ground(), keyPrefix: `${ground().keyPrefix}-${crypto.randomUUID()}` },
      {
        answering: async ({ onText }) => {
          onText?.(LONG)
          await new Promise((resolve) => setTimeout(resolve, 50))
          return answered(`${LONG} Hết.`)
        },
        send: async (_, text) => ({ kind: 'sent', receipt: `tin: ${text}` }),
        ...options,
        ...(edit && {
          edit: async (receipt, text) => {
            edits.push(text)
            return edit(receipt, text)
          },
        }),
      },
    )
    open.push(assistant)
    assistant.work()
    await assistant.conversation.receive({
      channel: 'telegram',
      endpoint: '',
      externalUserId: crypto.randomUUID(),
      externalKey: crypto.randomUUID(),
      text: 'hỏi',
      kind: 'text',
    })
    await assistant.jobs.drain(20_000)
    return { assistant, edits }
  }
  const answersSent = ({ sent }: Assistant): string[] =>
    sent.map(({ text }) => text).filter((text) => text.startsWith('Xã đặt'))

  it('stands in the chat once: the whole answer takes the place of what was shown', async () => {
    const { assistant, edits } = await ask({ edit: async (receipt) => ({ kind: 'sent', receipt }) })
    expect(answersSent(assistant)).toEqual([`${LONG} …`])
    expect(edits).toEqual([`${LONG} Hết.`])
  })

  it('is sent whole where what was shown can be changed no more', async () => {
    const { assistant } = await ask({ edit: async () => ({ kind: 'permanent', reason: 'too old' }) })
    expect(answersSent(assistant)).toEqual([`${LONG} …`, `${LONG} Hết.`])
  })

  it('is changed again after a fault that passes, and never said twice', async () => {
    let faults = 1
    const { assistant, edits } = await ask({
      edit: async (receipt) => {
        faults -= 1
        return faults >= 0 ? { kind: 'temporary', reason: '503' } : { kind: 'sent', receipt }
      },
    })
    expect(answersSent(assistant)).toEqual([`${LONG} …`])
    expect(edits).toEqual([`${LONG} Hết.`, `${LONG} Hết.`])
  })

  it('is not shown before it is whole on a channel that cannot change what it sent', async () => {
    const { assistant } = await ask({})
    expect(answersSent(assistant)).toEqual([`${LONG} Hết.`])
  })
})
