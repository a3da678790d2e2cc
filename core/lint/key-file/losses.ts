/** Which agents a new `client.keys` locks out. Checked before a live file is saved. */

import type { ByteString, Release } from "../../manager/index.ts";
import type { Finding } from "./finding.ts";
import type { LineFacts } from "./line-facts.ts";
import { LineReader } from "./line-reader.ts";
import { replacementOf } from "./replacement.ts";

/** The reasons for which the gate refuses a new file, with the agents. Columns count bytes. */
export function lossesOf(old: ByteString, next: ByteString, release: Release): readonly Finding[] {
  if (old === next) return [];
  const facts = new LineReader(release);
  const factsAt = (line: number): LineFacts => {
    let start = 0;
    for (let feeds = 0; feeds < line; feeds++) start = next.indexOf("\n", start) + 1;
    const feed = next.indexOf("\n", start);
    facts.read(next.slice(start, feed < 0 ? undefined : feed), feed < 0);
    return facts;
  };
  const { findings } = replacementOf(old, next, { context: { release }, factsAt });
  return findings.filter(({ severity }) => severity === "error");
}
