/** The debug configuration: the script gets exactly the manager's arguments. */

import { describe, expect, it } from "vitest";
import { launchOf } from "../../../client/test-explorer/debug-launch.ts";

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

it.each([
  ["perl", call(["perl"]), silent, "perl"],
  ["a shell that is not bash", call([]), { firstLine: "#!/bin/sh", language: "shellscript" }, "/bin/sh"],
  ["nobody knows what", call([]), silent, undefined],
])("there is no debugger for %s", (_title, given, script, program) => {
  expect(launchOf(given, script, {})).toEqual({ kind: "no-debugger", program });
});
