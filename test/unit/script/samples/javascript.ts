/** JavaScript: mistakes, and the correct versions. */

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples hold templates of their own.
import type { LanguageSamples } from "../support.ts";

export const javascript: LanguageSamples = {
  language: "javascript",
  script: (lines) => `#!/usr/bin/env node
import { find } from "./find.mjs";

const [selector, value] = process.argv.slice(2);
${lines}
const known = selector === "id" || selector === "ip";
const answer = known ? { error: 0, data: await find(selector, value) } : { error: 3, message: "Unknown selector" };
console.log(JSON.stringify(answer));
`,
  bad: [
    { rule: "no-timeout", lines: `const peer = ⟪no-timeout⟫net.connect(80, "db")⟪⟫;` },
    { rule: "password-in-source", lines: `function f(user = "x", password = ⟪password-in-source⟫"y"⟪⟫) {}` },
    { rule: "syntax-error", lines: `const rows = [1, ⟪syntax-error⟫2⟪⟫;` },
    {
      rule: "sql-from-text",
      lines: "const q = ⟪sql-from-text⟫`SELECT id FROM agent WHERE id = '${value}'`⟪⟫;",
    },
    {
      rule: "sql-from-text",
      lines: `db.query(⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" + value + "'"⟪⟫);`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫console.log("Connecting")⟪⟫;` },
    { rule: "output-before-answer", lines: "⟪output-before-answer⟫console.log(`Looking for ${value}`)⟪⟫;" },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫console.error(problem)⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫process.stderr.write("x")⟪⟫;` },
    {
      rule: "hand-made-json",
      lines: 'const t = ⟪hand-made-json⟫`{"error": 4, "message": "no ${value}"}`⟪⟫;',
    },
    {
      rule: "hand-made-json",
      lines: `const t = ⟪hand-made-json⟫'{"error": 4, "message": "' + value + '"}'⟪⟫;`,
    },
    { rule: "id-as-number", lines: `const id = ⟪id-as-number⟫parseInt(process.argv[3], 10)⟪⟫;` },
    { rule: "id-as-number", lines: `const data = { id: ⟪id-as-number⟫Number(row.id)⟪⟫, name: row.name };` },
    { rule: "id-as-number", lines: `const text = String(⟪id-as-number⟫+row.id⟪⟫);` },
    {
      rule: "id-as-number",
      lines: 'const t = ⟪hand-made-json⟫`{"error": 0, "data": {"id": ⟪id-as-number⟫${value}⟪⟫}}`⟪⟫;',
    },
    { rule: "password-in-source", lines: `const password = ⟪password-in-source⟫"s3cret"⟪⟫;` },
    {
      rule: "password-in-source",
      lines: `const c = await mysql.createConnection({ host: "db", password: ⟪password-in-source⟫"s3cret"⟪⟫ });`,
    },
    { rule: "no-timeout", lines: `const r = await ⟪no-timeout⟫fetch(url)⟪⟫;` },
    { rule: "no-timeout", lines: `const c = ⟪no-timeout⟫new pg.Client({ host: "db" })⟪⟫;` },
    {
      rule: "exit-after-answer",
      lines: `if (!value) {\n  console.log(JSON.stringify({ error: 1 }));\n  ⟪exit-after-answer⟫process.exit(1)⟪⟫;\n}`,
    },
    { rule: "unreachable-code", lines: `function f() {\n  return 1;\n  ⟪unreachable-code⟫connect();⟪⟫\n}` },
    {
      rule: "bug-as-answer",
      lines: `let a;\ntry { a = find(); } ⟪bug-as-answer⟫catch⟪⟫ { a = { error: 2, message: "No database" }; }`,
    },
  ],
  good: [
    { rule: "no-timeout", lines: `const peer = net.connect(80, "db");\npeer.setTimeout(5000);` },
    { rule: "password-in-source", lines: `function f(user = "x", password = "") {}` },
    { rule: "syntax-error", lines: `const rows = [1, 2]?.at(-1) ?? /[(]/u;` },
    {
      rule: "bug-as-answer",
      lines: `let a;\ntry { a = find(); } catch (e) { a = { error: 2, message: e.code }; }`,
    },
    { rule: "sql-from-text", lines: `db.execute("SELECT id FROM agent WHERE id = ?", [value]);` },
    { rule: "sql-from-text", lines: "db.query(`SELECT id FROM agent WHERE id = ${db.escape(value)}`);" },
    {
      rule: "output-before-answer",
      lines: `if (process.argv.length !== 4) console.log("usage: poll id 001");`,
    },
    {
      rule: "output-before-answer",
      lines: `if (!value) {\n  console.error("No value");\n  process.exit(1);\n}`,
    },
    { rule: "hand-made-json", lines: `const t = '{"error": 4, "message": "none"}';` },
    { rule: "hand-made-json", lines: 'const t = `{"error": 0, "data": ${JSON.stringify(data)}}`;' },
    { rule: "id-as-number", lines: `const id = String(Number(value)).padStart(3, "0");` },
    { rule: "id-as-number", lines: `if (Number(value) > 5) throw new Error("x");` },
    { rule: "password-in-source", lines: `const password = process.env.KEYS_PASSWORD;` },
    { rule: "no-timeout", lines: `const r = await fetch(url, { signal: AbortSignal.timeout(10_000) });` },
    { rule: "no-timeout", lines: `const c = await mysql.createConnection({ host: "db" });` },
    { rule: "exit-after-answer", lines: `console.log(JSON.stringify({ error: 1 }));\nprocess.exit(0);` },
    {
      rule: "unreachable-code",
      lines: `function f() {\n  return g();\n  function g() {\n    return 1;\n  }\n}`,
    },
  ],
};
