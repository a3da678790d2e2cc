/** The command line as on a Unix without /proc, prlimit and GNU programs: macOS, as far as Linux can imitate it. */

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folderWith, KEY, program } from "./keypoll.ts";

const ENTER = 'mount --bind /bin/false /usr/bin/prlimit && umount -l /proc && exec "$@"';
const BUSYBOX = "/usr/bin/busybox";

function whyNot(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root on Linux can hide /proc";
  if (!existsSync(BUSYBOX)) return "busybox, whose programs are not GNU's, is not installed";
  const { status, stderr } = spawnSync("unshare", ["--mount", "sh", "-c", ENTER, "sh", "true"], {
    encoding: "utf8",
  });
  return status === 0 ? undefined : `/proc cannot be hidden: ${stderr}`;
}

const reason = whyNot();
if (reason !== undefined) console.log(`Left out: the command line without /proc, for ${reason}.`);

const answer = JSON.stringify({ error: 0, data: { id: "001", name: "web", ip: "any", key: KEY } });
const work = folderWith({
  "client.keys": `001 web any ${KEY}\r\n002 db any ${KEY.replace("0", "1")}\n`,
  "poll.sh": `#!/bin/sh\necho '${answer}'\n`,
  "leaves.sh": `#!/bin/sh\nsh -c 'while sleep 0.05; do :; done' </dev/null >/dev/null 2>&1 &\necho '${answer}'\n`,
  "escapes.sh": `#!/bin/sh
env -i ${BUSYBOX} setsid ${BUSYBOX} sh -c 'echo $$ > "$0"; exec ${BUSYBOX} sleep 300' "$PWD/survivor" </dev/null >/dev/null 2>&1 &
while [ ! -s survivor ]; do sleep 0.05; done
echo '${answer}'
`,
});
for (const name of ["poll.sh", "leaves.sh", "escapes.sh"]) chmodSync(join(work, name), 0o755);
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The programs that POSIX has, which the keeper and the scripts call. */
const programs = join(work, "programs");
mkdirSync(programs);
for (const name of ["sh", "env", "grep", "sed", "mkfifo", "rm", "sleep", "true"]) {
  symlinkSync(BUSYBOX, join(programs, name));
}

function keypoll(...args: readonly string[]) {
  const words = ["--mount", "/bin/sh", "-c", ENTER, "sh", process.execPath, program, ...args];
  const { status, stdout, stderr } = spawnSync("/usr/bin/unshare", words, {
    cwd: work,
    env: { PATH: `${programs}:/usr/bin:/bin`, HOME: work },
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

describe.skipIf(reason !== undefined)("without /proc and GNU's programs", () => {
  it("a script is tested, and the processes that it leaves in its group are ended", () => {
    expect(keypoll("test", "./poll.sh", "--id", "001")).toMatchObject({
      status: 0,
      said: expect.stringContaining("registered"),
    });
    expect(keypoll("test", "./leaves.sh", "--id", "001").said).toContain("its group (process ");
  });

  it("the report says that a process with its own session and no environment cannot be found", () => {
    const { said } = keypoll("test", "./escapes.sh", "--id", "001", "--verbose");
    const survivor = Number(readFileSync(join(work, "survivor"), "utf8"));
    expect(said).toContain("cannot be found");
    expect(said).toContain("may outlive the run");
    // The process does escape: the report warns of this case.
    expect(process.kill(survivor, "SIGKILL")).toBe(true);
  });

  it("files are checked and fixed", () => {
    const found = keypoll("lint", "client.keys");
    expect(found).toMatchObject({ status: 1, said: expect.stringContaining("[carriage-return]") });
    expect(keypoll("lint", "--fix", "client.keys")).toMatchObject({ status: 0 });
    expect(readFileSync(join(work, "client.keys"), "utf8")).not.toContain("\r");
  });
});
