/** Words for a shell. */

/** The word as a shell has to be given it. */
export function quoted(word: string): string {
  return /^[\w./~+:@%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
