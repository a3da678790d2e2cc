/** From the manager's reading of JSON to plain values, for the validators. */

import { type JsonMember, type JsonValue, textFromBytes } from "../../manager/index.ts";

/** The value in JavaScript. Of members with one name the first counts, as it does for the manager. */
export function plainValue(value: JsonValue): unknown {
  switch (value.type) {
    case "null":
      return null;
    case "true":
      return true;
    case "false":
      return false;
    case "number":
      return value.value;
    case "string":
      return textFromBytes(value.value);
    case "array":
      return value.items.map(plainValue);
    case "object": {
      const members: Record<string, unknown> = Object.create(null);
      for (const each of value.members) {
        const name = textFromBytes(each.name);
        if (!(name in members)) members[name] = plainValue(each.value);
      }
      return members;
    }
  }
}

/** The member with exactly this name, as other readers of JSON look it up. */
export function exactMember(value: JsonValue | undefined, name: string): JsonMember | undefined {
  return value?.type === "object"
    ? value.members.find((each) => textFromBytes(each.name) === name)
    : undefined;
}
