/** Writes the snippet files from the templates. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { snippetFiles } from "../core/templates/index.ts";

const folder = join(import.meta.dirname, "../snippets");
for (const { fileName, text } of snippetFiles()) writeFileSync(join(folder, fileName), text);
