/** How the trees of a language are built: what is text, what joins it, what holds statements. */

/** What delimits the text of a node: child nodes of the kinds in `ends`, or so many characters. */
export type Delimiters = "ends" | { readonly open: number; readonly close: number };

export interface TreeShape {
  /** Kinds of nodes that are text. */
  readonly strings: Readonly<Record<string, Delimiters>>;
  /** The sign that gives the next character another meaning. */
  readonly escape: "\\" | "`";
  /** Kinds of strings in which it is a character like others. */
  readonly raw: readonly string[];
  /** Kinds of children that begin or end a string. */
  readonly ends: readonly string[];
  /** Kinds of children of a string that stand for a value. */
  readonly values: readonly string[];
  /** Kinds of nodes that put texts together, with their operators; none: always. */
  readonly joins: Readonly<Record<string, readonly string[]>>;
  /** What a place for a value looks like in the text of a call that formats: `%s` or `{}`. */
  readonly directives: "percent" | "braces";
  /** Kinds of nodes that only hold another. */
  readonly wrappers: readonly string[];
  /** Kinds of leaves that name something: options, variables, members, and the contents of strings. */
  readonly words: readonly string[];
  /** Functions and methods that fill a number up with zeros. */
  readonly padding: readonly string[];
  /** Kinds of nodes that hold statements. */
  readonly blocks: readonly string[];
  /** Kinds of nodes whose statements run only sometimes. */
  readonly branches: readonly string[];
  /** Kinds of nodes whose output the script may read itself. */
  readonly captured: readonly string[];
  /** Kinds of statements that count wherever they stand. */
  readonly hoisted: readonly string[];
}
