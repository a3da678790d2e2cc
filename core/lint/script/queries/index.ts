/** The queries of every language, and how its trees are built. */

import type { ScriptLanguage } from "../languages.ts";
import type { TreeShape } from "../tree-shape.ts";
import { bashQuery, bashShape } from "./bash.ts";
import { goQuery, goShape } from "./go.ts";
import { javascriptQuery, javascriptShape } from "./javascript.ts";
import { phpQuery, phpShape } from "./php.ts";
import { powershellQuery, powershellShape } from "./powershell.ts";
import { pythonQuery, pythonShape } from "./python.ts";
import { rubyQuery, rubyShape } from "./ruby.ts";

/** Everything that the rules look for, in one query for each language. What the names of the captures mean: `captures.ts`. */
export const scriptQueries: Readonly<Record<ScriptLanguage, string>> = {
  python: pythonQuery,
  bash: bashQuery,
  javascript: javascriptQuery,
  php: phpQuery,
  ruby: rubyQuery,
  go: goQuery,
  powershell: powershellQuery,
};

export const treeShapes: Readonly<Record<ScriptLanguage, TreeShape>> = {
  python: pythonShape,
  bash: bashShape,
  javascript: javascriptShape,
  php: phpShape,
  ruby: rubyShape,
  go: goShape,
  powershell: powershellShape,
};
