import type { LibraryPort } from './dependencies.ts'
import { byVietnameseName } from './vietnamese-order.ts'

export type CommuneChoice = Awaited<ReturnType<LibraryPort['communes']>>[number]

export async function communesInOrder(library: LibraryPort): Promise<CommuneChoice[]> {
  return (await library.communes()).toSorted((one, other) => byVietnameseName(one.name, other.name))
}

export async function unitsInOrder(
  library: LibraryPort,
  communes: CommuneChoice[],
): Promise<{ commune: CommuneChoice; names: string[] }[]> {
  return Promise.all(
    communes.map(async (commune) => ({
      commune,
      names: (await library.units(commune.slug)).toSorted(byVietnameseName),
    })),
  )
}
