/** Which agent a line is about, whatever the line has of it: its id, its name, or only an address. */

import { describe, expect, it } from "vitest";
import { recognise } from "../../../core/log/recognise.ts";
import { subjectOf } from "../../../core/log/subject.ts";

function subject(text: string, tag = "wazuh-remoted") {
  const found = recognise(text, tag);
  if (found === undefined) throw new Error(`Not known: ${text}`);
  return subjectOf(found);
}

const authd = (text: string) => subject(text, "wazuh-authd");

interface Row {
  readonly id?: string;
  readonly name?: string;
  readonly source?: string;
}

describe("an agent in a line of remoted", () => {
  it.each<[string, string, Row]>([
    [
      "(1408): Invalid ID 012 for the source ip: '10.0.0.9' (name 'web-12').",
      "012",
      { id: "012", name: "web-12", source: "10.0.0.9" },
    ],
    [
      "(1408): Invalid ID 012 for the source ip: '10.0.0.9' (name 'unknown').",
      "012",
      { id: "012", source: "10.0.0.9" },
    ],
    ["(1407): Duplicated counter for 'web-12'.", "web-12 ", { name: "web-12" }],
    ["(1404): Authentication error. Wrong key from '10.0.0.9'.", " 10.0.0.9", { source: "10.0.0.9" }],
    ["(1213): Message from '10.0.0.9' not allowed.", " 10.0.0.9", { source: "10.0.0.9" }],
    ["Agent key already in use: agent ID '012'", "012", { id: "012" }],
  ])("%s", (text, key, { id, name, source }) => {
    expect(subject(text)).toEqual({ key, id, name, source });
  });

  it("takes no source from the address of its record", () => {
    const text = "(1406): Checksum mismatch. Message received from agent '012' at '10.0.0.7'.";
    expect(subject(text)).toEqual({ key: "012", id: "012", name: undefined, source: undefined });
  });
});

describe("an agent in a line of the registration service", () => {
  it.each<[string, string, Row]>([
    [
      "Received request for a new agent (web-12) from: 10.0.0.9",
      "web-12 ",
      { name: "web-12", source: "10.0.0.9" },
    ],
    ["Agent key generated for 'web-12' (requested by any)", "web-12 ", { name: "web-12" }],
    // The source names the agent by its name, not by the address in its record.
    ["Agent key generated for 'web-12' (requested by 10.0.0.9)", "web-12 ", { name: "web-12" }],
    ["Not valid IP '10.0.0.999'", " 10.0.0.999", {}],
    ["Agent '012' (web-12) deleted (requested locally)", "012", { id: "012", name: "web-12" }],
    ["Duplicated ID '012' (012). Saving backup.", "012", { id: "012" }],
    ["Duplicated IP '10.0.0.7' (012). Removing old agent.", "012", { id: "012" }],
    ["Duplicated name 'web-12' (012). Removing old agent.", "012", { id: "012", name: "web-12" }],
    ["Duplicate IP '10.0.0.7' (012).", "012", { id: "012" }],
    ["Duplicate ID. Removing old agent 'web-12' (id '012').", "012", { id: "012", name: "web-12" }],
    ["Duplicate name. Removing old agent 'web-12' (id '012').", "012", { id: "012", name: "web-12" }],
    [
      "Duplicate IP '10.0.0.7'. Removing old agent 'web-12' (id '012').",
      "012",
      { id: "012", name: "web-12" },
    ],
    [
      "Duplicate IP '10.0.0.7', rejecting enrollment. Agent '012' won't be removed because the force option is disabled.",
      "012",
      { id: "012" },
    ],
    [
      "Duplicate name 'web', rejecting enrollment. Agent '0012' has not been disconnected long enough to be replaced.",
      "0012",
      { id: "0012", name: "web" },
    ],
    // Before the agent has an id, its name stands there.
    ["Unable to set agent centralized group: 012 (internal error)", "012", { id: "012" }],
    ["Unable to set agent centralized group: web-12 (internal error)", "web-12 ", { name: "web-12" }],
    ["Unable to set agent centralized group: 12-web (internal error)", "12-web ", { name: "12-web" }],
    ["Duplicate ID. Nothing of an agent", "", {}],
    ["Duplicate ID. Not an Agent '012'", "", {}],
  ])("%s", (text, key, { id, name, source }) => {
    expect(authd(text)).toEqual(key === "" ? undefined : { key, id, name, source });
  });

  it("knows a replacement by address from a refusal of 4.2, whose words are alike", () => {
    expect(recognise("Duplicate IP '10.0.0.7' (012).", "wazuh-authd")).toMatchObject({
      id: "duplicate-ip",
      values: ["10.0.0.7", "012"],
    });
    const replaced = "Duplicate IP '10.0.0.7'. Removing old agent 'web-12' (id '012').";
    expect(recognise(replaced, "wazuh-authd")).toMatchObject({
      id: "replacing-ip",
      values: ["10.0.0.7", "Removing old agent 'web-12' (id '012')."],
      wording: { values: ["address", "reason"] },
    });
  });
});

describe("a value that stands for none", () => {
  it.each(["", "unknown", "(unknown)", "(null)", "any"])("'%s' names nobody", (value) => {
    expect(subject(`(1407): Duplicated counter for '${value}'.`)).toBeUndefined();
    expect(subject(`(1213): Message from '${value}' not allowed.`)).toBeUndefined();
    expect(authd(`Not valid IP '${value}'`)).toBeUndefined();
  });

  it("is an address with a mask, which is not that of a machine", () => {
    expect(authd("Invalid IP: '10.0.0.0/8'")).toBeUndefined();
    expect(subject("Agent 012 sent HC_STARTUP from '10.0.0.0/8'")).toMatchObject({ source: undefined });
  });
});
