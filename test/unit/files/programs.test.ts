/** What a manager could run: the kinds of files, and the installation that a configuration belongs to. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { look, managerPrograms } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function write(name: string, text: string | Uint8Array = "", mode = 0o644): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe("what is at a path", () => {
  it("is a file with its first line, and whether anyone may run it", () => {
    const file = (executable: boolean, start: string) => ({ kind: "file", executable, start });
    expect(look(write("a.sh", "#!/bin/sh\necho\n"))).toEqual(file(false, "#!/bin/sh\necho\n"));
    for (const mode of [0o744, 0o654, 0o645]) {
      expect(look(write("b.sh", "#!/bin/sh\n", mode))).toEqual(file(true, "#!/bin/sh\n"));
    }
    expect(look(write("empty"))).toEqual(file(false, ""));
    // The kernel looks at 256 bytes, whatever they are.
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
    expect(look(write("binary", bytes))).toEqual(
      file(false, Buffer.from(bytes.subarray(0, 256)).toString("latin1")),
    );
  });

  it.runIf(process.platform !== "win32")("is followed through a link, and may be something else", () => {
    const target = write("target", "x", 0o755);
    symlinkSync(target, join(folder, "link"));
    symlinkSync("round", join(folder, "round"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(look(join(folder, "link"))).toEqual({ kind: "file", executable: true, start: "x" });
    expect(look(folder)).toEqual({ kind: "folder" });
    expect(look(join(folder, "pipe"))).toEqual({ kind: "other" });
    expect(look(join(folder, "gone"))).toEqual({ kind: "missing" });
    expect(look(join(target, "below-a-file"))).toEqual({ kind: "missing" });
    expect(look(join(folder, "round"))).toEqual({ kind: "unknown" });
  });
});

describe("the programs of a manager", () => {
  it("are known for the configuration of an installation, and not for a copy", () => {
    const config = write("ossec/etc/ossec.conf");
    expect(managerPrograms(config)).toBeUndefined();
    write("ossec/bin/wazuh-agentd");
    expect(managerPrograms(config)).toBeUndefined();
    write("ossec/bin/wazuh-authd");
    const programs = managerPrograms(config);
    expect(programs?.installation).toBe(join(folder, "ossec"));
    expect(programs?.look(config)).toMatchObject({ kind: "file" });
    expect(managerPrograms(write("ossec/etc/agent.conf"))).toBeUndefined();
    expect(managerPrograms(write("ossec/ossec.conf"))).toBeUndefined();
    write("ossec/other/bin/wazuh-authd");
    expect(managerPrograms(write("ossec/other/ossec.conf"))).toBeUndefined();
  });

  it("without a path are looked for where a service looks", () => {
    write("bin/wazuh-remoted");
    expect(managerPrograms(write("etc/ossec.conf"))?.searchPath).toEqual([
      "/usr/local/sbin",
      "/usr/local/bin",
      "/usr/sbin",
      "/usr/bin",
      "/sbin",
      "/bin",
    ]);
  });
});
