/** What a key binding or the storage says to ask: it may be anything. */

import { describe, expect, it } from "vitest";
import { isGiven, isSameSubject, isSubject } from "../../../client/reconcile/subject.ts";

const subject = { kind: "script", value: "/srv/poll.py" } as const;

describe("a subject", () => {
  it.each(["suite", "config", "script", "command", "socket"])("can be a %s", (kind) => {
    expect(isSubject({ kind, value: "x" })).toBe(true);
  });

  it.each([
    undefined,
    null,
    "script",
    7,
    {},
    { kind: "database", value: "x" },
    { kind: "script", value: "" },
    { kind: "script", value: 7 },
    { kind: "script" },
    { value: "x" },
  ])("is not %j", (value) => {
    expect(isSubject(value)).toBe(false);
  });

  it("is the same with the same kind and value", () => {
    expect(isSameSubject(subject, { ...subject })).toBe(true);
    expect(isSameSubject(subject, { ...subject, kind: "command" })).toBe(false);
    expect(isSameSubject(subject, { ...subject, value: "/srv/other.py" })).toBe(false);
  });
});

describe("what is given", () => {
  it.each([
    [{ subject }, true],
    [{ subject, threads: 1, goOn: true }, true],
    [{ subject, threads: 8, goOn: false }, true],
    [{ subject, threads: 0 }, false],
    [{ subject, threads: 1.5 }, false],
    [{ subject, goOn: "yes" }, false],
    [{ threads: 1 }, false],
    [undefined, false],
  ])("%j: %s", (value, expected) => {
    expect(isGiven(value)).toBe(expected);
  });
});
