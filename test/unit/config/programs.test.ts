/** Whether the program of exec_path can be run, on file systems made for the test. */

import { describe, expect, it } from "vitest";
import type { FileLook, Programs } from "../../../core/lint/config/index.ts";
import { findingsIn, keyRequest, wodle } from "./support.ts";

const file = (start: string, executable = true): FileLook => ({ kind: "file", executable, start });

function machine(files: Readonly<Record<string, FileLook>>): Programs {
  return {
    look: (path) => files[path] ?? { kind: "missing" },
    searchPath: ["/usr/bin", "/bin"],
    installation: "/var/ossec",
  };
}

const python = { "/usr/bin/python3": file("\x7fELF"), "/usr/bin/env": file("\x7fELF") };

function fault(
  execPath: string,
  files: Readonly<Record<string, FileLook>>,
  release = "4.14",
): string | undefined {
  const element = `<exec_path>${execPath}</exec_path>`;
  const text = release === "4.14" ? keyRequest(element) : wodle(element);
  const found = findingsIn(text, release, machine({ ...python, ...files }));
  return found.find(({ rule }) => rule === "program-cannot-run")?.message;
}

describe("a program", () => {
  it("that exists is fine", () => {
    expect(fault("/opt/a.py", { "/opt/a.py": file("#!/usr/bin/env python3\n") })).toBeUndefined();
    expect(fault("python3 /opt/a.py", { "/opt/a.py": file("import json", false) })).toBeUndefined();
    expect(fault("integrations/a.py", { "/var/ossec/integrations/a.py": file("") })).toBeUndefined();
    expect(fault('"/opt/my a.py" x', { "/opt/my a.py": file("") })).toBeUndefined();
    expect(fault("python3 -u /opt/a.py", { "/opt/a.py": file("", false) })).toBeUndefined();
    expect(fault("python3 -c 'print(1)'", {})).toBeUndefined();
  });

  it.each([
    ["/opt/a.py", {}, "There is no /opt/a.py"],
    ["/opt", { "/opt": { kind: "folder" } }, "is a folder"],
    ["/opt/a.py", { "/opt/a.py": file("", false) }, "chmod +x"],
    ["/opt/a.py", { "/opt/a.py": file("#!/usr/bin/python2\n") }, "needs the interpreter /usr/bin/python2"],
    ["/opt/a.py", { "/opt/a.py": file("#!/usr/bin/env python2\n") }, "lets env look for python2"],
    ["/opt/a.py", { "/opt/a.py": file("#!/usr/bin/python3\r\n") }, "carriage return"],
    ["perl /opt/a.pl", { "/opt/a.pl": file("") }, "No program perl is in /usr/bin:/bin"],
    ["python3 /opt/gone.py", {}, "There is no script /opt/gone.py"],
  ] as const)("%s %j is reported", (execPath, files, words) => {
    expect(fault(execPath, files)).toContain(words);
  });

  it("that only root can see is not reported", () => {
    expect(fault("/opt/a.py", { "/opt/a.py": { kind: "unknown" } })).toBeUndefined();
  });

  it("has the quotes in its name before 4.2", () => {
    expect(fault('"/opt/a.py"', { "/opt/a.py": file("") }, "3.13")).toContain('/var/ossec/\\"/opt/a.py\\"');
  });

  it("is not looked up without a file system", () => {
    expect(findingsIn(keyRequest("<exec_path>/nowhere</exec_path>"))).toEqual([]);
  });
});
