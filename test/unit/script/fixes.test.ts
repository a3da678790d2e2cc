/** Fixes of scripts: what they write, and that the finding is removed. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { samples } from "./samples/index.ts";
import { applied, findings } from "./support.ts";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
const fixed: readonly [language: ScriptLanguage, rule: string, before: string, after: string][] = [
  ["python", "python-2-print", `print "a %s" % value`, `print("a %s" % value)`],
  ["python", "python-2-print", `print json.dumps(answer)`, `print(json.dumps(answer))`],
  [
    "python",
    "hand-made-json",
    `text = '{"error": 4, "message": "no ' + value + '"}'`,
    `text = json.dumps({"error": 4, "message": "no " + str(value)})`,
  ],
  [
    "python",
    "hand-made-json",
    `text = '{"error": 0, "data": {"id": "%s", "key": "%s"}}' % (row[0], row[1])`,
    `text = json.dumps({"error": 0, "data": {"id": str(row[0]), "key": str(row[1])}})`,
  ],
  [
    "python",
    "hand-made-json",
    `text = f'{{"error": 0, "data": {{"id": "{a}"}}}}'`,
    `text = json.dumps({"error": 0, "data": {"id": str(a)}})`,
  ],
  [
    "javascript",
    "hand-made-json",
    'const t = `{"error": 4, "message": "no ${value}", "x-y": null}`;',
    `const t = JSON.stringify({ error: 4, message: "no " + String(value), "x-y": null });`,
  ],
  [
    "php",
    "hand-made-json",
    `$t = "{\\"error\\": 4, \\"message\\": \\"it's $value\\"}";`,
    `$t = json_encode(['error' => 4, 'message' => 'it\\'s ' . $value]);`,
  ],
  [
    "ruby",
    "hand-made-json",
    `t = "{\\"error\\": 0, \\"data\\": {\\"id\\": \\"#{value}\\"}}"`,
    `t = JSON.generate({ "error" => 0, "data" => { "id" => value.to_s } })`,
  ],
  [
    "python",
    "no-timeout",
    `c = pymysql.connect(host="db", user="keys")`,
    `c = pymysql.connect(host="db", user="keys", connect_timeout=10)`,
  ],
  [
    "python",
    "no-timeout",
    `c = mysql.connector.connect()`,
    `c = mysql.connector.connect(connection_timeout=10)`,
  ],
  ["bash", "no-timeout", `r=$(curl -s "$url")`, `r=$(curl -s "$url" --max-time 10)`],
  ["bash", "no-timeout", `r=$(ldapsearch -x "(a=b)")`, `r=$(ldapsearch -o nettimeout=10 -x "(a=b)")`],
  [
    "powershell",
    "no-timeout",
    `$r = Invoke-RestMethod -Uri $url`,
    `$r = Invoke-RestMethod -Uri $url -TimeoutSec 10`,
  ],
  ["ruby", "no-timeout", `c = PG.connect(dbname: "a")`, `c = PG.connect(dbname: "a", connect_timeout: 10)`],
  [
    "perl",
    "no-timeout",
    `my $l = Net::LDAP->new('localhost');`,
    `my $l = Net::LDAP->new('localhost', timeout => 10);`,
  ],
  ["perl", "no-timeout", `my $w = LWP::UserAgent->new();`, `my $w = LWP::UserAgent->new(timeout => 10);`],
  [
    "python",
    "sql-from-text",
    `import sqlite3\ncursor.execute("SELECT id FROM agent WHERE id = '%s'" % value)`,
    `import sqlite3\ncursor.execute("SELECT id FROM agent WHERE id = ?", (value,))`,
  ],
  [
    "python",
    "sql-from-text",
    `import psycopg2\ncursor.execute(f"SELECT id FROM agent WHERE id = '{value}' AND ip = {row[0]}")`,
    `import psycopg2\ncursor.execute("SELECT id FROM agent WHERE id = %s AND ip = %s", (value, row[0]))`,
  ],
  [
    "python",
    "sql-from-text",
    `import pymysql\ncursor.execute("""SELECT id\n  FROM agent WHERE id = '""" + value + "'")`,
    `import pymysql\ncursor.execute("""SELECT id\n  FROM agent WHERE id = %s""", (value,))`,
  ],
  [
    "javascript",
    "sql-from-text",
    "const pg = require('pg'); client.query(`SELECT id FROM agent WHERE id = '${value}' AND ip = '${ip}'`);",
    `const pg = require('pg'); client.query("SELECT id FROM agent WHERE id = $1 AND ip = $2", [value, ip]);`,
  ],
  [
    "python",
    "sql-from-text",
    `import sqlite3\nq = f"SELECT id FROM agent WHERE id = '{value}'"\ncursor = db.cursor()\ncursor.execute(q)`,
    `import sqlite3\nq = "SELECT id FROM agent WHERE id = ?"\ncursor = db.cursor()\ncursor.execute(q, (value,))`,
  ],
  [
    "javascript",
    "sql-from-text",
    "import 'node:sqlite';\nconst row = db.prepare(`SELECT id FROM agent WHERE id = '${value}'`).get();",
    `import 'node:sqlite';\nconst row = db.prepare("SELECT id FROM agent WHERE id = ?").get(value);`,
  ],
  [
    "php",
    "sql-from-text",
    `$db = new PDO("sqlite:a");\n$s = $db->query("SELECT id FROM agent WHERE id = '$value'");`,
    `$db = new PDO("sqlite:a");\n$s = $db->prepare("SELECT id FROM agent WHERE id = ?");\n$s->execute([$value]);`,
  ],
  [
    "php",
    "sql-from-text",
    `$db = new PDO("sqlite:a");\n$row = $db->query("SELECT id FROM agent WHERE id = '" . $value . "'")->fetch();`,
    `$db = new PDO("sqlite:a");\n$statement = $db->prepare("SELECT id FROM agent WHERE id = ?");\n$statement->execute([$value]);\n$row = $statement->fetch();`,
  ],
  [
    "php",
    "sql-from-text",
    `$db = new PDO("sqlite:a");\nforeach ($db->query("SELECT id FROM agent WHERE id = {$row['id']}") as $each) {\n}`,
    `$db = new PDO("sqlite:a");\n$statement = $db->prepare("SELECT id FROM agent WHERE id = ?");\n$statement->execute([$row['id']]);\nforeach ($statement as $each) {\n}`,
  ],
  [
    "perl",
    "sql-from-text",
    `use DBI;\nmy $r = $db->selectrow_hashref("SELECT id FROM agent WHERE id = '$value'");`,
    `use DBI;\nmy $r = $db->selectrow_hashref("SELECT id FROM agent WHERE id = ?", undef, $value);`,
  ],
  [
    "perl",
    "sql-from-text",
    `use DBI;\nmy $s = $db->prepare("SELECT id FROM agent WHERE id = '" . $value . "'");\n$s->execute();`,
    `use DBI;\nmy $s = $db->prepare("SELECT id FROM agent WHERE id = ?");\n$s->execute($value);`,
  ],
  [
    "ruby",
    "sql-from-text",
    `require "sqlite3"\nrows = db.execute("SELECT id FROM agent WHERE id = '#{value}'")`,
    `require "sqlite3"\nrows = db.execute("SELECT id FROM agent WHERE id = ?", [value])`,
  ],
  [
    "ruby",
    "sql-from-text",
    `require "pg"\nsql = "SELECT id FROM agent WHERE id = '#{value}'"\nrows = db.exec(sql)`,
    `require "pg"\nsql = "SELECT id FROM agent WHERE id = $1"\nrows = db.exec_params(sql, [value])`,
  ],
  ["bash", "output-before-answer", `x=1\nset -x\ny=2`, `x=1\ny=2`],
  ["bash", "output-before-answer", `set -eux`, `set -eu`],
  ["bash", "id-as-number", `d=$(jq -cn --argjson id "$2" '{$id}')`, `d=$(jq -cn --arg id "$2" '{$id}')`],
  ["bash", "exit-after-answer", `echo '{"error": 1}'\nexit 2`, `echo '{"error": 1}'\nexit 0`],
];

const SELECT = "SELECT id FROM agent WHERE";

/** Values that are not text yet, or were prepared by hand, and statements with an unknown driver: nothing is offered. */
const unfixed: readonly [language: ScriptLanguage, line: string][] = [
  ["python", `cursor.execute("${SELECT} id = '%s'" % value)`],
  ["python", `import sqlite3\nimport psycopg2\ncursor.execute("${SELECT} id = '%s'" % value)`],
  ["python", `import sqlite3\nquery = "${SELECT} id = '%s'" % value`],
  ["python", `import sqlite3\ncursor.execute("${SELECT} name LIKE '%%%s%%'" % value)`],
  ["python", `import sqlite3\ncursor.execute("${SELECT} id = '%s' AND ip IN (%s)" % (value, ips))`],
  ["python", `import sqlite3\nquery = f"${SELECT} id = '{value}'"\nvalue = other\ncursor.execute(query)`],
  ["python", `import sqlite3\nquery = f"${SELECT} id = '{value}'"\ncursor.execute(query)\nlog(query)`],
  ["javascript", `import 'better-sqlite3';\ndb.prepare("${SELECT} id = '" + value + "'").pluck().get();`],
  ["javascript", `import 'better-sqlite3';\ndb.prepare("${SELECT} id = '" + value + "'").get(1);`],
  ["php", `$db = new PDO("x");\nif ($value) $s = $db->query("${SELECT} id = '$value'");`],
  ["php", `$db = new PDO("x");\n$s = $value ? $db->query("${SELECT} id = '$value'")->fetch() : null;`],
  ["php", `$db = new PDO("x");\n$r = f(g(), $db->query("${SELECT} id = '$value'"));`],
  ["php", `$db = new mysqli("x");\n$s = $db->query("${SELECT} id = '$value'");`],
  ["perl", `use DBI;\nmy $s = $db->prepare("${SELECT} id = '$value'");\n$s->execute($other);`],
  ["perl", `use DBI;\nmy $r = $db->selectrow_array("${SELECT} id = $row->{id}");`],
  ["ruby", `require "mysql2"\nrows = db.query("${SELECT} id = '#{value}'")`],
  ["python", `text = '{"error": 0, "data": {"id": "' + value.replace('"', '') + '"}}'`],
  ["python", `text = '{"error": 0, "data": ' + value + '}'`],
  ["python", `text = '{"error": 0, "data": {"id": "%5s"}}' % value`],
  ["javascript", 'const t = `{"error": ${number}, "message": "x"}`;'],
  ["javascript", 'const t = `{"error": 0, "data": {"${name}": "x"}}`;'],
  ["perl", `my $t = "{\\"error\\": 4, \\"message\\": \\"no $row->{id}\\"}";`],
  ["bash", `text="{\\"error\\": 4, \\"message\\": \\"no $2\\"}"`],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: up to here.

function scriptOf(language: ScriptLanguage, lines: string): string {
  return samples.find((each) => each.language === language)?.script(lines) ?? "";
}

describe("a fix", () => {
  it.each(fixed)("%s, %s: %s", async (language, rule, before, after) => {
    const text = scriptOf(language, before);
    const found = (await findings(language, text)).find((each) => each.rule === rule);
    const [fix] = found?.fixes ?? [];
    if (fix === undefined) throw new Error("no fix");
    const fixed = applied(text, fix);
    expect(fixed).toBe(scriptOf(language, after));
    expect((await findings(language, fixed)).map((each) => each.rule)).not.toContain(rule);
  });

  it.each(unfixed)("is not offered: %s, %s", async (language, line) => {
    const found = (await findings(language, scriptOf(language, line))).find(
      ({ rule }) => rule === "hand-made-json" || rule === "sql-from-text",
    );
    expect(found?.fixes).toEqual([]);
  });

  it("does not change two places at once", async () => {
    for (const { language, script, bad } of samples) {
      for (const { lines } of bad) {
        const found = await findings(language, script(lines.replace(/⟪[a-z0-9-]*⟫/g, "")));
        for (const { edits } of found.flatMap(({ fixes }) => fixes)) {
          const sorted = [...edits].sort((a, b) => a.start - b.start);
          for (const [at, { start }] of sorted.entries()) {
            expect(start).toBeGreaterThanOrEqual(sorted[at - 1]?.end ?? 0);
          }
        }
      }
    }
  });
});
