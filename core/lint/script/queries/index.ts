/** The queries of every language, and how its trees are built. */

import type { ScriptLanguage } from "../../../languages/index.ts";
import { byName, type Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";
import { bashCallees, bashQuery, bashShape } from "./bash.ts";
import { goCallees, goQuery, goShape } from "./go.ts";
import { javascriptCallees, javascriptQuery, javascriptShape } from "./javascript.ts";
import { perlCallees, perlQuery, perlShape } from "./perl.ts";
import { phpCallees, phpQuery, phpShape } from "./php.ts";
import { powershellCallees, powershellQuery, powershellShape } from "./powershell.ts";
import { pythonCallees, pythonQuery, pythonShape } from "./python.ts";
import { rubyQuery, rubyShape } from "./ruby.ts";

/**
 * Everything that the rules look for, in one query for each language. `captures.ts` explains the names of the captures.
 */
export const scriptQueries: Readonly<Record<ScriptLanguage, string>> = {
  python: pythonQuery,
  bash: bashQuery,
  javascript: javascriptQuery,
  perl: perlQuery,
  php: phpQuery,
  ruby: rubyQuery,
  go: goQuery,
  powershell: powershellQuery,
};

export const treeShapes: Readonly<Record<ScriptLanguage, TreeShape>> = {
  python: pythonShape,
  bash: bashShape,
  javascript: javascriptShape,
  perl: perlShape,
  php: phpShape,
  ruby: rubyShape,
  go: goShape,
  powershell: powershellShape,
};

/** The meaning of a call by its name. Ruby's calls have a receiver, so its query has this. */
export const callees: Readonly<Record<ScriptLanguage, ReadonlyMap<string, Callee>>> = {
  python: byName(pythonCallees),
  bash: byName(bashCallees),
  javascript: byName(javascriptCallees),
  perl: byName(perlCallees),
  php: byName(phpCallees),
  ruby: byName([]),
  go: byName(goCallees),
  powershell: byName(powershellCallees),
};
