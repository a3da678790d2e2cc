/** Requests for keys: the queue, the script, and what the service makes of each answer. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { releaseFor } from "../../../core/manager/index.ts";
import { AgentStates } from "../../../stand-in/agent-states.ts";
import { Authd } from "../../../stand-in/authd.ts";
import { type Asked, KeyRequests } from "../../../stand-in/key-requests.ts";
import { StandInLog } from "../../../stand-in/log.ts";
import { standInService } from "../../../stand-in/service.ts";
import { readSettings } from "../../../stand-in/settings.ts";
import { eventually } from "../../editor/host/eventually.ts";
import { answerPatience } from "../../patience.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
interface Given {
  readonly version?: string;
  readonly queueSize?: number;
  readonly threads?: number;
}

/** Key polling with a script that prints this for each request. */
function polling(text: string, { version = "4.14.7", queueSize = 128, threads = 1 }: Given = {}) {
  const home = temporaryFolder();
  const script = path.join(home, "poll.sh");
  writeFileSync(script, `#!/bin/sh\n${text}\n`, { mode: 0o700 });
  const list = path.join(home, "client.keys");
  writeFileSync(list, `001 web any ${KEY}\n`);
  const release = releaseFor(version);
  if (release === undefined) throw new Error(version);
  const lines: string[] = [];
  const log = new StandInLog({
    release,
    path: path.join(home, "ossec.log"),
    debug: 2,
    onLine: ({ daemon, level, text: line }) => lines.push(`${daemon} ${level}: ${line}`),
  });
  const settings = readSettings("<ossec_config></ossec_config>", release);
  if ("problem" in settings) throw new Error(settings.problem);
  const service = standInService({ version }, settings, new AgentStates(), home);
  if (service === undefined) throw new Error(version);
  const authd = Authd.start(service, list, true, log, () => undefined);
  if (authd === undefined) throw new Error("authd does not start");
  const asked: Asked[] = [];
  const requests = new KeyRequests({
    polling: {
      execPath: script,
      socketPath: undefined,
      timeoutSeconds: 5,
      threads,
      force: { force: service.manager.force, forceInsert: false },
    },
    queueSize,
    authd,
    log,
    home,
    onAsked: (each) => asked.push(each),
  });
  onTestFinished(async () => {
    await requests.close();
    await authd.flushed();
  });
  const answered = async (datagram: string): Promise<Asked> => {
    const before = asked.length;
    requests.offer(datagram);
    await eventually(() => expect(asked.length).toBeGreaterThan(before), answerPatience);
    const last = asked.at(-1);
    if (last === undefined) throw new Error("It is there.");
    return last;
  };
  return { requests, asked, lines, authd, answered, home, script };
}

const data = (more: object): string =>
  `printf '%s' '${JSON.stringify({ error: 0, data: { id: "007", name: "bond", ip: "any", key: KEY, ...more } })}'`;
const ENDS = "stand-in critical: A manager's daemon would end here. The stand-in continues.";

describe("a request for a key", () => {
  it("is answered by the script, and registers an agent", async () => {
    const { answered, lines, authd } = polling(data({}));
    const { datagram, source, outcome, durationMs, known, settings } = await answered("id:007");
    expect([datagram, source?.kind, outcome?.verdict]).toEqual(["id:007", "execution", "added"]);
    expect(durationMs).toBeGreaterThan(0);
    expect(known.findById("007")).toBeUndefined();
    expect(settings).toBe(authd.service.manager);
    expect(authd.store.findById("007")?.name).toBe("bond");
    expect(lines.join("\n")).toContain(
      "wazuh-authd info: Agent key generated for agent 'bond' (requested locally)",
    );
    expect(lines).not.toContain(ENDS);
  });

  it("can be asked again when it is answered", async () => {
    const { answered, asked, lines } = polling('printf \'{"error":1,"message":"none"}\'');
    for (let at = 0; at < 3; at++) await answered("id:009");
    expect(asked.map(({ outcome }) => outcome?.registration)).toEqual([undefined, undefined, undefined]);
    expect(lines.join("\n")).not.toContain("already being processed");
  });

  it("that is none is discarded before the script is started", async () => {
    const { answered, lines } = polling("touch started");
    const { source, outcome, durationMs } = await answered("nonsense");
    expect([source, outcome?.registration, durationMs]).toEqual([{ kind: "nothing" }, undefined, 0]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.startsWith("wazuh-authd "))).toBe(true);
  });

  it("is rejected if it waits already, or if the queue is full", async () => {
    const { requests, asked, lines } = polling("sleep 60", { queueSize: 2 });
    requests.offer("id:001");
    requests.offer("id:002");
    requests.offer("id:002");
    requests.offer("id:003");
    expect(
      asked.map(({ datagram, source, outcome, durationMs }) => [datagram, source, outcome, durationMs]),
    ).toEqual([
      ["id:002", undefined, undefined, 0],
      ["id:003", undefined, undefined, 0],
    ]);
    expect(asked[0]?.known.findById("001")?.name).toBe("web");
    expect(lines.slice(0, 2)).toEqual([
      "wazuh-authd debug2: Request 'id:002' already being processed. Discarding request.",
      expect.stringMatching(/^wazuh-authd \S+: .*full/i),
    ]);
    await requests.close();
    requests.offer("id:004");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked.length).toBe(2);
  });

  it("shows what was in the way of the script", async () => {
    const { answered, lines, script } = polling("");
    writeFileSync(script, "#!/no/such/interpreter\n");
    const { outcome } = await answered("id:007");
    expect(outcome?.registration).toBeUndefined();
    expect(lines.find((line) => line.startsWith("stand-in warning: "))).toMatch(/interpreter/);
  });

  it.each<[what: string, version: string, text: string]>([
    ["a number as id, which ends the daemon of 4.4 and newer", "4.14.7", data({ id: 7 })],
    ["an address that is none, at which the daemon of 4.2 exits", "4.2.7", data({ ip: "!x" })],
  ])("with %s is noted as such", async (_what, version, text) => {
    const { answered, lines, authd } = polling(text, { version });
    const { outcome } = await answered("id:007");
    expect(["crash", "exit"]).toContain(outcome?.verdict);
    expect(lines.at(-1)).toBe(ENDS);
    expect(authd.store.findById("001")?.name).toBe("web");
  });
});
