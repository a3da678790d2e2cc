/** Fixes: each removes its finding, and conversions keep everything else byte for byte. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, type PollConfig } from "../../../core/lint/config/index.ts";
import type { PlacedFix } from "../../../core/lint/placed-finding.ts";
import { COMMAND, documentOf, findingsIn, keyRequest, wodle } from "./support.ts";

const OLD = `<!-- our manager -->
<ossec_config>
  <global>
    <jsonout_output>yes</jsonout_output>
  </global>

  <wodle name="agent-key-polling">
    <!-- since 2019
  do not touch -->
    <timeout>30</timeout>
    <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
    <force_insert>no</force_insert>
  </wodle>

  <auth>
    <disabled>no</disabled>
    <port>1515</port>
  </auth>
</ossec_config>
`;

const NEW = `<!-- our manager -->
<ossec_config>
  <global>
    <jsonout_output>yes</jsonout_output>
  </global>


  <auth>
    <disabled>no</disabled>
    <port>1515</port>
    <key_request>
      <enabled>yes</enabled>
      <!-- since 2019
  do not touch -->
      <timeout>30</timeout>
      <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
    </key_request>
  </auth>
</ossec_config>
`;

function conversion(text: string, release = "4.14"): PlacedFix | undefined {
  return documentOf(text, release).conversions({ start: 0, end: text.length })[0];
}

function convert(text: string, release = "4.14"): string {
  const fix = conversion(text, release);
  if (fix === undefined) throw new Error("no conversion");
  return applied(text, fix.edits);
}

function settings(text: string, release: string): unknown {
  const { enabled, execPath, socket, timeout, threads, queueSize } = documentOf(text, release)
    .reading as PollConfig;
  return [enabled, execPath, socket, timeout, threads, queueSize].map(({ value }) => value);
}

describe("a conversion", () => {
  it("moves the old block into <auth>, turns it on, and removes force_insert", () => {
    expect(convert(OLD)).toBe(NEW);
    expect(findingsIn(NEW)).toEqual([]);
  });

  it("converts back to a wodle after <auth>", () => {
    const back = convert(NEW, "4.3");
    expect(back).toContain(
      `  </auth>\n  <wodle name="agent-key-polling">\n    <enabled>yes</enabled>\n    <!-- since 2019\n  do not touch -->\n`,
    );
    expect(back).not.toContain("key_request");
    expect(findingsIn(back, "4.3")).toEqual([]);
  });

  it("there and back again changes nothing", () => {
    expect(convert(convert(NEW, "4.3"), "4.14")).toBe(NEW);
  });

  it("keeps Windows line ends", () => {
    const windows = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(convert(windows(OLD))).toBe(windows(NEW));
  });

  it("keeps a value of several lines as it is", () => {
    const text = wodle("<exec_path>/a\n  b</exec_path>");
    expect(convert(text)).toContain("<exec_path>/a\n  b</exec_path>");
  });

  it("adds <auth> if there is none", () => {
    const text = `<ossec_config>\n  <wodle name="agent-key-polling">\n    ${COMMAND}\n  </wodle>\n</ossec_config>\n`;
    expect(convert(text)).toBe(
      `<ossec_config>\n  <auth>\n    <key_request>\n      <enabled>yes</enabled>\n      ${COMMAND}\n    </key_request>\n  </auth>\n</ossec_config>\n`,
    );
  });

  it("replaces an empty <key_request/>", () => {
    const text = `<ossec_config>\n  <auth>\n    <key_request/>\n  </auth>\n  <wodle name="agent-key-polling">${COMMAND}</wodle>\n</ossec_config>\n`;
    expect(convert(text)).toBe(
      `<ossec_config>\n  <auth>\n    <key_request><enabled>yes</enabled>${COMMAND}</key_request>\n  </auth>\n</ossec_config>\n`,
    );
  });

  it("fills <auth/> and <wodle/>", () => {
    const text = `<ossec_config>\n  <auth/>\n  <wodle name="agent-key-polling" />\n</ossec_config>\n`;
    expect(convert(text)).toBe(
      "<ossec_config>\n  <auth>\n    <key_request>\n      <enabled>yes</enabled>\n    </key_request>\n  </auth>\n</ossec_config>\n",
    );
  });

  it("is not offered if both blocks exist, or for an empty one", () => {
    const both = `<ossec_config><auth><key_request>${COMMAND}</key_request></auth><wodle name="agent-key-polling">${COMMAND}</wodle></ossec_config>`;
    expect(conversion(both)).toBeUndefined();
    expect(conversion("<ossec_config><auth><key_request/></auth></ossec_config>", "4.3")).toBeUndefined();
  });

  const line = fc.constantFrom(
    "<timeout>30</timeout>",
    "<threads>4</threads>",
    "<enabled>no</enabled>",
    "<queue_size>7</queue_size>",
    COMMAND,
    "<socket>/a b\n c</socket>",
    "<!-- a\n   comment -->",
    "<force_insert>no</force_insert>",
    "<what>ever</what>",
    "",
  );
  const indents = fc.constantFrom("", "  ", "\t", "    ");

  it("keeps the settings, whatever the layout", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        indents,
        indents,
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        (lines, outer, unit, lineEnd, authFirst) => {
          const inner = lines.map((each) => `${outer}${unit}${each}\n`).join("");
          const block = `${outer}<wodle name="agent-key-polling">\n${inner}${outer}</wodle>\n`;
          const auth = `${outer}<auth>\n${outer}${unit}<port>1515</port>\n${outer}</auth>\n`;
          const parts = authFirst ? [auth, block] : [block, auth];
          const text = `<ossec_config>\n${parts.join("\n")}</ossec_config>\n`.replaceAll("\n", lineEnd);
          const converted = convert(text);
          expect(settings(converted, "4.14")).toEqual(settings(text, "4.14"));
          expect(settings(convert(converted, "4.3"), "4.3")).toEqual(settings(converted, "4.14"));
          expect(convert(convert(converted, "4.3"))).toBe(converted);
        },
      ),
    );
  });
});

describe("the first fix", () => {
  const broken: readonly (readonly [rule: string, release: string, text: string])[] = [
    ["bad-enabled", "4.14", keyRequest(COMMAND).replace(">yes<", ">True<")],
    ["bad-number", "4.14", keyRequest(`${COMMAND}<timeout>an hour</timeout>`)],
    ["bad-number", "4.14", keyRequest(`${COMMAND}<threads>64</threads>`)],
    ["bad-number", "4.14", keyRequest(`${COMMAND}<timeout/>`)],
    ["bad-path", "4.14", keyRequest("<exec_path>  /opt/poll.py </exec_path>")],
    ["number-misread", "4.14", keyRequest(`${COMMAND}<timeout>5min</timeout>`)],
    ["number-with-text", "4.14", keyRequest(`${COMMAND}<timeout>60 s</timeout>`)],
    ["timeout-too-long", "4.14", keyRequest(`${COMMAND}<timeout>3000000000</timeout>`)],
    ["queue-of-one", "4.14", keyRequest(`${COMMAND}<queue_size>1</queue_size>`)],
    ["unknown-option", "4.14", keyRequest("<exec-path>/a</exec-path>")],
    ["repeated-option", "4.14", keyRequest(`<exec_path>/a</exec_path>\n${COMMAND}`)],
    ["force-insert-ignored", "4.14", keyRequest(`${COMMAND}\n<force_insert>no</force_insert>`)],
    ["value-not-trimmed", "4.14", keyRequest("<exec_path>\n  /opt/poll.py\n  x\n</exec_path>")],
    ["entity-not-decoded", "4.14", keyRequest("<exec_path>/a &quot;b c&quot;</exec_path>")],
    ["exec-path-blanks", "3.13", wodle("<exec_path>/a  b </exec_path>")],
    ["wodle-deprecated", "4.14", wodle(COMMAND)],
    ["key-request-too-new", "4.3", keyRequest(COMMAND)],
    ["key-request-empty", "4.14", "<ossec_config><auth><key_request></key_request></auth></ossec_config>"],
    ["enabled-not-said", "4.14", keyRequest(COMMAND).replace("      <enabled>yes</enabled>\n", "")],
    [
      "block-misplaced",
      "3.8",
      `<ossec_config><auth/><wodle name="key-polling">${COMMAND}</wodle></ossec_config>`,
    ],
    [
      "block-misplaced",
      "4.14",
      `<ossec_config><auth><agent-key-polling>${COMMAND}</agent-key-polling></auth></ossec_config>`,
    ],
    ["auth-off", "4.14", keyRequest(COMMAND).replace("<disabled>no", "<disabled>yes")],
    ["polling-removed", "5.0", keyRequest(COMMAND)],
    [
      "block-ignored",
      "4.3",
      wodle(COMMAND)
        .replace("<auth>", '<wodle name="agent-key-polling"/>\n  <auth>')
        .replace('g"/>', 'g" />'),
    ],
  ];
  it.each(broken)("of %s on %s removes its finding", (rule, release, text) => {
    const [finding] = findingsIn(text, release).filter((each) => each.rule === rule);
    const [fix] = finding?.fixes ?? [];
    expect(fix).toBeDefined();
    const fixed = applied(text, fix?.edits ?? []);
    expect(fixed).not.toBe(text);
    expect(findingsIn(fixed, release).map((each) => each.rule)).not.toContain(rule);
  });
});
