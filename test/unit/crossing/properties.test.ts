/** Files of 100 agents with planted problems: the table lists exactly the agents with a planted problem. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { crossingFile, crossingOf, crossingTarget, type FateKind } from "../../../core/manager/index.ts";

const AGENTS = 100;
/** `KEYPOLL_CROSSING_FILES=10000` runs more files than the few of every run. */
const FILES = Number(process.env["KEYPOLL_CROSSING_FILES"] ?? 300);

interface Record4 {
  id: string;
  name: string;
  ip: string;
  key: string;
}

interface Fault {
  readonly plant: (record: Record4) => void;
  readonly copy: FateKind;
  readonly tool: FateKind;
}

/** The facts about each problem on 5.0; found here by hand, not with the model. */
const faults: readonly Fault[] = [
  {
    plant: (r) => (r.key = r.key.toUpperCase().replace(/^./, "A")),
    copy: "no-authentication",
    tool: "refused",
  },
  { plant: (r) => (r.key = r.key.slice(32)), copy: "no-authentication", tool: "refused" },
  { plant: (r) => (r.key = `${r.key}${r.key}`), copy: "no-authentication", tool: "refused" },
  { plant: (r) => (r.key = `${r.key}\r`), copy: "no-authentication", tool: "no-authentication" },
  { plant: (r) => (r.key = `${r.key} x`), copy: "no-authentication", tool: "no-authentication" },
  { plant: (r) => (r.key = ""), copy: "dropped", tool: "dropped" },
  { plant: (r) => (r.id = `a${r.id}`), copy: "dropped", tool: "dropped" },
  { plant: (r) => (r.id = `42949679${r.id}`), copy: "dropped", tool: "refused" },
  { plant: (r) => (r.ip = "256.1.1.1"), copy: "refused", tool: "refused" },
  { plant: (r) => (r.ip = "ANY"), copy: "refused", tool: "carried" },
  { plant: (r) => (r.ip = "10.0.0.5/24"), copy: "carried", tool: "refused" },
  { plant: (r) => (r.ip = "!10.9.9.9"), copy: "carried", tool: "refused" },
  { plant: (r) => (r.name = `${r.name}@x`), copy: "carried", tool: "refused" },
  { plant: (r) => (r.name = "n".repeat(130)), copy: "carried", tool: "refused" },
];

const planted = fc.uniqueArray(
  fc.record({ at: fc.integer({ min: 0, max: AGENTS - 1 }), fault: fc.constantFrom(...faults) }),
  { selector: ({ at }) => at, maxLength: 12 },
);

function agentNumber(number: number, salt: number): Record4 {
  const word = ((number * 2654435761 + salt) >>> 0).toString(16).padStart(8, "0");
  return {
    id: String(number + 100),
    name: `agent-${number}`,
    ip: number % 3 === 0 ? "any" : `10.1.${number}.7`,
    key: word.repeat(8),
  };
}

it("each file has exactly the planted agents in its table, and a written file has none", () => {
  const target = crossingTarget("5.0");
  if (target === undefined) throw new Error("5.0");
  fc.assert(
    fc.property(planted, fc.nat(), (plants, salt) => {
      const records = Array.from({ length: AGENTS }, (_, number) => agentNumber(number, salt));
      for (const { at, fault } of plants) {
        const record = records[at];
        if (record !== undefined) fault.plant(record);
      }
      const file = records.map(({ id, name, ip, key }) => `${id} ${name} ${ip} ${key}\n`).join("");
      const crossing = crossingOf(file, { target });
      const seen = crossing.agents
        .map(({ fates, record }) => [record.line - 1, fates.copy.kind, fates.tool.kind])
        .filter(([, copy, tool]) => copy !== "carried" || tool !== "carried");
      const expected = plants
        .map(({ at, fault }) => [at, fault.copy, fault.tool] as const)
        .toSorted((a, b) => a[0] - b[0]);
      expect(seen).toEqual(expected);
      const written = crossingOf(crossingFile(file, crossing), { target });
      expect(written.agents.length).toBe(AGENTS - plants.length);
      expect(written.agents.every(({ fate }) => fate.kind === "carried")).toBe(true);
    }),
    { numRuns: FILES },
  );
});
