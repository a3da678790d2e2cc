/** What interpreters and programs print by accident: what it is called, and what to do about it. */

import { describe, expect, it } from "vitest";
import { clauseOf, noiseIn, sentenceOf } from "../../../core/lint/answer/noise.ts";
import { howToInstall, type PackageTool } from "../../../core/lint/answer/packages.ts";

const CORRECT = (line = "") =>
  `Correct the syntax${line === "" ? "" : ` near line ${line}`}: until then the script does not run.`;
const CATCH =
  "Correct the error, and catch what can fail: print an error answer for it, with a member error other than 0, and exit with 0.";
const PATH =
  "Check the path of the script in exec_path: relative paths start in the manager's folder, so give the full path. The manager's user must be able to read the script.";
const INSTALL = "Install it for the interpreter that runs the script on the manager: ";

describe("a script that is not there", () => {
  it.each([
    ["python3: can't open file '/opt/x.py': [Errno 2] No such file or directory", "Python", "/opt/x.py"],
    ["/usr/bin/python3.11: can't open file '/opt/x.py': [Errno 2]", "Python", "/opt/x.py"],
    ["node:internal/x\nError: Cannot find module '/opt/x.js'\n    at x", "Node.js", "/opt/x.js"],
    ["Error: Cannot find module 'C:\\opt\\x.js'\n", "Node.js", "C:\\opt\\x.js"],
    [`Can't open perl script "/opt/x.pl": No such file or directory`, "Perl", "/opt/x.pl"],
    ["Could not open input file: /opt/x.php", "PHP", "/opt/x.php"],
    ["ruby: No such file or directory -- /opt/x.rb (LoadError)", "Ruby", "/opt/x.rb"],
    ["/usr/bin/ruby3.1: No such file or directory -- x.rb (LoadError)", "Ruby", "x.rb"],
    ["/bin/bash: /opt/x.sh: No such file or directory", "the shell", "/opt/x.sh"],
    ["sh: 0: cannot open /opt/x.sh: No such file", "the shell", "/opt/x.sh"],
    ["ksh: x.sh: No such file or directory", "the shell", "x.sh"],
  ])("%j", (output, language, path) => {
    expect(noiseIn(output)).toEqual({
      what: `${language} does not find the script ${path}`,
      isClause: true,
      advice: PATH,
    });
  });
});

describe("a module that is missing", () => {
  it.each([
    [
      "ModuleNotFoundError: No module named 'ldap3.core'",
      "Python",
      "ldap3.core",
      "python3 -m pip install ldap3, or Debian's python3-ldap3",
    ],
    [
      "ImportError: No module named requests",
      "Python",
      "requests",
      "python3 -m pip install requests, or Debian's python3-requests",
    ],
    ["ModuleNotFoundError: No module named 'ours'", "Python", "ours", "the package that contains ours"],
    [
      "Error: Cannot find module 'mysql2'\nRequire stack:\n- /opt/x.js",
      "Node.js",
      "mysql2",
      "npm install mysql2 in the folder of the script",
    ],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'pg' imported from /opt/x.mjs",
      "Node.js",
      "pg",
      "npm install pg in the folder of the script",
    ],
    [
      "Can't locate DBD/mysql.pm in @INC (you may need to install the DBD::mysql module)",
      "Perl",
      "DBD::mysql",
      "cpan DBD::mysql, or Debian's libdbd-mysql-perl",
    ],
    ["Can't locate Our/pm/X.pm in @INC", "Perl", "Our::pm::X", "cpan Our::pm::X"],
    [
      "x.rb:1:in `require': cannot load such file -- pg (LoadError)",
      "Ruby",
      "pg",
      "gem install pg, or Debian's ruby-pg",
    ],
    [
      "PHP Fatal error:  Uncaught Error: Call to undefined function pg_connect() in /opt/x.php:2",
      "PHP",
      "pg",
      "the extension pgsql, or Debian's php-pgsql",
    ],
    [`Error: Class "SQLite3" not found`, "PHP", "sqlite3", "the extension sqlite3, or Debian's php-sqlite3"],
  ])("%j", (output, language, module, what) => {
    expect(noiseIn(output)).toEqual({
      what: `${language} does not find the module ${module}`,
      isClause: true,
      isMissingModule: true,
      advice: `${INSTALL}${what}.`,
    });
  });
});

describe("how to install a module", () => {
  it("is the driver of a database in PHP", () => {
    expect(noiseIn("PDOException: could not find driver in /opt/x.php:2")).toEqual({
      what: "PHP does not find the driver of the database",
      isClause: true,
      isMissingModule: true,
      advice:
        "Install the driver of the database for the PHP that runs the script: php-mysql, php-pgsql or php-sqlite3 on Debian.",
    });
  });

  it.each<[PackageTool, string]>([
    ["python", "mysql.connector mysql-connector-python python3-mysql.connector"],
    ["python", "mysql mysql-connector-python python3-mysql.connector"],
    ["python", "MySQLdb mysqlclient python3-mysqldb"],
    ["python", "pymysql PyMySQL python3-pymysql"],
    ["python", "psycopg2 psycopg2-binary python3-psycopg2"],
    ["python", "psycopg2.extras psycopg2-binary python3-psycopg2"],
    ["python", "psycopg psycopg[binary] python3-psycopg"],
    ["python", "pyodbc pyodbc python3-pyodbc"],
    ["python", "pymssql pymssql python3-pymssql"],
    ["python", "oracledb oracledb python3-oracledb"],
    ["python", "ldap python-ldap python3-ldap"],
    ["python", "ldap3 ldap3 python3-ldap3"],
    ["python", "requests requests python3-requests"],
    ["python", "httpx httpx python3-httpx"],
    ["python", "yaml PyYAML python3-yaml"],
    ["python", "dotenv python-dotenv python3-dotenv"],
    ["python", "pymongo pymongo python3-pymongo"],
    ["python", "redis redis python3-redis"],
    ["perl", "DBI DBI libdbi-perl"],
    ["perl", "DBD::mysql DBD::mysql libdbd-mysql-perl"],
    ["perl", "DBD::MariaDB DBD::MariaDB libdbd-mariadb-perl"],
    ["perl", "DBD::Pg DBD::Pg libdbd-pg-perl"],
    ["perl", "DBD::SQLite DBD::SQLite libdbd-sqlite3-perl"],
    ["perl", "JSON JSON libjson-perl"],
    ["perl", "JSON::XS JSON::XS libjson-xs-perl"],
    ["perl", "Cpanel::JSON::XS Cpanel::JSON::XS libcpanel-json-xs-perl"],
    ["perl", "Net::LDAP Net::LDAP libnet-ldap-perl"],
    ["perl", "LWP::UserAgent LWP::UserAgent libwww-perl"],
    ["ruby", "mysql2 mysql2 ruby-mysql2"],
    ["ruby", "pg pg ruby-pg"],
    ["ruby", "sqlite3 sqlite3 ruby-sqlite3"],
    ["ruby", "net/ldap net-ldap ruby-net-ldap"],
    ["php", "mysqli mysqli php-mysql"],
    ["php", "pgsql pgsql php-pgsql"],
    ["php", "pg pgsql php-pgsql"],
    ["php", "sqlite3 sqlite3 php-sqlite3"],
    ["php", "ldap ldap php-ldap"],
    ["php", "curl curl php-curl"],
  ])("of %s: %s", (tool, row) => {
    const [module = "", name = "", debian = ""] = row.split(" ");
    const by = {
      python: `python3 -m pip install ${name}`,
      perl: `cpan ${name}`,
      ruby: `gem install ${name}`,
      php: `the extension ${name}`,
      node: "",
    };
    expect(howToInstall(tool, module)).toBe(`${INSTALL}${by[tool]}, or Debian's ${debian}.`);
  });
});

describe("wrong syntax", () => {
  it.each([
    [
      `  File "/opt/x.py", line 7\n    if x\n        ^\nSyntaxError: expected ':'\n`,
      "Python finds a syntax error in line 7: SyntaxError: expected ':'",
      "7",
    ],
    [
      `  File "/opt/x.py", line 12\n    x\nIndentationError: unexpected indent\n`,
      "Python finds a syntax error in line 12: IndentationError: unexpected indent",
      "12",
    ],
    [
      `  File "/opt/a.py", line 1\n    x\n  File "/opt/x.py", line 12\n    x\nTabError: inconsistent use\n`,
      "Python finds a syntax error in line 12: TabError: inconsistent use",
      "12",
    ],
    ["SyntaxError: invalid syntax", "Python finds a syntax error: SyntaxError: invalid syntax", ""],
    [
      "/opt/x.js:3\nlet let = 1;\n    ^^^\n\nSyntaxError: let is disallowed\n    at wrapSafe (node:internal)",
      "Node.js finds a syntax error in line 3: SyntaxError: let is disallowed",
      "3",
    ],
    [
      "PHP Parse error:  syntax error, unexpected '}' in /opt/x.php on line 4",
      "PHP finds a syntax error in line 4: syntax error, unexpected '}'",
      "4",
    ],
    [
      "<b>Parse error</b>:  syntax error in <b>/opt/x.php</b> on line <b>14</b>",
      "PHP finds a syntax error in line 14: syntax error",
      "14",
    ],
    ["syntax error at /opt/x.pl line 15, near x", "Perl finds a syntax error in line 15: syntax error", "15"],
    [
      "Missing right curly or square bracket at /opt/x.pl line 16, at end of line",
      "Perl finds a syntax error in line 16: Missing right curly or square bracket",
      "16",
    ],
    [
      `Can't find string terminator '"' anywhere before EOF at /opt/x.pl line 17.`,
      `Perl finds a syntax error in line 17: Can't find string terminator '"' anywhere before EOF`,
      "17",
    ],
    [
      "/opt/x.rb:18: syntax error, unexpected end-of-input",
      "Ruby finds a syntax error in line 18: syntax error, unexpected end-of-input",
      "18",
    ],
    [
      "/opt/x.rb:19: syntax errors found (SyntaxError)",
      "Ruby finds a syntax error in line 19: syntax errors found (SyntaxError)",
      "19",
    ],
    [
      "/opt/x.sh: line 20: syntax error near unexpected token `fi'",
      "the shell finds a syntax error in line 20: syntax error near unexpected token `fi'",
      "20",
    ],
    [
      `/opt/x.sh: 21: Syntax error: "fi" unexpected.`,
      `the shell finds a syntax error in line 21: Syntax error: "fi" unexpected`,
      "21",
    ],
    [
      "/opt/x.sh: line 22: unexpected EOF while looking for matching `\"'",
      "the shell finds a syntax error in line 22: unexpected EOF while looking for matching `\"'",
      "22",
    ],
    ["ParserError: /opt/x.ps1:2", "PowerShell finds a syntax error", ""],
  ])("%j", (output, what, line) => {
    expect(noiseIn(output)).toEqual({ what, isClause: true, advice: CORRECT(line) });
  });
});

describe("a script that failed", () => {
  it.each([
    ["Traceback (most recent call last):\n  File x", "a Python traceback"],
    ["PHP Fatal error:  Uncaught Exception", "a fatal error of PHP"],
    ["<br />\n<b>Fatal error</b>: x", "a fatal error of PHP"],
    ["Uncaught RuntimeException: x", "a fatal error of PHP"],
    ["/opt/x.js:12\n  throw new Error('x');\n  ^\n\nError: x\n    at f", "an error that Node.js ends with"],
    ["/opt/x.mjs:2\n^\nTypeError: x is not a function", "an error that Node.js ends with"],
    [
      "node:internal/process/promises:288\n  x\n\nError: connect ECONNREFUSED",
      "an error that Node.js ends with",
    ],
    [
      "/opt/x.rb:12:in `<main>': undefined method `x' for nil (NoMethodError)",
      "an error that Ruby ends with",
    ],
    ["/opt/x.rb:1:in 'connect': no (Mysql2::Error)", "an error that Ruby ends with"],
    ["panic: runtime error: index out of range", "a Go program that panics"],
  ])("%j", (output, what) => {
    expect(noiseIn(output)).toEqual({ what, isClause: false, advice: CATCH });
  });

  it("is known in Perl by its exit code", () => {
    for (const text of ["no such host at /opt/x.pl line 12.", "x at /opt/x.pl line 3\nmore"]) {
      expect(noiseIn(text, 255)).toEqual({
        what: "an error that Perl ends with (die)",
        isClause: false,
        advice: CATCH,
      });
      expect(noiseIn(text)).toEqual({ what: "a Perl warning", isClause: false });
      expect(noiseIn(text, 0)).toEqual({ what: "a Perl warning", isClause: false });
    }
  });
});

describe("text that is only printed too", () => {
  it.each([
    ["/opt/x.py:3: DeprecationWarning: x", "a Python warning"],
    ["PHP Notice:  Undefined index: x", "a PHP notice"],
    ["<br />\n<b>Warning</b>: x", "a PHP notice"],
    ["Deprecated: x", "a PHP notice"],
    ["(node:12) Warning: x", "a Node.js warning"],
    ["X-Powered-By: PHP/8.2", "an HTTP header as php-cgi prints it"],
    ["content-type: text/html", "an HTTP header as php-cgi prints it"],
    ["+ echo x", "a shell trace (set -x)"],
    ["++ date", "a shell trace (set -x)"],
    ["/opt/x.sh: line 3: /opt/y: No such file or directory", "an error of the shell"],
    ["env: python: x", "an error of env, which does not find the interpreter"],
    ["/usr/bin/env: 'python': x", "an error of env, which does not find the interpreter"],
    ["mysql: [Warning] Using a password", "a warning of the mysql client"],
    ["ERROR 1045 (28000): Access denied", "an error of a database client"],
    ["psql: error: connection", "an error of a database client"],
    ["sqlite3: Error: no such table", "an error of a database client"],
    ["sqlite: Error: no such table", "an error of a database client"],
    ["  <!doctype html>", "markup"],
    ["<html>", "markup"],
    ["<?xml version", "markup"],
    ["\x1b[31mred", "coloured text for a terminal"],
    ["2024-01-31 10:00:00 start", "a log line with a date"],
    ["[2024/01/31 10:00", "a log line with a date"],
    ["INFO start", "a log line"],
    ["[debug] start", "a log line"],
    ["WARNING: x", "a log line"],
  ])("%j", (output, what) => {
    expect(noiseIn(output)).toEqual({ what, isClause: false });
  });

  it.each(["/opt/x.sh: line 3: jq: command not found", "/opt/x.sh: 3: jq: not found"])(
    "names a program that is missing: %j",
    (output) => {
      expect(noiseIn(output)).toEqual({
        what: "the shell does not find the program jq",
        isClause: true,
        advice: "Install jq on the manager, or name it with its full path.",
      });
    },
  );

  it.each([
    "",
    "done",
    '{"error":0}',
    "x Traceback (most recent call last):",
    "x SyntaxError: y",
    "INFORMATION",
    "12024-01-31",
    "an env: x",
    "x + y",
    "my panic: x",
    "not at line 3",
    "at x line 3",
    "x ERROR 1045 (28000)",
    "x mysql: [Warning]",
    "see (node:12) x",
    "y <html>",
  ])("is not found in %j", (output) => {
    expect(noiseIn(output)).toBeUndefined();
  });

  it("is looked for in the first 4096 bytes", () => {
    const late = (at: number) => noiseIn(`${"x".repeat(at)}\npanic: y`);
    expect(late(4096 - 8)?.what).toBe("a Go program that panics");
    expect(late(4096 - 7)).toBeUndefined();
  });

  it("makes clauses and sentences", () => {
    const [clause, text] = [
      { what: "the shell does not find the program jq", isClause: true },
      { what: "markup", isClause: false },
    ];
    expect([clauseOf(clause), sentenceOf(clause)]).toEqual([
      "the shell does not find the program jq",
      " The shell does not find the program jq.",
    ]);
    expect([clauseOf(text), sentenceOf(text)]).toEqual(["it looks like markup", " It looks like markup."]);
  });
});
