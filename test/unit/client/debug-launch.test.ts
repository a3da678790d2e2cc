/** The debug configuration: the script gets exactly the manager's arguments. */

import { describe, expect, it } from "vitest";
import { debuggedLanguages, launchOf } from "../../../client/test-explorer/debug-launch.ts";

const call = (interpreter: readonly string[], script = "/srv/poll.py") => ({
  interpreter,
  script,
  args: ["--db", "a b", "id", "001"],
  workingDirectory: "/srv",
  environment: {},
});
const common = { request: "launch", args: ["--db", "a b", "id", "001"], cwd: "/srv" };
const silent = { firstLine: "", language: "plaintext" };

describe("a debugger gets the arguments", () => {
  it.each([
    [
      "of Python with its options",
      call(["/usr/bin/python3", "-u"]),
      silent,
      { type: "debugpy", program: "/srv/poll.py", env: { A: "1" }, python: ["/usr/bin/python3", "-u"] },
    ],
    [
      "of env in the first line",
      call([]),
      { firstLine: "#!/usr/bin/env -S PGHOST=db python3", language: "python" },
      { type: "debugpy", env: { A: "1", PGHOST: "db" }, python: ["python3"] },
    ],
    [
      "of Node",
      call(["node", "--no-warnings"], "/srv/poll.mjs"),
      silent,
      { type: "node", program: "/srv/poll.mjs", runtimeExecutable: "node", runtimeArgs: ["--no-warnings"] },
    ],
    [
      "of bash",
      call([], "/srv/poll.sh"),
      { firstLine: "#!/bin/bash", language: "shellscript" },
      { type: "bashdb", program: "/srv/poll.sh", pathBash: "/bin/bash" },
    ],
    [
      "of a script that does not say what runs it",
      call([]),
      { firstLine: "import json", language: "python" },
      { type: "debugpy", program: "/srv/poll.py" },
    ],
  ])("%s", (_title, given, script, settings) => {
    const launch = launchOf(given, script, { A: "1" });
    expect(launch).toMatchObject({ kind: "launch", settings: { ...common, ...settings } });
  });

  it("leaves the choice of an interpreter to the debugger if nothing names one", () => {
    const launch = launchOf(call([]), { firstLine: "", language: "python" }, {});
    expect(launch).not.toHaveProperty("settings.python");
  });
});

it("each debugger has its console, and the extension that contains it", () => {
  const [python, node, bash] = ["python3", "node", "bash"].map((program) =>
    launchOf(call([program]), silent, {}),
  );
  const shared = { ...common, program: "/srv/poll.py", env: {} };
  expect([python, node, bash]).toEqual([
    {
      kind: "launch",
      debugger: { type: "debugpy", extension: "ms-python.debugpy" },
      settings: { ...shared, type: "debugpy", python: ["python3"], console: "internalConsole" },
    },
    {
      kind: "launch",
      debugger: { type: "node", extension: "ms-vscode.js-debug" },
      settings: {
        ...shared,
        type: "node",
        runtimeExecutable: "node",
        runtimeArgs: [],
        console: "internalConsole",
        outputCapture: "std",
      },
    },
    {
      kind: "launch",
      debugger: { type: "bashdb", extension: "rogalmic.bash-debug" },
      settings: { ...shared, type: "bashdb", pathBash: "bash", terminalKind: "debugConsole" },
    },
  ]);
  expect(debuggedLanguages).toEqual(["python", "javascript", "shellscript"]);
});

it.each([
  ["python", "debugpy"],
  ["shellscript", "bashdb"],
  ["javascript", "node"],
])("the debugger of a script that names no interpreter is that of its language: %s", (language, type) => {
  expect(launchOf(call([]), { firstLine: " #!/usr/bin/perl", language }, {})).toMatchObject({
    kind: "launch",
    settings: { type },
  });
});

it.each([
  ["/usr/bin/python3.12", "debugpy"],
  ["pypy3", "debugpy"],
  ["C:/Python/Python.EXE", "debugpy"],
  ["nodejs", "node"],
  ["node.exe", "node"],
  ["bash.exe", "bashdb"],
  ["ipython3", undefined],
  ["python3-config", undefined],
  ["tsnode", undefined],
  ["nodemon", undefined],
  ["rbash", undefined],
  ["bashful", undefined],
])("the debugger of %s is %s", (program, type) => {
  const launch = launchOf(call([program]), silent, {});
  expect(launch.kind === "launch" ? launch.debugger.type : undefined).toBe(type);
});

it.each([
  ["#!/usr/bin/env   python3   -u", ["python3", "-u"], {}],
  ["#! /usr/bin/env -i A=1 B=a=b python3", ["python3"], { A: "1", B: "a=b" }],
  ["#!/usr/bin/env python3 C=1", ["python3", "C=1"], {}],
  ["#!/usr/bin/env -S python3", ["python3"], {}],
])("env runs what follows it: %s", (firstLine, python, env) => {
  expect(launchOf(call([]), { firstLine, language: "python" }, {})).toMatchObject({
    settings: { python, env },
  });
});

it("env alone names no program", () => {
  expect(launchOf(call([]), { firstLine: "#!/usr/bin/env -i A=1", language: "python" }, {})).toMatchObject({
    kind: "launch",
    settings: { type: "debugpy", env: {} },
  });
});

it.each([
  ["perl", call(["perl"]), silent, "perl"],
  ["a shell that is not bash", call([]), { firstLine: "#!/bin/sh", language: "shellscript" }, "/bin/sh"],
  ["nobody knows what", call([]), silent, undefined],
])("there is no debugger for %s", (_title, given, script, program) => {
  expect(launchOf(given, script, {})).toEqual({ kind: "no-debugger", program });
});
