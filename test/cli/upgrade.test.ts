/** `keypoll upgrade` and `agent rekey`, as a user types them. */

import { readFile, symlink, writeFile } from "node:fs/promises";
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

describe("what keypoll upgrade prints, as a whole", () => {
  const reasons = `
[key-form] 1 agent: 002 db
  The key is not 64 lower-case hexadecimal digits. HTTPS of 5.0 cannot use it, and later versions of 5.0 do not register it (9019).
  file copied: Carried, cannot authenticate: "client.keys line 2: the key for agent 2 does not decode to a valid AES key; that agent's requests will be rejected. Re-enroll it.".
  vendor's tool: Refused by the REST API: "400 Bad Request". It is unknown what 5.0.0 does: 5.0.0 (58c8811b16, 2026-08-21) still accepts it.
  What to do: Give the agent a new key with "keypoll agent rekey ID --keys FILE". Then bring the new record to the agent before it connects.

[ip-form] 1 agent: 003 nat
  Not an address for the API of 5.0: it rejects a leading ! and ranges with host bits, and authd rejects what the readers reject.
  vendor's tool: Refused by the REST API: "400 1706 There is an agent with the same IP or the IP is invalid".
  What to do: Write "any", an address, or a range whose host bits are 0.
`;
  const head = "→ Wazuh 5.0 (read from 5.0.0 (58c8811b16, 2026-08-21); 5.0.0 (#38699, #38993))";

  it("for all agents", async () => {
    const { stdout } = await upgrade();
    const [before = "", after = ""] = stdout.split("\nOn the new manager\n");
    expect(before).toBe(`${file} ${head}
  id   name  line  file copied                              vendor's tool
✔ 001  web   1     carried                                  carried
✘ 002  db    2     carried, cannot authenticate [key-form]  refused (or not: unknown) [key-form]
✘ 003  nat   3     carried                                  refused [ip-form]
${reasons}`);
    expect(after).toMatch(
      /^ {2}Stop the new manager and copy the file to \/var\/wazuh-manager\/etc\/client\.keys/,
    );
    expect(after).toMatch(/\n\n✘ 3 agents: 1 carried, 2 refused\. 1 removed record ignored\.\n$/);
  });

  it("with --quiet, for those that do not carry over", async () => {
    expect((await upgrade("--quiet")).stdout).toBe(`${file} ${head}
  id   name  line  file copied                              vendor's tool
✘ 002  db    2     carried, cannot authenticate [key-form]  refused (or not: unknown) [key-form]
✘ 003  nat   3     carried                                  refused [ip-form]
${reasons}
✘ 3 agents: 1 carried, 2 refused. 1 removed record ignored.
`);
    await writeFile(file, `001 web any ${KEY}\n`);
    expect((await upgrade("--quiet")).stdout).toBe(`${file} ${head}\n\n✔ 1 agent: 1 carried.\n`);
  });

  it("says which line stops the daemons, what becomes an agent, and how many agents a reason has", async () => {
    const many = [1, 2, 3, 4, 5, 6].map((number) => `01${number} h${number} any ${UPPER}\n`).join("");
    await writeFile(file, `${many}021 bad 10.0.0.999 ${KEY}\n`);
    const { stdout } = await upgrade();
    expect(stdout).toContain(
      "\nIf you copy the file, line 7 stops remoted, authd and modulesd: until you fix the line, no agent carries over by copying.\n",
    );
    expect(stdout).toContain("\n[key-form] 6 agents: 011 h1, 012 h2, 013 h3, 014 h4, 015 h5 and 1 more\n");
    await writeFile(file, many.split("\n").slice(0, 5).join("\n"));
    expect((await upgrade()).stdout).toContain(
      "\n[key-form] 5 agents: 011 h1, 012 h2, 013 h3, 014 h4, 015 h5\n",
    );
  });

  it("says what --write has written, also as JSON", async () => {
    const written = join(folder, "new.keys");
    expect((await upgrade("--write", written)).stdout).toContain(
      `\n✘ 3 agents: 1 carried, 2 refused. 1 removed record ignored. ${written} contains 1 agent; 2 left out.\n`,
    );
    const json = await upgrade("--write", join(folder, "newer.keys"), "--format", "json");
    expect(JSON.parse(json.stdout).written).toEqual({
      path: join(folder, "newer.keys"),
      agents: 1,
      leftOut: 2,
    });
    expect(JSON.parse((await upgrade("--format", "json")).stdout)).not.toHaveProperty("written");
    const fine = await keypoll(["upgrade", written, "--to", "5.0"]);
    expect(fine.stdout).toContain("\n✔ 1 agent: 1 carried. 1 removed record ignored.\n");
  });

  it("why it cannot know, or does not write", async () => {
    const said = async (...args: string[]): Promise<string> => (await keypoll(args, { cwd: folder })).stderr;
    expect(await said("upgrade", file, "--to", "4.14")).toBe(
      'keypoll: It is unknown what Wazuh "4.14" does with a client.keys of 4.x. Known are 5.0.0-beta4, 5.0, 5.1. For an upgrade within 4.x: keypoll lint --upgrade-to.\n',
    );
    await symlink(file, join(folder, "link.keys"));
    for (const other of [file, "client.keys", "link.keys"]) {
      expect(await said("upgrade", file, "--to", "5.0", "--write", other)).toBe(
        `keypoll: --write would replace ${file} itself, and agents that do not carry over would be lost. Name another file.\n`,
      );
    }
    expect(await said("upgrade", "nowhere", "--to", "5.0")).toMatch(/^keypoll: nowhere does not exist\./);
    const nobody = await keypoll(["upgrade", "-", "--to", "5.0"], { input: "# nobody\n" });
    expect(nobody.stderr).toBe(
      "keypoll: <stdin> has no agents. Check that it is the manager's client.keys.\n",
    );
    const piped = await keypoll(["upgrade", "-", "--to", "5.0"], { input: `001 web any ${KEY}\n` });
    expect([piped.code, piped.stdout.startsWith("<stdin> → Wazuh 5.0")]).toEqual([0, true]);
    expect(await said("upgrade", file, "--to", "5.0", "--write", "/nowhere/new.keys")).toContain("/nowhere");
  });
});
