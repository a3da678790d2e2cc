/** `keypoll reconcile` inside the process: its plan, its progress in a file, and what it writes. */

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { openJournal } from "../../../cli/reconcile/journal-file.ts";
import { type PlanFlags, readPlan } from "../../../cli/reconcile/plan.ts";
import { type ReconcileFlags, reconcileCommand } from "../../../cli/reconcile/reconcile.ts";
import { Tally } from "../../../core/reconcile/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { KeptTerminal } from "./looks.ts";

const key = (number: number): string => `c0ffee00${number.toString().padStart(56, "0")}`;
const row = (id: string, name: string, ip = "any"): string =>
  `${id}) echo '{"error":0,"data":{"id":"${id}","name":"${name}","ip":"${ip}","key":"${key(Number(id))}"}}';;\n`;

/** Knows agent 1 as it is in the file, agent 2 by another name, agent 900 only; fails for 5. */
const SCRIPT = `case "$2" in
${row("001", "web-1")}${row("002", "db-2")}${row("900", "new")}005) exit 3;;
*) echo '{"error":4,"message":"No such agent"}';;
esac
`;

let folder: string;
let exec: string;
let keys: string;
let ids: string;

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text, { mode: 0o640 });
  return join(folder, name);
};
const record = (number: number): string => `00${number} web-${number} any ${key(number)}\n`;

beforeEach(() => {
  folder = temporaryFolder();
  exec = `sh ${put("poll.sh", SCRIPT)}`;
  keys = put("client.keys", [1, 2, 3].map(record).join(""));
  ids = put("ids.txt", "900\n");
});

const usual = {
  by: "id",
  profile: "manager",
  unknownError: [],
  ambiguousError: [],
  only: [],
} as const satisfies PlanFlags;

/** What a plan says, or why there is none. */
async function planned(flags: Partial<PlanFlags>) {
  const terminal = new KeptTerminal();
  const plan = await readPlan({ ...usual, ...flags }, terminal);
  if (plan === undefined) return { said: terminal.stderr };
  return plan.ok ? { ...plan.value, said: terminal.stderr } : plan.problem;
}

const CONF = (inside: string): string => `<ossec_config><auth>${inside}</auth></ossec_config>`;

describe("a plan", () => {
  it("asks the script for each agent of the file, and for the ids", async () => {
    const plan = await planned({ subject: exec, keys, ids });
    expect(plan).toMatchObject({
      keys,
      threads: 1,
      subject: exec,
      remarks: [],
      target: { execPath: exec, timeoutSeconds: 60, profile: "manager" },
      said: "",
    });
    expect("roll" in plan && plan.roll.size).toBe(4);
    const onlyIds = await planned({ subject: exec, ids });
    expect("roll" in onlyIds && [onlyIds.roll.size, onlyIds.keys]).toEqual([1, undefined]);
    expect("errors" in plan && [...plan.errors]).toEqual([
      [4, "unknown"],
      [5, "ambiguous"],
      [6, "would-not-register"],
    ]);
  });

  it("takes other numbers of errors instead of the usual ones with that meaning", async () => {
    const errorsOf = async (flags: Partial<PlanFlags>) => {
      const plan = await planned({ subject: exec, keys, ...flags });
      return "errors" in plan ? [...plan.errors] : plan;
    };
    expect(await errorsOf({ unknownError: [1, 2] })).toEqual([
      [5, "ambiguous"],
      [6, "would-not-register"],
      [1, "unknown"],
      [2, "unknown"],
    ]);
    expect(await errorsOf({ ambiguousError: [7] })).toEqual([
      [4, "unknown"],
      [6, "would-not-register"],
      [7, "ambiguous"],
    ]);
  });

  it("takes what the configuration says, and the client.keys beside it", async () => {
    const config = put(
      "ossec.conf",
      CONF(
        `<key_request><enabled>yes</enabled><exec_path>${exec}</exec_path><threads>3</threads><timeout>7</timeout></key_request><force_insert>no</force_insert><force><enabled>no</enabled></force>`,
      ),
    );
    const force = { settings: { force: { enabled: false } } };
    expect(await planned({ config })).toMatchObject({
      ...force,
      keys,
      threads: 3,
      target: { execPath: exec, timeoutSeconds: 7 },
      remarks: [],
    });
    const other = put("other.keys", record(1));
    expect(await planned({ config, keys: other, threads: 2, timeout: 9, subject: "/bin/x" })).toMatchObject({
      ...force,
      keys: other,
      threads: 2,
      target: { execPath: "/bin/x", timeoutSeconds: 9 },
    });
    const socket = put("socket.conf", CONF("<key_request><socket>/run/keys.sock</socket></key_request>"));
    expect(await planned({ config: socket })).toMatchObject({ target: { socketPath: "/run/keys.sock" } });
  });

  it("says why a manager with the configuration sends no requests", async () => {
    const config = put(
      "ossec.conf",
      CONF(`<key_request><enabled>no</enabled><exec_path>${exec}</exec_path></key_request>`),
    );
    expect(await planned({ config })).toMatchObject({
      remarks: [expect.stringMatching(/ossec\.conf: a manager with this file sends no requests: .*enabled/)],
    });
  });

  it("is that of a suite, which has no threads and no remarks", async () => {
    const suite = put(
      "poll.keypoll.json",
      JSON.stringify({ exec_path: exec, client_keys: "client.keys", samples: [{ request: "id:001" }] }),
    );
    expect(await planned({ subject: suite })).toMatchObject({
      keys,
      threads: 1,
      remarks: [],
      target: { execPath: exec, closeLook: false },
    });
  });
});

describe("a plan that cannot be made", () => {
  it.each<[() => Partial<PlanFlags>, string, string]>([
    [
      () => ({ subject: exec }),
      "There is no agent to ask for.",
      "Name the manager's client.keys with --keys, or ids that the database has with --ids.",
    ],
    [
      () => ({ subject: exec, keys: put("none.keys", "") }),
      "There is no agent to ask for.",
      "Check the files of --keys and --ids.",
    ],
    [
      () => ({ keys }),
      "There is no script or daemon to ask.",
      "Give the command line of the script as written in exec_path, a suite, --socket, or --config.",
    ],
    [
      () => ({ keys, config: put("empty.conf", CONF("")) }),
      "FOLDER/empty.conf has neither an exec_path nor a socket.",
      "keypoll config FOLDER/empty.conf shows the settings that apply.",
    ],
    [
      () => ({ keys, config: put("new.conf", "<wazuh_config></wazuh_config>"), release: "5.0" }),
      "Wazuh 5.0 removed key polling: no daemon of this release asks a script.",
      "Name an older release, for example --release 4.14.",
    ],
    [
      () => ({
        keys,
        subject: put(
          "gone.keypoll.json",
          JSON.stringify({ exec_path: exec, release: "5.0", samples: [{ request: "id:001" }] }),
        ),
      }),
      "Wazuh 5.0 removed key polling: no daemon of this release asks a script.",
      "Name an older release, for example --release 4.14.",
    ],
    [
      () => ({ subject: exec, keys, release: "2.0" }),
      '"2.0" is not a Wazuh version (3.8 or later).',
      expect.stringContaining("Write it as 4.14 or 4.7.5; the versions are 3.8, "),
    ],
    [
      () => ({ subject: exec, keys: join(folder, "nowhere") }),
      "FOLDER/nowhere does not exist.",
      expect.stringContaining("Check the path."),
    ],
    [
      () => ({ subject: exec, keys, ids: join(folder, "nowhere") }),
      "FOLDER/nowhere does not exist.",
      expect.stringContaining("Check the path."),
    ],
    [
      () => ({ keys, config: join(folder, "nowhere") }),
      "FOLDER/nowhere does not exist.",
      expect.stringContaining("Check the path."),
    ],
  ])("is refused", async (flags, what, advice) => {
    const inFolder = (text: unknown) => (typeof text === "string" ? text.replaceAll("FOLDER", folder) : text);
    expect(await planned(flags())).toEqual({ what: inFolder(what), advice: inFolder(advice) });
  });

  it("is refused for a file with which the manager does not start", async () => {
    const stops = put("stops.keys", `001 web 10.0.0.300 ${key(1)}\n`);
    const plan = await planned({ subject: exec, keys: stops });
    expect("what" in plan ? plan.what : "").toMatch(
      /^.*stops\.keys exits with ".*1237.*", so its agents are unknown\.$/,
    );
    expect("advice" in plan ? plan.advice : "").toBe(
      `Fix the file first: keypoll lint ${stops} shows the line.`,
    );
  });

  it("is refused for a suite that cannot be read, which the terminal explains", async () => {
    const { said } = { said: "", ...(await planned({ subject: put("x.keypoll.json", "{}"), keys })) };
    expect(said).toContain("x.keypoll.json is not a valid suite, so nothing was run.");
  });
});

describe("the progress in a file", () => {
  const open = async (path: string | undefined, subject = "a run", agents = 2, again = false) => {
    const opened = await openJournal(path, subject, agents, again);
    return opened.ok ? opened.value : opened.problem;
  };
  const result = (state: "other-key" | "no-answer") =>
    ({ state, id: "001", request: "id:001", differences: [], removes: [] }) as const;
  /** The file after a run with these results for the first agents of two. */
  async function runOf(...states: readonly ("other-key" | "no-answer" | "equal")[]): Promise<string> {
    const path = join(folder, `progress-${states.join("-")}.json`);
    const journal = await open(path);
    if (!("tally" in journal)) throw new Error(journal.what);
    for (const [place, state] of states.entries()) {
      if (state === "equal") journal.tally.addEqual(place);
      else journal.tally.add(place, result(state));
    }
    journal.note();
    expect(await journal.close(true)).toBeUndefined();
    return path;
  }
  const askedIn = async (path: string, again = false): Promise<number> => {
    const journal = await open(path, "a run", 2, again);
    return "tally" in journal ? journal.tally.asked : Number.NaN;
  };

  it("is removed if nothing is left to ask", async () => {
    for (const path of [await runOf("equal", "equal"), await runOf("other-key", "equal")])
      expect(existsSync(path)).toBe(false);
  });

  it("is kept for what is left, and read again", async () => {
    const some = await runOf("other-key");
    expect(await askedIn(some)).toBe(1);
    expect(await askedIn(some, true)).toBe(0);
    const failed = await runOf("no-answer", "equal");
    expect(await askedIn(failed)).toBe(1);
    expect(statSync(failed).mode & 0o777).toBe(0o600);
  });

  it("is kept if something else is left to do", async () => {
    const path = join(folder, "kept.json");
    const journal = await open(path, "a run", 1);
    if (!("tally" in journal)) throw new Error(journal.what);
    journal.tally.addEqual(0);
    expect(await journal.close(false)).toBeUndefined();
    expect(existsSync(path)).toBe(true);
    expect(await journal.close(true)).toBeUndefined();
    expect(existsSync(path)).toBe(false);
  });

  it("replaces the file and leaves no copy of it", async () => {
    const path = await runOf("equal");
    const journal = await open(path);
    if (!("tally" in journal)) throw new Error(journal.what);
    expect(await journal.close(true)).toBeUndefined();
    expect(existsSync(`${path}.bak`)).toBe(false);
  });

  it("says why it cannot be written", async () => {
    const journal = await open(join(folder, "nowhere", "progress.json"));
    if (!("tally" in journal)) throw new Error(journal.what);
    expect(await journal.close(true)).toMatchObject({ what: expect.stringContaining("nowhere") });
  });

  it("is not needed", async () => {
    const journal = await open(undefined, "a run", 7);
    expect("tally" in journal && [journal.tally.agents, journal.note(), await journal.close(true)]).toEqual([
      7,
      undefined,
      undefined,
    ]);
    expect("tally" in journal && journal.tally instanceof Tally).toBe(true);
  });

  it("is refused if it is not the progress of this run", async () => {
    const path = await runOf("equal");
    const other = {
      what: `${path} belongs to another run: client.keys, the ids, the script or the manager's settings differ.`,
      advice: "Remove it to start again, or name another file.",
    };
    expect(await open(path, "another run")).toEqual(other);
    expect(await open(path, "a run", 3)).toEqual(other);
    expect(await open(ids)).toEqual({
      what: `${ids} was not written by keypoll reconcile --resume.`,
      advice: "Name another file.",
    });
    expect(await open(folder)).toMatchObject({ what: `${folder} is a folder.` });
  });
});

/** What the command prints, and its exit code. The time that it took is left out. */
async function run(flags: Partial<ReconcileFlags>) {
  const terminal = new KeptTerminal();
  const code = await reconcileCommand(
    { ...usual, subject: exec, keys, maxFailures: 100, format: "text", ...flags },
    terminal,
  );
  return {
    code,
    stdout: terminal.stdout.replace(/ \d+\.\d s(?:, [\d.]+ a second)?\.\n/, " TIME.\n"),
    stderr: terminal.stderr,
  };
}

const OTHER_NAME = `✘ other name: 1 agent
  The name is a part of the encryption with Blowfish: such an agent would be locked out (1404); with AES it is not.
    002 web-2 (line 2): name: web-2 → db-2
`;

describe("the command", () => {
  it("prints its text, and nothing beside it", async () => {
    expect(await run({ only: ["other-name"] })).toEqual({
      code: 1,
      stderr: "",
      stdout: `${keys} beside ${exec} · 3 agents · Wazuh 4.14

${OTHER_NAME}
✘ 3 agents asked: 1 other name, 1 unknown to the database, 1 equal. TIME.
Exit code 1: 2 agents not equal to the database.
`,
    });
  });

  it("prints one JSON text", async () => {
    const { code, stdout } = await run({ format: "json" });
    const report = JSON.parse(stdout);
    expect([code, stdout.startsWith('{\n  "'), stdout.endsWith("\n}\n")]).toEqual([1, true, true]);
    expect(report).toMatchObject({ command: "reconcile", threads: 1, totals: { equal: 1 }, causes: [] });
    expect(report).not.toHaveProperty("written");
  });

  it("prints a line for each agent, in the order of the file", async () => {
    const csv = { code: 1, stderr: "" };
    const head = "state,id,name,line,request,facts\r\n";
    const name = "other-name,002,web-2,2,id:002,name: web-2 → db-2\r\n";
    const unknown = 'unknown,003,web-3,3,id:003,"error answer 4: ""No such agent"""\r\n';
    const equal = "equal,001,web-1,1,id:001,\r\n";
    expect(await run({ format: "csv" })).toEqual({ ...csv, stdout: head + name + unknown });
    expect(await run({ format: "csv", only: ["equal", "other-name"] })).toEqual({
      ...csv,
      stdout: head + equal + name,
    });
    const lines = (await run({ format: "ndjson" })).stdout.split("\n");
    expect(lines).toHaveLength(4);
    expect(lines.slice(0, 2).map((line) => JSON.parse(line).id)).toEqual(["002", "003"]);
    expect(JSON.parse(lines[2] ?? "")).toMatchObject({ command: "reconcile", ok: false });
  });

  it.each(["text", "json", "junit"] as const)(
    "refuses to list equal agents as %s, and asks nothing",
    async (format) => {
      expect(await run({ format, only: ["other-name", "equal"] })).toEqual({
        code: 2,
        stdout: "",
        stderr: `keypoll: --only equal has no list in the format ${format}, which counts equal agents and does not keep them. Add --format ndjson or --format csv.\n`,
      });
    },
  );

  it("prints earlier results first, and each once", async () => {
    const resume = join(folder, "progress.json");
    expect((await run({ format: "csv", limit: 2, resume })).code).toBe(1);
    const chosen = async (only: ReconcileFlags["only"]) => {
      put("copy.json", readFileSync(resume, "utf8"));
      const { stdout } = await run({ format: "csv", resume: join(folder, "copy.json"), only });
      return stdout
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(",").slice(0, 2).join(" "));
    };
    expect(await chosen([])).toEqual(["other-name 002", "unknown 003"]);
    expect(await chosen(["unknown"])).toEqual(["unknown 003"]);
    expect(await chosen(["other-name"])).toEqual(["other-name 002"]);
  });

  it("stops after too many agents without an answer, and never with 0", async () => {
    const failing = put(
      "failing.keys",
      `005 a any ${key(5)}\n${[5, 5, 5].map((_, at) => `05${at} a${at} any ${key(1)}\n`).join("")}`,
    );
    const stopped = await run({ keys: failing, subject: "sh -c 'exit 3'", maxFailures: 2 });
    expect(stopped.code).toBe(2);
    expect(stopped.stdout).toContain(
      "✘ 2 agents asked: 2 no answer. 2 not asked, stopped: too many requests without an answer.",
    );
    const whole = await run({ keys: failing, subject: "sh -c 'exit 3'", maxFailures: 0 });
    expect(whole.stdout).toContain("✘ 4 agents asked: 4 no answer. TIME.");
  });

  it("says what a configuration means before it asks", async () => {
    const config = put(
      "ossec.conf",
      CONF(`<key_request><enabled>no</enabled><exec_path>${exec}</exec_path></key_request>`),
    );
    const { code, stderr } = await run({ config });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^[^\n]*ossec\.conf: a manager with this file sends no requests: [^\n]*\n$/);
  });

  it("says why it does not run", async () => {
    expect(await run({ keys: join(folder, "nowhere") })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^keypoll: .*nowhere does not exist\. Check the path\..*\n$/),
    });
    expect(await run({ resume: ids })).toEqual({
      code: 2,
      stdout: "",
      stderr: `keypoll: ${ids} was not written by keypoll reconcile --resume. Name another file.\n`,
    });
    expect((await run({ subject: put("x.keypoll.json", "{}") })).code).toBe(2);
    const { code, stdout, stderr } = await run({
      resume: join(folder, "nowhere", "progress.json"),
      limit: 1,
    });
    expect([code, stdout.includes("1 agent asked"), stderr.startsWith("keypoll: ")]).toEqual([2, true, true]);
  });
});

describe("--write", () => {
  const seed = (): string => join(folder, "seed.keys");

  it("writes the agents of the file and of the database", async () => {
    const { code, stdout, stderr } = await run({ ids, write: seed() });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain(`\n${seed()} contains 4 agents, 2 of them from the database.\nExit code 1: `);
    expect(readFileSync(seed(), "utf8").trimEnd().split("\n").sort()).toEqual([
      `001 web-1 any ${key(1)}`,
      `002 db-2 any ${key(2)}`,
      `003 web-3 any ${key(3)}`,
      `900 new any ${key(900)}`,
    ]);
    const json = await run({ ids, write: join(folder, "newer.keys"), format: "json" });
    expect(JSON.parse(json.stdout).written).toEqual({
      path: join(folder, "newer.keys"),
      agents: 4,
      changed: 2,
      refused: 0,
    });
  });

  it("asks again for what differs, because the progress has no keys", async () => {
    const resume = join(folder, "progress.json");
    await run({ ids, resume, limit: 3 });
    const { stdout } = await run({ ids, resume, write: seed() });
    expect(stdout).toContain(`${seed()} contains 4 agents, 2 of them from the database.`);
    expect(existsSync(resume)).toBe(false);
  });

  it("writes nothing if agents were not checked, and keeps the progress", async () => {
    const resume = join(folder, "progress.json");
    const advice = "Ask for all agents, and make sure that each gets an answer.";
    const limited = await run({ write: seed(), limit: 1, resume });
    expect([limited.code, limited.stderr]).toEqual([
      2,
      `keypoll: ${seed()} was not written: 2 of 3 agents were not checked. ${advice}\n`,
    ]);
    expect([existsSync(seed()), existsSync(resume)]).toEqual([false, true]);
    const failing = put("failing.keys", record(1) + record(5) + record(2));
    const failed = await run({ keys: failing, write: seed(), limit: 2 });
    expect([failed.code, failed.stderr]).toEqual([
      2,
      `keypoll: ${seed()} was not written: 2 of 3 agents were not checked. ${advice}\n`,
    ]);
  });

  it("keeps the progress if the file cannot be written", async () => {
    const resume = join(folder, "progress.json");
    const { code, stderr } = await run({ write: join(folder, "nowhere", "seed.keys"), resume });
    expect([code, stderr.startsWith("keypoll: "), existsSync(resume)]).toEqual([2, true, true]);
  });
});
