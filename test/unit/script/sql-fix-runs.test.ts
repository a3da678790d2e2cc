/** The fix that binds a value, on a real SQLite database: the script finds the same agent, and a quote finds nothing. */

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { languageOfFile } from "../../../core/languages/index.ts";
import { hasProgram } from "../../programs.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { findings } from "./support.ts";

interface Case {
  readonly program: string;
  readonly file: string;
  /** Exits with 0 if the interpreter can open such a database. */
  readonly probe: readonly string[];
  readonly text: string;
}

const python = (lines: string): Case => ({
  program: "python3",
  file: "poll.py",
  probe: ["-c", "import sqlite3"],
  text: `#!/usr/bin/env python3
# keypoll: poll script
import sqlite3
import sys

value = sys.argv[2]
db = sqlite3.connect(sys.argv[3])
${lines}
print(row[0] if row else "none")
`,
});

const javascript = (lines: string): Case => ({
  program: "node",
  file: "poll.mjs",
  probe: ["--input-type=module", "-e", 'import "node:sqlite"'],
  text: `#!/usr/bin/env node
// keypoll: poll script
import { DatabaseSync } from "node:sqlite";
const [, , selector, value, file] = process.argv;
const db = new DatabaseSync(file);
${lines}
console.log(row?.name ?? "none");
`,
});

const php = (lines: string): Case => ({
  program: "php",
  file: "poll.php",
  probe: ["-r", 'exit(extension_loaded("pdo_sqlite") ? 0 : 1);'],
  text: `#!/usr/bin/env php
<?php
// keypoll: poll script
$value = $argv[2];
$db = new PDO("sqlite:$argv[3]");
${lines}
echo $row ? $row["name"] : "none", "\\n";
`,
});

const perl = (lines: string): Case => ({
  program: "perl",
  file: "poll.pl",
  probe: ["-MDBD::SQLite", "-e", "1"],
  text: `#!/usr/bin/env perl
# keypoll: poll script
use strict;
use DBI;
my ($selector, $value, $file) = @ARGV;
my $db = DBI->connect("dbi:SQLite:dbname=$file", "", "", {RaiseError => 1});
${lines}
print $row ? $row->{name} : "none", "\\n";
`,
});

const ruby = (lines: string): Case => ({
  program: "ruby",
  file: "poll.rb",
  probe: ["-e", 'require "sqlite3"'],
  text: `#!/usr/bin/env ruby
# keypoll: poll script
require "sqlite3"
value = ARGV[1]
db = SQLite3::Database.new(ARGV[2])
${lines}
puts(row ? row[0] : "none")
`,
});

const SELECT = "SELECT name FROM agent WHERE id";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
const cases: readonly Case[] = [
  python(`row = db.execute(f"${SELECT} = '{value}'").fetchone()`),
  python(`row = db.execute("${SELECT} = '%s'" % value).fetchone()`),
  python(`row = db.execute("${SELECT} = '" + sys.argv[2] + "' LIMIT 1").fetchone()`),
  python(`row = db.execute("${SELECT} = '{}'".format(value)).fetchone()`),
  python(
    `query = f"${SELECT} = '{value}'"\ncursor = db.cursor()\ncursor.execute(query)\nrow = cursor.fetchone()`,
  ),
  javascript(`const row = db.prepare(\`${SELECT} = '\${value}'\`).get();`),
  javascript(`const [row] = db.prepare("${SELECT} = '" + process.argv[3] + "'").all();`),
  javascript(`const sql = \`${SELECT} = '\${value}'\`;\nconst row = db.prepare(sql).get();`),
  php(`$s = $db->query("${SELECT} = '$value'");\n$row = $s->fetch();`),
  php(`$row = $db->query("${SELECT} = '" . $argv[2] . "'")->fetch(PDO::FETCH_ASSOC);`),
  php(`$sql = sprintf("${SELECT} = '%s'", $value);\n$row = $db->query($sql)->fetch();`),
  php(`$row = null;\nforeach ($db->query("${SELECT} = '{$value}'") as $each) {\n    $row = $each;\n}`),
  perl(`my $row = $db->selectrow_hashref("${SELECT} = '$value'");`),
  perl(`my $row = $db->selectrow_hashref(sprintf("${SELECT} = '%s'", $value));`),
  perl(
    `my $s = $db->prepare("${SELECT} = '" . $value . "'");\n$s->execute or die;\nmy $row = $s->fetchrow_hashref;`,
  ),
  perl(`my $sql = qq{${SELECT} = '$value'};\nmy $row = $db->selectrow_hashref($sql);`),
  ruby(`row = db.execute("${SELECT} = '#{value}'").first`),
  ruby(`row = db.get_first_row "${SELECT} = '" + value + "'"`),
  ruby(`sql = "${SELECT} = '%s'" % value\nrow = db.get_first_row(sql)`),
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: up to here.

it.for(cases)("$program: $text", async ({ program, file, probe, text }, { skip }) => {
  skip(!hasProgram(program), `${program} is not in PATH`);
  skip(!succeeds(program, probe), `${program} cannot open an SQLite database`);
  const folder = temporaryFolder();
  const database = join(folder, "agents.db");
  const db = new DatabaseSync(database);
  db.exec("CREATE TABLE agent (id TEXT, name TEXT); INSERT INTO agent VALUES ('001', 'web-01')");
  db.close();
  const answer = (script: string, value: string): string => {
    writeFileSync(join(folder, file), script);
    return run(program, [join(folder, file), "id", value, database]);
  };
  expect(answer(text, "001")).toBe("web-01");
  expect(answer(text, "' OR ''='")).toBe("web-01");

  const language = languageOfFile(file, text);
  if (language === undefined) throw new Error(`no language for ${file}`);
  const found = (await findings(language, text)).find(({ rule }) => rule === "sql-from-text");
  const [fix] = found?.fixes ?? [];
  if (fix === undefined) throw new Error("no fix");
  const fixed = [...fix.edits]
    .sort((one, other) => other.start - one.start)
    .reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text);
  expect(answer(fixed, "001")).toBe("web-01");
  expect(answer(fixed, "002")).toBe("none");
  expect(answer(fixed, "' OR ''='")).toBe("none");
});

function run(program: string, given: readonly string[]): string {
  return execFileSync(program, [...given], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function succeeds(program: string, given: readonly string[]): boolean {
  try {
    run(program, given);
    return true;
  } catch {
    return false;
  }
}
