/** The proposed arguments of a registration script. */

import { expect, it } from "vitest";
import { proposeArguments, unknownPlaceholder } from "../../../core/suite/index.ts";
import { registrationScripts } from "../../../core/templates/index.ts";

it.each([
  ["usage: $0 NAME [IP]", "{name}"],
  ["# Usage: register.sh <MANAGER> <NAME>", "{host} {name}"],
  ["#   register.py MANAGER PORT AGENT_NAME IP", "{host} {port} {name} any"],
])("%s: %s", (text, line) => {
  expect(proposeArguments(`#!/bin/sh\n${text}\n`)[0]).toEqual({ line, why: "usage" });
});

it("nothing but the usual if the usage has nothing known", () => {
  const usual = ["{name}", "{name} any", ""];
  expect(proposeArguments("usage: x COLOUR\n").map(({ line }) => line)).toEqual(usual);
  expect(proposeArguments("").map(({ line }) => line)).toEqual(usual);
});

it.each(registrationScripts().filter(({ language }) => language !== "powershell"))(
  "$id says what it needs",
  ({ text, method }) => {
    const wanted = method === "agent-auth" ? "{host}" : "{name}";
    expect(proposeArguments(text)[0]).toEqual({ line: wanted, why: "usage" });
  },
);

it("an invalid place is named", () => {
  expect(unknownPlaceholder("{name} {nmae}")).toBe("{nmae}");
  expect(unknownPlaceholder("{name} {ca}")).toBeUndefined();
});
