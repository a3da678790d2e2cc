/** What is true for any input: the table of properties that are tested again and again. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { judge } from "../../../core/lint/answer/index.ts";
import { ConfigDocument } from "../../../core/lint/config/index.ts";
import { explainLog } from "../../../core/lint/explain/index.ts";
import { findingsOf, openKeyFile } from "../../../core/lint/key-file/index.ts";
import { Grammars, ScriptDocument, findingsOf as scriptFindingsOf } from "../../../core/lint/script/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import {
  type ByteString,
  defaultSettings,
  KeyStore,
  readKeyFile,
  releases,
} from "../../../core/manager/index.ts";
import { readSuite } from "../../../core/suite/index.ts";
import { installedWasm } from "../../../scripts/build-wasm.ts";
import { incrementalEqualsWhole } from "../../unit/key-file/incremental.ts";
import { expectAgentsKept, fixable } from "../../unit/key-file/kept-agents.ts";
import { oddFile } from "../../unit/key-file/odd-file.ts";
import { noKeyInFindings, noKeyInVerdicts } from "../../unit/lint/no-key.ts";

export interface Property {
  readonly name: string;
  readonly runs: fc.IRawProperty<unknown>;
}

const release = fc.constantFrom(...releases);

/** Any bytes, mixed with what readers look for: one character a byte. */
const wild: fc.Arbitrary<ByteString> = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }).map((bytes) => String.fromCharCode(...bytes)),
      fc.constantFrom(
        ...[
          "\n",
          "\r",
          "\r\n",
          "\0",
          " ",
          "\xef\xbb\xbf",
          "\xff\xfe",
          '"',
          "'",
          "\\",
          "{",
          "}",
          "[",
          "]",
          "<",
          ">",
          ":",
          ",",
        ],
        ...["001 web any k", "0f".repeat(32), "k".repeat(2048), "!x", "any", "10.0.0.1/33", "::1"],
        ...['{"error":0,"data":{', '"id":"001"', '"key":"k"', "1e999", "\\u0000", "-0", '{"samples":['],
        ...[
          "<ossec_config>",
          "<auth>",
          "<key_request>",
          "</key_request>",
          "<!--",
          "-->",
          "<timeout>",
          "&#0;",
        ],
        ...[
          "wazuh-authd: ERROR: (1103)",
          "2026/11/28 10:00:00 ",
          "#!/usr/bin/env python3\n",
          "# keypoll: poll script\n",
        ],
        ...["import json\n", "print(", "if x:\n ", "echo ", "$(", "`", "def f(", "=>", "function "],
      ),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(""));

const settings = { ...defaultLintSettings, role: "manager" } as const;
const cap = { severities: {}, cap: 100 };

/** In a browser and in Node the parsers are loaded by name. */
const grammars = new Grammars((file) => Promise.resolve(readFileSync(installedWasm(file))));
const languages = ["python", "bash", "javascript", "perl", "php", "ruby", "go", "powershell"] as const;

const edit = fc.record({
  startLine: fc.nat(8),
  startColumn: fc.nat(30),
  lines: fc.nat(2),
  columns: fc.nat(20),
  newText: wild,
});

/** One row a property; each gets an equal share of the time. */
export const properties: readonly Property[] = [
  {
    name: "safe fixes keep every agent, and twice is once",
    runs: fc.property(fixable, release, expectAgentsKept),
  },
  { name: "an edited client.keys is as if opened afresh", runs: incrementalEqualsWhole },
  {
    name: "an edited script is as if opened afresh",
    runs: fc.asyncProperty(
      fc.constantFrom(...languages),
      wild,
      fc.array(edit, { maxLength: 4 }),
      async (language, text, edits) => {
        const grammar = await grammars.get(language);
        const document = new ScriptDocument(language, text);
        document.read(grammar);
        for (const { startLine, startColumn, lines, columns, newText } of edits) {
          const endColumn = lines === 0 ? startColumn + columns : columns;
          document.applyEdit({ startLine, startColumn, endLine: startLine + lines, endColumn, newText });
        }
        const fresh = new ScriptDocument(language, document.getText());
        const options = { severities: {} };
        assert.deepEqual(
          scriptFindingsOf(document.read(grammar), options),
          scriptFindingsOf(fresh.read(grammar), options),
        );
        document.close();
        fresh.close();
      },
    ),
  },
  { name: "no key in a verdict, picture, report or explanation", runs: noKeyInVerdicts },
  { name: "no key in a finding, hover or excerpt", runs: noKeyInFindings },
  {
    name: "reading a client.keys never throws",
    runs: fc.property(fc.oneof(wild, oddFile), release, (text, at) => {
      readKeyFile(text, { release: at, passEmpty: true });
      findingsOf(openKeyFile(text, { ...settings, release: at }), cap);
    }),
  },
  {
    name: "judging an answer never throws",
    runs: fc.property(wild, release, (output, at) => {
      judge("id:001", { kind: "output", output }, new KeyStore(), defaultSettings(at));
    }),
  },
  {
    name: "reading an ossec.conf never throws",
    runs: fc.property(wild, release, fc.nat(200), (text, at, offset) => {
      const document = new ConfigDocument(text, { release: at, programs: undefined });
      document.findings();
      for (const _ of document.conversions({ start: 0, end: text.length }));
      document.hover(offset);
    }),
  },
  {
    name: "reading a suite never throws",
    runs: fc.property(wild, (text) => void readSuite(text)),
  },
  {
    name: "explaining a log never throws",
    runs: fc.property(wild, (text) => void explainLog(text)),
  },
];
