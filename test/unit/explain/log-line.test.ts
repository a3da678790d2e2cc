/** A line of a log is split into time, writer, place, level and text, as each daemon writes it. */

import { describe, expect, it } from "vitest";
import { explainLog, readLogLine } from "../../../core/lint/explain/index.ts";

const NONE = { time: undefined, tag: undefined, place: undefined, level: undefined };
const TIME = "2026/11/21 10:00:00";

describe("a line", () => {
  it.each([
    [
      "with a line end of Windows",
      `${TIME} wazuh-agent: INFO: Up\r\n`,
      { time: TIME, tag: "wazuh-agent", level: "INFO" },
      "Up",
    ],
    [
      "that was pasted with blanks before it",
      `  ${TIME} wazuh-authd: ERROR: Up`,
      { time: TIME, tag: "wazuh-authd", level: "ERROR" },
      "Up",
    ],
    ["that is two lines", "WARNING: One\nTwo\n", { level: "WARNING" }, "One\nTwo"],
    ["whose text ends with a blank", "WARNING: Up ", { level: "WARNING" }, "Up "],
    ["without a prefix, with blanks around it", " Up ", {}, " Up "],
    ["whose value looks like a level", "Not valid IP 'INFO: x'", {}, "Not valid IP 'INFO: x'"],
    [
      "with a process and a place",
      `${TIME} wazuh-modulesd:key-request[12] wm_key_request.c:9 at wm_main(): DEBUG: Up`,
      {
        time: TIME,
        tag: "wazuh-modulesd:key-request",
        place: "wm_key_request.c:9 at wm_main()",
        level: "DEBUG",
      },
      "Up",
    ],
    [
      "of the cluster",
      `${TIME} INFO: [Worker w1] [Agent-info sync]: Starting.`,
      { time: TIME, level: "INFO" },
      "Starting.",
    ],
    [
      "of the cluster, with brackets in its text",
      `${TIME} INFO: [Master] Sent [0] files`,
      { time: TIME, level: "INFO" },
      "Sent [0] files",
    ],
    [
      "of the cluster, with no name before it",
      `${TIME} INFO: Sent [0] files`,
      { time: TIME, level: "INFO" },
      "Sent [0] files",
    ],
    [
      "of a daemon, with brackets before its text",
      `${TIME} wazuh-authd: DEBUG: [Writer] Done`,
      { time: TIME, tag: "wazuh-authd", level: "DEBUG" },
      "[Writer] Done",
    ],
    [
      "without a time and with brackets before its text",
      "DEBUG: [Writer] Done",
      { level: "DEBUG" },
      "[Writer] Done",
    ],
  ])("%s", (_title, line, parts, text) => {
    expect(readLogLine(line)).toEqual({ ...NONE, ...parts, text });
  });
});

describe("a line of ossec.json", () => {
  it.each([
    [
      "has the same parts",
      { timestamp: TIME, tag: "wazuh-authd", level: "warning", description: "Up" },
      { ...NONE, time: TIME, tag: "wazuh-authd", level: "WARNING", text: "Up" },
    ],
    ["may lack all but the text", { description: "Up" }, { ...NONE, text: "Up" }],
    ["may have members of other types", { description: 5, tag: 6, level: 7 }, { ...NONE, text: "" }],
  ])("%s", (_title, value, expected) => {
    expect(readLogLine(JSON.stringify(value))).toEqual(expected);
  });

  it.each(['{"tag":"wazuh-authd"}', '{"description":"Up"', "{", "null", "[]", '"description"'])(
    "is something else without a description: %s",
    (text) => {
      expect(readLogLine(text)).toEqual({ ...NONE, text });
    },
  );
});

describe("a pasted message", () => {
  const namesOf = (line: string): string[] =>
    explainLog(line).messages.map(({ id, releases }) => `${id}, ${releases}`);

  it.each([
    "Agent ID is too long",
    " Agent ID is too long",
    "Agent ID is too long ",
    "\tAgent ID is too long",
  ])("is the one of the old releases, which write it with a blank before it: '%s'", (line) => {
    expect(namesOf(line)).toEqual(["id-too-long, 3.8 to 4.3"]);
  });

  it.each(["%s ", " %s", "%s\t", "\u00a0%s", "%s\u00a0"])(
    "may have white space around it: '%s'",
    (around) => {
      const [message] = explainLog(around.replace("%s", "Not valid IP 'x'")).messages;
      expect(message).toMatchObject({ id: "not-valid-ip", values: [{ text: "x" }] });
    },
  );

  it("keeps a blank that belongs to its last value", () => {
    const [message] = explainLog("Using agent name as: web ").messages;
    expect(message).toMatchObject({ id: "agent-name", values: [{ text: "web " }] });
  });

  it.each([
    ["Key request integration (/p) returned code 1.", ["exit-code, 4.4 to 4.14"]],
    ["Key request integration (/p) returned code -1.", ["exit-code, 4.4 to 4.14"]],
    ["Key request integration (/p) returned code x1.", []],
    ["Key request integration (/p) returned code 1x.", []],
    ["Key request integration (/p) returned code .", []],
  ])("has a number where the manager writes one: %s", (line, found) => {
    expect(namesOf(line)).toEqual(found);
  });

  it("is read up to 65536 characters", () => {
    expect(explainLog(`Not valid IP '${"x".repeat(70_000)}'`).text).toHaveLength(65_536);
  });
});
