/** Boards that run a village or quarter, under whatever word a region has for the place. */

const BOARDS = ['Ban điều hành', 'Ban nhân dân', 'Ban tự quản', 'Ban quản lý', 'Ban cán sự', 'Ban phát triển']
const PLACES = ['thôn', 'bản', 'ấp', 'khóm', 'buôn', 'xóm', 'làng', 'bon', 'sóc', 'khu phố', 'khu dân cư', 'tổ dân phố']

/** As the lexicon lists offices: the name shown, then the ways to write it. "Ban tự quản thôn, buôn" is one board's name. */
export const VILLAGE_BOARDS: readonly (readonly string[])[] = BOARDS.flatMap((board) =>
  [...PLACES.map((place) => [place]), ...pairs(PLACES)].map((places) => boardOf(board, places)),
)

function boardOf(board: string, places: readonly string[]): string[] {
  const [head, words] = [board.toLowerCase(), places.join(' ')]
  return [`${board} ${places.join(', ')}`, `${head} ${words}`, `${head} các ${words}`, `các ${head} ${words}`]
}

function pairs(places: readonly string[]): string[][] {
  return places.flatMap((first) => places.filter((second) => second !== first).map((second) => [first, second]))
}
