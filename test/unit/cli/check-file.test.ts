/** One client.keys: its whole result, what is fixed, and what other lists have too. */

import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { acrossOf, fingerprintsIn } from "../../../cli/lint/across.ts";
import { checkFile } from "../../../cli/lint/check-file.ts";
import { checkOnDisk, lackOfMemory } from "../../../cli/lint/check-on-disk.ts";
import { fileResult } from "../../../cli/lint/file-result.ts";
import type { Subject } from "../../../cli/lint/subjects.ts";
import type { FileResult } from "../../../cli/report/report.ts";
import { openKeyFile } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER = KEY.replace("0", "f");
const FAULTY = `001 web any ${KEY}\n\n003 db any ${KEY} \n001 two any ${OTHER}\n`;
const settings = defaultLintSettings;

/** A file with this text that others cannot read. */
function fileWith(text: string | Buffer, name = "client.keys", folder = temporaryFolder()): Subject {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o640);
  return { name: path, path, kind: { kind: "key-file" } };
}

/** Each finding in one line: its place, what it is, and the text that is marked. */
const inShort = ({ findings }: FileResult): readonly string[] =>
  findings.map(
    ({ line, column, endColumn, severity, rule, excerpt: { text, start, end } }) =>
      `${line}:${column}–${endColumn} ${severity} ${rule} ${JSON.stringify(text.slice(start, end))} in ${JSON.stringify(text)}`,
  );

async function check(...args: Parameters<typeof checkFile>): Promise<FileResult> {
  const { outcome } = await checkFile(...args);
  if (outcome.state === "not-checked") throw new Error(outcome.why);
  return outcome.result;
}

const FOUND = [
  '1:1–4 error duplicate-id "001" in "001 web any ••••••••"',
  '2:1–1 warning blank-line "" in ""',
  '3:76–77 error trailing-whitespace "␠" in "003 db any ••••••••␠"',
  '4:1–4 error duplicate-id "001" in "001 two any ••••••••"',
];

describe("the result of a client.keys", () => {
  it("has its findings in order, with all that belongs to them", async () => {
    const subject = fileWith(FAULTY);
    const checked = await checkFile(subject, { settings });
    expect(checked).toMatchObject({
      name: subject.path,
      diff: [],
      fixed: 0,
      outcome: { state: "findings", kind: "key-file" },
    });
    const result = await check(subject, { settings });
    expect(result).toMatchObject({
      path: subject.path,
      kind: "key-file",
      agents: 3,
      totals: { error: 3, warning: 1, information: 0, hint: 0 },
    });
    expect(result).not.toHaveProperty("ruleTotals");
    expect(inShort(result)).toEqual(FOUND);
    expect(result.findings[3]).toEqual({
      rule: "duplicate-id",
      severity: "error",
      message: "Id 001 is taken by line 1: the manager never finds this agent by its id.",
      line: 4,
      column: 1,
      endColumn: 4,
      related: [{ line: 1, column: 1, endColumn: 4, message: "has the same id" }],
      excerpt: { text: "001 two any ••••••••", start: 0, end: 3 },
      fixes: [
        { title: "Give this record the next free id, 004", safe: false },
        { title: "Mark agent 001 two as removed", safe: false },
      ],
      page: expect.stringMatching(/\/docs\/rules\/duplicate-id\.md$/),
    });
    expect(result.findings[1]?.fixes).toEqual([{ title: "Delete the blank line", safe: true }]);
  });

  it("counts by rule what is more than its limit", async () => {
    const severities = { "blank-line": "off", "duplicate-id": "hint" } as const;
    const result = await check(fileWith(FAULTY), { settings: { ...settings, maxFindings: 1, severities } });
    expect(result).toMatchObject({
      findings: [{ rule: "duplicate-id", severity: "hint" }],
      totals: { error: 1, warning: 0, information: 0, hint: 2 },
      ruleTotals: { "duplicate-id": 2, "trailing-whitespace": 1 },
    });
    const hidden = await check(fileWith(FAULTY), { settings: { ...settings, maxFindings: 0, severities } });
    expect(hidden).toMatchObject({ findings: [], totals: { error: 1, warning: 0, information: 0, hint: 2 } });
    const none = await check(fileWith(FAULTY), { settings: { ...settings, maxFindings: 0 } });
    expect(none).toMatchObject({ findings: [], totals: { error: 3, warning: 1, information: 0, hint: 0 } });
  });

  it("is sorted by line and column, whatever a finding is about", async () => {
    const text = `001  web any ${KEY} \n002 db  any ${OTHER}`;
    const { findings } = await check(fileWith(text), { settings });
    const places = findings.map(({ line, column }) => [line, column]);
    expect(places.length).toBeGreaterThan(3);
    expect(places).toEqual(places.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
    expect(findings.at(-1)?.rule).toBe("missing-final-newline");
  });

  it("is the same from memory, from the disk, and of what can be read only once", async () => {
    const subject = fileWith(FAULTY);
    const input = await check(
      { ...subject, name: "<stdin>", path: "-", input: Buffer.from(FAULTY) },
      { settings },
    );
    expect([input.path, inShort(input)]).toEqual(["<stdin>", FOUND]);
    const dry = await check({ ...subject, name: "x" }, { settings, fix: true, dryRun: true });
    expect([dry.path, inShort(dry)]).toEqual(["x", FOUND]);
    expect(inShort(fileResult("x", openKeyFile(FAULTY, settings, {}), settings))).toEqual(FOUND);
  });

  it("of another kind of file shows no line of it", async () => {
    const other = await check(fileWith("-----BEGIN PRIVATE KEY-----\nMIIE\n"), { settings });
    expect(other.findings.map(({ excerpt }) => excerpt.text)).toEqual(other.findings.map(() => ""));
    expect(other.findings[0]?.rule).toBe("not-a-key-file");
  });

  it("is fine without findings", async () => {
    const { outcome } = await checkFile(fileWith(`001 web any ${KEY}\n`), { settings });
    expect(outcome).toMatchObject({ state: "fine", kind: "key-file", result: { agents: 1, findings: [] } });
  });

  it("has the mode of the file on the disk", async () => {
    const subject = fileWith(`001 web any ${KEY}\n`);
    chmodSync(subject.path, 0o644);
    expect((await check(subject, { settings })).findings[0]?.rule).toBe("readable-by-all");
    expect((await check(subject, { settings, fix: true })).findings[0]?.rule).toBe("readable-by-all");
    const input = { ...subject, path: "-", input: Buffer.from(`001 web any ${KEY}\n`) };
    expect((await check(input, { settings })).findings).toEqual([]);
  });
});

describe("a client.keys that cannot be checked", () => {
  it("is not there if the file is not", async () => {
    const subject = fileWith("");
    const gone = { ...subject, path: join(subject.path, "x") };
    const what = `${gone.path} does not exist: a part of the path is a file.`;
    for (const fix of [true, false]) {
      expect(await checkFile(gone, { settings, fix })).toEqual({
        name: subject.name,
        diff: [],
        fixed: 0,
        outcome: { state: "not-checked", why: what, advice: "Check the path." },
      });
    }
    const none = { kind: "none", outcome: { state: "not-checked", why: "Why.", advice: "What." } } as const;
    expect((await checkFile({ ...subject, kind: none }, { settings })).outcome).toEqual(none.outcome);
    expect(await checkOnDisk(gone.path, settings)).toBeUndefined();
    expect(await checkOnDisk("/dev/null", settings)).toBeUndefined();
  });

  it("is read in pieces on the disk, unless it is too large or no file", async () => {
    const subject = fileWith(FAULTY);
    const checked = await checkOnDisk(subject.path, settings);
    expect(checked?.ok === true ? inShort(checked.value) : checked).toEqual(FOUND);
    expect(await checkOnDisk(join(subject.path, ".."), settings)).toBeUndefined();
    truncateSync(subject.path, 512 * 1024 * 1024 + 1);
    expect(await checkOnDisk(subject.path, settings)).toBeUndefined();
    const { unread } = await acrossOf([subject], settings, () => undefined);
    expect(unread.get(subject.name)?.what).toBe(
      `${subject.path} is larger than 512 MB, too large for a client.keys or an answer.`,
    );
  });

  it("needs memory", () => {
    expect(lackOfMemory("client.keys", 0)).toBeUndefined();
    const lacking = lackOfMemory("client.keys", 1e15);
    expect(lacking?.what).toMatch(
      /^client\.keys needs about 1000000080 MB of memory to check, but only [1-9]\d* MB are free\.$/,
    );
    expect(lacking?.advice).toBe("Check it on a machine with more memory, or in parts.");
  });
});

const DIFF = [
  "@@ -1,4 +1,3 @@",
  " 001 web any ••••••••",
  "-",
  "-003 db any ••••••••␠",
  "+003 db any ••••••••",
  " 001 two any ••••••••",
];
const MENDED = `001 web any ${KEY}\n003 db any ${KEY}\n001 two any ${OTHER}\n`;

describe("fixing", () => {
  it("is shown first, if asked, without keys and control characters", async () => {
    const subject = { ...fileWith(FAULTY), name: "a\tb" };
    const checked = await checkFile(subject, { settings, fix: true, dryRun: true });
    expect([checked.fixed, checked.diff]).toEqual([0, ["--- a␉b", "+++ a␉b", ...DIFF]]);
    expect(readFileSync(subject.path, "utf8")).toBe(FAULTY);
    const fine = await checkFile(fileWith(MENDED), { settings, fix: true, dryRun: true });
    expect(fine.diff).toEqual([]);
  });

  it("writes the file, counts, and checks what is left", async () => {
    const subject = fileWith(FAULTY);
    linkSync(subject.path, `${subject.path}.old`);
    const checked = await checkFile(subject, { settings, fix: true });
    expect(checked).toMatchObject({ diff: [], fixed: 2, otherNames: 1 });
    expect(checked).not.toHaveProperty("backup");
    expect(checked).not.toHaveProperty("problem");
    expect(readFileSync(subject.path, "utf8")).toBe(MENDED);
    const again = await checkFile(subject, { settings, fix: true });
    expect(again).toMatchObject({
      fixed: 0,
      otherNames: 0,
      outcome: { result: { totals: { error: 2, warning: 2 } } },
    });
    expect(readdirSync(join(subject.path, "..")).toSorted()).toEqual(["client.keys", "client.keys.old"]);
  });

  it("keeps bytes that are invalid UTF-8, and a copy of a live file", async () => {
    const folder = temporaryFolder();
    for (const each of ["etc", "bin"]) mkdirSync(join(folder, each));
    writeFileSync(join(folder, "bin/wazuh-remoted"), "");
    const old = Buffer.from(`001 b\xe9b any ${KEY} \n`, "latin1");
    const subject = fileWith(old, "client.keys", join(folder, "etc"));
    const { fixed, backup = "" } = await checkFile(subject, { settings, fix: true });
    expect(fixed).toBe(1);
    expect(readFileSync(backup)).toEqual(old);
    expect(readFileSync(subject.path, "latin1")).toBe(`001 b\xe9b any ${KEY}\n`);
  });

  it("changes no kind of file that has no fixes", async () => {
    const suite: Subject = { ...fileWith("{", "a.keypoll.other"), kind: { kind: "suite" } };
    expect(await checkFile(suite, { settings, fix: true })).toMatchObject({
      fixed: 0,
      otherNames: 0,
      diff: [],
    });
    expect((await checkFile(suite, { settings, fix: true, dryRun: true })).diff).toEqual([]);
    expect(readFileSync(suite.path, "utf8")).toBe("{");
  });
});

describe("lists that are compared", () => {
  const nobody = (): undefined => undefined;
  const list = (text: string, name: string): Subject => ({ ...fileWith(text), name });
  const result = (path: string): FileResult => ({
    path,
    kind: "key-file",
    agents: 1,
    findings: [],
    totals: { error: 0, warning: 0, information: 0, hint: 0 },
  });
  const a = `001 web any ${KEY}\n002 db any ${OTHER}\n`;
  const b = `# b\n003 mail any ${KEY}\n004 db any ${KEY.replace("0", "e")}\n`;

  it("have what the others have too as findings", async () => {
    const subjects = [list(a, "a"), list(b, "b"), list(`009 own any ${KEY.replace("0", "d")}\n`, "c")];
    const { added, unread } = await acrossOf(subjects, settings, nobody);
    expect([...unread]).toEqual([]);
    const found = added(result("b"));
    expect(inShort(found)).toEqual([
      '2:5–9 error key-elsewhere "mail" in "003 mail any ••••••••"',
      '3:5–7 warning name-elsewhere "db" in "004 db any ••••••••"',
    ]);
    expect(found.totals).toEqual({ error: 1, warning: 1, information: 0, hint: 0 });
    expect(found).not.toHaveProperty("ruleTotals");
    expect(found.findings[0]).toMatchObject({
      message: expect.stringMatching(/^a:1 has the same key for another agent \(001 web\)/),
      related: [],
      fixes: [],
      page: expect.stringMatching(/\/docs\/rules\/key-elsewhere\.md$/),
    });
    expect(added(result("c"))).toEqual(result("c"));
    expect(added(result("unknown"))).toEqual(result("unknown"));
  });

  it("are counted by rule where not all is shown, with the severities of the settings", async () => {
    const own = { ...settings, maxFindings: 1, severities: { "name-elsewhere": "hint" } as const };
    const { added } = await acrossOf([list(a, "a"), list(b, "b")], own, nobody);
    expect(added(result("a"))).toMatchObject({
      findings: [{ rule: "key-elsewhere" }],
      totals: { error: 1, warning: 0, information: 0, hint: 1 },
      ruleTotals: { "key-elsewhere": 1, "name-elsewhere": 1 },
    });
    const off = { ...settings, severities: { "key-elsewhere": "off", "name-elsewhere": "off" } as const };
    const none = (await acrossOf([list(a, "a"), list(b, "b")], off, nobody)).added(result("a"));
    expect(none).toEqual(result("a"));
    const more = {
      ...result("a"),
      ruleTotals: { "blank-line": 2 },
      totals: { ...result("a").totals, warning: 2 },
    };
    expect((await acrossOf([list(a, "a"), list(b, "b")], settings, nobody)).added(more)).toMatchObject({
      totals: { error: 1, warning: 3 },
      ruleTotals: { "blank-line": 2, "key-elsewhere": 1, "name-elsewhere": 1 },
    });
  });

  it("are those of managers, each once, and a list that cannot be read is said", async () => {
    const gone = { ...list(a, "gone"), path: "/nowhere/client.keys" };
    const other: Subject = { ...list(b, "suite"), kind: { kind: "suite" } };
    const { added, unread } = await acrossOf([list(a, "a"), list(a, "a"), gone, other], settings, nobody);
    expect(added(result("a"))).toEqual(result("a"));
    expect([...unread].map(([name, { what }]) => [name, what])).toEqual([
      ["gone", "/nowhere/client.keys does not exist."],
    ]);
    const agents = { ...settings, role: "agent" } as const;
    expect((await acrossOf([list(a, "a"), list(b, "b")], agents, nobody)).added(result("a"))).toEqual(
      result("a"),
    );
    const input: Subject = { name: "<stdin>", path: "-", kind: { kind: "key-file" }, input: Buffer.from(b) };
    expect(
      (await acrossOf([list(a, "a"), input], settings, nobody)).added(result("a")).findings,
    ).toHaveLength(2);
  });

  it("are not those of agents, as the files beside them say", async () => {
    const folder = temporaryFolder();
    const own = fileWith(a, "client.keys", folder);
    writeFileSync(join(folder, "ossec.conf"), "<ossec_config><client><server/></client></ossec_config>");
    expect(await fingerprintsIn(own, settings)).toBeUndefined();
    expect(await fingerprintsIn(own, { ...settings, role: "manager" })).toMatchObject({ ok: true });
    expect(await fingerprintsIn(list(a, "a"), settings)).toMatchObject({ ok: true });
    expect(await fingerprintsIn(list(a, "a"), { ...settings, role: "agent" })).toBeUndefined();
  });

  it("may have been read ahead", async () => {
    const subjects = [list(a, "a"), list(b, "b")];
    const asked: number[] = [];
    const { added } = await acrossOf(subjects, settings, (at) => {
      asked.push(at);
      return at === 0 ? fingerprintsIn(subjects[0] ?? list(a, "a"), settings) : undefined;
    });
    expect([asked, added(result("a")).findings.length]).toEqual([[0, 1], 2]);
  });
});
