import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../src/store/index.ts'
import { watchSharedFolders } from '../../src/watch/index.ts'
import { onEachStore } from '../support/stores.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'shared-'))
  made.push(path)
  return path
}

await onEachStore('the folders of several processes', (ground) => {
  /** What the embedded store is not: served to several processes. */
  const store = (): Store => ({ ...ground().store, kind: 'server' })
  const process = (knowledge: string, data: string) => watchSharedFolders(store(), { knowledge, data })
  const keysOf = async (one: { troubles(): Promise<{ key: string }[]> }): Promise<string[]> =>
    (await one.troubles()).map(({ key }) => key)

  beforeEach(async () => {
    await store().query(`DELETE FROM setting WHERE name LIKE 'process-%'`)
  })

  it('are the same, and nothing is told', async () => {
    const [knowledge, data] = [folder(), folder()]
    const processes = [process(knowledge, data), process(knowledge, data), process(knowledge, data)]
    for (const each of processes) await each.compare()
    for (const each of processes) await each.compare()
    for (const each of processes) expect(await keysOf(each)).toEqual([])
  })

  it('are told in words on every process where one of them sees another folder, and no more once it left', async () => {
    const data = folder()
    const [web, worker] = [process(folder(), data), process(folder(), data)]
    await web.compare()
    await worker.compare()
    expect(await keysOf(web)).toEqual(['folder-knowledge'])
    const [told] = await worker.troubles()
    expect(told?.says).toContain('không dùng chung một thư mục văn bản')
    expect(told?.remedy).toContain('KNOWLEDGE_DIR')
    await worker.leave()
    await web.compare()
    expect(await keysOf(web)).toEqual([])
  })

  it('are not taken for the same because one is an older copy of the other', async () => {
    const [knowledge, data, copied] = [folder(), folder(), folder()]
    const web = process(knowledge, data)
    await process(knowledge, data).compare()
    cpSync(knowledge, copied, { recursive: true })
    await web.compare()
    await process(copied, data).compare()
    expect(await keysOf(web)).toEqual(['folder-knowledge'])
  })

  it('are compared with those of running processes alone', async () => {
    const data = folder()
    const dead = process(folder(), data)
    await dead.compare()
    await store().query(`UPDATE setting SET updated_at = now() - interval '20 minutes' WHERE name LIKE 'process-%'`)
    const web = process(folder(), data)
    await web.compare()
    expect(await keysOf(web)).toEqual([])
  })

  it('may be read only for one of them, which still sees the marks of the others', async () => {
    const [knowledge, data] = [folder(), folder()]
    const web = process(knowledge, data)
    await web.compare()
    const nowhere = join(data, 'file')
    cpSync('package.json', nowhere)
    await process(nowhere, data).compare()
    expect(await keysOf(web)).toEqual(['folder-knowledge'])
  })
})
