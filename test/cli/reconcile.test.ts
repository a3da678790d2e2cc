/**
 * `keypoll reconcile`: compares a client.keys with a script and a daemon. Its reports, its exit codes, and
 * the file that it writes.
 */

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith, keypoll, PRIVATE, projectRoot } from "./keypoll.ts";

const key = (number: number): string => number.toString(16).padStart(64, "0").replace(/^0{8}/, "c0ffee00");
const AGENTS = 40;
const OTHER = key(4711);

const recordOf = (number: number): string => `${idOf(number)} web-${number} any ${key(number)}`;
const idOf = (number: number): string => String(number).padStart(3, "0");
const FILE = Array.from({ length: AGENTS }, (_, at) => `${recordOf(at + 1)}\n`).join("");

interface Row {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly key: string;
}

/** The database: like the file, except for five agents, and with one more. */
const database = new Map<string, Row>();
for (let number = 1; number <= AGENTS; number++) {
  const id = idOf(number);
  database.set(id, { id, name: `web-${number}`, ip: "any", key: key(number) });
}
const change = (id: string, to: Partial<Row>): void => {
  const row = database.get(id);
  if (row !== undefined) database.set(id, { ...row, ...to });
};
change("003", { key: OTHER });
change("007", { name: "db-7" });
change("011", { ip: "10.0.0.11" });
change("013", { ip: "localhost" });
database.delete("017");
database.set("900", { id: "900", name: "new", ip: "any", key: key(900) });

let server: Server;
let folder: string;
let socket: string;
/** The requests that the script received. */
let asked: string[] = [];
let answers = (id: string): string => {
  const row = database.get(id);
  return JSON.stringify(row === undefined ? { error: 4, message: "No such agent" } : { error: 0, data: row });
};
const usual = answers;

beforeAll(async () => {
  folder = folderWith({ "client.keys": FILE, "ids.txt": "900\n" });
  socket = join(folder, "keys.sock");
  server = createServer((connection) => {
    connection.on("error", () => {});
    connection.on("data", (bytes) => {
      asked.push(String(bytes));
      connection.end(answers(String(bytes).slice(3)));
    });
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
});

afterAll(() => server.close());

const reconcile = (args: readonly string[], options: Parameters<typeof keypoll>[1] = {}) => {
  asked = [];
  answers = usual;
  return keypoll(["reconcile", "--socket", socket, "--keys", "client.keys", ...args], {
    cwd: folder,
    ...options,
  });
};

const PLANTED = [
  "003 other-key",
  "007 other-name",
  "011 other-address",
  "013 would-not-register",
  "017 unknown",
];

it("finds the differences, groups them, and explains the exit code 1", async () => {
  const { code, stdout } = await reconcile([]);
  expect(stdout).toMatch(/^client\.keys beside .*keys\.sock · 40 agents · Wazuh 4\.14\n/);
  expect(stdout).toMatch(
    /✘ other key: 1 agent\n.*\n {4}003 web-3 \(line 3\): key: fingerprint [0-9a-f]{12} → [0-9a-f]{12}\n/,
  );
  expect(stdout).toMatch(/013 web-13 \(line 13\): refused 9006: .*\n/);
  expect(stdout).toMatch(/Exit code 1: 5 agents not equal to the database\.\n$/);
  expect(stdout).not.toContain("c0ffee00");
  expect(code).toBe(1);
  expect(asked.length).toBe(AGENTS);
});

describe("reports for programs", () => {
  it("json matches its schema", async () => {
    const { stdout } = await reconcile(["--format", "json", "--ids", "ids.txt", "--threads", "4"]);
    const schema = JSON.parse(readFileSync(join(projectRoot, "schemas/report.schema.json"), "utf8"));
    const validate = new Ajv({ strict: true, formats: { uri: true } }).compile(schema);
    const report = JSON.parse(stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const found = report.agents.map((agent: { id: string; state: string }) => `${agent.id} ${agent.state}`);
    expect(found).toEqual([...PLANTED, "900 missing"]);
    expect(report.totals).toMatchObject({ agents: 41, equal: 35, notAsked: 0 });
  });

  it("ndjson and csv have a line for each agent, in the order of the file", async () => {
    const rows = (await reconcile(["--format", "ndjson", "--threads", "8"])).stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.slice(0, -1).map(({ id, state }) => `${id} ${state}`)).toEqual(PLANTED);
    expect(rows.at(-1)).toMatchObject({ command: "reconcile", ok: false });
    const { stdout } = await reconcile([
      "--format",
      "csv",
      "--only",
      "other-name",
      "--only",
      "equal",
      "--limit",
      "8",
    ]);
    const lines = stdout.trimEnd().split("\r\n");
    expect(lines[0]).toBe("state,id,name,line,request,facts");
    expect(lines).toHaveLength(8);
    expect(lines).toContain("other-name,007,web-7,7,id:007,name: web-7 → db-7");
  });

  it.each(["junit", "sarif", "markdown", "github", "tap"])(
    "%s names them, with their lines",
    async (format) => {
      const { stdout } = await reconcile(["--format", format]);
      for (const id of ["003", "007", "011", "013", "017"])
        expect(stdout).toMatch(new RegExp(`Agent ${id}|\\b${id} web`));
      expect(stdout).not.toContain("c0ffee00");
      if (format === "github") expect(stdout).toContain("file=client.keys,line=3,");
      if (format === "sarif") {
        const [{ results, tool }] = JSON.parse(stdout).runs;
        expect(results).toHaveLength(5);
        // A rule on answers must not have the name of a state.
        for (const rule of tool.driver.rules) {
          expect(rule).toMatchObject({
            id: expect.stringMatching(/^reconcile-/),
            helpUri: expect.stringMatching(/docs\/reconcile\.md$/),
          });
        }
      }
    },
  );
});

it("ends with 0 if everything is equal", async () => {
  writeFileSync(join(folder, "some.keys"), `${recordOf(1)}\n${recordOf(2)}\n`, PRIVATE);
  const { code, stdout } = await reconcile(["--keys", "some.keys"]);
  expect(stdout).toContain("✔ 2 agents asked: 2 equal.");
  expect(code).toBe(0);
});

describe("ends with 2 for what could not be checked", () => {
  it("if an agent gets no answer", async () => {
    const run = reconcile(["--format", "json"]);
    answers = (id) => (id === "005" ? "Traceback" : usual(id));
    const { code, stdout } = await run;
    expect(JSON.parse(stdout).totals).toMatchObject({ "no-answer": 1, "other-key": 1 });
    expect(code).toBe(2);
  });

  it("if too many agents get no answer", async () => {
    const run = reconcile(["--max-failures", "3"]);
    answers = () => '{"error": 2, "message": "no connection"}';
    const { code, stdout } = await run;
    expect(stdout).toMatch(/no answer: 3 agents[\s\S]*error answer 2: "no connection"/);
    expect(stdout).toContain("37 not asked, stopped: too many requests without an answer");
    expect(code).toBe(2);
  });

  it("if a script fails for all with one cause, which is explained once", async () => {
    const cwd = folderWith({
      "client.keys": FILE,
      "poll.sh": "#!/bin/sh\nno-such-python poll.py\n",
    });
    const args = ["reconcile", "sh ./poll.sh", "--keys", "client.keys", "--limit", "12"];
    const { code, stdout } = await keypoll(args, { cwd });
    expect(stdout.match(/could not run/g)).toHaveLength(1);
    expect(stdout).toMatch(/001 web-1 \(line 1\), 002 [^:]* and 2 more: could not run\n/);
    expect(stdout.match(/exit code 127/g)).toHaveLength(1);
    expect(stdout).toMatch(/does not find the program no-such-python\.\n +→ Install no-such-python /);
    expect(code).toBe(2);
    const report = JSON.parse((await keypoll([...args, "--format", "json"], { cwd })).stdout);
    expect(report.causes).toEqual([
      expect.objectContaining({
        state: "no-answer",
        problem: expect.stringContaining("exit code 127"),
        advice: expect.stringContaining("Install no-such-python"),
      }),
    ]);
    expect(report.causes[0].agents).toHaveLength(12);
    expect(JSON.stringify(report.agents)).not.toContain("127");
  });

  it("if nothing listens, immediately", async () => {
    const args = ["reconcile", "./no-such-script.sh", "--keys", "client.keys"];
    const { code, stdout } = await keypoll(args, { cwd: folder });
    expect(stdout).toMatch(/no-such-script\.sh.*\n.*1 agent asked.*39 not asked/s);
    expect(code).toBe(2);
  });

  it.each([
    [["./x.sh"], /no agent to ask for.*--keys/],
    [["--keys", "client.keys"], /no script or daemon to ask/],
    [["./x.sh", "--keys", "client.keys", "--release", "5.0"], /5\.0 removed key polling/],
    [["--config", "new.conf", "--release", "5.0"], /5\.0 removed key polling/],
    [["./x.sh", "--keys", "stops.keys"], /exits with .*1237.*keypoll lint stops\.keys/],
    [["./x.sh", "--keys", "client.keys", "--only", "otherkey"], /Allowed choices are other-key/],
  ])("%j", async (args, message) => {
    writeFileSync(join(folder, "new.conf"), "<wazuh_config></wazuh_config>");
    writeFileSync(join(folder, "stops.keys"), `001 web 10.0.0.300 ${key(1)}\n`, PRIVATE);
    const { code, stderr } = await keypoll(["reconcile", ...args], { cwd: folder });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

it("continues after a cancellation, asks no agent twice, and removes its progress at the end", {
  timeout: 60_000,
}, async () => {
  const progress = join(folder, "progress.json");
  let stop: (() => void) | undefined;
  const run = reconcile(["--resume", "progress.json"], { onStart: (kill) => (stop = () => kill("SIGINT")) });
  answers = (id) => {
    if (id === "020") stop?.();
    return usual(id);
  };
  const { code, stderr } = await run;
  expect(code).toBe(130);
  expect(stderr).toContain("The same command continues from here");
  expect(readFileSync(progress, "utf8")).not.toContain("c0ffee00");
  expect(statSync(progress).mode & 0o777).toBe(0o600);
  const before = asked.length;
  expect(before).toBeLessThan(AGENTS);
  const others = await keypoll(
    ["reconcile", "./x.sh", "--keys", "client.keys", "--resume", "progress.json"],
    { cwd: folder },
  );
  expect(others.stderr).toContain("progress.json belongs to another run");
  const second = await reconcile(["--resume", "progress.json", "--format", "json"]);
  expect(second.code).toBe(1);
  expect(asked.length).toBeLessThanOrEqual(AGENTS - before + 1);
  expect(JSON.parse(second.stdout).agents).toHaveLength(5);
  expect(existsSync(progress)).toBe(false);
});

describe("--write", () => {
  it("writes the file that the manager would end up with, readable by the owner only", async () => {
    const { code, stdout } = await reconcile(["--ids", "ids.txt", "--write", "seed.keys"]);
    expect(stdout).toContain("seed.keys contains 41 agents, 4 of them from the database.");
    expect(code).toBe(1);
    expect(statSync(join(folder, "seed.keys")).mode & 0o777).toBe(0o600);
    const lines = readFileSync(join(folder, "seed.keys"), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(41);
    for (const line of [
      `003 web-3 any ${OTHER}`,
      `007 db-7 any ${key(7)}`,
      `011 web-11 10.0.0.11 ${key(11)}`,
      recordOf(13),
      recordOf(17),
    ]) {
      expect(lines).toContain(line);
    }
    const again = await reconcile(["--keys", "seed.keys", "--format", "json"]);
    expect(JSON.parse(again.stdout).agents.map(({ id }: { id: string }) => id)).toEqual(["013", "017"]);
  });

  it("keeps the progress until the file is written", async () => {
    const args = ["--ids", "ids.txt", "--resume", "seed.json"];
    const { code } = await reconcile([...args, "--write", "no-such-folder/seed.keys"]);
    expect(code).toBe(2);
    expect(existsSync(join(folder, "seed.json"))).toBe(true);
    expect((await reconcile([...args, "--write", "later.keys"])).code).toBe(1);
    // Agents that were equal are not asked again.
    expect(asked.length).toBe(6);
    expect(existsSync(join(folder, "later.keys"))).toBe(true);
    expect(existsSync(join(folder, "seed.json"))).toBe(false);
  });

  it("writes nothing if an agent was not checked", async () => {
    const { code, stderr } = await reconcile(["--limit", "5", "--write", "part.keys"]);
    expect(stderr).toMatch(/part\.keys was not written: 35 of 40 agents were not checked/);
    expect(existsSync(join(folder, "part.keys"))).toBe(false);
    expect(code).toBe(2);
  });
});

it("uses the settings of an ossec.conf, and the client.keys beside it", async () => {
  const conf = `<ossec_config><auth><key_request><socket>${socket}</socket><threads>2</threads></key_request></auth></ossec_config>`;
  writeFileSync(join(folder, "ossec.conf"), conf);
  asked = [];
  answers = usual;
  const { code, stdout } = await keypoll(["reconcile", "--config", "ossec.conf", "--format", "json"], {
    cwd: folder,
  });
  expect(JSON.parse(stdout)).toMatchObject({ threads: 2, keys: "client.keys", totals: { agents: AGENTS } });
  expect(code).toBe(1);
});

it("makes the requests of a suite", async () => {
  const script = `#!/bin/sh\n[ "$2" = 001 ] && echo '{"error":0,"data":{"id":"001","name":"web-1","ip":"any","key":"${key(1)}"}}' || echo '{"error":9,"message":"none"}'\n`;
  const cwd = folderWith({
    "client.keys": `${recordOf(1)}\n${recordOf(2)}\n`,
    "poll.keypoll.json": JSON.stringify({
      exec_path: "sh ./poll.sh",
      client_keys: "client.keys",
      samples: [{ request: "id:001" }],
    }),
    "poll.sh": script,
  });
  const args = ["reconcile", "poll.keypoll.json", "--format", "json"];
  const { code, stdout } = await keypoll([...args, "--unknown-error", "9"], { cwd });
  expect(JSON.parse(stdout).totals).toMatchObject({ equal: 1, unknown: 1 });
  expect(code).toBe(1);
  // The meaning of another script's number is unknown.
  expect((await keypoll(args, { cwd })).code).toBe(2);
});
