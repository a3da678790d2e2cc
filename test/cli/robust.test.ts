/**
 * What happens when something fails around `keypoll lint`: a closed pipe, a full disk, unreadable files,
 * signals.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, program } from "./keypoll.ts";

const FAULTY = `001 a1 any ${KEY} \n`;
const MENDED = `001 a1 any ${KEY}\n`;

/** With a finding that remains after all fixes. */
const LEFT = "002 b any None\n";

/** Runs a command of the shell, in which `$KEYPOLL` is the program. */
function shell(command: string, cwd: string) {
  const env = { ...process.env, KEYPOLL: `${process.execPath} ${program}` };
  return spawnSync("bash", ["-c", command], { cwd, env, encoding: "utf8" });
}

/** Whether something works here. Prints a note if not. */
function works(what: string, command: string): boolean {
  const { status } = shell(command, "/");
  if (status !== 0) console.log(`${what} is not possible here: its tests are left out.`);
  return status === 0;
}

/** So many that a signal or a closed pipe interrupts the command in the middle. */
const MANY = 250;

function manyFiles(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: MANY }, (_, at) => [`${at}.keys`, text]));
}

describe("a reader that closes the pipe", () => {
  it.each(["json", "tap"])("does not change the exit code, and causes no error message: %s", (format) => {
    const cwd = folderWith({ "client.keys": "\n".repeat(20_000) });
    const command = `$KEYPOLL lint client.keys -f ${format} --max-findings 20000 | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = shell(command, cwd);
    expect(stdout.trim().split("\n").at(-1)).toBe("1");
    expect(stderr).toBe("");
  });

  it("does not stop the remaining fixes", () => {
    const cwd = folderWith(manyFiles(FAULTY + LEFT));
    shell("$KEYPOLL lint . --fix 2>/dev/null | head -n 1", cwd);
    const texts = new Set(readdirSync(cwd).map((name) => readFileSync(join(cwd, name), "utf8")));
    expect(texts).toEqual(new Set([MENDED + LEFT]));
  });
});

describe("an unreadable file among many", () => {
  it("is named, and the others are checked: broken links, folders, files that vanish", async () => {
    const cwd = folderWith(manyFiles(MENDED));
    symlinkSync("nowhere", join(cwd, "link.keys"));
    mkdirSync(join(cwd, "folder.keys"));
    const { code, stdout, stderr } = await keypoll(["lint", ".", "folder.keys", "-q"], { cwd });
    expect(stderr).toMatch(/There is no file in \/.*folder\.keys/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const rest = await keypoll(["lint", ".", "--format", "json"], { cwd });
    expect(rest.stderr).toMatch(/^keypoll: link\.keys does not exist\. .*\n$/);
    expect(JSON.parse(rest.stdout)).toMatchObject({ ok: false, totals: { files: MANY } });
    expect(rest.code).toBe(2);
  });

  it("is reported with the reason of the file system, not only its code", async () => {
    const name = "z".repeat(300);
    const { code, stderr } = await keypoll(["lint", name]);
    expect(stderr).toBe(
      `keypoll: ${name} cannot be read: the path is too long for the file system. Choose a shorter name.\n`,
    );
    expect(code).toBe(2);
  });

  it("is followed if it is a link to a file", async () => {
    const cwd = folderWith({ "real.txt": FAULTY });
    symlinkSync("real.txt", join(cwd, "client.keys"));
    expect((await keypoll(["lint", "."], { cwd })).stdout).toContain("client.keys:1:");
  });

  const drop = "setpriv --reuid=65534 --regid=65534 --clear-groups";

  it.skipIf(!works("to run as nobody", `${drop} $KEYPOLL --version`))("for lack of permission", () => {
    const cwd = folderWith(manyFiles(MENDED));
    chmodSync(cwd, 0o755);
    for (const name of readdirSync(cwd)) chmodSync(join(cwd, name), 0o644);
    chmodSync(join(cwd, "125.keys"), 0);
    for (const [name, mode] of [["closed", 0o700] as const, ["blind", 0o744] as const]) {
      mkdirSync(join(cwd, name));
      writeFileSync(join(cwd, name, "client.keys"), MENDED);
      chmodSync(join(cwd, name), mode);
    }
    const { status, stderr, stdout } = shell(`${drop} $KEYPOLL lint . -f json`, cwd);
    const refused = stderr
      .trim()
      .split("\n")
      .map((line) => /keypoll: You may not read (\S+)\./.exec(line)?.[1]);
    expect(refused.sort()).toEqual(["125.keys", "blind/client.keys", "closed"]);
    expect(JSON.parse(stdout).totals.files).toBe(MANY - 1);
    expect(status).toBe(2);
  });
});

describe.skipIf(!works("a small disk", "unshare -m mount -t tmpfs -o size=64k none /mnt"))(
  "a full disk",
  () => {
    /** Fills a disk of 256 kB up to the last page, runs a command on it, and returns its content afterwards. */
    function onFullDisk(files: Readonly<Record<string, string>>, command: string) {
      const cwd = folderWith(files);
      const disk = join(cwd, "disk");
      mkdirSync(disk);
      const script = `mount -t tmpfs -o size=256k none ${disk}; mv *.keys disk; cd disk; cat /dev/zero > full 2> /dev/null
${command}; echo "exit $?"; ls -A; sha256sum *.keys`;
      return { cwd, ...shell(`unshare -m bash -c '${script}'`, cwd) };
    }

    function sums(files: Readonly<Record<string, string>>): string {
      return shell("sha256sum *.keys", folderWith(files)).stdout;
    }

    const large = `${Array.from({ length: 600 }, (_, at) => `${at + 1001} a${at} any ${KEY}`).join("\n")}\n`;

    it("stops --fix from writing, and the file does not change", () => {
      const files = { "client.keys": large.replace("\n", " \n") };
      const { stdout, stderr } = onFullDisk(files, "$KEYPOLL lint client.keys --fix -q");
      expect(stderr).toContain("client.keys was not written: the disk is full.");
      expect(stdout).toContain(`exit 2\nclient.keys\nfull\n${sums(files)}`);
    });

    it("stops the gate from installing, and the old file does not change", () => {
      const files = { "client.keys": large, "new.keys": `${large}9000 b any ${KEY.replace("0", "1")}\n` };
      const { stdout, stderr } = onFullDisk(
        files,
        "$KEYPOLL lint --gate new.keys --install client.keys --max-warnings 999",
      );
      expect(stderr).toContain("client.keys was not written: the disk is full.");
      expect(stdout).toContain(`exit 2\nclient.keys\nfull\nnew.keys\n${sums(files)}`);
    });

    it("is reported if the report goes to that disk", () => {
      const { stdout, stderr } = onFullDisk(
        { "client.keys": FAULTY },
        "$KEYPOLL lint client.keys -f sarif > report",
      );
      expect(stderr).toMatch(/The output cannot be written: ENOSPC/);
      expect(stdout).toContain("exit 2\n");
    });
  },
);

describe("a signal", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
    "in the middle of --fix leaves every file either old or new: %s",
    async (signal) => {
      const cwd = folderWith(manyFiles(FAULTY + LEFT));
      let isSent = false;
      const { code, stderr } = await keypoll(["lint", ".", "--fix"], {
        cwd,
        onOutput: (_text, kill) => {
          // A second signal would end the process immediately.
          if (!isSent) kill(signal);
          isSent = true;
        },
      });
      const names = readdirSync(cwd).filter((name) => !name.startsWith("."));
      const texts = names.map((name) => readFileSync(join(cwd, name), "utf8"));
      expect(new Set(texts)).toEqual(new Set([FAULTY + LEFT, MENDED + LEFT]));
      expect(texts).toHaveLength(MANY);
      if (signal === "SIGKILL") return;
      expect(stderr).toMatch(/Cancelled\. \d+ files not changed; no file is half written\.\n$/);
      expect(readdirSync(cwd)).toHaveLength(MANY);
      expect(code).toBe(130);
    },
  );
});
