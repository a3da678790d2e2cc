/** What an editor can open from a document. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DocumentLink } from "vscode-languageserver";
import { findText } from "../../server/node-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { Editor } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

let editor: Editor;
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => editor.close());

const config = (execPath: string): string =>
  `<ossec_config>\n  <auth>\n    <key_request>\n      <exec_path>${execPath}</exec_path>\n    </key_request>\n  </auth>\n</ossec_config>\n`;

/** The linked text with its target. */
async function links(text: string, languageId: string, uri: string): Promise<readonly unknown[]> {
  editor = await Editor.start({ ports: { findText } });
  await editor.open(text, languageId, uri);
  const found = (await editor.ask("textDocument/documentLink")) as DocumentLink[];
  return found.map(({ range: { start, end }, target }) => [
    text.split("\n")[start.line]?.slice(start.character, end.character),
    target,
  ]);
}

const CONF = "file:///srv/ossec.conf";

describe("a configuration", () => {
  it("links the script after its interpreter", async () => {
    const script = join(folder, "poll.py");
    writeFileSync(script, "import json\n");
    const program = join(folder, "python3");
    writeFileSync(program, "\x7fELF\0\0");
    expect(await links(config(`${program} -u "${script}" --site=a/b`), "xml", CONF)).toEqual([
      [script, pathToFileURL(script).href],
    ]);
  });

  it("links no missing file", async () => {
    expect(await links(config(`${folder}/gone.py ${folder} poll.py`), "xml", CONF)).toEqual([]);
  });
});

describe("client.keys", () => {
  const URI = "file:///srv/client.keys";

  it("links the pages that its comments name", async () => {
    const text = `# see (https://example.org/agents?site=1), or\n001 web any ${KEY}\n#http://wiki/x.\n`;
    expect(await links(text, "client-keys", URI)).toEqual([
      ["https://example.org/agents?site=1", "https://example.org/agents?site=1"],
      ["http://wiki/x", "http://wiki/x"],
    ]);
  });

  it("links nothing in a record", async () => {
    expect(await links("001 web any https://example.org/key\n", "client-keys", URI)).toEqual([]);
  });
});
