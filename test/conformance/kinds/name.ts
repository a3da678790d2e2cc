/** Names and ids: whether they pass the check, and the number that the id counter reads. */

import { counterValue, isValidId, isValidName } from "../../../core/manager/index.ts";
import { BEFORE_IPV6, type Case, projected, type Record, rowFor, tagsOf } from "./case.ts";

export function nameCases(record: Record): readonly Case[] {
  const cases = tagsOf(record).map((tag) => nameCase(tag, record.name, record.valid));
  return "pre4146" in record ? [...cases, nameCase(BEFORE_IPV6, record.name, record.pre4146)] : cases;
}

function nameCase(tag: string, name: string, expected: number): Case {
  return { kind: "name", release: tag, expected, actual: Number(isValidName(name, rowFor(tag))) };
}

export function idCases({ release, id, ...expected }: Record): readonly Case[] {
  const facts = { valid: Number(isValidId(id)), number: counterValue(id) ?? null };
  return tagsOf({ release }).map((tag) => ({
    kind: "id",
    release: tag,
    expected,
    actual: projected(facts, expected),
  }));
}
