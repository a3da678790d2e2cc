/** The tokens of a Perl text. */

export type PerlKind = "variable" | "number" | "string" | "word" | "operator" | "open" | "close";

export interface PerlToken {
  readonly kind: PerlKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A value ends here, so an operator or the end of the statement follows. */
  readonly isTerm: boolean;
  /** For a `close`: the token that it closes, if there is one. */
  readonly opener?: PerlToken;
  /** For an `open`: the token before it. */
  readonly before?: PerlToken | undefined;
  /** For a `word`: the name of a function in its definition. */
  readonly isSubName?: boolean;
}

/** All tokens up to the end, or up to a string that does not end. */
export interface PerlTokens {
  readonly tokens: readonly PerlToken[];
  /** The beginning of a string, pattern or here-document that does not end. */
  readonly unclosed: { readonly start: number; readonly end: number; readonly text: string } | undefined;
}
