import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTranscriber } from '../../../src/answering/model/transcribe.ts'

const SOUND = new Uint8Array([79, 103, 103, 83, 0, 2])

describe('hearing, on an independent mock of the wire', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1' })
  const warn = vi.fn()
  beforeAll(() => mock.start())
  afterEach(() => {
    mock.reset()
    warn.mockClear()
  })
  afterAll(() => mock.stop())
  const hear = () =>
    createTranscriber({ apiKey: 'key', baseUrl: `${mock.url}/v1`, model: 'nghe', timeoutMs: 1_000 }, warn)(SOUND, null)

  test('the words come back, without the identifiers that were spoken', async () => {
    mock.onTranscription({ transcription: { text: ' hạn báo cáo là ngày nào, số 0912345678 ' } })
    expect(await hear()).toBe('hạn báo cáo là ngày nào, số [số điện thoại đã che]')
    expect(warn).not.toHaveBeenCalled()
  })

  test('silence is nothing heard', async () => {
    mock.onTranscription({ transcription: { text: '  ' } })
    expect(await hear()).toBeNull()
  })

  test.each([429, 500, 401])('%d is nothing heard, with a line that tells no word of it', async (status) => {
    mock.on({ endpoint: 'transcription' }, { error: { message: 'không được' }, status })
    expect(await hear()).toBeNull()
    expect(warn).toHaveBeenCalledExactlyOnceWith('speech_failed', expect.objectContaining({ status }))
  })
})
