/** The gate refuses a new client.keys if an agent is lost or a daemon stops, and otherwise only by its stated policy. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gateCheck } from "../../../cli/lint/gate-check.ts";
import { replacementRules } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import {
  acceptsSource,
  agentSendsItsId,
  encryptionKey,
  type KeyEntry,
  type KeyStore,
  newestRelease,
  type Release,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";
import { aPair, sourcesNear } from "./gate-files.ts";

const known = (id: string): Release => releaseFor(id) ?? newestRelease;
const release = fc.constantFrom(known("3.8"), known("4.3"), known("4.4"), newestRelease);

function check(old: string, next: string, at: Release): ReturnType<typeof gateCheck>["result"] {
  const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
  const settings = { ...defaultLintSettings, release: at };
  return gateCheck({ name: "new", bytes: bytes(next), old: bytes(old), role: "manager" }, settings, [])
    .result;
}

/** The key that the manager uses for this agent's message from the source; undefined if it refuses the message. */
function met(store: KeyStore, { id, address }: KeyEntry, source: string, at: Release): string | undefined {
  const found = agentSendsItsId(address) ? withId(store, id, source, at) : store.findByIp(source);
  return found === undefined ? undefined : encryptionKey(found.id, found.name, found.key);
}

function withId(store: KeyStore, id: string, source: string, at: Release): KeyEntry | undefined {
  const found = /^[0-9]+$/.test(id) ? store.findById(id) : undefined;
  return found !== undefined && acceptsSource(found.address, source, at) === true ? found : undefined;
}

interface Lost {
  /** The agents of the old file that some source led to, and that differ in the new one. */
  readonly agents: readonly KeyEntry[];
  /**
   * The same for agents that sent the id of an earlier record, which had their name and key too. The gate follows only
   * the first record of an id, and refuses these files because the id is there twice.
   */
  readonly second: readonly KeyEntry[];
}

function lostAgents(old: string, next: string, at: Release): Lost {
  const options = { release: at, passEmpty: true };
  const before = readKeyFile(old, options);
  const after = readKeyFile(next, options).store;
  const isSecond = (agent: KeyEntry): boolean =>
    agentSendsItsId(agent.address) && before.store.findById(agent.id) !== agent;
  const isRemoved = (id: string): boolean =>
    after.removed.some((line) => line.startsWith(`${id} `)) && after.findById(id) === undefined;
  const all = before.store.entries.filter((agent) => {
    const own = encryptionKey(agent.id, agent.name, agent.key);
    const records = [agent, after.findById(agent.id) ?? agent];
    // An agent that does not send its id sends from the source of its record.
    const maySend = (source: string): boolean =>
      agentSendsItsId(agent.address) || acceptsSource(agent.address, source, at) === true;
    const sources = [...new Set(records.flatMap(({ address }) => sourcesNear(address)))].filter(maySend);
    return (
      !isRemoved(agent.id) &&
      sources.some(
        (source) => met(before.store, agent, source, at) === own && met(after, agent, source, at) !== own,
      )
    );
  });
  return { agents: all.filter((agent) => !isSecond(agent)), second: all.filter(isSecond) };
}

const replacing = new Set<string>(replacementRules.map(({ code }) => code));

describe("a new client.keys", () => {
  it("is refused if an agent would be lost, and accepted if not", () => {
    fc.assert(
      fc.property(aPair, release, ([old, next], at) => {
        const stops = (text: string): boolean =>
          readKeyFile(text, { release: at, passEmpty: true, limited: true }).exit !== undefined;
        fc.pre(!stops(old));
        const { findings, totals } = check(old, next, at);
        const errors = findings.filter(({ severity }) => severity === "error");
        if (stops(next)) {
          expect(totals.error).toBeGreaterThan(0);
          return;
        }
        const refusing = errors.filter(({ rule }) => replacing.has(rule) && rule !== "many-removed");
        const { agents, second } = lostAgents(old, next, at);
        if (second.length > 0) expect(totals.error).toBeGreaterThan(0);
        const lost = agents.map(({ id, name }) => `${id} ${name}`);
        expect([lost.length > 0, lost]).toEqual([refusing.length > 0, lost]);
      }),
      { numRuns: 500 },
    );
  });

  it("is refused for no line of the old file, unless a daemon stops there", () => {
    fc.assert(
      fc.property(aPair, release, ([old, next], at) => {
        const lines = new Set(old.split("\n"));
        const isFatal = (line: string): boolean =>
          readKeyFile(line, { release: at, passEmpty: true }).exit !== undefined;
        for (const { severity, rule, line } of check(old, next, at).findings) {
          if (severity !== "error" || replacing.has(rule) || rule === "no-records") continue;
          const text = next.split("\n")[line - 1] ?? "";
          expect([text, !lines.has(text) || isFatal(text)]).toEqual([text, true]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
