/** Programs that cannot be started: different messages for users, one result for the manager. */

import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type KeyRequest, newestRelease } from "../../../core/manager/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { endOf, expectNothingLeft, poll, release, script, scriptFolder, verdictOf } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();

test.concurrent.for([
  { execPath: "/no/such/script.py", code: "missing", says: "no file /no/such/script.py" },
  { execPath: "no-such-program", code: "not-in-path", says: "PATH" },
  { execPath: scriptFolder, code: "directory", says: "is a folder" },
  { execPath: "/dev/null", code: "not-a-file", says: "not a regular file" },
  { execPath: script("not-executable.py"), code: "not-executable", says: "chmod +x" },
  {
    execPath: script("missing-interpreter.py"),
    code: "interpreter-missing",
    says: "/opt/no-such-folder/python3",
  },
  { execPath: script("carriage-return.sh"), code: "carriage-return", says: '"/bin/sh\\r"' },
  { execPath: '""', code: "empty-program", says: "empty word" },
  { execPath: undefined, code: "not-in-path", says: '"(null)"' },
] as const)("$code: $execPath", async ({ execPath, code, says }) => {
  const run = await poll(execPath ?? "", { execPath });
  expect(run.obstacle).toMatchObject({ code, message: expect.stringContaining(says) });
  expect(run.execution).toMatchObject({ output: "", end: { kind: "not-started" } });
  expect(verdictOf(run, newestRelease)).toBe("cannot-run");
});

test.concurrent.for([
  { name: "missing-in-env.py", code: "program-not-found", says: "python3.99" },
  { name: "carriage-return-env.py", code: "carriage-return", says: '"python3\\r"' },
  { name: "mark-before-first-line.py", code: "byte-order-mark", says: "byte-order mark" },
] as const)("a script that fails because of its first line says so: $name", async ({ name, code, says }) => {
  const { notes } = await poll(script(name));
  expect(notes).toContainEqual({ code, text: expect.stringContaining(says) });
});

test.concurrent("a path that is split at its backslashes says so", async () => {
  const said = { code: "backslash", text: expect.stringContaining("In a path write a slash") };
  expect((await poll("C:\\polls\\poll.py")).notes).toContainEqual(said);
  expect((await poll("python3 C:\\polls\\poll.py")).notes).toContainEqual(said);
  // Up to 4.1 it stays in the word, and a script that is started has what it needs.
  const older = await poll("C:\\polls\\poll.py", { release: release("3.13") });
  expect(older.notes).not.toContainEqual(said);
  expect((await poll(`${script("answers.sh")} a\\ b`)).notes).not.toContainEqual(said);
});

test.concurrent("the manager's own list of failures", async () => {
  const behindInterpreter = await poll("python3 /no/such/script.py");
  expect(endOf(behindInterpreter)).toBe("exit 2");
  expect(verdictOf(behindInterpreter, newestRelease)).toBe("exit-code");
  const noInterpreter = await poll(script("not-executable.py"));
  expect(verdictOf(noInterpreter, newestRelease)).toBe("cannot-run");
  const shifted = await poll(`${script("answers.py")} extra`);
  expect(shifted.execution.output).toContain("Bad arguments given");
  const request: KeyRequest = { selector: "id", value: "" };
  expect((await poll(script("answers.py"), { request })).execution.output).toContain("Bad arguments given");
});

test.concurrent("an empty exec_path runs the system's own id program from 4.2 on, and nothing before", async () => {
  const run = await poll("");
  expect(run.argv).toEqual(["id", "001"]);
  expect(run.execution.output).toMatch(/^uid=|no such user/);
  expect(endOf(await poll("", { release: release("3.13") }))).toBe("not started");
});

test.concurrent("a program without a slash is looked up in PATH, past files without execute permission", async () => {
  const [first, second] = [path.join(folder, "first"), path.join(folder, "second")];
  for (const one of [first, second]) mkdirSync(one);
  writeFileSync(path.join(first, "my-poll"), "not executable");
  copyFileSync(script("answers.sh"), path.join(second, "my-poll"));
  const found = await poll("my-poll", { environment: { PATH: `${first}:${second}:/bin:/usr/bin` } });
  expect(found.execution.output).toContain('"error":0');
  const refused = await poll("my-poll", { environment: { PATH: first } });
  expect(refused.obstacle).toMatchObject({ code: "not-executable", path: path.join(first, "my-poll") });
});

test.concurrent("a relative path starts from the working directory", async () => {
  const run = await poll("./answers.sh", { workingDirectory: scriptFolder });
  expect(run.execution.output).toContain('"error":0');
  expect((await poll("./answers.sh")).obstacle?.code).toBe("missing");
});

test.concurrent("a file that only the system can refuse is not started either", async () => {
  const broken = path.join(folder, "broken-binary");
  writeFileSync(broken, "\x7fELF rubbish");
  const loop = path.join(folder, "loop");
  symlinkSync(loop, loop);
  for (const file of [broken, loop]) {
    if (file === broken) chmodSync(file, 0o755);
    const run = await poll(file);
    expect(verdictOf(run, newestRelease)).not.toBe("added");
    expect(run.execution.end.kind === "not-started" || endOf(run).startsWith("exit")).toBe(true);
  }
});
