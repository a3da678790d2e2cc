/** What a Perl text is cut into. */

export type PerlKind = "variable" | "number" | "string" | "word" | "operator" | "open" | "close";

export interface PerlToken {
  readonly kind: PerlKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A value ends here, so that what follows is an operator or the end of the statement. */
  readonly isTerm: boolean;
  /** Of a `close`: the token that it closes, where there is one. */
  readonly opener?: PerlToken;
  /** Of an `open`: the token before it. */
  readonly before?: PerlToken | undefined;
  /** Of a `word`: the name of a function where it is defined. */
  readonly isSubName?: boolean;
}

/** All tokens up to the end, or up to a string that does not end. */
export interface PerlTokens {
  readonly tokens: readonly PerlToken[];
  /** Where a string, pattern or here-document begins that does not end. */
  readonly unclosed: { readonly start: number; readonly end: number; readonly text: string } | undefined;
}
