/** How two records of an agent differ. Keys are shown as fingerprints. */

import {
  type ByteString,
  GENERATED_KEY,
  type KeyEntry,
  keyFingerprint,
  textFromBytes,
  writtenText,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { KeyMask } from "../mask.ts";
import { visible } from "./text.ts";

export interface RecordDifference {
  readonly what: "key" | "name" | "address";
  readonly before: string;
  readonly after: string;
}

const LONGEST_SHOWN = 200;

/** The differences, the most severe first. A key in place of another field is hidden. */
export function recordDifferences(before: KeyEntry, after: KeyEntry): readonly RecordDifference[] {
  const addresses = [before, after].map(({ address }) => writtenText(address, true));
  const pairs: readonly (readonly [RecordDifference["what"], ByteString, ByteString])[] = [
    ["key", before.key, after.key],
    ["name", before.name, after.name],
    ["address", addresses[0] ?? "", addresses[1] ?? ""],
  ];
  const different = pairs.filter(([, one, other]) => one !== other);
  if (different.length === 0) return [];
  const mask = new KeyMask([before, after].map(({ key }) => textFromBytes(key)));
  return different.map(([what, one, other]) => {
    const show = what === "key" ? keyText : (bytes: ByteString) => shownField(bytes, mask);
    return { what, before: show(one), after: show(other) };
  });
}

export function shownField(bytes: ByteString, mask: KeyMask): string {
  return visible(mask.hide(textFromBytes(bytes))).slice(0, LONGEST_SHOWN);
}

function keyText(key: ByteString): string {
  return key === GENERATED_KEY ? say`made up by the manager` : keyFingerprint(key);
}

const otherTexts: Readonly<Record<RecordDifference["what"], (old: string, next: string) => string>> = {
  key: (old, next) => say`other key (fingerprint ${old} → ${next})`,
  name: (old, next) => say`other name (${old} → ${next})`,
  address: (old, next) => say`other address (${old} → ${next})`,
};

/** By the fields that do not change, in the order of the file. */
const sameTexts: Readonly<Record<string, () => string>> = {
  "name,address": () => say`same name and address`,
  "name,key": () => say`same name and key`,
  "address,key": () => say`same address and key`,
  name: () => say`same name`,
  address: () => say`same address`,
  key: () => say`same key`,
};

/** `same name and address, other key (fingerprint 3f2a… → 9b1c…)`, or `nothing in it changes`. */
export function changeText(before: KeyEntry, after: KeyEntry): string {
  const differences = recordDifferences(before, after);
  if (differences.length === 0) return say`nothing in it changes`;
  const same = (["name", "address", "key"] as const).filter(
    (each) => !differences.some(({ what }) => what === each),
  );
  const other = differences.map(({ what, before: old, after: next }) => otherTexts[what](old, next));
  const kept = sameTexts[same.join()];
  return [...(kept === undefined ? [] : [kept()]), ...other].join(", ");
}
