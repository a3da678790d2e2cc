/** What a reader finds in a log: its known lines with their times, how many there are, and when it begins and ends. */

import { describe, expect, it, vi } from "vitest";

/** Everything is built again, as when the first log is read. */
async function freshReader() {
  vi.resetModules();
  const { LogReader } = await import("../../../core/log/reader.ts");
  return (pieces: readonly string[]) => {
    const found: unknown[] = [];
    const reader = new LogReader(({ content: { id, tag, values }, time, line }) =>
      found.push([line, time, tag, id, ...values]),
    );
    for (const piece of pieces) reader.push(new TextEncoder().encode(piece));
    reader.end();
    const { lines, known, first, last } = reader;
    return { found, lines, known, first, last };
  };
}

const DAY = "2026/11/21";
const inUse = "Agent key already in use: agent ID '012'";
const line = (time: string, text = inUse, head = "wazuh-remoted: WARNING"): string =>
  `${time} ${head}: ${text}\n`;
const known = (
  at: number,
  time: string | undefined,
  tag: string | undefined = "wazuh-remoted",
): unknown[] => [...[at, time, tag, "key-in-use", "012"]];

describe("the times of lines", () => {
  it("are those of each line, which differ in any place", async () => {
    const read = await freshReader();
    const times = [
      `${DAY} 10:00:00`,
      `${DAY} 10:00:00`,
      `${DAY} 10:00:01`,
      `${DAY} 20:00:01`,
      "1026/11/21 20:00:01",
      "1026/11/21 20:00:01",
      `${DAY} 10:00:01`,
    ];
    const { found, first, last } = read(times.map((time) => line(time)));
    expect(found).toEqual(times.map((time, at) => known(at + 1, time)));
    expect([first, last]).toEqual([`${DAY} 10:00:00`, `${DAY} 10:00:01`]);
  });

  it("do not exist where the lines have none", async () => {
    const read = await freshReader();
    expect(read([`wazuh-remoted: WARNING: ${inUse}\n`, "x\n"])).toEqual({
      found: [known(1, undefined)],
      lines: 2,
      known: 1,
      first: undefined,
      last: undefined,
    });
  });

  it("are those of lines that are not known, too", async () => {
    const read = await freshReader();
    const text = [
      "x\n",
      line(`${DAY} 10:00:00`, "what"),
      line(`${DAY} 10:00:05`),
      line(`${DAY} 10:00:09`, "what"),
      "y\n",
    ];
    expect(read(text)).toEqual({
      found: [known(3, `${DAY} 10:00:05`)],
      lines: 5,
      known: 1,
      first: `${DAY} 10:00:00`,
      last: `${DAY} 10:00:09`,
    });
  });

  it.each([
    `{"timestamp":"${DAY} 10:00:07","tag":"wazuh-remoted","level":"warning","description":"${inUse}"}`,
    `{"timestamp": "${DAY} 10:00:07", "tag": "wazuh-remoted", "level": "warning", "description": "${inUse}"}`,
  ])("are in JSON what its timestamp says: %s", async (json) => {
    const read = await freshReader();
    expect(read([`${json}\n`])).toEqual({
      found: [known(1, `${DAY} 10:00:07`)],
      lines: 1,
      known: 1,
      first: `${DAY} 10:00:07`,
      last: `${DAY} 10:00:07`,
    });
    const { first, last, lines } = read([line(`${DAY} 10:00:00`), `${json}\n`]);
    expect([first, last, lines]).toEqual([`${DAY} 10:00:00`, `${DAY} 10:00:07`, 2]);
  });

  it("are not in JSON without a timestamp", async () => {
    const read = await freshReader();
    const json = `{"tag":"wazuh-remoted","level":"warning","description":"${inUse}"}\n`;
    expect(read([json])).toMatchObject({ found: [known(1, undefined)], first: undefined, last: undefined });
    expect(read([line(`${DAY} 10:00:00`), json])).toMatchObject({
      first: `${DAY} 10:00:00`,
      last: `${DAY} 10:00:00`,
    });
  });
});

describe("the writer of a line", () => {
  it("is that of each line, whatever the lines before it have", async () => {
    const read = await freshReader();
    const time = `${DAY} 10:00:00`;
    const text = [
      line(time),
      line(time, "Agent key already in use: agent ID '013'"),
      line(time, "Agent key already in use: agent ID '014'\r"),
      line(
        time,
        "Agent key already in use: agent ID '015'",
        "wazuh-remoted[7] secure.c:12 at handle(): DEBUG",
      ),
      line(
        time,
        "Agent key already in use: agent ID '016'",
        "wazuh-remoted[7] secure.c:12 at handle(): DEBUG",
      ),
      line(time, "Duplicate name", "wazuh-authd: WARNING: 9008"),
      line(time, "Duplicate name", "wazuh-authd: WARNING: 9012"),
      line(time, "Error synchronizing files: Timeout", "INFO: [Worker w1] [Integrity sync]"),
      line(time, "[Worker w1] [Integrity sync] Error synchronizing files: Again", "INFO"),
      line(time, "Agent key not found.", "wazuh-authd: DEBUG"),
      line(time, "Agent key not found.", "wazuh-remoted: WARNING"),
      line(time, "Agent key not found.", "wazuh-modulesd:agent-key-polling: DEBUG"),
      line(time, "ERROR: Agent key not found.", "wazuh-authd: DEBUG"),
    ];
    const { found } = read(text);
    const remoted = (at: number, id: string): unknown[] => [at, time, "wazuh-remoted", "key-in-use", id];
    const expected = [
      remoted(1, "012"),
      remoted(2, "013"),
      remoted(3, "014"),
      remoted(4, "015"),
      remoted(5, "016"),
      [6, time, "wazuh-authd", "master-refused", "9008", "Duplicate name"],
      [7, time, "wazuh-authd", "master-refused", "9012", "Duplicate name"],
      [10, time, "wazuh-authd", "no-key"],
      [12, time, "wazuh-modulesd:agent-key-polling", "no-key"],
    ];
    const cluster = [
      [8, time, undefined, "cluster-sync-failed", "Timeout"],
      [9, time, undefined, "cluster-sync-failed", "Again"],
    ];
    expect(found).toEqual([...expected.slice(0, 7), ...cluster, ...expected.slice(7)]);
    // All of it again, from what was kept.
    expect(read(text).found).toEqual(found);
  });

  it("is known for very many of them", async () => {
    const read = await freshReader();
    const text = Array.from({ length: 1010 }, (_, at) =>
      line(`${DAY} 10:00:00`, inUse, `wazuh-remoted[${at}] a.c:${at} at f(): DEBUG`),
    );
    expect(read([...text, ...text].map((each, at) => each.replace("'012'", `'${at}'`)))).toMatchObject({
      lines: 2020,
      known: 2020,
    });
  });
});

describe("a long line", () => {
  const LONGEST = 65_536;

  it("is read up to its limit, and the next one as it is", async () => {
    const read = await freshReader();
    const start = `${DAY} 10:00:00 wazuh-remoted: WARNING: Agent key already in use: agent ID '`;
    const ofLength = (length: number): string => `${start}${"1".repeat(length - start.length - 1)}'\n`;
    const next = line(`${DAY} 10:00:01`);
    expect(read([ofLength(LONGEST), next]).found).toHaveLength(2);
    expect(read([ofLength(LONGEST + 1), next])).toMatchObject({
      found: [known(2, `${DAY} 10:00:01`)],
      lines: 2,
      first: `${DAY} 10:00:00`,
    });
  });

  it.each([1, 60_000, LONGEST - 1, LONGEST, LONGEST + 1, 300_000, 700_000])(
    "of %i bytes ends where it ends, in pieces too",
    async (length) => {
      const read = await freshReader();
      const whole = `${"x".repeat(length)}\n${line(`${DAY} 10:00:01`)}${"y".repeat(length)}\n${line(`${DAY} 10:00:02`)}`;
      const expected = {
        found: [known(2, `${DAY} 10:00:01`), known(4, `${DAY} 10:00:02`)],
        lines: 4,
        known: 2,
      };
      expect(read([whole])).toMatchObject(expected);
      const cuts = [length, length + 1, length + 60, whole.length - 100];
      const borders = [0, ...cuts, whole.length];
      expect(read(borders.slice(1).map((end, at) => whole.slice(borders[at], end)))).toMatchObject(expected);
    },
  );

  it("counts where it is the last one and does not end", async () => {
    const read = await freshReader();
    expect(read(["x".repeat(70_000)])).toMatchObject({ lines: 1, known: 0 });
    expect(read([line(`${DAY} 10:00:01`).trimEnd()])).toMatchObject({ lines: 1, known: 1 });
    expect(read([])).toMatchObject({ lines: 0, known: 0 });
  });
});

it("counts the lines of a file from its beginning after a rotation, and all lines of the log", async () => {
  vi.resetModules();
  const { LogReader } = await import("../../../core/log/reader.ts");
  const found: number[] = [];
  const reader = new LogReader(({ line: at }) => found.push(at));
  const bytes = (text: string) => new TextEncoder().encode(text);
  reader.push(bytes(`x\n${line(`${DAY} 10:00:01`)}y`));
  reader.end();
  reader.push(bytes(`${line(`${DAY} 10:00:02`)}z\n`));
  expect(found).toEqual([2, 1]);
  expect(reader.lines).toBe(5);
});

it("counts what another reader has read behind it", async () => {
  vi.resetModules();
  const { LogReader } = await import("../../../core/log/reader.ts");
  const reader = new LogReader(() => {});
  reader.append({ lines: 3, known: 1, first: undefined, last: undefined });
  reader.append({ lines: 4, known: 2, first: "b", last: "c" });
  reader.append({ lines: 1, known: 0, first: "d", last: undefined });
  expect([reader.lines, reader.known, reader.first, reader.last]).toEqual([8, 3, "b", "c"]);
});

it("does not scan for words that are too short to tell anything", async () => {
  const { Scanner } = await import("../../../core/log/scanner.ts");
  expect(() => new Scanner(["ab", "x"])).toThrow('The opening "x" is too short to tell anything.');
  const { bytes } = new Scanner(["ab"]);
  expect(bytes).toHaveLength(0x60000);
});
