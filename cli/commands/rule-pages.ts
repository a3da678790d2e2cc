/** The pages of the rules, as the commands show them. */

import { type PageOf, rulePagesOf } from "../../core/files/rule-pages.ts";

export type { PageOf };

export const pageOf: PageOf = rulePagesOf(import.meta.url);
