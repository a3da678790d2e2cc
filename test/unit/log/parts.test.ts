/** A log that is read in parts, by one thread each, gives the same summary as in one piece. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { explainStory, LogReader, Story } from "../../../core/log/index.ts";

const agents = fc.constantFrom(1, 1, 1, 2);
const sources = fc.integer({ min: 1, max: 12 });

/** Lines about few agents from many sources, so that some have more than is remembered. */
const lines = fc.array(
  fc.oneof(
    agents.map((agent) => `wazuh-remoted: WARNING: Agent key already in use: agent ID '01${agent}'`),
    {
      weight: 5,
      arbitrary: fc
        .tuple(agents, sources)
        .map(
          ([agent, source]) =>
            `wazuh-remoted: DEBUG: Agent 01${agent} sent HC_STARTUP from '10.0.0.${source}'`,
        ),
    },
    sources.map(
      (source) => `wazuh-authd: INFO: Received request for a new agent (web-${source}) from: 10.0.0.9`,
    ),
    fc.constant("wazuh-authd: ERROR: Couldn't write file client.keys"),
    fc.constant("wazuh-syscheckd: INFO: (6008): File integrity monitoring scan started."),
  ),
  { maxLength: 60, size: "max" },
);

interface Read {
  readonly story: Story;
  readonly reader: LogReader;
}

function readInto(read: Read, text: readonly string[]): void {
  read.reader.push(new TextEncoder().encode(text.map((line) => `${line}\n`).join("")));
}

function newRead(): Read {
  const story = new Story();
  return { story, reader: new LogReader((line) => story.add(line, 1)) };
}

function storyOf({ story, reader: { lines: count, known, first, last } }: Read) {
  return {
    ...explainStory(story),
    count,
    known,
    first,
    last,
    order: story.pairs.map(({ example }) => example),
  };
}

it("for any division", () => {
  let put = 0;
  fc.assert(
    fc.property(lines, fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }), (log, cuts) => {
      const dated = log.map((line, at) => `2026/11/21 10:00:${String(at % 60).padStart(2, "0")} ${line}`);
      const whole = newRead();
      readInto(whole, dated);
      const parted = newRead();
      const borders = [
        0,
        ...cuts.map((cut) => Math.min(cut, dated.length)).sort((a, b) => a - b),
        dated.length,
      ];
      for (const [at, border] of borders.slice(1).entries()) {
        const part = newRead();
        const text = dated.slice(borders[at], border);
        readInto(part, text);
        // As it comes from another thread.
        const parts = JSON.parse(JSON.stringify(part.story.parts));
        if (parted.story.append(parts, parted.reader.lines, 1)) {
          parted.reader.append(part.reader);
          put++;
        } else readInto(parted, text);
      }
      expect(storyOf(parted)).toEqual(storyOf(whole));
    }),
    { numRuns: 120 },
  );
  // Most parts were merged, and not read again.
  expect(put).toBeGreaterThan(60);
});
