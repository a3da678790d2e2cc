/** `keypoll upgrade` and `agent rekey`, as a user types them. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { keypoll } from "./keypoll.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const UPPER = "0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C4B5A69788796A5B4C3D2E1F0";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, "client.keys");
  await writeFile(
    file,
    `001 web any ${KEY}\n002 db any ${UPPER}\n003 nat 10.0.0.5/24 ${KEY}\n004 !old any ${KEY}\n`,
  );
});

const upgrade = (...args: string[]) => keypoll(["upgrade", file, "--to", "5.0", ...args]);

describe("keypoll upgrade", () => {
  it("reports agent by agent, with the manager's messages and the fix, and no key", async () => {
    const { code, stdout } = await upgrade();
    expect(code).toBe(1);
    expect(stdout).toMatch(/✔ 001 +web +1 +carried +carried/);
    expect(stdout).toMatch(/✘ 002 +db +2 +carried, cannot authenticate \[key-form\]/);
    expect(stdout).toMatch(/✘ 003 +nat +3 +carried +refused \[ip-form\]/);
    expect(stdout).toContain("does not decode to a valid AES key");
    expect(stdout).toContain("keypoll agent rekey");
    expect(stdout).toContain("no key polling");
    expect(stdout).not.toMatch(/0f1e2d3c/i);
  });

  it("a range with host bits carries over in a copy of the file", async () => {
    const { stdout } = await upgrade("--way", "copy", "--format", "json");
    expect(JSON.parse(stdout).totals).toMatchObject({
      agents: 3,
      carried: 2,
      "no-authentication": 1,
      removed: 1,
    });
  });

  it("--write makes a file whose agents all carry over, and invents nothing", async () => {
    const written = join(folder, "new.keys");
    expect((await upgrade("--write", written)).code).toBe(1);
    expect(await readFile(written, "utf8")).toBe(`001 web any ${KEY}\n004 !old any ${KEY}\n`);
    expect((await keypoll(["upgrade", written, "--to", "5.0"])).code).toBe(0);
    expect((await upgrade("--write", file)).code).toBe(2);
  });

  it("rekey gives an agent a key that carries over, and says what to do on the agent", async () => {
    const { code, stdout } = await keypoll(["agent", "rekey", "002", "--keys", file]);
    expect([code, stdout.includes("agent extract 002")]).toEqual([0, true]);
    expect(await readFile(file, "utf8")).toMatch(/^001 web any .*\n002 db any [0-9a-f]{64}\n003 nat/);
    expect((await upgrade("--way", "copy")).code).toBe(0);
  });

  it.each(["junit", "sarif", "github", "tap", "markdown"])(
    "lists its refused agents in %s",
    async (format) => {
      const { code, stdout } = await upgrade("--format", format);
      expect([code, stdout.includes("002"), /0f1e2d3c/i.test(stdout)]).toEqual([1, true, false]);
    },
  );

  it("ends with 2 if it cannot know", async () => {
    expect((await keypoll(["upgrade", file, "--to", "4.14"])).code).toBe(2);
    await writeFile(file, "# nobody\n");
    expect((await upgrade()).code).toBe(2);
  });
});
