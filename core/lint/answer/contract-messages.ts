/** How an answer violates its schema, in words: the fact, then what the documentation allows. */

import { type JsonMember, type JsonValue, textFromBytes } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { finding } from "./finding.ts";
import type { SchemaError } from "./generated/validators.js";
import { bracketOf, nameOfValue } from "./members.ts";
import type { AnswerRuleCode } from "./rules.ts";
import { visible } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

/** What a schema error is about. */
export interface Place {
  readonly path: readonly string[];
  /** The member with the value, or the member that should not exist. */
  readonly member: JsonMember | undefined;
  readonly value: JsonValue;
}

interface Constraint {
  readonly rule: AnswerRuleCode;
  readonly allowed: () => string;
}

/** One row of the documented tables for each path. */
const constraints: Readonly<Record<string, Constraint>> = {
  "": { rule: "contract-json", allowed: () => say`one object` },
  error: { rule: "contract-error", allowed: () => say`the number 0` },
  message: { rule: "contract-message", allowed: () => say`a string of printable characters` },
  data: {
    rule: "contract-data",
    allowed: () => say`an object with exactly the members id, name, ip and key`,
  },
  "data.id": { rule: "contract-id", allowed: () => say`a string of 3 to 8 digits` },
  "data.name": {
    rule: "contract-name",
    allowed: () => say`a string of letters, digits, -, _ and ., up to 128 bytes`,
  },
  "data.ip": { rule: "contract-ip", allowed: () => say`an IP address, with a mask if needed, or any` },
  "data.key": { rule: "contract-key", allowed: () => say`a string of printable characters, up to 128 bytes` },
};

/** A finding for a schema error. `isError` is true for an error answer. */
export function violation(place: Place, { keyword, params }: SchemaError, isError: boolean): AnswerFinding {
  if (keyword === "required") return missing(place, String(params["missingProperty"]), isError);
  const { rule, allowed } = constraintAt(place.path, isError);
  const name = place.path.join(".");
  if (keyword === "additionalProperties") {
    const extra = visible(String(params["additionalProperty"]));
    return finding(
      rule,
      say`${name} has a member ${extra}; the documentation requires ${allowed()}.`,
      place.member?.nameSpan,
    );
  }
  return finding(
    rule,
    say`${name} is ${shown(place)}; the documentation requires ${allowed()}.`,
    place.value.span,
  );
}

function missing(place: Place, member: string, isError: boolean): AnswerFinding {
  const { rule, allowed } = constraintAt([...place.path, member], isError);
  const where = place.path.length === 0 ? say`The answer` : place.path.join(".");
  return finding(
    rule,
    say`${where} has no member ${member}; the documentation requires ${allowed()}.`,
    bracketOf(place.value),
  );
}

function constraintAt(path: readonly string[], isError: boolean): Constraint {
  const found = constraints[path.join(".")] ?? { rule: "contract-json", allowed: () => say`one object` };
  return isError && found.rule === "contract-error"
    ? { ...found, allowed: () => say`a number of digits that is not 0` }
    : found;
}

/** Maximum characters of a value in a message. */
const SHOWN = 40;

/** The value for a sentence. Of a key only its type and size. */
function shown({ path, value }: Place): string {
  if (value.type !== "string") return nameOfValue(value, path.at(-1) === "key");
  const size = say`a string of ${value.value.length} bytes`;
  if (path.at(-1) === "key")
    return /[\0-\x1f\x7f]/.test(value.value) ? say`${size} with control characters` : size;
  if (value.value.length > 2 * SHOWN) return size;
  return `'${visible(textFromBytes(value.value))}'`;
}
