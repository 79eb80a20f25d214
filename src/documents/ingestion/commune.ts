import { slugify } from '../../language/text.ts'
import { SHARED_COMMUNE_ID, type Store } from '../../store/index.ts'

/** `name` with its kind, "xã …"; `properName` without. */
export type NamedCommune = { name: string; properName: string; province: string | null }

/** Communes are the same when their slugs are. */
export async function findOrCreateCommune(
  store: Store,
  { name, properName, province }: NamedCommune,
): Promise<{ id: number }> {
  const slug = slugify(properName)
  return store.db.commune.upsert({
    where: { slug },
    create: { slug, name, province },
    update: province ? { province } : {},
  })
}

export async function ensureSharedCommune(store: Store): Promise<void> {
  await store.db.commune.upsert({
    where: { id: SHARED_COMMUNE_ID },
    create: { id: SHARED_COMMUNE_ID, slug: 'dung-chung', name: 'Dùng chung' },
    update: {},
  })
}
