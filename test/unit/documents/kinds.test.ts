/** What a file is, by its name, its language and its first lines. */

import { describe, expect, it } from "vitest";
import {
  claimTexts,
  fileKinds,
  hasKeyFileName,
  isLogFile,
  kindName,
  kindOf,
  looksLikeKeyFile,
  namesScript,
  notChecked,
  registrationClaim,
  scriptKindOf,
  scriptPlace,
} from "../../../core/documents/index.ts";
import { mayBeKeyFile } from "../../../core/documents/list-of-agents.ts";
import { ruleCodes, ruleOf } from "../../../core/documents/rules.ts";

const KEY = "0123456789abcdef".repeat(4);
const RECORD = `001 web any ${KEY}`;
const CONFIG = "<ossec_config>\n</ossec_config>\n";
const RUNS = "keypoll test runs it anyway, and says what the manager would do.";
const KINDS =
  "keypoll checks lists of agents (client.keys, *.keys), poll scripts, registration scripts, suites (*.keypoll.json), ossec.conf and wazuh-manager.conf. --as gives the kind of the file.";

const kind = (path: string, text: string, more: object = {}) => kindOf({ path, text, ...more });

describe("the kind of a file", () => {
  it.each<[what: string, path: string, text: string, kind: object, more?: object]>([
    ["a script whatever its name", "client.keys", "#!/bin/sh\n", { kind: "script", language: "bash" }],
    ["its language in the editor", "x.txt", "", { kind: "key-file" }, { editorLanguage: "client-keys" }],
    ["a suite by its name", "x.keypoll.json", "", { kind: "suite" }],
    ["no suite without the whole suffix", "keypoll.json.bak", "x", { kind: "none" }],
    ["a configuration by its name", "/var/ossec/etc/ossec.conf", "", { kind: "ossec-conf" }],
    ["a configuration by its root", "x.xml", CONFIG, { kind: "ossec-conf" }],
    ["a list of agents by its name", "/var/ossec/etc/client.keys", "", { kind: "key-file" }],
    ["a list of agents by its content", "x.txt", `${RECORD}\n`, { kind: "key-file" }],
    ["a script by its name", "x.py", "", { kind: "script", language: "python" }],
    [
      "a script by the editor's language",
      "x",
      "",
      { kind: "script", language: "ruby" },
      { editorLanguage: "ruby" },
    ],
    [
      "a script by its name before its content",
      "x.py",
      `${RECORD}\n`,
      { kind: "script", language: "python" },
    ],
    ["a list that was saved as UTF-16", "client.keys", "\ufffd\ufffd0\0", { kind: "key-file" }],
    [
      "a list after a key in PEM form",
      "client.keys",
      `-----BEGIN KEY-----\n${RECORD}\n`,
      { kind: "key-file" },
    ],
    ["a named list with problems", "x.txt", "001 web any\n", { kind: "key-file" }, { claim: "named" }],
    ["a named configuration", "x.txt", CONFIG, { kind: "ossec-conf" }, { claim: "named" }],
    ["neither without a claim", "x.txt", "001 web any\n", { kind: "none" }],
    ["neither without a claim, with a root", "x.txt", CONFIG, { kind: "none" }],
  ])("%s", (_what, path, text, wanted, more = {}) => {
    expect(kind(path, text, more)).toMatchObject(wanted);
  });

  it("is none of them, with the reason and the advice", () => {
    expect(kind("x.txt", "prose\n")).toEqual({
      kind: "none",
      outcome: {
        state: "not-checked",
        why: "This is not a kind of file that keypoll checks.",
        advice: KINDS,
      },
    });
    expect(kind("client.keys", "-----BEGIN KEY-----\n")).toMatchObject({
      outcome: {
        why: expect.stringContaining("PEM or SSH form"),
        advice: "Name the client.keys itself, or restore it from a backup.",
      },
    });
    expect(kind("x.txt", "-----BEGIN KEY-----\n", { claim: "named" })).toMatchObject({
      outcome: { why: expect.stringContaining("PEM or SSH form"), advice: KINDS },
    });
  });

  it("is a script that cannot be read, if there is a reason to call it one", () => {
    expect(kind("x", "#!/usr/bin/lua\n")).toEqual({
      kind: "none",
      outcome: notChecked("This is a script for lua, and keypoll cannot read that language.", RUNS),
    });
    expect(kind("agent_key_pull.lua", "print()\n")).toEqual({
      kind: "none",
      claim: "name",
      outcome: notChecked("The language of this script is not known.", RUNS),
    });
    expect(kind("x.lua", "print()\n", { claim: "tested" })).toMatchObject({ kind: "none", claim: "tested" });
    expect(kind("x.lua", "print()\n", { claim: "named" })).not.toHaveProperty("claim");
    expect(kind("x", "#!/usr/bin/lua\n", { claim: "named" })).toHaveProperty("claim", "named");
  });

  it("has a name, for one and for several", () => {
    expect(fileKinds.map((each) => [kindName(each, 1), kindName(each, 2), kindName(each, 0)])).toEqual([
      ["key file", "key files", "key files"],
      ["poll script", "poll scripts", "poll scripts"],
      ["registration script", "registration scripts", "registration scripts"],
      ["suite", "suites", "suites"],
      ["ossec.conf", "ossec.conf", "ossec.conf"],
    ]);
    expect(Object.values(claimTexts).every((text) => text.startsWith("because "))).toBe(true);
  });
});

describe("a list of agents", () => {
  it.each([
    ["client.keys", true],
    ["/etc/client.keys", true],
    ["C:\\ossec\\client.keys", true],
    ["client.keys.bak", true],
    ["client.keys-old", true],
    ["x.keys", true],
    ["client.keysx", false],
    ["my-client.keys.bak", false],
    ["x.keys.txt", false],
    ["client_keys", false],
  ])("has the name %s: %s", (path, isOne) => {
    expect(hasKeyFileName(path)).toBe(isOne);
  });

  it.each([
    [[RECORD], true],
    [["# a comment", "", "  ", " indented", `${RECORD}\r`], true],
    [[`12345678 !web-01.x_y 10.0.0.0/255.0.0.0 ${KEY}`], true],
    [[`001 #web !fe80::1/64 ${KEY}`], true],
    [[RECORD, "prose"], false],
    [["# only a comment"], false],
    [[], false],
    [[`01 web any ${KEY}`], false],
    [[`123456789 web any ${KEY}`], false],
    [[`x001 web any ${KEY}`], false],
    [[`001 web any ${KEY}0`], false],
    [[`001 web any ${KEY} x`], false],
    [[`001 web anyone ${KEY}`], false],
    [[`001 ${"x".repeat(129)} any ${KEY}`], false],
    [["prose # with a comment"], false],
  ])("has these lines: %j: %s", (lines, isOne) => {
    expect(looksLikeKeyFile(lines)).toBe(isOne);
  });

  it("is decided by 20 lines", () => {
    const lines = Array.from({ length: 20 }, () => RECORD);
    expect(looksLikeKeyFile([...lines, "prose"])).toBe(true);
    expect(looksLikeKeyFile([...lines.slice(1), "prose"])).toBe(false);
    const prose = Array.from({ length: 20 }, () => "prose");
    expect(mayBeKeyFile([...prose, RECORD])).toBe(false);
    expect(mayBeKeyFile([...prose.slice(1), RECORD])).toBe(true);
  });

  it.each([
    ["001 web any", true],
    ["\ufeff\t 1  web\tany", true],
    ["!1 web any", true],
    ["#001 web any", true],
    ["001 web", false],
    ["001 web ", false],
    ["web 001 any", false],
    ["x 001 web any", false],
  ])("may have %j: %s", (line, mayBe) => {
    expect(mayBeKeyFile([line])).toBe(mayBe);
  });
});

describe("a log", () => {
  it.each([
    ["ossec.log", true],
    ["/var/ossec/logs/wazuh-manager.log", true],
    ["ossec.log.1", true],
    ["ossec.log.12", true],
    ["ossec-12.log", true],
    ["cluster.log", true],
    ["ossec.log.gz", false],
    ["ossec.log.1.gz", false],
    ["ossec-12.log.gz", false],
    ["ossec-x.log", false],
    ["my-ossec.log", false],
    ["my-ossec-12.log", false],
    ["my-cluster.log", false],
    ["cluster.log.1", false],
    ["ossec-.log", false],
  ])("has the name %s: %s", (path, isOne) => {
    expect(isLogFile(path, "plaintext")).toBe(isOne);
    expect(isLogFile(path, "wazuh-log")).toBe(true);
  });
});

describe("the script in a command line", () => {
  it.each<[string, number | undefined]>([
    ["/opt/poll.sh", 0],
    ["C:\\opt\\poll.exe", 0],
    ["poll.sh", undefined],
    ["", undefined],
    ["/usr/bin/python3 /opt/poll.py", 1],
    ["/usr/bin/python3.11 -u poll.py --quick", 2],
    ["pypy3.9 poll.py", 1],
    ["/usr/bin/env -S A_1=b python poll.py", 4],
    ["/usr/bin/env =b python poll.py", 1],
    ["sh poll", 1],
    ["zsh poll", 1],
    ["powershell.exe -File poll.ps1", 2],
    ["PHP poll.php", 1],
    ["go run poll.go", 2],
    ["mypython poll.py", undefined],
    ["pythonx poll.py", undefined],
    ["pypyx poll.py", undefined],
    ["/usr/bin/python3", undefined],
  ])("%j: %s", (line, place) => {
    expect(scriptPlace(line === "" ? [] : line.split(" "))).toBe(place);
  });

  it("may be in another folder on the manager", () => {
    expect(namesScript(["python3", "/var/ossec/poll.py"], "/home/me/poll.py")).toBe(true);
    expect(namesScript(["python3", "/var/ossec/poll.py"], "C:\\me\\poll.py")).toBe(true);
    expect(namesScript(["python3", "/var/ossec/poll.py"], "/home/me/pull.py")).toBe(false);
    expect(namesScript(["poll.py"], "poll.py")).toBe(false);
    expect(namesScript([], "")).toBe(false);
  });
});

describe("a registration script", () => {
  it.each([
    ["# keypoll: registration script\n", "hint"],
    ["x\ny\n# keypoll: registration script\n", "hint"],
    ["x\ny\nz\n# keypoll: registration script\n", undefined],
    ["echo keypoll: registration script\n", undefined],
    ["agent-auth -m mgr\n", "content"],
    ["/var/ossec/bin/agent-auth.exe -m mgr\n", "content"],
    ["my-agent-auth -m mgr\n", undefined],
    ["agent-authority x\n", undefined],
    ["manage_agents\n", "content"],
    [`$\{DIR}manage_agents -a\n`, "content"],
    ["# agent-auth -m mgr\n", undefined],
    ["# agent-auth \\\n   -m mgr\n", undefined],
    ["post \\\n  /agents\n", "content"],
    ["curl -X PUT `\r\n  $API/agents/$NAME\n", "content"],
    ["requests.put(API + '/agents/' + name)\n", "content"],
    ["requests.put(f'{API}/agents/{name}')\n", "content"],
    ["requests.put('/agents/%s' % name)\n", "content"],
    ["requests.put('/agents/001/restart')\n", undefined],
    ["/agents post\n", undefined],
    ["post('/agents/insert')", "content"],
    ["post('/agents/insert/quick?agent_name=x')", "content"],
    ["post('/agents/restart')", undefined],
    ["post\r/agents\r", undefined],
    ["x\rpost /agents\r", "content"],
    ["openssl s_client -connect mgr:1515\n", "content"],
    ["wrap_socket(1515)\n", undefined],
    [`${"x".repeat(512 * 1024)}agent-auth -m mgr\n`, undefined],
  ])("%j: %s", (text, because) => {
    expect(registrationClaim(text)).toBe(because);
  });

  it("may have 512 Ki characters", () => {
    const end = "\nagent-auth -m mgr\n";
    expect(registrationClaim("x".repeat(512 * 1024 - end.length) + end)).toBe("content");
    expect(registrationClaim("x".repeat(512 * 1024 - end.length + 1) + end)).toBeUndefined();
  });

  it("is first of all a poll script, if there is a reason", () => {
    expect(scriptKindOf("name", "agent-auth -m mgr\n")).toEqual({ kind: "poll-script", because: "name" });
    expect(scriptKindOf(undefined, "agent-auth -m mgr\n")).toEqual({
      kind: "registration-script",
      because: "content",
    });
    expect(scriptKindOf(undefined, "x\n")).toBeUndefined();
  });
});

describe("the rules", () => {
  it.each([
    ["no-data-member", "answer"],
    ["double-space", "client.keys"],
    ["sql-from-text", "script"],
  ])("%s is about %s", (code, about) => {
    expect(ruleCodes).toContain(code);
    const rule = ruleOf(code);
    expect(rule).toMatchObject({ code, about });
    expect(rule?.title).not.toBe("");
    expect(rule?.page).toContain(code);
  });

  it("are found by their codes, each in one table", () => {
    expect(new Set(ruleCodes).size).toBe(ruleCodes.length);
    const rules = ruleCodes.map((code) => ruleOf(code));
    expect(rules.map((rule) => rule?.code)).toEqual(ruleCodes);
    expect(new Set(rules.map((rule) => rule?.about))).toEqual(
      new Set(["answer", "client.keys", "ossec.conf", "script", "registration script", "suite"]),
    );
    expect(rules.filter((rule) => (rule?.about === "answer") !== (rule?.authority !== undefined))).toEqual(
      [],
    );
    expect(ruleOf("no-such-rule")).toBeUndefined();
  });
});
