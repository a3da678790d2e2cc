// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How the fix binds the values of SQL, and where it offers nothing because it cannot know. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { fixedBy } from "./support.ts";

type Row = readonly [language: ScriptLanguage, before: string, after: string];

function binds(rows: readonly Row[]): void {
  it.each(rows)("%s: %s", async (language, before, after) => {
    expect(await fixedBy("sql-from-text", language, before)).toBe(after);
  });
}

function offersNothing(rows: readonly (readonly [language: ScriptLanguage, before: string])[]): void {
  it.each(rows)("not in %s: %s", async (language, before) => {
    expect(await fixedBy("sql-from-text", language, before)).toBeUndefined();
  });
}

const SQL = "SELECT id FROM agent WHERE id =";
const BOTH = "SELECT id FROM agent WHERE id = ? AND ip = ?";

const python = (load: string): string => `${load}\nc.execute(f"${SQL} '{v}'")`;
const javascript = (module: string, method: string): string =>
  `const db = require(${module});\nc.${method}("${SQL} '" + v + "'");`;
const perl = (method: string): string => `use DBI;\nmy $r = $db->${method}("${SQL} '$v'");`;
const ruby = (load: string, method: string): string => `${load}\nr = db.${method}("${SQL} '#{v}'")`;

describe("the driver of Python", () => {
  for (const load of [
    "import sqlite3",
    "import pyodbc",
    "import mariadb",
    "from sqlite3 import connect",
    "import  sqlite3",
    "try:\n    import sqlite3\nexcept ImportError:\n    raise",
  ]) {
    binds([["python", python(load), `${load}\nc.execute("${SQL} ?", (v,))`]]);
  }
  for (const load of [
    "import MySQLdb",
    "import pymysql",
    "import mysql.connector",
    "import psycopg",
    "import psycopg2",
    "import pymssql",
    "from  psycopg2 import connect",
    "if c:\n  import pymysql",
  ]) {
    binds([["python", python(load), `${load}\nc.execute("${SQL} %s", (v,))`]]);
  }
});

describe("the driver of another language", () => {
  for (const module of [`"mysql"`, `'mysql2'`, `'mysql2/promise'`, `"mariadb"`]) {
    for (const method of ["execute", "query"]) {
      const after = `const db = require(${module});\nc.${method}("${SQL} ?", [v]);`;
      binds([["javascript", javascript(module, method), after]]);
    }
  }
  binds([
    ["javascript", javascript("'pg'", "query"), `const db = require('pg');\nc.query("${SQL} $1", [v]);`],
  ]);
  for (const method of [
    "selectrow_array",
    "selectrow_arrayref",
    "selectrow_hashref",
    "selectall_arrayref",
    "selectcol_arrayref",
    "do",
  ]) {
    binds([["perl", perl(method), `use DBI;\nmy $r = $db->${method}("${SQL} ?", undef, $v);`]]);
  }
  binds([
    [
      "perl",
      `if ($c) {\n  use  DBI;\n}\nmy $r = $db->do("${SQL} '$v'");`,
      `if ($c) {\n  use  DBI;\n}\nmy $r = $db->do("${SQL} ?", undef, $v);`,
    ],
    [
      "php",
      `$db = new  \\PDO ($x);\n$s = $db->query("${SQL} '$v'");`,
      `$db = new  \\PDO ($x);\n$s = $db->prepare("${SQL} ?");\n$s->execute([$v]);`,
    ],
  ]);
  for (const method of ["execute", "query", "get_first_row", "get_first_value"]) {
    const load = `require "sqlite3"`;
    binds([["ruby", ruby(load, method), `${load}\nr = db.${method}("${SQL} ?", [v])`]]);
  }
  for (const load of [
    `require 'sqlite3'`,
    `require("sqlite3")`,
    `require ( "sqlite3" )`,
    `  require  "sqlite3"`,
  ]) {
    binds([["ruby", ruby(load, "execute"), `${load}\nr = db.execute("${SQL} ?", [v])`]]);
  }
  for (const load of [
    `require "pg"`,
    `require 'pg'`,
    `require("pg")`,
    `require ( "pg" )`,
    `  require  "pg"`,
  ]) {
    for (const method of ["exec", "query"]) {
      binds([["ruby", ruby(load, method), `${load}\nr = db.exec_params("${SQL} $1", [v])`]]);
    }
  }
});

describe("a driver that is unknown or ambiguous", () => {
  offersNothing([
    ["python", python("import os")],
    ["python", python("# import sqlite3")],
    ["python", python("import sqlite3x")],
    ["python", python("# import psycopg2")],
    ["python", python("import sqlite3\nimport pymysql")],
    ["python", `import sqlite3\nc.run(f"${SQL} '{v}'")`],
    ["javascript", javascript("'other'", "query")],
    ["javascript", javascript("'pg'", "execute")],
    ["javascript", javascript("'my/mysql'", "query")],
    ["javascript", javascript("'mysqlx'", "query")],
    ["javascript", javascript("'pg', 'mysql'", "query")],
    ["perl", `# use DBI\nmy $r = $db->do("${SQL} '$v'");`],
    ["perl", `use DBIx;\nmy $r = $db->do("${SQL} '$v'");`],
    ["perl", perl("other")],
    ["php", `$s = $db->query("${SQL} '$v'");`],
    ["php", `$db = new PDO($x);\n$s = $db->exec("${SQL} '$v'");`],
    ["php", `$db = new PDO($x);\n$m = mysqli_connect($y);\n$s = $db->query("${SQL} '$v'");`],
    ["php", `$db = new PDO($x);\n$m = pg_connect($y);\n$s = $db->query("${SQL} '$v'");`],
    ["php", `$db = new PDO($x);\n$m = new SQLite3($y);\n$s = $db->query("${SQL} '$v'");`],
    ["ruby", ruby(`# require "sqlite3"`, "execute")],
    ["ruby", ruby(`# require "pg"`, "exec")],
    ["ruby", ruby(`require "sqlite3"\nrequire "mysql2"`, "execute")],
    ["ruby", ruby(`require "sqlite3"\n  require  'mysql2'`, "execute")],
    ["ruby", ruby(`require "sqlite3"\nrequire ( "mysql2" )`, "execute")],
    ["ruby", ruby(`require "sqlite3"\nrequire("mysql2")`, "execute")],
    ["ruby", ruby(`require "sqlite3"`, "exec")],
  ]);
  binds([
    [
      "ruby",
      ruby(`require "sqlite3"\n# require "mysql2"`, "execute"),
      `require "sqlite3"\n# require "mysql2"\nr = db.execute("${SQL} ?", [v])`,
    ],
  ]);
});

describe("the place of a value", () => {
  const lite = (text: string): string => `import sqlite3\nc.execute(${text})`;

  binds([
    ["python", lite(`f"${SQL}'{v}'"`), lite(`"${SQL}?", (v,)`)],
    ["python", lite(`f"${SQL}{v}"`), lite(`"${SQL}?", (v,)`)],
    ["python", lite(`f"${SQL}   {v} "`), lite(`"${SQL}   ? ", (v,)`)],
    ["python", lite(`f"${SQL} {v};"`), lite(`"${SQL} ?;", (v,)`)],
    ["python", lite(`f"SELECT id FROM a WHERE id < {v}"`), lite(`"SELECT id FROM a WHERE id < ?", (v,)`)],
    ["python", lite(`f"SELECT id FROM a WHERE id > {v}"`), lite(`"SELECT id FROM a WHERE id > ?", (v,)`)],
    ["python", lite(`f"INSERT INTO a VALUES ({v}, '{w}')"`), lite(`"INSERT INTO a VALUES (?, ?)", (v, w)`)],
    ["python", lite(`f"${SQL} '{v}' AND ip = '{w}'"`), lite(`"${BOTH}", (v, w)`)],
    ["python", lite(`"${SQL} '%s' AND ip = '%s'" % (v, w)`), lite(`"${BOTH}", (v, w)`)],
    ["python", lite(`"${SQL} '{}'".format(row[0])`), lite(`"${SQL} ?", (row[0],)`)],
    ["python", lite(`"${SQL} '" + f(v) + "'"`), lite(`"${SQL} ?", (f(v),)`)],
    ["python", lite(`"${SQL} '" + w.format(v) + "'"`), lite(`"${SQL} ?", (w.format(v),)`)],
    ["python", lite(`"${SQL} '" + w % v + "'"`), lite(`"${SQL} ?", (w % v,)`)],
    ["python", lite(`f'${SQL} "{v}"'`), lite(`"${SQL} ?", (v,)`)],
    [
      "javascript",
      "require('mysql'); c.query(`SELECT id\n  FROM agent WHERE id = '${v}'`);",
      "require('mysql'); c.query(`SELECT id\n  FROM agent WHERE id = ?`, [v]);",
    ],
    [
      "ruby",
      `require "sqlite3"\ndb.execute("${SQL} '#{v}' AND ip = '#{w}'")`,
      `require "sqlite3"\ndb.execute("${BOTH}", [v, w])`,
    ],
    [
      "perl",
      `use DBI;\n$db->do("${SQL} '$v' AND ip = '$w'");`,
      `use DBI;\n$db->do("${BOTH}", undef, $v, $w);`,
    ],
  ]);

  offersNothing([
    // A part of a text.
    ["python", lite(`f"${SQL} '{v}x'"`)],
    ["python", lite(`f"${SQL} 'x{v}'"`)],
    ["python", lite(`f"${SQL} '{v}{w}'"`)],
    ["python", lite(`f"${SQL} {v}{w}"`)],
    ["python", lite(`f"${SQL} {v}x"`)],
    ["python", lite(`f"${SQL} {v}.x"`)],
    ["python", lite(`f"${SQL} '{v}"`)],
    ["python", lite(`f"SELECT id FROM a WHERE name LIKE '%{v}%'"`)],
    ["python", lite(`f"SELECT id FROM a WHERE name LIKE {v}"`)],
    // Not a value, or one that is shown in another way.
    ["python", lite(`f"${SQL} '{v}' AND ip IN ({w})"`)],
    ["python", lite(`f"${SQL} '{v}' AND ip in  ({w})"`)],
    ["python", lite(`f"SELECT id FROM {t} WHERE id = '{v}'"`)],
    ["python", lite(`f"${SQL} '{v:>3}'"`)],
    ["python", lite(`"${SQL} '%5s'" % v`)],
    ["python", lite(`"${SQL} '%s' AND ip = '%s'" % v`)],
    // Signs that mean something in the new text.
    ["python", lite(`f'SELECT "id" FROM agent WHERE id = {v}'`)],
    ["python", lite(`f"SELECT 'a\\\\b' FROM agent WHERE id = {v}"`)],
    ["python", lite('f"SELECT `id` FROM agent WHERE id = {v}"')],
    ["python", lite(`f"SELECT id % 2 FROM agent WHERE id = {v}"`)],
    ["ruby", `require "mysql2"\nrequire "sqlite3"\ndb.execute("${SQL} '#{v}'")`],
    ["ruby", `require "sqlite3"\ndb.execute('SELECT id # x FROM agent WHERE id = ' + v)`],
    ["perl", `use DBI;\n$db->do('SELECT @x FROM agent WHERE id = ' . $v);`],
    ["perl", `use DBI;\n$db->do('SELECT $x FROM agent WHERE id = ' . $v);`],
    ["php", `$db = new PDO($x);\n$s = $db->query('SELECT $x FROM agent WHERE id = ' . $v);`],
    ["php", `$db = new PDO($x);\n$s = $db->query('SELECT {x} FROM agent WHERE id = ' . $v);`],
    // Not the only argument of a call.
    ["python", lite(`f"${SQL} '{v}'", w`)],
    ["python", `import sqlite3\nx = c[f"${SQL} '{v}'"]`],
    ["python", `import sqlite3\nx = [f"${SQL} '{v}'"]`],
    ["python", `import sqlite3\ndef f():\n    return f"${SQL} '{v}'"`],
    ["python", `import sqlite3\nexecute(f"${SQL} '{v}'")`],
  ]);
});

describe("a statement in a variable", () => {
  const through = (between: string, text: string, more = ""): string =>
    `import sqlite3\nq = ${text}\n${between}c.execute(q${more})`;

  binds([
    ["python", through("", `f"${SQL} '{v}'"`), through("", `"${SQL} ?"`, ", (v,)")],
    ["python", through("x = 1\n", `f"${SQL} '{v}'"`), through("x = 1\n", `"${SQL} ?"`, ", (v,)")],
    ["python", through("w = 1\n", `f"${SQL} '{v}'"`), through("w = 1\n", `"${SQL} ?"`, ", (v,)")],
    ["python", through("b = v == w\n", `f"${SQL} '{v}'"`), through("b = v == w\n", `"${SQL} ?"`, ", (v,)")],
    ["python", through("", `f"${SQL} '{row.id}'"`), through("", `"${SQL} ?"`, ", (row.id,)")],
    ["python", through("", `f"${SQL} '{row['id']}'"`), through("", `"${SQL} ?"`, ", (row['id'],)")],
    ["python", through("", `f"${SQL} '{row[10].id}'"`), through("", `"${SQL} ?"`, ", (row[10].id,)")],
    [
      "javascript",
      `require('mysql');\nconst q = "${SQL} '" + v + "'";\nc.query(q);`,
      `require('mysql');\nconst q = "${SQL} ?";\nc.query(q, [v]);`,
    ],
    [
      "perl",
      `use DBI;\nmy $q = "${SQL} '$v'";\nmy $r = $db->selectrow_hashref($q);`,
      `use DBI;\nmy $q = "${SQL} ?";\nmy $r = $db->selectrow_hashref($q, undef, $v);`,
    ],
    [
      "perl",
      `use DBI;\nour  $q = "${SQL} '" . $row->id . "'";\nmy $r = $db->do($q);`,
      `use DBI;\nour  $q = "${SQL} ?";\nmy $r = $db->do($q, undef, $row->id);`,
    ],
    [
      "php",
      `$db = new PDO($x);\n$q = <<<E\n${SQL} '$v'\nE;\n$s = $db->query($q);`,
      `$db = new PDO($x);\n$q = "${SQL} ?";\n$s = $db->prepare($q);\n$s->execute([$v]);`,
    ],
    [
      "php",
      `$db = new PDO($x);\n$q = "${SQL} '$v'";\n$s = $db->query($q);`,
      `$db = new PDO($x);\n$q = "${SQL} ?";\n$s = $db->prepare($q);\n$s->execute([$v]);`,
    ],
  ]);

  offersNothing([
    // The value may be another one by then.
    ["python", through("v = 1\n", `f"${SQL} '{v}'"`)],
    ["python", through("v += 1\n", `f"${SQL} '{v}'"`)],
    ["python", through("w = 1\n", `f"${SQL} '{v}' AND ip = '{w}'"`)],
    ["python", through("row['id'] = 1\n", `f"${SQL} '{row['id']}'"`)],
    ["python", through("", `f"${SQL} '{f(v)}'"`)],
    ["python", through("", `f"${SQL} '{v + 1}'"`)],
    ["python", through("", `f"${SQL} '{1}'"`)],
    ["perl", `use DBI;\nmy $q = "${SQL} '$v'";\n$v = 1;\nmy $r = $db->do($q);`],
    // It is used elsewhere, or not at all.
    ["python", `import sqlite3\nq = f"${SQL} '{v}'"`],
    ["python", `import sqlite3\nq = f"${SQL} '{v}'"\nlog(q)`],
    ["python", `import sqlite3\nc.execute(q)\nq = f"${SQL} '{v}'"`],
    ["python", `import sqlite3\ndef f():\n    q = f"${SQL} '{v}'"\nc.execute(q)`],
    ["python", `import sqlite3\nq = f"${SQL} '{v}'"\nc.execute(q)\nc.execute(q)`],
    // Something else than the text is assigned, or to something else than a variable.
    ["python", `import sqlite3\nq += f"${SQL} '{v}'"\nc.execute(q)`],
    ["python", `import sqlite3\na.q = f"${SQL} '{v}'"\nc.execute(a.q)`],
    ["python", `import sqlite3\nq: str = f"${SQL} '{v}'"\nc.execute(q)`],
    ["python", `import sqlite3\nq = [f"${SQL} '{v}'"]\nc.execute(q)`],
    ["perl", `use DBI;\nmy $q .= "${SQL} '$v'";\nmy $r = $db->do($q);`],
  ]);
});

describe("a prepared statement", () => {
  for (const method of ["get", "all", "run", "iterate"]) {
    binds([
      [
        "javascript",
        `require("better-sqlite3");\nconst r = db.prepare("${SQL} '" + v + "' AND ip = '" + w + "'").${method}();`,
        `require("better-sqlite3");\nconst r = db.prepare("${BOTH}").${method}(v, w);`,
      ],
    ]);
  }

  binds([
    [
      "perl",
      `use DBI;\nmy $s = $db->prepare("${SQL} '$v' AND ip = '$w'");\n$s->execute();`,
      `use DBI;\nmy $s = $db->prepare("${BOTH}");\n$s->execute($v, $w);`,
    ],
    [
      "perl",
      `use DBI;\nmy $s = $db->prepare("${SQL} '$v'");\n$s->execute;`,
      `use DBI;\nmy $s = $db->prepare("${SQL} ?");\n$s->execute($v);`,
    ],
    [
      "perl",
      `use DBI;\nmy $s = $db->prepare("${SQL} '$v'");\n$s -> execute ( ) or die;`,
      `use DBI;\nmy $s = $db->prepare("${SQL} ?");\n$s->execute($v) or die;`,
    ],
    [
      "php",
      `$db = new PDO($x);\nfunction f() {\n    $s = $db->query("${SQL} '$v' AND ip = '$w'");\n}`,
      `$db = new PDO($x);\nfunction f() {\n    $s = $db->prepare("${BOTH}");\n    $s->execute([$v, $w]);\n}`,
    ],
    [
      "php",
      `$db = new PDO($x);\nfunction f() {\n    return $db->query("${SQL} '$v' AND ip = '$w'")->fetch();\n}`,
      `$db = new PDO($x);\nfunction f() {\n    $statement = $db->prepare("${BOTH}");\n    $statement->execute([$v, $w]);\n    return $statement->fetch();\n}`,
    ],
  ]);

  offersNothing([
    ["javascript", `require("better-sqlite3");\ndb.prepare("${SQL} '" + v + "'");`],
    ["javascript", `require("better-sqlite3");\nf(db.prepare("${SQL} '" + v + "'"));`],
    ["javascript", `require("better-sqlite3");\ndb.prepare("${SQL} '" + v + "'").get;`],
    ["javascript", `require("better-sqlite3");\ndb.prepare("${SQL} '" + v + "'").get(w);`],
    ["javascript", `require("better-sqlite3");\ndb.prepare("${SQL} '" + v + "'").bind();`],
    ["perl", `use DBI;\nf($db->prepare("${SQL} '$v'"));\n$s->execute();`],
    ["perl", `use DBI;\nmy $s = $db->prepare("${SQL} '$v'");`],
    ["perl", `use DBI;\nmy $s = $db->prepare("${SQL} '$v'");\n$t->execute();`],
    ["perl", `use DBI;\nmy $s = $db->prepare("${SQL} '$v'");\n$s->execute(1);`],
    ["perl", `use DBI;\nmy $s = $db->prepare("${SQL} '$v'");\n$s->execute();\n$s->execute();`],
    ["perl", `use DBI;\n$s->execute();\nmy $s = $db->prepare("${SQL} '$v'");`],
    ["perl", `use DBI;\nif ($c) {\n  $s = $db->prepare("${SQL} '$v'");\n}\n$s->execute();`],
    ["php", `$db = new PDO($x);\nif ($s = $db->query("${SQL} '$v'")) {\n}`],
    ["php", `$db = new PDO($x);\necho $db->query("${SQL} '$v'")->fetchColumn();`],
    ["php", `$db = new PDO($x);\n$r = f($db->query("${SQL} '$v'")->fetch());`],
    ["php", `$db = new PDO($x);\n$r = $f->g($db->query("${SQL} '$v'"))->fetch();`],
    ["php", `$db = new PDO($x);\n$r = $c ? $db->query("${SQL} '$v'")->fetch() : 1;`],
    ["php", `$db = new PDO($x);\n$r = $db->query("${SQL} '$v'")->a;`],
    ["php", `$db = new PDO($x);\n$statement = 1;\n$r = $db->query("${SQL} '$v'")->fetch();`],
  ]);
});
