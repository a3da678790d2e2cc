/** Where a script has a password in its source, and where it only looks as if it had one. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { ScriptDocument, secretsOf } from "../../../core/lint/script/index.ts";
import { grammars } from "./support.ts";

async function secrets(language: ScriptLanguage, text: string): Promise<readonly string[]> {
  const document = new ScriptDocument(language, text);
  const found = secretsOf(document.read(await grammars.get(language)));
  const shown = found.map(({ start, end }) => text.slice(start, end));
  document.close();
  return shown;
}

describe("a name that means a secret", () => {
  it.each([
    "password",
    "passwd",
    "passwort",
    "pwd",
    "Pass",
    "secret",
    "token",
    "apikey",
    "passphrase",
    "PASSWORD",
    "Password",
    "db_password",
    "DB_PASS",
    "dbPass",
    "dbPwd",
    "DbToken",
    "clientSecret",
    "step2Pass",
    "PGPASSWORD",
    "PGPASSWD",
    "dbpasswort",
    "mypassphrase",
    "api_key",
    "API_KEY",
    "apiKey",
    "access_key",
    "private_key",
    "pass_",
    "_token",
    "db__pass",
  ])("%s", async (name) => {
    expect(await secrets("python", `${name} = "s3cret"`)).toEqual(['"s3cret"']);
  });

  it.each([
    "name",
    "PWD",
    "OLDPWD",
    "compass",
    "bypass",
    "dbpwd",
    "password_file",
    "passwordless",
    "tokens",
    "mytoken",
    "secret_name",
    "key",
    "agent_key",
    "ssh_key",
    "keys",
    "api_keys",
    "api",
    "private",
    "key_api",
    "api_x_key",
    "_",
  ])("not %s", async (name) => {
    expect(await secrets("python", `${name} = "s3cret"`)).toEqual([]);
  });
});

describe("the value of such a name", () => {
  it.each([
    [`password = "s3cret"`, '"s3cret"'],
    [`password = ("s3cret")`, '"s3cret"'],
    [`password = "s3" "cret"`, '"s3" "cret"'],
    [`password = "s3" + "cret"`, '"s3" + "cret"'],
    [`password = "S3CRET"`, '"S3CRET"'],
    [`password = "s3_cret"`, '"s3_cret"'],
    [`password = "S3_CRET WITH BLANKS"`, '"S3_CRET WITH BLANKS"'],
    [`password = " x "`, '" x "'],
    [`password = "s3/cret"`, '"s3/cret"'],
    [`connect(user="u", password="s3cret")`, '"s3cret"'],
    [`settings = {"user": "u", "password": "s3cret"}`, '"s3cret"'],
    [`settings["password"] = "s3cret"`, '"s3cret"'],
    [`settings = dict(password="s3cret")`, '"s3cret"'],
    [`def f(password="s3cret"): pass`, '"s3cret"'],
    [`def f(password: str = "s3cret"): pass`, '"s3cret"'],
  ])("%s", async (line, secret) => {
    expect(await secrets("python", line)).toEqual([secret]);
  });

  it.each([
    `password = ""`,
    `password = "  "`,
    `password = "KEYS_PASSWORD"`,
    `password = "/etc/keys/password"`,
    `password = read()`,
    `password = value`,
    `password = 1`,
    `password = None`,
    `password = f"{value}"`,
    `password = f"a{value}"`,
    `password = "a" + value`,
    `password = "%s" % value`,
    `password = read("s3cret")`,
    `password = ["s3cret"]`,
  ])("may be unknown here: %s", async (line) => {
    expect(await secrets("python", line)).toEqual([]);
  });
});

describe("a secret inside a text", () => {
  it.each([
    "postgresql://keys:s3cret@db/agents",
    "https://keys:s3cret@wazuh:55000",
    "https://keys:s3cret@wazuh?x=a@b",
    "mysql://keys:p@ss@db",
    "see mysql://keys:s3cret@db or not",
    "redis://:s3cret@db",
    "://a:b@c",
    "keys:s3cret@tcp(db:3306)/agents",
    "keys:s3cret@unix(/run/mysql.sock)/agents",
    "keys:s3:cret@tcp(db)/agents",
    "host=db password=s3cret",
    "password=s3cret host=db",
    "host=db PASSWORD=s3cret",
    "host=db password=a=b",
    "server=db;uid=keys;pwd=s3cret",
    "Server=db;Uid=keys;Pwd=s3cret",
    "dbname=agents;password=s3cret",
    "Server=db; Pwd=s3cret; Timeout=3",
    "Authorization: Bearer s3cret",
    "Bearer s3cret",
  ])("%s", async (text) => {
    expect(await secrets("python", `f("${text}")`)).toEqual([`"${text}"`]);
  });

  it.each([
    "https://wazuh:55000/agents",
    "https://keys@wazuh:55000",
    "https://wazuh/a:b@c",
    "https://wazuh?a:b@c",
    "https://wazuh a:b@c",
    "https://keys:@wazuh",
    "https://{keys}:{value}@wazuh",
    "https://keys:{value}@wazuh",
    "https://keys:a{value}@wazuh",
    "keys:s3cret@db",
    "keys:@tcp(db)",
    "keys@tcp(db:3306)",
    "keys:{value}@tcp(db)",
    "keys:{value}@unix(/run/x)",
    "password=s3cret",
    "user=keys password=s3cret",
    "host=db user=keys",
    "host=db password=",
    "host=db password={value}",
    "host=db passwords=s3cret",
    "host=db mypwd=s3cret",
    "host=db password",
    "host=db, the password: s3cret",
    "server=db;pwd=",
    "Server=db;Pwd={value}",
    "Bearer {value}",
    "Bearer ",
    "Bearer",
    "bearer s3cret",
    "a bearer of news",
  ])("not in %s", async (text) => {
    expect(await secrets("python", `f(f"${text}")`)).toEqual([]);
  });

  it("is the whole expression, once", async () => {
    expect(await secrets("python", `f("https://keys:" + "s3cret" + "@db")`)).toEqual([
      '"https://keys:" + "s3cret" + "@db"',
    ]);
    expect(await secrets("python", `password = "https://keys:s3cret@db"`)).toEqual([
      '"https://keys:s3cret@db"',
    ]);
  });
});

describe("a secret by its place", () => {
  it.each([
    ["python", `pymysql.connect("db", "keys", "s3cret")`, `"s3cret"`],
    ["python", `MySQLdb.connect("db", "keys", "s3cret", "agents")`, `"s3cret"`],
    ["php", `<?php new mysqli("db", "keys", "s3cret");`, `"s3cret"`],
    ["php", `<?php new PDO("mysql:dbname=a", "keys", 's3cret');`, `'s3cret'`],
    ["php", `<?php mysqli_connect("db", "keys", "s3cret");`, `"s3cret"`],
    ["php", `<?php ldap_bind($c, "cn=keys", "s3cret");`, `"s3cret"`],
    ["perl", `DBI->connect("dbi:mysql:a", "keys", "s3cret");`, `"s3cret"`],
    ["perl", `DBI->connect_cached("dbi:mysql:a", "keys", 's3cret');`, `'s3cret'`],
    ["powershell", `ConvertTo-SecureString "s3cret" -AsPlainText -Force`, `"s3cret"`],
  ] as const)("in %s: %s", async (language, line, secret) => {
    expect(await secrets(language, line)).toEqual([secret]);
  });

  it.each([
    ["python", `pymysql.connect("db", "keys", value)`],
    ["python", `pymysql.connect("db", "keys", "")`],
    ["python", `pymysql.connect("db", "keys", "/etc/password")`],
    ["python", `other.connect("db", "keys", "s3cret")`],
    ["php", `<?php new PDO("mysql:dbname=a", "keys", $value);`],
    ["php", `<?php other("db", "keys", "s3cret");`],
    ["perl", `DBI->connect("dbi:mysql:a", "keys", $value);`],
    ["powershell", `ConvertTo-SecureString $value`],
  ] as const)("not in %s: %s", async (language, line) => {
    expect(await secrets(language, line)).toEqual([]);
  });
});

describe("a secret as an option", () => {
  it.each([
    ["mysql -ps3cret", "-ps3cret"],
    ["mysql --password=s3cret", "--password=s3cret"],
    ["mysql -u keys -p's3cret' agents", "-p's3cret'"],
    ["mysqladmin -ps3cret status", "-ps3cret"],
    ["mariadb -ps3cret", "-ps3cret"],
    ["mariadb --password=s3cret", "--password=s3cret"],
    ["curl -u keys:s3cret $url", "keys:s3cret"],
    ["curl --user keys:s3cret $url", "keys:s3cret"],
    ["curl -s -u 'keys:s3cret' $url", "'keys:s3cret'"],
    ["ldapsearch -x -w s3cret", "s3cret"],
    ["sshpass -p s3cret ssh host", "s3cret"],
    ["PGPASSWORD=s3cret psql", "s3cret"],
    ["password='s3cret'", "'s3cret'"],
    [`curl -H "Authorization: Bearer s3cret" "$url"`, `"Authorization: Bearer s3cret"`],
  ])("%s", async (line, secret) => {
    expect(await secrets("bash", `${line}\n`)).toEqual([secret]);
  });

  it.each([
    "mysql -p",
    "mysql -p agents",
    "mysql --password",
    "mysql --password=",
    'mysql -p"$password"',
    'mysql --password="$password"',
    "mysql -u keys",
    "mysql -w s3cret",
    "psql -ps3cret",
    "mariadb-dump -ps3cret",
    "curl -ps3cret",
    "curl -u keys $url",
    "curl -u keys: $url",
    'curl -u "keys:$password" $url',
    "curl -U keys:s3cret $url",
    "curl -d a:b $url",
    "curl -u -s $url",
    "curl -u -s:x $url",
    "curl -u",
    "curl -u '' a:b",
    "wget -u keys:s3cret",
    "mysql -u keys:s3cret",
    "ldapsearch -u a:b",
    "ldapsearch -x -w",
    "ldapsearch -x -W -D cn=keys",
    'ldapsearch -x -w "$password"',
    "ldapsearch -y s3cret",
    "ldapsearch -p s3cret",
    "sshpass -f s3cret ssh host",
    "sshpass -w s3cret ssh host",
    "sshpass -u a:b ssh host",
    "sshpass -e ssh host",
    "password=$1",
    "password=",
  ])("not in %s", async (line) => {
    expect(await secrets("bash", `${line}\n`)).toEqual([]);
  });
});

describe("a secret in other languages", () => {
  it.each([
    ["javascript", `const dbPassword = "s3cret";`, `"s3cret"`],
    ["javascript", "const options = { user: 'u', password: `s3cret` };", "`s3cret`"],
    ["javascript", `options.password = 's3cret';`, `'s3cret'`],
    ["php", `<?php $password = "s3cret";`, `"s3cret"`],
    ["php", `<?php define("DB_PASSWORD", "s3cret");`, `"s3cret"`],
    ["php", `<?php const DB_PASSWORD = 's3cret';`, `'s3cret'`],
    ["php", `<?php $c = ["password" => "s3cret"];`, `"s3cret"`],
    ["perl", `my $password = "s3cret";`, `"s3cret"`],
    ["perl", `use constant PASSWORD => 's3cret';`, `'s3cret'`],
    ["perl", `my %c = (password => 's3cret');`, `'s3cret'`],
    ["ruby", `password = "s3cret"`, `"s3cret"`],
    ["ruby", `c = { password: "s3cret" }`, `"s3cret"`],
    ["ruby", `c = { :password => "s3cret" }`, `"s3cret"`],
    ["ruby", `@password = "s3cret"`, `"s3cret"`],
    ["go", `package main\nconst password = "s3cret"\n`, `"s3cret"`],
    ["go", "package main\nfunc main() { password := `s3cret` }\n", "`s3cret`"],
    ["powershell", `$Password = "s3cret"`, `"s3cret"`],
    ["powershell", `$c = @{ Password = 's3cret' }`, `'s3cret'`],
  ] as const)("%s: %s", async (language, line, secret) => {
    expect(await secrets(language, line)).toEqual([secret]);
  });
});
