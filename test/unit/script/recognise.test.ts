/** Which scripts are poll scripts: our templates and similar scripts; nothing else on a machine. */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { languageOfDocument, languageOfFile } from "../../../core/languages/index.ts";
import { isPollScript, ScriptDocument } from "../../../core/lint/script/index.ts";
import { registrationScripts, templates } from "../../../core/templates/index.ts";
import { samples } from "./samples/index.ts";
import { findings, grammars } from "./support.ts";

const known = templates().filter(({ fileName, text }) => languageOfFile(fileName, text) !== undefined);

async function isPoll(path: string, text: string): Promise<boolean> {
  const language = languageOfFile(path, text);
  if (language === undefined) return false;
  const document = new ScriptDocument(language, text);
  const is = document.mayBePollScript() && isPollScript(document.read(await grammars.get(language)));
  document.close();
  return is;
}

describe("our templates", () => {
  it("exist in every language with a grammar", () => {
    expect(new Set(known.map(({ language }) => language)).size).toBe(samples.length);
  });

  it.each(known)("$id is a poll script without findings", async ({ fileName, text }) => {
    expect(await isPoll(fileName, text)).toBe(true);
    expect(await findings(languageOfFile(fileName, text) ?? "python", text, true)).toEqual([]);
  });
});

describe("other scripts", () => {
  it.each(registrationScripts())("$title registers and does not poll", async ({ text }) => {
    expect(await isPoll("script", text)).toBe(false);
  });

  const own = globSync(
    "{scripts,core,cli,node_modules/{commander,execa,ajv,esbuild}}/**/*.{js,mjs,cjs,py,sh}",
  );
  const installed = globSync("/usr/{bin,sbin,share/doc}/**/*", { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);

  it("are not recognised, whatever is on this machine", async () => {
    let read = 0;
    for (const path of [...own, ...installed].slice(0, 4000)) {
      const text = readFileSync(path, "latin1");
      if (languageOfFile(path, text) === undefined) continue;
      read++;
      expect(await isPoll(path, text), path).toBe(false);
    }
    expect(read).toBeGreaterThan(100);
  });

  it("that print whole agents are not recognised without an answer's members", async () => {
    const text = `#!/usr/bin/env python3
# error, data
import json, sys
print(json.dumps({"id": "001", "name": "web-01", "ip": "any", "key": sys.argv[1]}))
`;
    expect(await isPoll("x.py", text)).toBe(false);
  });

  it("with the words of one, but without its shape, are not recognised", async () => {
    const text = `#!/usr/bin/env python3
import json, sys
for row in json.load(open(sys.argv[1])):
    print({"id": row["id"], "ip": row["ip"], "error": row["error"], "data": row["data"]})
`;
    expect(await isPoll("x.py", text)).toBe(false);
  });
});

describe("a script that uses the selector as a column", () => {
  it.each([
    [
      "python",
      `import csv, sys
for row in csv.DictReader(open("agents.csv")):
    if row[sys.argv[1]] == sys.argv[2]:
        print('{"error":0,"data":{"id":"%s","name":"%s","ip":"%s","key":"%s"}}' % (row["id"], row["name"], row["ip"], row["key"]))
`,
      "hand-made-json",
    ],
    [
      "javascript",
      `const [kind, value] = process.argv.slice(2);
console.log("looking for", value);
const { id, name, ip, key } = agents.find((agent) => agent[kind] === value);
console.log(JSON.stringify({ error: 0, data: { id: id, name: name, ip: ip, key: key } }));
`,
      "output-before-answer",
    ],
    [
      "bash",
      `IFS=, read -r id name ip key < <(sqlite3 -csv agents.db "SELECT id, name, ip, key FROM agents WHERE $1 = '$2'")
echo '{"error":0,"data":{"id":"'"$id"'","name":"'"$name"'","ip":"'"$ip"'","key":"'"$key"'"}}'
`,
      "sql-from-text",
    ],
  ] as const)("is a poll script in %s too", async (language, text, rule) => {
    expect((await findings(language, text)).map(({ rule }) => rule)).toContain(rule);
  });
});

it("a script that compares the selector can build its answer in any way", async () => {
  const text = `#!/bin/bash
set -x
if [ "$1" = id ] || [ "$1" = ip ]; then
  jq -n --argjson agent "$(look_up "$1" "$2")" '{error: 0} | .data = $agent'
fi
`;
  expect(await isPoll("x.sh", text)).toBe(true);
});

describe("a hint", () => {
  it.each([
    [
      "python",
      "#!/usr/bin/env python3\n# keypoll: poll script\nimport mysql.connector\nmysql.connector.connect()\n",
    ],
    ["php", "#!/usr/bin/env php\n<?php\n// keypoll: poll script\n$c = new mysqli($host);\n"],
    ["perl", "#!/usr/bin/env perl\n# keypoll: poll script\nmy $db = DBI->connect($source);\n"],
    ["go", "// keypoll: poll script\npackage main\n\nfunc main() {\n\thttp.Get(url)\n}\n"],
  ] as const)("in a comment at the start makes one of a %s script", async (language, text) => {
    expect((await findings(language, text)).map(({ rule }) => rule)).toEqual(["no-timeout"]);
  });

  it("counts only in a comment at the start", async () => {
    const script = "#!/usr/bin/env python3\nimport pymysql\npymysql.connect()\n";
    expect(await findings("python", `${script}# keypoll: poll script\n`)).toEqual([]);
    expect(await findings("python", script.replace("import", `x = "keypoll: poll script"\nimport`))).toEqual(
      [],
    );
  });
});

it("the language of a script is recognised by its first line, then by its name", () => {
  expect(languageOfFile("agents", "#!/usr/bin/env python3.11\n")).toBe("python");
  expect(languageOfFile("agents.py", "#!/bin/sh\n")).toBe("bash");
  expect(languageOfFile("agents", "#!/usr/bin/env -S node --no-warnings\n")).toBe("javascript");
  expect(languageOfFile("agents.PS1", "")).toBe("powershell");
  expect(languageOfFile("client.keys", "001 web-01 any k\n")).toBeUndefined();
  expect(languageOfFile("agents", "#!/usr/bin/perl -w\n")).toBe("perl");
  expect(languageOfFile("agents.lua", "#!/usr/bin/lua\n")).toBeUndefined();
  expect(languageOfDocument("shellscript")).toBe("bash");
  expect(languageOfDocument("lua")).toBeUndefined();
});
