/** Where the page of a rule is. */

const PAGES = "https://github.com/keypoll/keypoll/blob/main/docs/rules";

/** The address of the page that explains a rule. */
export function rulePage(code: string): string {
  return `${PAGES}/${code}.md`;
}
