import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Store } from '../../store/index.ts'
import { readManifest } from './manifest.ts'

/**
 * Takes away the documents that came with the program: from the store, from the folder, and from the manifest (whose other
 * lines and comments stay). Communes left without a document go too. Returns the files removed. Throws `ManifestError`.
 */
export async function removeSamples(store: Store, folder: string): Promise<string[]> {
  const { corrections } = readManifest(folder)
  const files = [...corrections].filter(([, correction]) => correction.sample).map(([file]) => file)
  await eraseDocuments(store, files)
  for (const file of files) rmSync(join(folder, file), { force: true })
  forgetInManifest(folder, files)
  return files
}

async function eraseDocuments(store: Store, files: string[]): Promise<void> {
  await store.db.$transaction(async (tx) => {
    const documents = await tx.document.findMany({ where: { file: { in: files } }, select: { id: true } })
    const ids = documents.map(({ id }) => id)
    await tx.passage.deleteMany({ where: { documentId: { in: ids } } })
    await tx.document.deleteMany({ where: { id: { in: ids } } })
    const empty = { commune: { documents: { none: {} } } }
    await tx.channelAccount.updateMany({ where: empty, data: { communeId: null, role: 'citizen', unitName: null } })
    await tx.commune.deleteMany({ where: { documents: { none: {} } } })
  })
}

function forgetInManifest(folder: string, files: string[]): void {
  if (files.length === 0) return
  const path = join(folder, 'manifest.yaml')
  const manifest = parseDocument(readFileSync(path, 'utf8'))
  for (const file of files) manifest.deleteIn(['documents', file])
  // Under "documents: {}" no line can be written by hand.
  const text = manifest.toString({ lineWidth: 0 }).replace(/^documents: \{\}$/mu, 'documents:')
  writeFileSync(path, text)
}
