/** A secret is hidden by its form or its place; words that merely mention keys are not. */

import { describe, expect, it } from "vitest";
import { KeyMask, MASK } from "../../../core/lint/mask.ts";
import { tracebacks } from "./tracebacks.ts";

const hide = (text: string): string => new KeyMask().hide(text);
const IMPORT = btoa(`001 web-01 any ${"0123456789abcdef".repeat(4)}`);

describe("hides", () => {
  it.each([
    ["an import string", `Agent key information for '001' is: \n${IMPORT}\n`, [IMPORT]],
    ["an import string after a name", `key=${IMPORT}`, [IMPORT]],
    ["one in a path", `/tmp/${IMPORT}`, [IMPORT]],
    ["one that is cut off", `K:${IMPORT.slice(0, 60)}…`, [IMPORT.slice(0, 60)]],
    [
      "one over two lines",
      `${IMPORT.slice(0, 76)}\n${IMPORT.slice(76)}\n`,
      [IMPORT.slice(0, 76), IMPORT.slice(76)],
    ],
    [
      "one with escaped slashes",
      `"${btoa("001 ??>??>? any secret99")}"`.replaceAll("/", "\\/"),
      ["secret99", "YW55IHNlY3JldDk5"],
    ],
    ["a record", "001 web any secret99", ["secret99"]],
    ["a record with a blank in its key", "x\n001 web 10.0.0.1 secret 99\n", ["secret", "99"]],
    ["an answer of enrolment", "OSSEC K:'001 web any secret99'", ["secret99"]],
    ["a value without quotes", '{"error":0,"data":{"id":"001","key":secret99}}', ["secret99"]],
    ["a value in an array", '{"key":["secret99"]}', ["secret99"]],
    ["a value after two colons", '"key"::"secret99"', ["secret99"]],
    ["a value after no colon", '{"error":0,"data":{"id":"001","key" "secret99"}}', ["secret99"]],
    ["an object without any quotes", "{error:0,data:{id:001,key:secret99}}", ["secret99"]],
    ["a value that is cut off", '{"key":"secret99', ["secret99"]],
    ["an object of Node", "{\n  id: '001',\n  key: 'secret99'\n}", ["secret99"]],
    ["a hash of Ruby", '{:key=>"secret99"} {"key" => "secret98"} {key: "secret97"}', ["secret9"]],
    ["Data::Dumper", "$VAR1 = {\n  'key' => 'secret99'\n};", ["secret99"]],
    ["var_dump", '["key"]=>\n  string(8) "secret99"', ["secret99"]],
    ["print_r", "    [key] => secret99\n", ["secret99"]],
    ["a map of Go", "map[id:001 key:secret99 name:web]", ["secret99"]],
    ["a data class", "Agent(id='001', key='secret99')", ["secret99"]],
    ["pairs", "id=001 name=web key=secret99", ["secret99"]],
    ["a trace of the shell", "++ AGENT_KEY=secret99", ["secret99"]],
    ["XML", "<key>secret99</key>", ["secret99"]],
    ["YAML", "id: 001\nkey: secret99\n", ["secret99"]],
    ["a password in an address", "postgres://poll:secret99@db/wazuh", ["secret99"]],
    ["a password in a connection string", "host=db password=secret99 dbname=wazuh", ["secret99"]],
    ["a password as a named argument", 'connect(host="db", password="secret99")', ["secret99"]],
    ["a password as an argument", `#0 poll.php(7): mysqli_connect('db', 'poll', 'secret99')`, ["secret99"]],
    ["a password as an option", "poll --password secret99 --db-pass=secret98", ["secret9"]],
    ["a password of mysql", "+ mysql -u poll -psecret99 -h db wazuh", ["secret99"]],
    ["a password of mariadb alone", "mariadb-dump -p'secret99' wazuh", ["secret99"]],
    ["a password of ldapsearch", "+ ldapsearch -x -D cn=poll -w secret99 -b dc=org", ["secret99"]],
    ["a password of sqlcmd", "sqlcmd -S db -U poll -P secret99", ["secret99"]],
    ["a password of curl", "curl -sk -u poll:secret99 https://api", ["secret99"]],
    ["a password as a word of a list", '["--password", "secret99"]', ["secret99"]],
    ["a password in a variable", "PGPASSWORD=secret99 psql", ["secret99"]],
  ])("%s", (_title, text, secrets) => {
    const shown = hide(text);
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(shown).toContain(MASK);
  });
});

describe("shows unchanged", () => {
  it.each(tracebacks)("%s", (text) => {
    expect(hide(text)).toBe(text);
  });

  it.each([
    "mysql -p wazuh",
    "mysql --protocol=tcp --port=3306",
    'mysql -u poll -p"$PASSWORD" wazuh',
    "curl --user-agent keypoll:1 https://api",
    "ldapsearch -x -b dc=org uid=-w",
  ])("%s", (text) => {
    expect(hide(text)).toBe(text);
  });
});
