/** Samples: reading them, proposing them, polling several of them, and comparing repeated runs. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { datagramOf, newestRelease, readKeyFile, type Source } from "../../../core/manager/index.ts";
import { pollSamples, proposeSamples, readSample, variationOf } from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, id001, poll, release, script, testEnvironment } from "./support.ts";

expectNothingLeft();

test.each([
  ["id:001", "id:001"],
  ["id 001", "id:001"],
  ["  ip 192.168.1.100\r\n", "ip:192.168.1.100"],
  ["ip:1.2.3.4", "ip:1.2.3.4"],
  ["id:", "id:"],
  ["id:a b'c", "id:a b'c"],
  ["id: 1", "id: 1"],
  ["ip:::1", "ip:::1"],
  ["id ä", "id:\xc3\xa4"],
])("the sample %j is read", (text, datagram) => {
  const reading = readSample(text);
  expect(reading.kind === "sample" && datagramOf(reading.request)).toBe(datagram);
});

test.each([
  ["", "is empty"],
  ["001", "Did you mean id:001?"],
  ["192.168.1.100", "Did you mean ip:192.168.1.100?"],
  ["ID:001", "lower case"],
  ["id", "has no value"],
  ["name web-01", "does not begin with id or ip"],
])("the sample %j is refused with a reason", (text, message) => {
  expect(readSample(text)).toEqual({ kind: "unreadable", message: expect.stringContaining(message) });
});

const key = "0123456789abcdef".repeat(4);

test("proposals from client.keys: known agents, an unknown one, a bad one", () => {
  const file = `001 web-01 any ${key}\n007 db-01 10.1.1.7 ${key}\n009 net 10.2.0.0/16 ${key}\n`;
  const records = readKeyFile(file, { release: newestRelease, passEmpty: true }).records.map(
    ({ entry }) => entry,
  );
  const proposed = proposeSamples(records);
  const hits = proposed
    .filter(({ expect: what }) => what === "hit")
    .map(({ request }) => datagramOf(request));
  expect(hits).toEqual(["id:001", "id:009", "ip:10.1.1.7"]);
  expect(proposed.map(({ expect: what }) => what)).toEqual(expect.arrayContaining(["miss", "bad"]));
  const ids = new Set(records.map(({ id }) => id));
  expect(proposed.filter((one) => one.expect === "miss" && ids.has(one.request.value))).toEqual([]);
});

test("proposals from the script's own literals, else the documentation's", () => {
  const hitsOf = (text: string): readonly string[] =>
    proposeSamples([], text)
      .filter(({ expect: what }) => what === "hit")
      .map(({ request }) => datagramOf(request));
  expect(hitsOf(`agents = [{"id": "013", "ip": '10.0.0.13'}, {"id": "013"}]`)).toEqual([
    "id:013",
    "ip:10.0.0.13",
  ]);
  expect(hitsOf("select 1")).toEqual(["id:001", "ip:192.168.1.100"]);
});

const base = {
  release: newestRelease,
  environment: testEnvironment,
  workingDirectory: "/",
  timeoutSeconds: 20,
};
const id002 = { selector: "id", value: "002" } as const;

test("samples are polled in their order by one worker, with progress", async () => {
  const seen: string[] = [];
  const runs = await pollSamples([id001, id002], {
    ...base,
    execPath: script("answers.py"),
    repeat: 2,
    onAsked: (_asking, { request, done, total }) => seen.push(`${datagramOf(request)} ${done}/${total}`),
  });
  expect(seen).toEqual(["id:001 1/4", "id:002 2/4", "id:001 3/4", "id:002 4/4"]);
  expect(runs.map((one) => [one.askings.length, one.variation])).toEqual([
    [2, undefined],
    [2, undefined],
  ]);
});

test("several workers run at once", async () => {
  const folder = temporaryFolder();
  const waits = path.join(folder, "waits-for-four.sh");
  const text = `#!/bin/sh
mkdir "${folder}/run-$$"
while [ "$(ls -d "${folder}"/run-* | wc -l)" -lt 4 ]; do sleep 0.05; done
echo '{"error":4,"message":"four are here"}'
`;
  writeFileSync(waits, text, { mode: 0o755 });
  const outputs: (string | undefined)[] = [];
  await pollSamples([id001], {
    ...base,
    execPath: waits,
    repeat: 4,
    workers: 4,
    timeoutSeconds: 200,
    onAsked: ({ run }) => outputs.push(run?.execution.output),
  });
  expect(outputs).toEqual(Array(4).fill('{"error":4,"message":"four are here"}\n'));
});

test("an answer that varies between runs is reported", async () => {
  const [varied] = await pollSamples([id001], { ...base, execPath: script("varies.py"), repeat: 3 });
  expect(varied?.variation).toMatchObject({
    what: "answer",
    groups: [{ runs: [0] }, { runs: [1] }, { runs: [2] }],
  });
});

test("runs are compared by verdict, then by what the manager reads, then by their bytes", async () => {
  const good = await poll(script("answers.py"));
  const other = (output: string): Source => ({
    kind: "execution",
    execution: { ...good.execution, output },
  });
  const { output } = good.execution;
  const same = other(output);
  const of = release("4.14");
  expect(variationOf("id:001", [same, other(output)], of)).toBeUndefined();
  expect(variationOf("id:001", [same, other(` ${output}`)], of)?.what).toBe("output");
  expect(variationOf("id:001", [same, other(output.replace("web-01", "web-02"))], of)?.what).toBe("answer");
  expect(variationOf("id:001", [same, same, other("")], of)).toEqual({
    what: "verdict",
    groups: [
      { verdict: "added", runs: [0, 1] },
      { verdict: "parse-error", runs: [2] },
    ],
  });
});

test("a cancelled series ends with what it has", async () => {
  const cancel = new AbortController();
  const runs = await pollSamples([id001], {
    ...base,
    execPath: script("answers.sh"),
    repeat: 1000,
    signal: cancel.signal,
    onAsked: (_asking, { done }) => {
      if (done === 3) cancel.abort();
    },
  });
  expect(runs[0]?.askings.length).toBe(3);
});
