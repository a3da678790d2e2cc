/** Cases of the smaller rules: what they find, and what only looks like it. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { type FindingOptions, findingsOf } from "../../../core/lint/script/findings.ts";
import { ScriptDocument, scriptRules } from "../../../core/lint/script/index.ts";
import { expectFixed, expectFound, nothing, whole } from "./found.ts";
import { findings, grammars } from "./support.ts";

it("every rule has its severity and its title", () => {
  expect(scriptRules.map(({ code, severity, title }) => [code, severity, title])).toEqual([
    ["missing-shebang", "warning", "No #! in the first line"],
    ["shebang-carriage-return", "error", "Windows line ending after #!"],
    ["not-executable", "warning", "File that is not executable"],
    ["syntax-error", "error", "Script that its interpreter rejects"],
    ["arguments-not-read", "warning", "Arguments that are not read"],
    ["answer-not-made", "warning", "No answer in the script"],
    ["python-2-print", "error", "print as in Python 2"],
    ["output-before-answer", "error", "Output that is not an answer"],
    ["prints-bytes", "error", "Bytes instead of text"],
    ["hand-made-json", "warning", "JSON built from text"],
    ["id-as-number", "error", "Id as a number"],
    ["sql-from-text", "warning", "SQL built from text"],
    ["no-timeout", "warning", "Connection without a time limit"],
    ["exit-after-answer", "error", "Exit code that discards the answer"],
    ["unreachable-code", "warning", "Statements that never run"],
    ["bug-as-answer", "information", "Bugs that become answers"],
    ["registers-itself", "warning", "Script that registers the agent itself"],
    ["password-in-source", "warning", "Password in the source"],
  ]);
});

/** The findings on a script, which is a poll script or any other. */
async function allIn(language: ScriptLanguage, text: string, isPollScript: boolean) {
  const document = new ScriptDocument(language, text);
  const reading = document.read(await grammars.get(language));
  const found = findingsOf(reading, { severities: {}, isPollScript, isExecutable: false });
  document.close();
  return found;
}

const rulesIn = async (language: ScriptLanguage, text: string, isPollScript: boolean) =>
  (await allIn(language, text, isPollScript)).map(({ rule }) => rule);

describe("a script that is not a poll script", () => {
  it.each<readonly [ScriptLanguage, text: string, rules: readonly string[]]>([
    ["python", "#!/usr/bin/python3\r\n", ["shebang-carriage-return"]],
    ["python", "print 1\n", ["python-2-print"]],
    ["python", "x = (\n", ["syntax-error"]],
    ["python", "password = 's3cret'\n", ["password-in-source"]],
    ["python", "print('a')\nrequests.get(url)\nx = int(agent_id)\n", []],
  ])("%s: %s", async (language, text, rules) => {
    expect(await rulesIn(language, text, false)).toEqual(rules);
  });
});

describe("a script whose syntax is broken", () => {
  const BROKEN = "#!/usr/bin/env python3\nx = (\n";

  it("is not told what depends on its statements", async () => {
    expect(await rulesIn("python", BROKEN, true)).toEqual(["not-executable", "syntax-error"]);
    expect(await rulesIn("python", `${BROKEN}1)\ndef f():\n    return 1\n    g()\n`, true)).toEqual([
      "not-executable",
      "arguments-not-read",
      "answer-not-made",
      "unreachable-code",
    ]);
    expect(await rulesIn("python", `${BROKEN}\ndef f():\n    return 1\n    g()\n`, true)).toEqual([
      "not-executable",
      "syntax-error",
    ]);
  });
});

describe("the settings of the rules", () => {
  const TEXT = "print('a')\nrequests.get(url)\nx = int(agent_id)\n";

  it.each<readonly [severities: FindingOptions["severities"], found: readonly string[]]>([
    [{}, ["error output-before-answer", "warning no-timeout", "error id-as-number"]],
    [{ "no-timeout": "hint" }, ["error output-before-answer", "hint no-timeout", "error id-as-number"]],
    [{ "no-timeout": "off" }, ["error output-before-answer", "error id-as-number"]],
    [{ "id-as-number": "off", "output-before-answer": "off" }, ["warning no-timeout"]],
  ])("%o", async (given, expected) => {
    const document = new ScriptDocument("python", TEXT);
    const severities = { "arguments-not-read": "off", "answer-not-made": "off", ...given } as const;
    const found = findingsOf(document.read(await grammars.get("python")), {
      severities: { ...severities, "missing-shebang": "off" },
    });
    document.close();
    expect(found.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected);
  });
});

describe("the first line", () => {
  it.each<readonly [text: string, end: number, message: string, title: string | undefined]>([
    [
      "\ufeff#!/bin/sh  \n",
      10,
      "A byte-order mark comes before #!, so the system does not recognise #! and runs this file with /bin/sh.",
      "Remove the byte-order mark",
    ],
    [
      "  x=1  \n",
      5,
      "Without #! in the first line /bin/sh runs this file, unless exec_path names an interpreter.",
      "Begin with #!/usr/bin/env bash",
    ],
    [
      "#!/bin/sh\r\n\r\nx=1\r\n",
      9,
      "The line ends with CR LF, and the system reads the CR as part of the interpreter's name: the script does not start (exit code 127).",
      "Save the file with LF line endings",
    ],
    [
      "#!/bin/sh\n",
      1,
      "This file is not executable: the manager gets exit code 127, unless exec_path names an interpreter.",
      undefined,
    ],
  ])("%j", async (text, end, message, title) => {
    const all = await allIn("bash", text, true);
    const rules = ["missing-shebang", "shebang-carriage-return", "not-executable"];
    const [found] = all.filter(
      ({ rule }) => rules.includes(rule) && (title === undefined || rule !== rules[2]),
    );
    expect(found).toMatchObject({ start: 0, end, message });
    expect(found?.fixes.map((fix) => [fix.title, fix.safe])).toEqual(
      title === undefined ? [] : [[title, true]],
    );
  });

  it.each([
    ["bash", "x=1\r\n", []],
    ["bash", "#!/bin/sh\nx=1\r\n", []],
    ["go", "#!/bin/sh\r\n", []],
    ["bash", "#!/bin/sh\r\nx\r\n\r\n", [9, 12, 14]],
  ] as const)("loses each CR: %s %j", async (language, text, places) => {
    const found = (await allIn(language, text, true)).find(({ rule }) => rule === "shebang-carriage-return");
    const edits = found?.fixes[0]?.edits ?? [];
    expect(edits).toEqual(places.map((at) => ({ start: at, end: at + 1, newText: "" })));
  });
});

describe("a script that makes no answer", () => {
  const NOT_READ =
    "Nothing in this file reads the arguments, so every agent gets the same answer. The arguments name the agent that the manager asks for.";
  const NOT_MADE =
    "Nothing in this file prints an answer, JSON with error and data. If the answer comes from elsewhere, run keypoll test to see what the manager does with it.";
  const NOT_ENCODED =
    "This file has error and data, but nothing converts them to JSON: what a language prints for its own objects is not JSON. Write the answer with a JSON library.";
  const SHEBANG = "#!/usr/bin/env python3\n";

  it.each<readonly [lines: string, ...found: (readonly [place: string, message: string])[]]>([
    ["x = 1\n", ["#", NOT_READ], ["#", NOT_MADE]],
    ["x = sys.argv\n", ["#", NOT_MADE]],
    ["x = json.dumps({'error': 0, 'data': 1})\n", ["#", NOT_READ]],
    ["x = sys.argv\ny = json.dumps({'error': 0, 'data': 1})\n"],
    ["x = sys.argv\ny = json.dumps({'name': 0, 'data': 1})\n", ["#", NOT_MADE]],
    ["x = sys.argv\ny = {'data': 1, 'error': 0}\n", ["'error'", NOT_ENCODED]],
    ["x = sys.argv\ny = {'data': 1}\n", ["#", NOT_MADE]],
    ['x = sys.argv\ny = \'{"error": 0, "data": 1}\'\n'],
    ["x = sys.argv\ny = 'error and data'\n", ["#", NOT_MADE]],
    ["x = sys.argv\ny = '{x} error and data'\n", ["#", NOT_MADE]],
    ["x = sys.argv\ny = '{'\nz = 'error data'\nw = json.dumps(y)\n", ["#", NOT_MADE]],
    ["x = socket.AF_UNIX\n", ["#", NOT_MADE]],
  ])("%s", async (lines, ...expected) => {
    const text = SHEBANG + lines;
    const found = await allIn("python", text, true);
    const shown = found
      .filter(({ rule }) => rule === "arguments-not-read" || rule === "answer-not-made")
      .map(({ start, end, message }) => [text.slice(start, end), message]);
    expect(shown).toEqual(expected);
  });
});

describe("a script that registers agents", () => {
  expectFound("registers-itself", [
    ["python", `requests.post("https://w/agents")`, `"https://w/agents"`],
    ["python", `requests.post("/agents")`, `"/agents"`],
    ["python", `requests.post(f"{api}/agents")`, `f"{api}/agents"`],
    ["python", `requests.post(" https://w/agents ")`, `" https://w/agents "`],
    ["python", `requests.post("https://w/agents/")`, `"https://w/agents/"`],
    ["python", `requests.post("https://w/agents?pretty=true&wait")`, `"https://w/agents?pretty=true&wait"`],
    ["python", `requests.post("https://w/agents/insert")`, `"https://w/agents/insert"`],
    ["python", `requests.post("https://w/agents/insert/quick")`, `"https://w/agents/insert/quick"`],
    ["python", `requests.request("POST", "https://w/agents")`, `"https://w/agents"`],
    ["python", `url = "https://w/agents"\nrequests.post(url)`, `"https://w/agents"`],
    ["python", `url = "https://w/agents"\nf(url, method="POST")`, `"https://w/agents"`],
    ["javascript", `const  url = "https://w/agents";\naxios.post(url);`, `"https://w/agents"`],
    ["javascript", `url="https://w/agents";\naxios.post(url);`, `"https://w/agents"`],
    ["perl", `my $url = "https://w/agents";\n$ua->post($url);`, `"https://w/agents"`],
    ["php", `$url = "https://w/agents";\n$client->post($url);`, `"https://w/agents"`],
    ["bash", `curl -m 1 -X POST "https://w/agents"`, `"https://w/agents"`],
    ["python", `run(["manage_agents", "-a"])`, `"manage_agents"`],
    ["python", `run(["agent-auth"])`, `"agent-auth"`],
    ["python", `run(["/var/ossec/bin/agent-auth"])`, `"/var/ossec/bin/agent-auth"`],
    ["python", `run("manage_agents -a any -n x")`, `"manage_agents -a any -n x"`],
    ["python", `run("sudo manage_agents -a")`, `"sudo manage_agents -a"`],
    ...nothing(
      "python",
      `requests.get("https://w/agents")`,
      `requests.post("https://w/agents/001")`,
      `requests.post("https://w/agents/001/key")`,
      `requests.post("https://w/groups")`,
      `requests.post("agents")`,
      `requests.post("see x/agents")`,
      `requests.post("https://w/agents?a b")`,
      `requests.post("https://w/other", "x")`,
      `url = "https://w/agents"\nrequests.get(url)`,
      `url = "https://w/agents"\nrequests.post(curl)`,
      `requests.get("https://w/agents")\nrequests.post(other)`,
      `compost("https://w/agents")`,
      `run("see manage_agents")`,
      `run("manage_agents.py")`,
      `run("my_manage_agents")`,
    ),
  ]);
});

describe("bytes that are printed", () => {
  expectFound("prints-bytes", [
    ["python", "print(s.recv(9))", "s.recv(9)"],
    ["python", "print((s.recv(9)))", "(s.recv(9))"],
    ["python", "print(text.encode())", "text.encode()"],
    ["python", "print(check_output(c))", "check_output(c)"],
    ["python", "print(requests.get(url, timeout=1).content)", "requests.get(url, timeout=1).content"],
    ["python", "import httpx\nprint(answer.content)", "answer.content"],
    ["python", "print(urlopen(url, timeout=1).read())", "urlopen(url, timeout=1).read()"],
    ["python", "print(c.getresponse().read())", "c.getresponse().read()"],
    ["python", "r = urlopen(url, timeout=1)\nprint(r.read())", "r.read()"],
    ["python", "r = c.getresponse()\nprint(r.read())", "r.read()"],
    ["python", "with urlopen(url, timeout=1) as r:\n    print(r.read())", "r.read()"],
    ["python", "x = s.recv(9)\nprint(x)", "x"],
    ["python", "x = s.recv(9)\nx = y.encode()\nprint(x)", "x"],
    ...nothing(
      "python",
      "print(s.recv(9).decode())",
      "print(check_output(c, text=True))",
      "print(answer.content)",
      "print(file.read())",
      "r = open(path)\nprint(r.read())",
      "q = urlopen(url, timeout=1)\nprint(r.read())",
      "print(f(x).read())",
      "print(a.r.read())\nr = urlopen(url, timeout=1)",
      "if r == urlopen(url, timeout=1):\n    print(r.read())",
      "x = s.recv(9)\nx = 'a'\nprint(x)",
      "x = y\nprint(x)",
      "y = s.recv(9)\nx = y\nprint(x)",
      "x = x\nprint(x)",
      "print(x)",
      "print('a')",
      "print()",
      "sys.stdout.write(s.recv(9))",
      "print(s.recv(9), file=log)",
      "a = socket.AF_UNIX\nprint(s.recv(9))",
    ),
  ]);
  expectFixed("prints-bytes", [["python", "print(s.recv(9), end='')", "print(s.recv(9).decode(), end='')"]]);
});

describe("a handler that hides bugs", () => {
  const handler = (head: string, ...lines: readonly string[]): string =>
    `try:\n    a = f()\n${head}\n${lines.map((line) => `    ${line}\n`).join("")}`;
  const ANSWER = `a = {"error": 1}`;

  expectFound("bug-as-answer", [
    ["python", handler("except:", ANSWER), "except:"],
    ["python", handler("except Exception:", ANSWER), "except Exception:"],
    ["python", handler("except BaseException:", ANSWER), "except BaseException:"],
    ["python", handler("except Exception as e:", ANSWER), "except Exception as e:"],
    ["python", handler("except Exception as e:  # why", ANSWER), "except Exception as e:  # why"],
    ["python", handler("except Exception as e:", "x = other", ANSWER), "except Exception as e:"],
    ...nothing(
      "python",
      handler("except Exception:", `a = {"name": 1}`),
      handler("except Exception:", "raise"),
      handler("except ValueError:", ANSWER),
      handler("except Exception as e:", `a = {"error": 1, "message": str(e)}`),
      handler("except Exception:", "logging.error(x)", ANSWER),
      handler("except Exception:", "sys.stderr.write(x)", ANSWER),
      handler("except Exception:", "traceback.print_exc()", ANSWER),
      `${handler("except Exception:", "pass")}${ANSWER}\n`,
    ),
    [
      "python",
      `logging.error(x)\nsys.stderr.write(x)\n${handler("except Exception:", ANSWER)}`,
      "except Exception:",
    ],
    ["javascript", "try { f(); } catch { a = { error: 1 }; }", "catch"],
    ["javascript", "try { f(); } catch (e) { a = { error: 1 }; }", "catch (e)"],
    ["javascript", "try { f(); } catch (e) { a = { error: 1, message: e.message }; }"],
    ["php", "try { f(); } catch (Exception $e) { $a = ['error' => 1]; }", "catch (Exception $e)"],
    ["php", "try { f(); } catch (PDOException $e) { $a = ['error' => 1]; }"],
    ["ruby", "begin\n  f\nrescue => e\n  a = { error: 1 }\nend", "rescue => e"],
    ["ruby", "begin\n  f\nrescue IOError => e\n  a = { error: 1 }\nend"],
  ]);
});

describe("an exit code after the answer", () => {
  expectFound("exit-after-answer", [
    ["python", "print(json.dumps(a))\nsys.exit(1)", "sys.exit(1)"],
    ["python", "print('{\"error\": 1}')\nexit(2)", "exit(2)"],
    ["bash", `echo '{"error": 1}';exit 1`, "exit 1"],
    ["bash", `echo '{"error": 1}'; exit "1"`],
    ["bash", `echo '{"error": 1}'; exit $?`],
    ...nothing(
      "python",
      "print(json.dumps(a))\nsys.exit(0)",
      "sys.exit(1)\nprint(json.dumps(a))",
      "print(json.dumps(a))\nif b:\n    sys.exit(1)",
      "if b:\n    print(json.dumps(a))\nsys.exit(1)",
      "sys.exit(1)",
      "print(json.dumps(a), file=log)\nsys.exit(1)",
    ),
  ]);
  expectFixed("exit-after-answer", [
    ["python", "print(json.dumps(a))\nsys.exit(1)", "print(json.dumps(a))\nsys.exit(0)"],
  ]);
});

describe("statements that never run", () => {
  const inLoop = (lines: string): string => `for (;;) { ${lines} }`;

  expectFound("unreachable-code", [
    ["python", "def f():\n    return 1\n    g()\n    h()\n", "g()\n    h()"],
    ["python", "def f():\n    raise A\n    g()\n", "g()"],
    ["python", "def f():\n    return 1\n    # why\n"],
    ["python", "def f():\n    return 1\n    # why\n    g()\n    # end\n", "g()"],
    ["python", "def f():\n    if a:\n        return 1\n    g()\n"],
    ["python", "def f():\n    return 1\n    def g():\n        pass\n"],
    ["javascript", inLoop("return;g();h();"), "g();h();"],
    ["javascript", inLoop("break; g();"), "g();"],
    ["javascript", inLoop("if (a) return; g();")],
    ["javascript", inLoop("return; function g() {}")],
  ]);

  it.each([
    ["def f():\n    return 1\n    g()\n", "return"],
    ["def f():\n    return(1)\n    g()\n", "return"],
    ["def f():\n    raise A\n    g()\n", "raise"],
  ])("say after which word: %s", async (text, word) => {
    const found = await findings("python", `#!/usr/bin/env python3\n# keypoll: poll script\n${text}`);
    expect(found).toMatchObject([{ message: `Nothing after ${word} runs.`, faded: true }]);
  });

  it("say after which word in a language with semicolons", async () => {
    const found = await findings(
      "javascript",
      `#!/usr/bin/env node\n// keypoll: poll script\n${inLoop("break;g();")}`,
    );
    expect(found).toMatchObject([{ message: "Nothing after break runs." }]);
  });
});

describe("print as in Python 2", () => {
  expectFound("python-2-print", whole("python", "print 1", "print 'a', b", "print f(a)"));
  expectFound("python-2-print", nothing("python", "print(1)", "print"));
  expectFixed("python-2-print", [
    ["python", "print 1", "print(1)"],
    ["python", "print   f(a)", "print(f(a))"],
    ["python", "print 'a', b", "print('a', b)"],
    ["python", "print 'a',", undefined],
    ["python", "print >>log, 'a'", undefined],
  ]);

  it.each([
    ["#!/usr/bin/python2", 0],
    ["#!/usr/bin/env python2.7", 0],
    ["#!/usr/bin/python3", 1],
    ["#!/usr/bin/python", 1],
    ["#!/usr/bin/mypython2", 1],
  ])("is right for its interpreter, or not: %s", async (line, count) => {
    const found = await findings("python", `${line}\n# keypoll: poll script\nprint 1\n`);
    expect(found.filter(({ rule }) => rule === "python-2-print")).toHaveLength(count);
  });
});
