/** The kinds of recordings, recognised by the members of a record. */

import type { Known } from "../records.ts";
import { addressCases, sendsIdCases, sourceCases } from "./address.ts";
import { answerCases } from "./answer.ts";
import { answersByReleaseCases } from "./answers-by-release.ts";
import type { Case, Record } from "./case.ts";
import { changeCases, counterCases } from "./change.ts";
import { keyFileCases } from "./key-file.ts";
import { idCases, nameCases } from "./name.ts";

type Decoder = (record: Record, known: Known) => readonly Case[];

/** The members that identify a kind, in the order of the check. */
const byMembers: readonly (readonly [members: readonly string[], Decoder])[] = [
  [["ip"], addressCases],
  [["name"], nameCases],
  [["id"], idCases],
  [["file", "changes"], changeCases],
  [["file"], keyFileCases],
  [["record", "given", "match"], sourceCases],
  [["counter", "generated"], counterCases],
  [["steps", "opts", "real"], answersByReleaseCases],
  [["output"], answerCases],
];

/** Records of differences name their kind, and have the members that differed as `real`. */
const byName: Readonly<{ [kind: string]: Decoder }> = {
  ip: ({ release, input, real }) => addressCases({ release, ip: input, result: real }),
  "sends-id": sendsIdCases,
  id: ({ release, input, real }) => idCases({ release, id: input, ...real }),
  keys: ({ release, input, real }) =>
    keyFileCases({ release, file: input.file, pass_empty: input.passEmpty, result: real }),
  ops: changeCases,
  source: sourceCases,
  "source-as-typed": sourceCases,
};

/** The cases of one record, one for each release that it applies to. */
export function casesOf(record: Record, known: Known): readonly Case[] {
  const decoder =
    byName[record.kind] ?? byMembers.find(([members]) => members.every((member) => member in record))?.[1];
  if (decoder === undefined)
    throw new Error(`unknown kind of record: ${JSON.stringify(record).slice(0, 80)}`);
  return decoder(record, known);
}
