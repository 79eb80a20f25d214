/** A title and the capitalised words after it are somebody's name. */
const NAMED =
  /(?<!\p{L})([Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Tt]ên(?: tôi)?(?: là)?|[Tt]ôi là|[Ee]m là|[Đđ]ồng chí)(?:\s+\p{Lu}\p{L}+){1,4}/gu

/** The text with people's names left out, as far as the words before them give them away. */
export function maskNames(text: string): string {
  return text.replace(NAMED, '$1 [tên]')
}
