/** The arguments of a run as people read them. */

/** `["./answers.sh", "id", "001"]`: as JSON, so that empty ones, blanks and control characters are seen. */
export function argvText(argv: readonly string[]): string {
  return `[${argv.map((each) => JSON.stringify(each)).join(", ")}]`;
}
