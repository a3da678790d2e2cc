/** The few DOM types for functions that run inside the page; the project compiles without the DOM library. */

/** An element of the page. */
export interface DomElement {
  readonly className: string;
  readonly textContent: string | null;
  readonly classList: { contains(name: string): boolean };
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { readonly top: number };
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}
