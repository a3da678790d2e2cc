/** Whether one address accepts every source of another: compared with the sources that tell the two apart. */

import { expect, it } from "vitest";
import {
  acceptsSource,
  admitsAnySource,
  coversSources,
  newestRelease,
  readAddress,
  releaseFor,
} from "../../../core/manager/index.ts";
import { addresses, sourcesNear } from "../lint/gate-files.ts";

const texts = [...addresses, "0::/1", "8000::/1", "c000::/1", "2001:db8::/33", "0:0:ffff:ffff::/64"];

it.each(["3.8", "4.3", "4.4", "4.14"])(
  "%s: an address covers another one if each source passes",
  (version) => {
    const release = releaseFor(version) ?? newestRelease;
    const read = texts.flatMap((text) => readAddress(text, release) ?? []);
    for (const old of read) {
      for (const next of read) {
        const passes = (source: string): boolean => acceptsSource(next, source, release) === true;
        const sources = [...sourcesNear(next), ...sourcesNear(old)];
        const admitted = sources.filter((source) => acceptsSource(old, source, release) === true);
        const [covers, admits] = [coversSources(next, old, release), admitsAnySource(old, release)];
        expect([next.stored, old.stored, covers, admits]).toEqual([
          next.stored,
          old.stored,
          admitted.every(passes),
          admitted.length > 0,
        ]);
      }
    }
  },
);
