/** The tokens of a Perl text. Perl cannot be read without running it; what this reader cannot tell for certain, it leaves out. */

import { PerlReader } from "./reader.ts";
import type { PerlTokens } from "./token.ts";

export function perlTokens(text: string): PerlTokens {
  return new PerlReader(text).read();
}
