/** The picture of a poll: where it ends, which bytes caused that, what the log says at each step; and no key in it. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  judge,
  type PicturedRun,
  type PollPicture,
  pictureMarkdown,
  pollPicture,
} from "../../../core/lint/answer/index.ts";
import { MASK } from "../../../core/lint/mask.ts";
import {
  bytesFromArray,
  bytesFromText,
  defaultSettings,
  type Execution,
  KeyStore,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
  type Source,
} from "../../../core/manager/index.ts";
import { KEY, success } from "./polls.ts";

interface Given {
  readonly request?: string;
  readonly known?: string;
  readonly release?: string;
  readonly run?: Partial<PicturedRun>;
  readonly settings?: Partial<ManagerSettings>;
}

/** Existing agents are kept. */
const strict: Partial<ManagerSettings> = { force: { ...defaultSettings().force, enabled: false } };

function pictured(
  source: Source,
  { request = "id:001", known, release: id = "4.14", run, settings }: Given = {},
) {
  const release = releaseFor(id);
  if (release === undefined) throw new Error(`no release ${id}`);
  const store = known === undefined ? new KeyStore() : readKeyFile(known, { release, passEmpty: true }).store;
  const verdict = judge(request, source, store, { ...defaultSettings(release), ...settings });
  const ran = run === undefined ? undefined : { ...someRun, ...run };
  return pollPicture({ verdict, source, release, run: ran });
}

const someRun: PicturedRun = {
  argv: ["/opt/poll.py", "id", "001"],
  durationMs: 41.6,
  workingDirectory: "/var/ossec",
  obstacle: undefined,
  leftover: [],
};

function execution(output: string, changes: Partial<Execution> = {}): Source {
  const base = {
    execPath: "/opt/poll.py",
    commandLine: "/opt/poll.py id 001",
    timedOut: false,
    overLimit: false,
  };
  return {
    kind: "execution",
    execution: { ...base, output: bytesFromText(output), end: { kind: "exit", code: 0 }, ...changes },
  };
}

const statesOf = ({ steps }: PollPicture): string =>
  steps.map(({ name, state }) => `${name} ${state}`).join(", ");
const step = ({ steps }: PollPicture, name: string) => {
  const found = steps.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
};
const textOf = (picture: PollPicture, name: string): string =>
  (step(picture, name).bytes?.lines ?? [])
    .map(({ number, pieces }) => `${number} ${pieces.map(({ text }) => text).join("")}`)
    .join("|");
const marked = (picture: PollPicture, name: string): string[] =>
  (step(picture, name).bytes?.lines ?? []).flatMap(({ pieces }) =>
    pieces.filter(({ marks }) => marks.length > 0).map(({ text }) => text),
  );

describe("the steps of a poll", () => {
  it.each<[string, Source, string, Given?]>([
    ["a registration", execution(success()), "key-file done"],
    ["an error answer", execution('{"error":4,"message":"no such agent"}'), "answer ended"],
    ["a warning before the JSON", execution(`Warning: x\n${success()}`), "json stopped"],
    ["a number for an id", execution(success({ id: 1 })), "answer stopped"],
    ["a missing member", execution(success({ name: undefined })), "answer stopped"],
    ["an exit code", execution(success(), { end: { kind: "exit", code: 3 } }), "output stopped"],
    ["a missing program", execution("", { end: { kind: "not-started", reason: "" } }), "command stopped"],
    [
      "a name that is taken",
      execution(success()),
      "registration stopped",
      { known: `007 web-01 any ${KEY}\n`, settings: strict },
    ],
    ["an address that reads differently", execution(success({ name: "a b" })), "key-file faulty"],
    ["a request that is too long", { kind: "nothing" }, "request stopped", { request: "id:123456789" }],
    ["a silent socket", { kind: "socket", log: [], gave: { kind: "nothing" } }, "socket stopped"],
    ["a line that is too long", { kind: "command-too-long" }, "command stopped"],
    ["a release without the feature", execution(success()), "request stopped", { release: "5.0" }],
  ])("of %s end where the manager's do", (_title, source, end, given) => {
    const shown = statesOf(pictured(source, given)).split(", ");
    const at = shown.indexOf(end);
    expect(shown, shown.join()).toContain(end);
    expect(shown.slice(0, at).every((each) => each.endsWith(" done"))).toBe(true);
    expect(shown.slice(at + 1).every((each) => each.endsWith(" not-reached"))).toBe(true);
  });

  it("include a socket and the script after it, or no command line if there was none", () => {
    const socket: Source = { kind: "socket", log: [], gave: execution(success()) };
    expect(
      pictured(socket)
        .steps.map(({ name }) => name)
        .slice(0, 4),
    ).toEqual(["request", "socket", "command", "output"]);
    const handedIn = pictured({ kind: "output", output: success() });
    expect(handedIn.steps.map(({ name }) => name)).not.toContain("command");
  });

  it("include the arguments as they were split, and the measured time", () => {
    const argv = ["/opt/poll.py", "--password=hunter22", "id", "a b"];
    const run = { argv, streams: { stderr: "Warning: x\n" }, leftover: [{ name: "sleep", pid: 4711 }] };
    const picture = pictured(execution(success()), { run });
    expect(step(picture, "command").summary).toBe(`/opt/poll.py --password=${MASK} id "a b"`);
    expect(
      picture.steps.filter(({ durationMs }) => durationMs !== undefined).map(({ name }) => name),
    ).toEqual(["output"]);
    expect(step(picture, "output")).toMatchObject({ durationMs: 41.6, summary: "131 bytes, exit code 0" });
    expect(step(picture, "output").facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      "ended with: exit code 0",
      "of these on standard error: 11 bytes",
      "left behind: sleep (process 4711)",
    ]);
  });

  it("have each line of the log at its step", () => {
    const picture = pictured(execution(success({ id: "002" })), {
      known: `001 web-01 any ${KEY}\n`,
      settings: strict,
    });
    const lines = picture.steps.flatMap(({ name, log }) =>
      log.map(({ level, text }) => `${name} ${level} ${text}`),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^output debug2 Exec output: /),
      "registration debug1 Requesting local addition for agent '002' from the agent key request.",
      "registration debug2 add(web-01)",
      expect.stringMatching(/^registration warning Duplicate name 'web-01', rejecting enrollment/),
      expect.stringMatching(/^registration debug2 Agent key request addition response/),
    ]);
  });
});

describe("the bytes of a poll", () => {
  it("are marked where the poll ends, and always readable", () => {
    const output = "caf\xc3\xa9\xff\t\u200b\x1b[0m\r\n{";
    const picture = pictured(
      execution("", { output: `${bytesFromText("")}${output.replace("\u200b", "\xe2\x80\x8b")}` }),
    );
    expect(textOf(picture, "json")).toBe("1 café\\xff\\t\\u200b\\x1b[0m\\r\\n|2 {");
    expect(marked(picture, "json")[0]).toBe("c");
  });

  it("have the number of their finding", () => {
    const picture = pictured(execution(success({ id: 1 })));
    const [finding] = picture.manager;
    expect(finding).toMatchObject({ rule: "member-not-string", mark: 1 });
    const one = step(picture, "answer").bytes?.lines[0]?.pieces.find(({ marks }) => marks.includes(1));
    expect(one?.text).toBe("1");
  });

  it("are a part of a long output: around the mark, with what is left out", () => {
    const noise = "x".repeat(40).concat("\n").repeat(400);
    const picture = pictured(execution(noise + success()));
    const { bytes } = step(picture, "output");
    expect(bytes).toMatchObject({ before: 0, after: noise.length + 131 - 4000 });
    const far = pictured(execution(success() + noise));
    expect(step(far, "output").bytes?.before).toBe(0);
    expect(JSON.stringify(picture).length).toBeLessThan(40_000);
  });

  it("end at a NUL, with the number of bytes after it", () => {
    const picture = pictured(execution(`${success()}\0${KEY.split("").join("\0")}`));
    expect(textOf(picture, "output")).not.toContain("\\x00");
    expect(step(picture, "output").facts).toContainEqual(
      expect.objectContaining({ name: "not read", value: "128 bytes from the first NUL on" }),
    );
  });
});

describe("the record", () => {
  it("is shown before and after, as a rewrite of the file would have it", () => {
    const known = `001 web-01 10.0.0.1 ${KEY}\n`;
    const { records } = step(pictured(execution(success({ ip: "10.0.0.2" })), { known }), "key-file");
    expect(records).toEqual([
      { kind: "removed", before: `001 web-01 10.0.0.1 ${MASK}`, after: `001 !web-01 10.0.0.1 ${MASK}` },
      { kind: "added", before: undefined, after: `001 web-01 10.0.0.2 ${MASK}` },
    ]);
  });

  it.each([
    ["id", { id: "002", name: "x", ip: "any" }],
    ["ip", { id: "003", name: "x", ip: "10.0.0.1" }],
    ["name", { id: "003", name: "db", ip: "any" }],
  ])("of the agent with the same %s is shown if it stays", (_field, agent) => {
    const picture = pictured(execution(success(agent)), {
      known: `002 db 10.0.0.1 ${KEY}\n`,
      settings: strict,
    });
    const line = `002 db 10.0.0.1 ${MASK}`;
    expect(step(picture, "registration").records).toEqual([{ kind: "kept", before: line, after: line }]);
  });
});

describe("the report", () => {
  const frame = { subject: "poll.py", release: "4.14.x", version: "0.1.0" };

  it("is safe for a public issue", () => {
    const argv = ["/home/jane/poll.py", "id", "001"];
    const output = `${success({ id: 1 })}\n`;
    const markdown = pictureMarkdown(pictured(execution(output), { run: { argv } }), frame);
    expect(markdown).toContain("### ✘ `id:001`: wazuh-authd crashes");
    expect(markdown).toContain("| command line | ✔ done | `~/poll.py id 001` |");
    expect(markdown).toContain("| answer | ✘ stopped here | id is the number 1 |");
    expect(markdown).toContain(`"key":"${MASK}"}}\\n`);
    expect(markdown).toMatch(/\*\*What the manager does\*\*\n\n- \*\*error\*\* .*`member-not-string`/);
    expect(markdown).toMatch(/\*\*What the documentation says\*\*\n\n- \*\*information\*\* .*`contract-id`/);
    expect(markdown).not.toContain("jane");
  });

  it("and the picture show no key, whatever is around it", () => {
    const noise = fc.constantFrom("", "DEBUG start\n", "{", "\xff\xfe", "[", "x.py:1: UserWarning: ");
    const release = fc.constantFrom("3.8", "4.3", "4.14");
    const raw = fc.uint8Array({ minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(raw, noise, release, fc.boolean(), fc.boolean(), (bytes, before, id, isPretty, isName) => {
        const key = `${bytesFromArray(bytes).replace(/[\0"\\]/g, "?")}-Kq7Zw`;
        const given = success(isName ? { name: KEY } : {});
        const plain = isPretty ? given.replaceAll(",", ",\n ") : given;
        const answer = plain.replaceAll(KEY, () => key);
        const picture = pictured(execution("", { output: `${before}${answer} ${key}` }), { release: id });
        expect(JSON.stringify(picture)).not.toContain("Kq7Zw");
        expect(pictureMarkdown(picture, frame)).not.toContain("Kq7Zw");
      }),
    );
  });
});
