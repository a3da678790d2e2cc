/** The server's door for Node: IPC under an editor, or the streams that the arguments name (`--stdio`). */

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeKeyFiles } from "./node-key-files.ts";
import { findPrograms, findText } from "./node-programs.ts";
import { nodeScripts } from "./node-scripts.ts";
import { serve } from "./serve.ts";

serve(createConnection(ProposedFeatures.all), {
  findPrograms,
  findText,
  keyFiles: nodeKeyFiles,
  scripts: nodeScripts,
});
