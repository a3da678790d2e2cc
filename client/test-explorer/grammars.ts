/** The parsers that tell which lines of a script can run. Loaded for the first run with coverage that needs one. */

import { parsersOf } from "../../core/files/index.ts";
import { Grammars } from "../../core/lint/script/index.ts";

export const grammars = new Grammars(parsersOf(import.meta.url));
