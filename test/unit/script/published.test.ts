/** Scripts with the mistakes of published examples, rewritten. */

import { expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { findings } from "./support.ts";

/** The first one: it could never work. */
const first = `#!/usr/bin/env python
import json
import sys
import mysql.connector
from mysql.connector import errorcode

def answer(selector, value):
    try:
        connection = mysql.connector.connect(host="localhost", user="root", password="pass1", database="agents")
    except mysql.connector.Error as problem:
        print json.dumps({"error": 2, "message": str(problem)})
        return
        cursor = connection.cursor()
    if selector == "id":
        cursor.execute("SELECT id, name, ip, key FROM agent WHERE id = '{}'".format(value))
    elif selector == "ip":
        cursor.execute("SELECT id, name, ip, key FROM agent WHERE ip = '{}'".format(value))
    else:
        print json.dumps({"error": 3, "message": "Bad selector"})
        return
        row = cursor.fetchone()
    print json.dumps({"error": 0, "data": {"id": row[0], "name": row[1], "ip": row[2], "key": row[3]}})

answer(sys.argv[1], sys.argv[2])
`;

/** Its successor in Python 3: it works until a request contains a quote. */
const current = `#!/usr/bin/env python3
import json
import sys
import mysql.connector

def main():
    if len(sys.argv) < 3:
        print(json.dumps({"error": 1, "message": "Too few arguments"}))
        return
    try:
        connection = mysql.connector.connect(host="localhost", user="root", password="pass1", database="agents")
    except mysql.connector.Error as problem:
        print(json.dumps({"error": 2, "message": str(problem)}))
        return
    cursor = connection.cursor()
    if sys.argv[1] == "id":
        cursor.execute(f"SELECT id, name, ip, key FROM agent WHERE id = '{sys.argv[2]}'")
    elif sys.argv[1] == "ip":
        cursor.execute(f"SELECT id, name, ip, key FROM agent WHERE ip = '{sys.argv[2]}'")
    else:
        print(json.dumps({"error": 3, "message": "Bad selector"}))
        return
    rows = cursor.fetchall()
    if len(rows) != 1:
        print(json.dumps({"error": 4, "message": "No agent, or several"}))
        return
    print(json.dumps({"error": 0, "data": dict(zip(("id", "name", "ip", "key"), rows[0]))}))

main()
`;

const php = `#!/usr/bin/php
<?php
$mysqli = new mysqli("localhost", "root", "pass1", "agents");
if ($argv[1] == "id") {
    $query = "SELECT id, name, ip, \`key\` FROM agent WHERE id = '$argv[2]'";
} else if ($argv[1] == "ip") {
    $query = "SELECT id, name, ip, \`key\` FROM agent WHERE ip = '$argv[2]'";
} else {
    echo json_encode(array("error" => 3, "message" => "Bad selector"));
    exit;
}
$row = $mysqli->query($query)->fetch_assoc();
echo json_encode(array("error" => 0, "data" => $row));
?>
`;

/** Without #!, and with no answer for a selector that it does not know. */
const perl = `use strict;
use warnings;
use DBI;

if ($#ARGV < 1) {
    print "{\\"error\\": 1, \\"message\\": \\"Too few arguments\\"}\\n";
    exit;
}
my $wanted = $ARGV[1];
my $db = DBI->connect("DBI:mysql:database=agents;host=localhost", "root", "pass1", {'RaiseError' => 1});
my $query = "";
if ($ARGV[0] eq "id") {
    $query = "SELECT * FROM agent WHERE id = '$wanted'";
} elsif ($ARGV[0] eq "ip") {
    $query = "SELECT * FROM agent WHERE ip = '$wanted'";
}
my $found = $db->prepare($query);
$found->execute();
if ($found->rows) {
    my $row = $found->fetchrow_hashref();
    print "{\\"error\\": 0, \\"data\\": {\\"id\\": \\"$row->{'id'}\\", \\"key\\": \\"$row->{'agent_key'}\\"}}\\n";
} else {
    print "{\\"error\\": 4, \\"message\\": \\"No such agent\\"}\\n";
}
`;

/** A list in memory, as in tests: nothing is wrong with it. */
const list = `#!/usr/bin/env python
import json
import sys

AGENTS = [{"id": "001", "name": "web-01", "ip": "any", "key": "8f3c"}]

def main():
    if len(sys.argv) < 3:
        return {"error": 1, "message": "Bad arguments"}
    found = [agent for agent in AGENTS if sys.argv[1] in ("id", "ip") and agent[sys.argv[1]] == sys.argv[2]]
    if len(found) > 1:
        return {"error": 5, "message": "Several agents"}
    return {"error": 0, "data": found[0]} if found else {"error": 4, "message": "No such agent"}

print(json.dumps(main()))
`;

/** The list was lost when the script moved, and nobody noticed: every request returns a valid error answer. */
const lost = list
  .replace(/AGENTS = .*\n/, "")
  .replace(
    '    return {"error": 0',
    '    try:\n        AGENTS[0]\n    except Exception:\n        return {"error": 4, "message": "No such agent"}\n    return {"error": 0',
  );

const published: readonly [title: string, ScriptLanguage, text: string, rules: readonly string[]][] = [
  [
    "the first example",
    "python",
    first,
    [
      "no-timeout",
      "password-in-source",
      "python-2-print",
      "unreachable-code",
      "sql-from-text",
      "sql-from-text",
      "python-2-print",
      "unreachable-code",
      "python-2-print",
    ],
  ],
  [
    "its successor",
    "python",
    current,
    ["no-timeout", "password-in-source", "sql-from-text", "sql-from-text"],
  ],
  ["the one in PHP", "php", php, ["no-timeout", "password-in-source", "sql-from-text", "sql-from-text"]],
  [
    "the one in Perl",
    "perl",
    perl,
    [
      "missing-shebang",
      "no-timeout",
      "password-in-source",
      "sql-from-text",
      "sql-from-text",
      "hand-made-json",
    ],
  ],
  ["a list in memory", "python", list, []],
  ["a list that is not there any more", "python", lost, ["bug-as-answer"]],
];

it.each(published)("%s", async (_, language, text, rules) => {
  expect((await findings(language, text)).map(({ rule }) => rule)).toEqual(rules);
});
