/** `BENCH_SHORT=1 npm run bench -- …`: small sizes, to see that a part runs; its figures say nothing. */
const isShort = process.env.BENCH_SHORT === '1'

export function unlessShort<Size>(whole: Size, short: Size): Size {
  return isShort ? short : whole
}
