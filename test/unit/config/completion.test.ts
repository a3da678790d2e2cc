/** What can be written at a place of a configuration that is being written, release by release. */

import { describe, expect, it } from "vitest";
import { type ConfigProposal, configProposals } from "../../../core/lint/config/completion.ts";
import { elementFate, elementList, refusedCipher } from "../../../core/lint/config/elements.ts";
import { keyRequest, releaseOf, wodle } from "./support.ts";

/** The proposals at the `|` of a text. */
function at(text: string, version = "4.14"): readonly ConfigProposal[] {
  return configProposals(text.replace("|", ""), text.indexOf("|"), releaseOf(version));
}

const labels = (text: string, version?: string): string[] => at(text, version).map(({ label }) => label);

/** The text with the proposal of this name in it, in snippet syntax. */
function written(text: string, label: string, version?: string): string {
  const plain = text.replace("|", "");
  const found = at(text, version).find((each) => each.label === label);
  if (found === undefined) throw new Error(`${label} is not offered`);
  return plain.slice(0, found.start) + found.snippet + plain.slice(found.end);
}

const root = (inner: string): string => `<ossec_config>${inner}</ossec_config>`;
const auth = (inner: string): string => root(`<auth>${inner}</auth>`);
const five = (inner: string): string => `<wazuh_config>${inner}`;

/** The options of `<auth>` that all releases have. */
const ssl = [
  "ciphers",
  "port",
  "purge",
  "ssl_agent_ca",
  "ssl_auto_negotiate",
  "ssl_manager_cert",
  "ssl_manager_key",
  "ssl_verify_host",
  "use_password",
  "use_source_ip",
];

/** The same of 4.14. */
const more = [...ssl, "remote_enrollment", "ipv6"];

describe("the elements at a place", () => {
  const polling = ["exec_path", "socket", "timeout", "threads", "queue_size"];
  const force = ["enabled", "key_mismatch", "disconnected_time", "after_registration_time"];

  it.each([
    ["4.14", "|", ["ossec_config"]],
    ["5.0", "|", ["wazuh_config"]],
    ["4.14", root("\n|"), ["auth"]],
    ["4.3", root("\n|"), ["auth", 'wodle name="agent-key-polling"']],
    ["4.14", "<other>\n|", []],
    ["4.14", auth("\n|"), ["key_request", "force", "disabled", ...more]],
    ["4.3", auth("\n|"), ["force", "disabled", ...ssl, "remote_enrollment"]],
    [
      "4.2",
      auth("\n|"),
      ["disabled", "ciphers", "force_insert", "force_time", ...ssl.slice(1), "remote_enrollment"],
    ],
    [
      "4.0",
      auth("\n|<port/>").replace("/>", "></port>"),
      ["disabled", "ciphers", "force_insert", "force_time", "limit_maxagents", ...ssl.slice(2)],
    ],
    ["4.14", auth("<force></force>\n|<disabled>no</disabled>"), ["key_request", ...more]],
    ["4.14", keyRequest("|"), polling],
    ["4.3", wodle("|"), ["enabled", ...polling, "force_insert"]],
    // From 4.4 on force_insert has no effect.
    ["4.14", wodle("|"), ["enabled", ...polling]],
    ["4.14", root('<wodle name="syscollector">\n|</wodle>'), []],
    ["4.14", root("<global>\n|</global>"), []],
    ["4.14", root("<global><key_request>\n|"), []],
    ["4.14", auth("<force>\n|</force>"), force],
    ["4.2", auth("<force>\n|</force>"), []],
    ["5.0", five("<remote>\n|"), ["agents", "https", "legacy"]],
    [
      "5.0",
      five("<remote><legacy>\n|"),
      [
        "connection_overtake_time",
        "enabled",
        "ipv6",
        "local_ip",
        "port",
        "protocol",
        "queue_size",
        "rids_closing_time",
      ],
    ],
    // The root says that the file is for 5.x, whatever release is set.
    ["4.14", five("<global>\n|"), ["agents_disconnection_alert_time", "agents_disconnection_time"]],
    ["5.0", five("<cluster>\n|"), []],
  ])("of %s: %s", (version, text, expected) => {
    expect(labels(text, version)).toEqual(expected);
  });

  it("of 5.x are those of its release", () => {
    const [old, newer] = ["5.0", "5.1"].map((version) => labels(five("<auth>\n|"), version));
    expect(old).toContain("legacy_enrollment");
    expect(newer).toEqual(old?.filter((each) => each !== "legacy_enrollment"));
    expect(old).toEqual(old?.toSorted());
    expect(labels(five("\n|"), "5.0")).toEqual(expect.arrayContaining(["auth", "global", "remote", "wodle"]));
    expect(labels(five("\n|"), "5.0")).not.toContain("ruleset");
  });
});

describe("the values at a place", () => {
  it.each([
    [keyRequest("<timeout>|</timeout>"), ["60"]],
    [keyRequest("<threads>|"), ["1"]],
    [keyRequest("<queue_size>|"), ["1024"]],
    [wodle("<enabled>|"), ["yes", "no"]],
    [wodle("<force_insert>|"), ["yes", "no"]],
    [auth("<disabled>n|</disabled>"), ["yes", "no"]],
    [auth("<use_password>|"), ["yes", "no"]],
    [auth("<port>|"), ["1515"]],
    [auth("<ciphers>|"), []],
    [root("<global><port>|"), []],
    [auth("<force><enabled>|"), ["yes", "no"]],
    [auth("<force><key_mismatch>|"), ["yes", "no"]],
    [auth("<force><disconnected_time enabled='yes'>|"), ["1h"]],
    [auth("<force><after_registration_time>|</after_registration_time>"), ["1h"]],
    [root("<global><enabled>|"), []],
    [root('<wodle name="|">'), ["agent-key-polling"]],
    [root('<wodle id="|">'), []],
    [root('<localfile name="|">'), []],
    [auth(`<force><disconnected_time enabled="|"`), ["yes", "no"]],
    [auth(`<force><disconnected_time name="|"`), []],
    [auth(`<force><after_registration_time enabled="|"`), []],
  ])("%s", (text, expected) => {
    expect(labels(text)).toEqual(expected);
    expect(at(text).map(({ kind, snippet }) => [kind, snippet])).toEqual(
      expected.map((each) => ["value", each]),
    );
  });
});

describe("what is written", () => {
  it.each([
    ["|", "ossec_config", "<ossec_config>\n\t$0\n</ossec_config>", "4.14"],
    [root("\n<au|"), "auth", root("\n<auth>\n\t$0\n</auth>"), "4.14"],
    [
      "<ossec_config>\n|",
      'wodle name="agent-key-polling"',
      `<ossec_config>\n<wodle name="agent-key-polling">\n\t<enabled>\${1|yes,no|}</enabled>\n\t<exec_path>\${2}</exec_path>\n</wodle>$0`,
      "4.3",
    ],
    [
      "<ossec_config><auth>\n|",
      "key_request",
      `<ossec_config><auth>\n<key_request>\n\t<enabled>\${1|yes,no|}</enabled>\n\t<exec_path>\${2}</exec_path>\n</key_request>$0`,
      "4.14",
    ],
    [
      "<ossec_config><auth>\n|",
      "disabled",
      `<ossec_config><auth>\n<disabled>\${1|yes,no|}</disabled>$0`,
      "4.14",
    ],
    ["<ossec_config><auth>\n|", "force", "<ossec_config><auth>\n<force>\n\t$0\n</force>", "4.14"],
    [keyRequest("|"), "timeout", keyRequest(`<timeout>\${1:60}</timeout>$0`), "4.14"],
    [keyRequest("|"), "exec_path", keyRequest("<exec_path>$1</exec_path>$0"), "4.14"],
    [
      auth("<force>\n|"),
      "disconnected_time",
      auth(`<force>\n<disconnected_time enabled="\${1|yes,no|}">\${2:1h}</disconnected_time>$0`),
      "4.14",
    ],
    [
      auth("<force>\n|"),
      "after_registration_time",
      auth(`<force>\n<after_registration_time>\${1:1h}</after_registration_time>$0`),
      "4.14",
    ],
    [five("\n|"), "auth", five("\n<auth>\n\t$0\n</auth>"), "5.0"],
    [five("\n|"), "indexer", five("\n<indexer>$1</indexer>$0"), "5.0"],
    [five("<remote>\n|"), "legacy", five("<remote>\n<legacy>\n\t$0\n</legacy>"), "5.0"],
    // What is begun is replaced, and no more than that.
    [keyRequest("th|"), "threads", keyRequest(`<threads>\${1:1}</threads>$0`), "4.14"],
    [keyRequest("<th|re> x"), "threads", keyRequest(`<threads>\${1:1}</threads>$0 x`), "4.14"],
    [keyRequest("<threads>|9 <"), "1", keyRequest("<threads>1<"), "4.14"],
    [root("<wodle name='x|y'>"), "agent-key-polling", root("<wodle name='agent-key-polling'>"), "4.14"],
    [root("<wodle name='x|y\">"), "agent-key-polling", root("<wodle name='agent-key-pollingy\">"), "4.14"],
    [root('<wodle\tname = "|\n'), "agent-key-polling", root('<wodle\tname = "agent-key-polling\n'), "4.14"],
  ])("%s", (text, label, expected, version) => {
    expect(written(text, label, version)).toBe(expected);
  });

  it("says what it is", () => {
    const help = (text: string, label: string, version?: string): string | undefined =>
      at(text, version).find((each) => each.label === label)?.help;
    expect(help("|", "ossec_config")).toBe("Where a manager's configuration begins.");
    expect(help(root("\n|"), "auth")).toBe("The registration service, wazuh-authd.");
    expect(help(auth("\n|"), "disabled")).toBe(
      "Whether wazuh-authd is switched off. If it is, nothing is polled.",
    );
    const polling = "Key polling: the command that the manager runs to get the key of an unknown agent.";
    expect(help(auth("\n|"), "key_request")).toBe(polling);
    expect(help(root("\n|"), 'wodle name="agent-key-polling"', "4.3")).toBe(polling);
    expect(help(auth("\n|"), "force")).toMatch(/^Whether an agent is replaced by a new one with the same id/);
    expect(help(auth("<force>\n|"), "enabled")).toBe(
      "Whether an agent may be replaced at all. Default: `yes`.",
    );
    expect(help(keyRequest("|"), "threads")).toBe(
      "How many scripts run at the same time.\n\nDefault: `1`\n\nAccepted: 1 to 32.",
    );
    expect(help(keyRequest("<threads>|"), "1")).toBeUndefined();
  });
});

describe("nothing is offered", () => {
  it.each([
    ["in a comment", root("<!-- | -->")],
    ["in a comment that is not closed", root("<!-- \n|").replace("</ossec_config>", "")],
    ["between attributes", root("<wodle |")],
    ["after an attribute without a quote", root("<wodle name=|")],
    ["in a closing tag", root("<auth></au|")],
    ["on the line after an option that is not closed", keyRequest("<threads>\n|")],
    ["in a tag without a name", root('< name="|"')],
  ])("%s", (_title, text) => {
    expect(at(text)).toEqual([]);
  });
});

describe("the elements around a place", () => {
  it.each([
    // A closed element, one that closes itself, and an end without a beginning are not around it.
    [auth("<force><enabled>no</enabled></force>\n|"), ["key_request", "disabled", ...more]],
    [auth("<force/>\n|"), ["key_request", "disabled", ...more]],
    [auth("</force>\n|"), ["key_request", "force", "disabled", ...more]],
    // An element that was never closed ends with the one around it.
    ["<ossec_config><auth><force></auth>\n|", []],
    // Comments and what stands in them do not count.
    [auth("<!-- <force> -->\n|"), ["key_request", "force", "disabled", ...more]],
    // What is inside a later element is not beside the place, and what comes after the end neither.
    [auth("\n|<force><disabled>no</disabled></force>"), ["key_request", "disabled", ...more]],
    [auth("\n|</auth><auth><force></force>"), ["key_request", "force", "disabled", ...more]],
    [auth("\n|<x/><disabled>no</disabled>"), ["key_request", "force", ...more]],
  ])("%s", (text, expected) => {
    expect(labels(text).filter((each) => each !== "auth")).toEqual(expected);
  });
});

describe("the tables of 5.x", () => {
  const fate = (name: string, place: string, version = "5.0", children: readonly unknown[] = [1]) =>
    elementFate({ name, children }, place, releaseOf(version));

  it("accept what the readers of 5.0 know, some of it in any case", () => {
    expect(fate("Legacy", "remote")).toBe("accepted");
    expect(fate("PORT", "remote/legacy")).toBe("accepted");
    expect(fate("Queue_size", "remote/legacy")).toBe("refused");
    expect(fate("Port", "auth")).toBe("refused");
    expect(fate("AGENTS", "auth")).toBe("accepted");
    expect(fate("key_request", "auth")).toBe("refused");
    expect(fate("connection", "remote")).toBe("refused");
    expect(fate("anything", "cluster")).toBe("accepted");
    expect(fate("enabled", "remote/legacy", "5.1")).toBe("unknown");
    expect(fate("enabled", "remote/legacy")).toBe("accepted");
  });

  it("know which sections must have an element", () => {
    const empty = (elementList("", releaseOf("5.0"))?.names ?? []).filter(
      (name) => fate(name, "", "5.0", []) === "empty",
    );
    expect(empty).toEqual([
      "agent",
      "agent-upgrade",
      "anti_tampering",
      "client",
      "github",
      "global",
      "localfile",
      "ms-graph",
      "office365",
      "remote",
      "socket",
      "task-manager",
      "wdb",
    ]);
    expect(fate("remote", "x", "5.0", [])).toBe("accepted");
  });

  it.each([
    ["TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256", undefined],
    ["TLS_AES_128_CCM_SHA256::TLS_AES_128_CCM_8_SHA256:", undefined],
    ["TLS_AES_128_GCM_SHA256:HIGH", "HIGH"],
    ["::", ""],
    ["", ""],
  ])("reject of the ciphers '%s' this: %s", (value, refused) => {
    expect(refusedCipher(value)).toBe(refused);
  });
});
