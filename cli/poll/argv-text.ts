/** The arguments of a run in readable form. */

/** `["./answers.sh", "id", "001"]`: as JSON, so that empty ones, blanks and control characters are visible. */
export function argvText(argv: readonly string[]): string {
  return `[${argv.map((each) => JSON.stringify(each)).join(", ")}]`;
}
