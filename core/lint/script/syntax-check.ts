/** What an interpreter says about the syntax of a script that it reads but does not run. */

/** Lines and columns from 1; columns in characters. */
export type SyntaxCheck =
  | { readonly kind: "accepted" }
  | {
      readonly kind: "rejected";
      /** The name of the program: `python3`. */
      readonly program: string;
      readonly line: number;
      readonly column: number | undefined;
      /** In the program's own words. */
      readonly message: string;
    };
