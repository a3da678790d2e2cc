// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** Which JSON is built from text, and how the fix lets a library write it. */

import { describe, expect, it } from "vitest";
import { expectFixed, expectFound } from "./found.ts";
import { findings } from "./support.ts";

const RULE = "hand-made-json";

describe("JSON that is built from text", () => {
  expectFound(RULE, [
    ["python", `x = '{"error": 4, "message": "' + v + '"}'`, `'{"error": 4, "message": "' + v + '"}'`],
    ["python", `x = '{"data": "%s"}' % v`, `'{"data": "%s"}' % v`],
    ["python", `x = '  {"data": "%s"}' % v`, `'  {"data": "%s"}' % v`],
    ["bash", `printf '{"error":%s}'`, `printf '{"error":%s}'`],
    ["python", `x = '{"name": "%s"}' % v`],
    ["python", `x = 'see {"error": "%s"}' % v`],
    ["python", `x = '["error", "%s"]' % v`],
    ["python", `x = 'the "data" of %s' % v`],
    ["python", `x = '{"error": 4, "message": "none"}'`],
    ["python", `x = '{"error": 0, "data": %s}' % json.dumps(v)`],
    [
      "python",
      `x = '{"error": %s, "data": %s}' % (e, json.dumps(v))`,
      `'{"error": %s, "data": %s}' % (e, json.dumps(v))`,
    ],
  ]);
});

describe("the fix in Python", () => {
  const load = (line: string): string => `import json\n${line}`;
  const message = (text: string): string => load(`x = '{"error": 1, "message": "${text}"}'`);
  const written = (text: string): string => load(`x = json.dumps({"error": 1, "message": ${text}})`);

  expectFixed(RULE, [
    ["python", `${message("%s")} % v`, written("str(v)")],
    ["python", `${message("no %s")} % v`, written(`"no " + str(v)`)],
    ["python", `${message("%s there")} % v`, written(`"" + str(v) + " there"`)],
    ["python", `${message("no %s there")} % v`, written(`"no " + str(v) + " there"`)],
    ["python", `${message("%s and %s")} % (v, w)`, written(`"" + str(v) + " and " + str(w)`)],
    ["python", `${message("%s%s")} % (v, w)`, written(`"" + str(v) + str(w)`)],
    [
      "python",
      `${message("no {}").replace("'{", "'{{").replace("}'", "}}'")}.format(v)`,
      written(`"no " + str(v)`),
    ],
    [
      "python",
      load(`x = '{"error": 0, "data": {"a": [1, "%s"], "b": true, "c": false, "d": null, "e": 1.5}}' % v`),
      load(
        `x = json.dumps({"error": 0, "data": {"a": [1, str(v)], "b": True, "c": False, "d": None, "e": 1.5}})`,
      ),
    ],
    // It is unknown what the value is, or whether it was prepared.
    ["python", load(`x = '{"error": %s, "data": 1}' % v`), undefined],
    ["python", load(`x = '{"error": 1, "%s": "a"}' % v`), undefined],
    ["python", load(`x = '{"error": 0, "data": {"%s": "a"}}' % v`), undefined],
    ["python", load(`x = '{"error": 0, "data": [{"%s": "a"}]}' % v`), undefined],
    ["python", load(`x = '{"error": 1, "message": "%s"' % v`), undefined],
    ["python", `${message("%5s")} % v`, undefined],
    ["python", `${message("%d")} % v`, undefined],
    ["python", `${message("%s %s")} % v`, undefined],
    ["python", `${message("%s %s")} % (v, w.replace("a", "b"))`, undefined],
    ...["replace", "escape", "gsub", "addslashes", "encode", "Stringify"].map(
      (name) => ["python", `${message("%s")} % f.${name}(v)`, undefined] as const,
    ),
    ["python", load(`x = f'{{"error": 1, "message": "{v!r}"}}'`), undefined],
    // The library is not loaded.
    ["python", `x = '{"error": 1, "message": "%s"}' % v`, undefined],
  ]);
});

describe("the fix in other languages", () => {
  const ALL = '"a": [1, "b"], "c": true, "d": false, "e": null, "f-g": 2';

  expectFixed(RULE, [
    [
      "javascript",
      `const x = \`{"error": 1, "message": "\${v}", "text": "no \${w} there", ${ALL}}\`;`,
      `const x = JSON.stringify({ error: 1, message: String(v), text: "no " + String(w) + " there", a: [1, "b"], c: true, d: false, e: null, "f-g": 2 });`,
    ],
    [
      "php",
      `$x = '{"error": 1, "message": "' . $v . '", "text": "no ' . $w . ' there", ${ALL}}';`,
      `$x = json_encode(['error' => 1, 'message' => (string) $v, 'text' => 'no ' . $w . ' there', 'a' => [1, 'b'], 'c' => true, 'd' => false, 'e' => null, 'f-g' => 2]);`,
    ],
    [
      "php",
      `$x = "{\\"error\\": 1, \\"message\\": \\"{$row['id']}\\"}";`,
      `$x = json_encode(['error' => 1, 'message' => (string) $row['id']]);`,
    ],
    [
      "php",
      `$x = '{"error": 1, "message": "' . $row['id'] . '"}';`,
      `$x = json_encode(['error' => 1, 'message' => (string) $row['id']]);`,
    ],
    ["php", `$x = "{\\"error\\": 1, \\"message\\": \\"$row[id]\\"}";`, undefined],
    [
      "php",
      `$x = "{\\"error\\": 1, \\"message\\": \\"$row->id\\"}";`,
      `$x = json_encode(['error' => 1, 'message' => (string) $row->id]);`,
    ],
    [
      "ruby",
      `require "json"\nx = '{"error": 1, "message": "' + v + '", "text": "no # ' + w + ' there", ${ALL}}'`,
      `require "json"\nx = JSON.generate({ "error" => 1, "message" => v.to_s, "text" => "no \\# " + w.to_s + " there", "a" => [1, "b"], "c" => true, "d" => false, "e" => nil, "f-g" => 2 })`,
    ],
    ["ruby", `x = '{"error": 1, "message": "' + v + '"}'`, undefined],
    ["perl", `my $x = '{"error": 1, "message": "' . $v . '"}';`, undefined],
    ["bash", `x="{\\"error\\": 1, \\"message\\": \\"$v\\"}"`, undefined],
  ]);

  it.each([
    [
      "python",
      `#!/usr/bin/env python3\n# keypoll: poll script\nimport json\nx = '{"error": 1, "message": "%s"}' % v\n`,
      "json.dumps",
    ],
    [
      "javascript",
      '#!/usr/bin/env node\n// keypoll: poll script\nx = `{"error": 1, "message": "${v}"}`;\n',
      "JSON.stringify",
    ],
    [
      "php",
      `#!/usr/bin/env php\n<?php\n// keypoll: poll script\n$x = '{"error": 1, "message": "' . $v . '"}';\n`,
      "json_encode",
    ],
    [
      "ruby",
      `#!/usr/bin/env ruby\n# keypoll: poll script\nrequire "json"\nx = '{"error": 1, "message": "' + v + '"}'\n`,
      "JSON.generate",
    ],
  ] as const)("has a title in %s, and is not safe", async (language, text, name) => {
    const [found] = await findings(language, text);
    expect(found?.fixes).toMatchObject([{ title: `Let ${name} write it`, safe: false }]);
  });
});
