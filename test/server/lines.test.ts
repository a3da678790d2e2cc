/**
 * After any edits the server reports the same as for the same text opened again, for all line ends and
 * position encodings.
 */

import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver";
import { nodeScripts } from "../../server/node-ports.ts";
import { Editor, type Encoding, URI } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

let editor: Editor;

afterEach(() => editor.close());

async function opened(encoding: Encoding, text: string, languageId: string, uri: string): Promise<Editor> {
  editor = await Editor.start({ encoding, ports: { scripts: nodeScripts } });
  await editor.open(text, languageId, uri);
  return editor;
}

const end = fc.constantFrom("\n", "\r", "\r\n", "\u2028", "\n\n", "\r\r\n");

interface Kind {
  readonly name: string;
  readonly languageId: string;
  readonly uri: string;
  readonly parts: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    name: "a key file",
    languageId: "client-keys",
    uri: URI,
    parts: [
      `001 wäb any ${KEY}`,
      `002 d€b Any ${KEY}`,
      `003  😀 10.0.0.1 ${KEY} `,
      "# größer 😀",
      "001\tx any k",
      `\ufeff001 a 1.1.1.1 ${KEY}`,
    ],
  },
  {
    name: "a script",
    languageId: "python",
    uri: "file:///opt/agent_key.py",
    parts: [
      "#!/usr/bin/env python3",
      "# keypoll: poll script",
      "import json",
      'x = "ä€😀"',
      'print(\'{"error": 4, "message": "\' + x + \'"}\')',
      "if x:",
      "  exit(1)",
    ],
  },
  {
    name: "a suite",
    languageId: "json",
    uri: "file:///opt/agent_key.keypoll.json",
    parts: ["{", '"script": "./ä😀.sh",', '"samples": [', '{"id": "001"}', "]", "}", '"unknown": 1'],
  },
  {
    name: "an ossec.conf",
    languageId: "xml",
    uri: "file:///var/ossec/etc/ossec.conf",
    parts: [
      "<ossec_config>",
      "<auth>",
      "<!-- ä€😀 -->",
      "<key_request>",
      "<enabled>ja</enabled><exec_path>x</exec_path>",
      "</key_request>",
      "</auth>",
      "</ossec_config>",
    ],
  },
];

interface RandomEdit {
  readonly at: number;
  readonly length: number;
  readonly newText: string;
}

function sessionOf({ parts }: Kind): fc.Arbitrary<{ text: string; edits: readonly RandomEdit[] }> {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...parts) },
    fc.constantFrom("", "ä", "😀", "x "),
  );
  const text = fc.array(fc.tuple(part, end), { maxLength: 8 }).map((lines) => lines.flat().join(""));
  const all = fc.constant(parts.join("\n"));
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(30),
    newText: fc.oneof(text, end, fc.constantFrom("", "x", "é")),
  });
  return fc.record({ text: fc.oneof(text, all), edits: fc.array(edit, { minLength: 1, maxLength: 6 }) });
}

/** Not within a character of two units. */
function wholeOffset(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  return /[\ud800-\udbff]$/.test(text.slice(0, at)) ? at - 1 : at;
}

function sorted(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((each) => JSON.stringify(each)).toSorted();
}

describe.each<Encoding>(["utf-8", "utf-16", "utf-32"])("an editor that counts in %s", (encoding) => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    "edits %s as if it opened it",
    async (_name, kind) => {
      await fc.assert(
        fc.asyncProperty(sessionOf(kind), async ({ text, edits }) => {
          const edited = await opened(encoding, text, kind.languageId, kind.uri);
          for (const { at, length, newText } of edits) {
            const start = wholeOffset(edited.text, Math.floor(at * edited.text.length));
            const stop = wholeOffset(edited.text, start + length);
            await edited.edit({ start: edited.positionAt(start), end: edited.positionAt(stop) }, newText);
          }
          const said = sorted(await edited.diagnostics());
          const whole = edited.text;
          edited.close();
          const fresh = await opened(encoding, whole, kind.languageId, kind.uri);
          expect(said).toEqual(sorted(await fresh.diagnostics()));
          fresh.close();
        }),
        { numRuns: 25 },
      );
    },
  );

  it("sees findings after a lone carriage return in the right place", async () => {
    await opened(encoding, `# größer 😀\r# more\r\n001 wäb Any ${KEY}\n`, "client-keys", URI);
    const [found] = (await editor.diagnostics()).filter(({ code }) => code === "invalid-ip");
    expect(found?.range.start.line).toBe(2);
    expect(found === undefined ? "" : editor.textIn(found.range)).toBe("Any");
  });
});
