/** The structure of a language's trees: what is text, what joins it, what contains statements. */

/** What delimits the text of a node: child nodes of the kinds in `ends`, or a number of characters. */
export type Delimiters = "ends" | { readonly open: number; readonly close: number };

export interface TreeShape {
  /** Kinds of nodes that are text. */
  readonly strings: Readonly<Record<string, Delimiters>>;
  /** The escape character. */
  readonly escape: "\\" | "`";
  /** Kinds of strings in which it is an ordinary character. */
  readonly raw: readonly string[];
  /** Kinds of children that begin or end a string. */
  readonly ends: readonly string[];
  /** Kinds of children of a string that stand for a value. */
  readonly values: readonly string[];
  /** Kinds of nodes that join texts, with their operators. Empty means always. */
  readonly joins: Readonly<Record<string, readonly string[]>>;
  /** The form of a place for a value in the text of a call that formats: `%s` or `{}`. */
  readonly directives: "percent" | "braces";
  /** Kinds of nodes that only wrap another. */
  readonly wrappers: readonly string[];
  /** Kinds of leaves that name something: options, variables, members, and the contents of strings. */
  readonly words: readonly string[];
  /** Functions and methods that pad a number with zeros, without a format that says so. */
  readonly padding: readonly string[];
  /** Kinds of nodes that contain statements. */
  readonly blocks: readonly string[];
  /** Kinds of nodes whose statements run only sometimes. */
  readonly branches: readonly string[];
  /** Kinds of nodes whose output the script may read itself. */
  readonly captured: readonly string[];
  /** Kinds of statements that count in any place. */
  readonly hoisted: readonly string[];
}
