/** Processes that leave the session and clear their environment are ended with the run anyway. */

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, poll } from "./support.ts";

expectNothingLeft();

/** Only if util-linux can mark processes; otherwise the report says that an escape cannot be excluded. */
const canMark = existsSync("/usr/bin/prlimit") && existsSync("/proc/self/limits");
if (!canMark) console.log("Escapes: skipped, for this system has no /usr/bin/prlimit or no /proc.");

const isRoot = process.getuid?.() === 0;

const QUIET = ">/dev/null 2>&1 </dev/null &";

const python = (body: string): string => `#!/usr/bin/env python3
import ctypes, os, sys
if os.fork() == 0:
    os.setsid()
    if os.fork() > 0:
        os._exit(0)
    null = os.open("/dev/null", os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(null, each)
${body}
    os._exit(0)
`;

/** `SLEEP` stands for a program that sleeps under a name that the test can find. */
const escapes: Readonly<Record<string, string>> = {
  "env -i setsid": `#!/bin/sh\nenv -i setsid SLEEP ${QUIET}\n`,
  "a double fork with an empty environment": python('    os.execve("SLEEP", ["SLEEP"], {})'),
  "a daemon that overwrites its environment": python(`    libc = ctypes.CDLL(None)
    environ = ctypes.POINTER(ctypes.c_void_p).in_dll(libc, "environ")
    at = 0
    while environ[at]:
        ctypes.memset(environ[at], 0, len(ctypes.string_at(environ[at])))
        at += 1
    sys.argv = ["SLEEP"]
    import subprocess, time
    subprocess.Popen(["SLEEP"], env={}, start_new_session=True)
    time.sleep(1000)`),
  "setpriv --reset-env": `#!/bin/sh\nsetsid setpriv --reset-env SLEEP ${QUIET}\n`,
  "unshare of namespaces": `#!/bin/sh\nsetsid unshare --user --map-root-user --pid --fork env -i SLEEP ${QUIET}\n`,
  "a lower limit of its own": `#!/bin/bash\n(ulimit -n 20; exec env -i setsid SLEEP) ${QUIET}\n`,
};

/** Whether a process runs whose program or first argument is this file. */
function isAlive(file: string): boolean {
  return readdirSync("/proc").some((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, "latin1").includes(file);
    } catch {
      return false;
    }
  });
}

function escapee(text: string): { readonly script: string; readonly sleeper: string } {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const sleeper = path.join(folder, "sleeper");
  writeFileSync(sleeper, "#!/bin/sh\nsleep 1000\n");
  const script = path.join(folder, "script");
  writeFileSync(script, text.replaceAll("SLEEP", sleeper));
  for (const file of [script, sleeper]) chmodSync(file, 0o755);
  return { script, sleeper };
}

describe.runIf(canMark)("nothing survives", () => {
  for (const [name, text] of Object.entries(escapes)) {
    it(name, async () => {
      const { script, sleeper } = escapee(text);
      const run = await poll(script, { timeoutSeconds: 20 });
      expect(isAlive(sleeper)).toBe(false);
      expect(run.leftover.every(({ ended }) => ended)).toBe(true);
      expect(run.notes.map(({ code }) => code)).not.toContain("escape");
    });
  }

  it.runIf(isRoot)("as another user", () => {
    const { script, sleeper } = escapee(escapes["env -i setsid"] ?? "");
    const said = polledBehind(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], script);
    expect(said).toMatch(/^\[(?:true,?)*\] false\n/);
    expect(isAlive(sleeper)).toBe(false);
  });
});

/** Polls a script in a separate process, after other arguments. Reports whether what was left was ended, and whether an escape cannot be excluded. */
function polledBehind(words: readonly string[], script: string): string {
  const driver = path.join(temporaryFolder(), "driver.mjs");
  const core = path.resolve(import.meta.dirname, "../../../core");
  writeFileSync(
    driver,
    `import { endPolling, runPoll } from "${core}/poll/index.ts";
import { newestRelease } from "${core}/manager/index.ts";
const run = await runPoll({ execPath: "${script}", request: { selector: "id", value: "1" }, release: newestRelease, workingDirectory: "/" });
console.log(JSON.stringify(run.leftover.map(({ ended }) => ended)), run.notes.some(({ code }) => code === "escape"));
await endPolling();
`,
  );
  chmodSync(path.dirname(driver), 0o755);
  const [program = "", ...rest] = [...words, process.execPath, driver];
  const { stdout, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  return `${stdout}${stderr}`;
}

const HIDDEN = [
  "unshare",
  "--mount",
  "sh",
  "-c",
  'mount --bind /bin/false /usr/bin/prlimit && exec "$@"',
  "sh",
];
const canHide = isRoot && canMark && spawnSync("unshare", ["--mount", "true"]).status === 0;

it.runIf(canHide)("if processes cannot be marked by a limit, the run says that one may escape", () => {
  const { script } = escapee("#!/bin/sh\nSLEEP </dev/null >/dev/null 2>&1 &\n");
  expect(polledBehind(HIDDEN, script)).toMatch(/^\[(?:true,?)*\] true\n/);
});

it.runIf(canHide)("without /proc its own group is ended, and the run says that one may escape", () => {
  const { script, sleeper } = escapee("#!/bin/sh\nSLEEP </dev/null >/dev/null 2>&1 &\n");
  const said = polledBehind(["unshare", "--mount", "sh", "-c", 'umount -l /proc && exec "$@"', "sh"], script);
  expect(said).toMatch(/^\[(?:true)?\] true\n$/);
  expect(isAlive(sleeper)).toBe(false);
});

it("a run ends its own processes only", async () => {
  const { script, sleeper } = escapee(escapes["env -i setsid"] ?? "");
  const other = spawnSync("/bin/sh", ["-c", `env -i setsid ${sleeper} >/dev/null 2>&1 </dev/null &`]);
  expect(other.status).toBe(0);
  await poll(script, { timeoutSeconds: 20 });
  const alive = isAlive(sleeper);
  spawnSync("pkill", ["-KILL", "-f", sleeper]);
  expect(alive).toBe(true);
});
