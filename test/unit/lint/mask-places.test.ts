/** Exactly the secret is hidden, and all around it stays. */

import { describe, expect, it } from "vitest";
import { KeyMask, MASK } from "../../../core/lint/mask.ts";
import { isSecretName } from "../../../core/lint/secrets/names.ts";

/** The text with `*` for what is hidden. */
const hide = (text: string): string => new KeyMask().hide(text).replaceAll(MASK, "*");

const HEX = "0123456789abcdef".repeat(4);
const utf16 = (text: string): string => Array.from(text).join("\0");

/** Written with `«` and `»` around what must be hidden. */
function check(marked: string): void {
  const text = marked.replace(/[«»]/g, "");
  expect(hide(text)).toBe(marked.replace(/«[^»]*»/g, "*"));
}

describe("a key by its form", () => {
  it.each([
    `x «${HEX}» y`,
    `«${HEX.slice(0, 32)}»`,
    HEX.slice(0, 31),
    `${HEX.slice(0, 31)} ${HEX.slice(0, 31)}`,
    `«${HEX.toUpperCase()}»g«${HEX}»`,
    `a\0b «${utf16(HEX)}»\0`,
    `«${utf16(HEX)}»\0z`,
    `«${utf16(HEX.slice(0, 32))}\0»z\0`,
    `${utf16(HEX.slice(0, 31))}\0`,
  ])("%j", check);
});

describe("an import string", () => {
  const encode = (text: string): string => btoa(text);
  const record = `001 web-01 any ${HEX}`;

  it.each([
    [`x «${encode(record)}» y`],
    [`«${encode(`7 web 10.0.0.7 ${HEX}`)}».`],
    [`«${encode(`0123456789 web fd00::7/64 ${HEX}`)}»`],
    [`«${encode(`001 !web !any ${HEX}`)}»`],
    [`«${encode("001 web any secret")}»`],
    [`«${encode("001 web 10.0.0.0/255.0.0.0 k")}»`],
    // Not a record: no name, no address, no key, no id.
    [encode(`001  any ${HEX}`)],
    [encode("001 web somewhere secret")],
    [encode("001 web any ")],
    [encode("web 001 any secret and more")],
    // Two of them, and one whose lines are cut.
    [`«${encode(record)}» «${encode(record)}»`],
    [`«${encode(record).slice(0, 76)}\n${encode(record).slice(76)}»\nmore`],
    [`«${encode(record).slice(0, 60)}\\n${encode(record).slice(60)}»`],
    [`«${encode(record).slice(0, 76)}\r\n${encode(record).slice(76)}»`],
    // A shorter line is not continued.
    [`«${encode(record).slice(0, 56)}»\nmore`],
    [`«${encode(record).slice(0, 76)}»\n-more`],
    [`«${encode("001 ??>??>? any secret99").replaceAll("/", "\\/")}»"`],
  ])("%s", check);
});

describe("the name of a secret", () => {
  it.each([
    ["key", true],
    ["KEY", true],
    ["agent_key", true],
    ["agentKey", true],
    ["agentkey", true],
    ["clientkey", true],
    ["apikey", true],
    ["rawkey", true],
    ["API-KEY", true],
    ["my_agent_key", true],
    ["raw_key", true],
    ["ossec_key", true],
    ["wazuh_key", true],
    ["access_key", true],
    ["secret_key", true],
    ["private_key", true],
    ["auth_key", true],
    ["client-key", true],
    ["secret", true],
    ["client_secret", true],
    ["DB_PASSWORD", true],
    ["dbpassword", true],
    ["pgpass", true],
    ["mysqlpwd", true],
    ["mypasswd", true],
    ["passphrase", true],
    ["--pass", true],
    ["primary_key", false],
    ["sort_key", false],
    ["keys", false],
    ["key_id", false],
    ["monkey", false],
    ["yourkey", false],
    ["bypass", false],
    ["secrets", false],
    ["passport", false],
    ["", false],
    ["-", false],
  ])("%s: %s", (name, expected) => {
    expect(isSecretName(name)).toBe(expected);
  });

  it.each([
    'my_key: "x1"',
    `${"z".repeat(60)}_password=hunter2`,
    "password_=hunter2",
    "passwords=hunter2",
    `${"z".repeat(39)}_password=«hunter2»`,
    `${"z".repeat(40)}_password=hunter2`,
  ])("is a whole word of at most 48 characters: %s", check);
});

const values: readonly string[] = [
  '{"key":"«a1»","id":"001"}',
  '{"key" : "«a1»" }',
  '{"key":""}',
  `{'key': '«a1»'}`,
  '{"key":["«a1»"]}',
  '{"key":«a1»,"id":1}',
  '{"key":«a1 »}'.replace(" »", "»"),
  '{"key":null}',
  '{"key":true,"id":1}',
  '{"key":nullable}'.replace("nullable", "«nullable»"),
  '{"key" "«a1»"}',
  'sort "key" "a1"',
  '{"key":"«a1»',
  '{"key":"«a"1»","id":1}',
  '{"key":"«a\\"1»","id":1}',
  String.raw`"{\"key\":\"«a1»\",\"id\":1}"`,
  String.raw`"{\"key\":\"«a1»`,
  '["key"]=>\n  string(8) "«a1»"',
  "[key] => «a1 b2»\nid",
  "key] => a1",
  "{:key=>'«a1»'}",
  "<key>«a1»</key>",
  "<key>a\n1</key>",
  "<key>a1",
  "<key a='1'>a1</key>",
  "Agent(id='1', key='«a1»')",
  "(key: '«a1»')",
  "the key: 'a1' is wrong",
  "  key: '«a1»'",
  "x ? key: '«a1»'",
  "& key: '«a1»'",
  "key: «a1»",
  "key: «a1»\t\r\nid: 1",
  "key:a1",
  "key: a1 b",
  "no key: a1",
  "map[id:1 key:«a1» x:y]",
  "map[id:1 key: a1 x:y]",
  "{id:001,key:«a1»}",
  "{id:001,key:value}",
  "{id:001,key:row.a1}",
  "return {id:001,key:a1}",
  "id=1 key=«a1»",
  "key=«a1»",
  "+ key=«a1»",
  "export KEY=«a1»",
  "declare -x KEY=«a1»",
  "set key=a1",
  "f(x) key=a1",
  "a=b=c key=a1",
  "key = a1",
  "password=«a1»",
  "set password=«a1»",
  "password = a1",
  "password=«a1»)",
  "password=config.PASSWORD)",
  "password=word)",
  "password=word,",
  "password=«word» x",
  "password=read(",
  "password=x[0]",
  "password=None",
  "password=null",
  "password=undefined",
  "password=False",
  "password=NO",
  "password=«Nones»",
  "password=$SECRET",
  "password=",
  "--password «a1»",
  "--password=«a1»",
  "--password '«a b»'",
  '--password="«a b»"',
  "--password --host",
  "--password",
  '["--password", "«a1»"]',
  "['--password','«a1»']",
  "--key«»x".replace("«»", ""),
  'connect(password="«a1»")',
  "d['key'] = «12345»",
  'f("key": 1)',
];

describe("a value behind its name", () => {
  it.each(values)("%s", check);
});

describe("a password in a connection", () => {
  it.each([
    "postgres://poll:«a1»@db/wazuh",
    "postgres://poll@db/wazuh",
    "postgres://poll:@db",
    "http://db:5432/x@y",
    "http://a:«b@c»@db",
    "x://u:$PASS@db",
    "x://u:{pass}@db",
    "x://u:%s@db",
    "x://a:«1»@b y://c:«2»@d",
    "mysqli_connect('db', 'poll', '«a1»')",
    `DBI->connect("dbi:mysql", 'poll', "«a1»", {})`,
    "new PDO('mysql:host=db', 'poll', '«a1»",
    "connect('db', 'poll')",
    "connect(host, 'poll', 'a1')",
    "mysql -u poll -p«a1» -h db",
    "mysql -p'«a1»' x",
    "mysqldump -p«a1»",
    "ldapsearch -x -w «a1» -b x",
    "ldapsearch -wx",
    "sqlcmd -S db -P «a1»",
    "sqlcmd -p a1",
    "curl -u poll:«a1» https://x",
    "curl --user 'poll:«a1»' https://x",
    "curl -u poll https://x:1",
    "mysql -p",
    "mysql -p $PASS",
  ])("%s", check);
});

describe("the key of a record", () => {
  it.each([
    "001 web any «a1»",
    "001 web any «a1 b2»  ",
    "x\n001 web 10.0.0.1 «a1»\ny",
    "12 web any a1",
    "x 001 web any «a1»",
    "x 123 web any a1",
    "1.001 web any a1",
    "OSSEC K:'001 web any «a1»'.",
    `"123 web any «a1»" x`,
    `"123 web any «a1»\nx"`,
    "001 web !10.0.0.0/8 «a1»",
    "001 web fd00::/64 «a1»",
    "001 web somewhere a1",
    "001 web any",
    "(1401): Error reading authentication key: '001,web,any,«a1»'. Error 1",
    "(1401): Error reading authentication key: '001 web «a1 »'.".replace(" »", "»"),
    "(1401): Error reading authentication key: '001 web any'.",
    "(1401): Error reading authentication key: '001 web'.",
    "(1401): Error reading authentication key: '001'.",
    "(1401): Error reading authentication key: ''.",
    "(1401): Error reading authentication key: '123456789012345678901'.".replace(/\d{21}/, "«$&»"),
    "(1401): Error reading authentication key: '12345678901234567890'.",
    "(1401): Error reading authentication key: '1;2;«3»",
    "Error reading authentication key: '1 2 «3»'. Error reading authentication key: '1|2|any|«3 4»'.",
    'Error parsing JSON event. «abcdefabcdef»"}',
    'Error parsing JSON event. abcdefabcde"}',
    "Error parsing JSON event. web any «a1»",
    "Error parsing JSON event. 01 web any «a1»\nx",
    "Error parsing JSON event. x Error parsing JSON event. web any «a1»",
  ])("%s", check);
});

describe("a part of a text", () => {
  const mask = new KeyMask(["hunter2", "abc", "hunter2hunter2"]);

  it.each([
    ["x hunter2 y", 0, 11, `x ${MASK} y`],
    // A secret that is cut is hidden whole.
    ["x hunter2 y", 4, 11, `${MASK} y`],
    ["x hunter2 y", 4, 6, `${MASK}…`],
    ["x hunter2 y", 0, 2, "x …"],
    ["x hunter2 y", 9, 11, " y"],
    ["hunter2hunter2", 0, 14, MASK],
    // Too short to be a secret.
    ["abc", 0, 3, "abc"],
  ])("'%s' from %i to %i", (text, from, to, shown) => {
    expect(mask.part(text, from, to)).toBe(shown);
  });
});
