/** Where the pages of the documentation are. */

const PAGES = "https://github.com/keypoll/keypoll/blob/main/docs";

/** The address of a page, by its name. */
export function docsPage(name: string): string {
  return `${PAGES}/${name}.md`;
}

/** The address of the page that explains a rule. */
export function rulePage(code: string): string {
  return docsPage(`rules/${code}`);
}
