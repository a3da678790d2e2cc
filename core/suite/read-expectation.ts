/**
 * From the member `expect` to an expectation. Patterns are compiled here, so that a wrong one is found before anything
 * runs.
 */

import { agentFields } from "../manager/index.ts";
import { say } from "../words/index.ts";
import type { Path } from "./json-text.ts";
import type { RawError, RawExpectation, RawNumber, RawText } from "./raw-suite.ts";
import type { Expectation, TextWanted } from "./suite.ts";

/** Called for a value that cannot be used, with its path inside the expectation. */
export type Complain = (path: Path, message: string) => void;

export function readExpectation(raw: RawExpectation | undefined, complain: Complain): Expectation {
  if (raw === undefined) return { kind: "good-end" };
  if (raw.fails !== undefined) return { kind: "fails", verdict: raw.fails };
  if (raw.refused !== undefined) {
    return { kind: "refused", code: wantedNumber(raw.refused, ["refused"], complain) };
  }
  if (raw.error !== undefined) return readError(raw.error, complain);
  return {
    kind: "registered",
    fields: readFields(raw.registered ?? true, complain),
    replaces: raw.replaces?.map((each, at) => wantedText(each, ["replaces", at], complain)),
    again: raw.again,
  };
}

function readFields(raw: NonNullable<RawExpectation["registered"]>, complain: Complain) {
  if (raw === true) return {};
  const fields: { [field in (typeof agentFields)[number]]?: TextWanted } = {};
  for (const field of agentFields) {
    const wanted = raw[field];
    if (wanted !== undefined) fields[field] = wantedText(wanted, ["registered", field], complain);
  }
  return fields;
}

function readError(raw: RawError, complain: Complain): Expectation {
  if (typeof raw !== "object" || "pattern" in raw) {
    return { kind: "error", number: wantedNumber(raw, ["error"], complain), message: undefined };
  }
  const { number, message } = raw;
  return {
    kind: "error",
    number: number === undefined ? undefined : wantedNumber(number, ["error", "number"], complain),
    message: message === undefined ? undefined : wantedText(message, ["error", "message"], complain),
  };
}

function wantedNumber(raw: true | RawNumber, path: Path, complain: Complain): TextWanted | undefined {
  if (raw === true) return undefined;
  return wantedText(typeof raw === "number" ? String(raw) : raw, path, complain);
}

export function wantedText(raw: RawText, path: Path, complain: Complain): TextWanted {
  if (typeof raw === "string") return { kind: "text", text: raw };
  if ("fingerprint" in raw) return { kind: "fingerprint", digits: raw.fingerprint };
  try {
    return { kind: "pattern", pattern: new RegExp(raw.pattern, "u") };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    complain([...path, "pattern"], say`This is not a regular expression: ${why}.`);
    return { kind: "text", text: raw.pattern };
  }
}
