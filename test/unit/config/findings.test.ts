/** The findings of the rules about a configuration, release by release, and their places. */

import { describe, expect, it } from "vitest";
import { applied, ConfigDocument, type ConfigOptions, configRules } from "../../../core/lint/config/index.ts";
import { releases } from "../../../core/manager/index.ts";
import { COMMAND, documentOf, findingsIn, keyRequest, marked, releaseOf, wodle } from "./support.ts";

/** Rule, release, configuration with the finding's place between « and », and words of the message. */
type Case = readonly [rule: string, release: string, text: string, words: string | RegExp];

const AUTH_STOPS = /does not start/;

const cases: readonly Case[] = [
  // The file.
  ["config-not-xml", "4.14", "<ossec_config>\n  «<auth»>\n</ossec_config>\n", "<auth> is not closed before"],
  ["config-not-xml", "4.14", "«<ossec_config»>\n", "<ossec_config> is not closed"],
  ["config-not-xml", "4.14", "<ossec_config>\n«<!»-- never ends\n</ossec_config>\n", "comment is not closed"],
  ["config-not-xml", "4.14", keyRequest("«<exec_path»>/opt/poll.py \\</exec_path>"), "A backslash before <"],
  ["config-not-ossec", "4.14", "«<agent_config»>\n</agent_config>\n", "(1230)"],
  ["config-not-ossec", "4.14", "«# nothing here»\n", "no <ossec_config>"],
  ["markup-refused", "4.14", `«<?xml version="1.0"?>»\n${keyRequest(COMMAND)}`, "does not know <?…?>"],
  ["markup-refused", "4.14", keyRequest(`${COMMAND}\n<timeout>60«</timeout >»`), "Remove the blank before"],
  ["markup-refused", "4.14", keyRequest(`«<![CDATA[ x ]]>\n<!-- y -->»${COMMAND}`), "start of a comment"],

  // What another release accepts.
  ["wrong-root", "5.0", "«<ossec_config»>\n</ossec_config>\n", "requires <wazuh_config>"],
  ["element-refused", "5.0", five("«<ruleset»><a>b</a></ruleset>"), "no daemon that reads this file starts"],
  ["element-refused", "5.0", five("«<global»></global>"), "an empty <global>"],
  ["element-refused", "5.0", five("<global>«<logall»>no</logall></global>"), "wazuh-manager-monitord do not"],
  ["element-refused", "5.0", five("<remote>«<connection»>secure</connection></remote>"), /start\.$/],
  ["element-refused", "5.0", five("<remote>«<port»>1514</port></remote>"), "Move it into <legacy>"],
  ["element-refused", "5.0", five("<remote><Legacy>«<threads»>1</threads></Legacy></remote>"), "<legacy>"],
  ["element-refused", "5.0", five("<remote><https>«<enabled»>yes</enabled></https></remote>"), "<https>"],
  [
    "element-refused",
    "5.0",
    five("<auth>«<limit_maxagents»>yes</limit_maxagents></auth>"),
    "-authd does not",
  ],
  ["element-refused", "5.1", five("<auth>«<legacy_enrollment»>no</legacy_enrollment></auth>"), "is unknown"],
  ["bad-ciphers", "5.0", five("<auth><ciphers>«HIGH:!ADH»</ciphers></auth>"), "suite 'HIGH'"],
  ["bad-ciphers", "5.1", five("<auth><ciphers>«:»</ciphers></auth>"), /start\.$/],

  // The blocks.
  ["polling-removed", "5.0", keyRequest(COMMAND).replace("<key_request>", "«<key_request>»"), "(1230)"],
  ["polling-removed", "5.0", wodle(COMMAND).replace(/<wodle.*>/, "«$&»"), "Unknown module"],
  ["key-request-too-new", "4.3", keyRequest(COMMAND).replace("<key_request>", "«<key_request>»"), AUTH_STOPS],
  ["wodle-deprecated", "4.4", wodle(COMMAND).replace(/<wodle.*>/, "«$&»"), "still reads this block"],
  [
    "block-ignored",
    "4.14",
    `<ossec_config><auth><key_request>${COMMAND}<enabled>yes</enabled></key_request></auth>«<wodle name="agent-key-polling"><timeout>0</timeout></wodle>»</ossec_config>`,
    ": the manager uses the <key_request>",
  ],
  [
    "block-ignored",
    "4.14",
    `<ossec_config>«<wodle name="agent-key-polling">${COMMAND}</wodle>»<auth><key_request><enabled>yes</enabled></key_request></auth></ossec_config>`,
    "Only its <exec_path> still counts",
  ],
  [
    "block-ignored",
    "4.3",
    `<ossec_config><auth/>«<wodle name="agent-key-polling">${COMMAND}</wodle>»<wodle name="agent-key-polling">${COMMAND}</wodle></ossec_config>`,
    "has no effect",
  ],
  [
    "key-request-empty",
    "4.14",
    "<ossec_config><auth>«<key_request/>»</auth></ossec_config>",
    "nothing is polled",
  ],
  [
    "enabled-not-said",
    "4.14",
    `<ossec_config><auth>«<key_request>»${COMMAND}</key_request></auth></ossec_config>`,
    "switches it on",
  ],
  [
    "block-misplaced",
    "3.8",
    `<ossec_config><wodle name="«key-request»"><script>/a</script></wodle></ossec_config>`,
    "Unknown module",
  ],
  [
    "block-misplaced",
    "4.14",
    `<ossec_config>«<key_request»><enabled>yes</enabled></key_request></ossec_config>`,
    "no daemon that reads this file starts",
  ],
  [
    "block-misplaced",
    "4.14",
    `<ossec_config><auth>«<key-request»><enabled>yes</enabled></key-request></auth></ossec_config>`,
    "wazuh-authd does not start",
  ],
  [
    "auth-off",
    "4.14",
    keyRequest(COMMAND).replace(">no<", ">«yes»<").replace("»</enabled", "</enabled"),
    "nothing is polled",
  ],
  [
    "auth-off",
    "4.14",
    `<ossec_config>«<wodle name="agent-key-polling">»${COMMAND}</wodle></ossec_config>`,
    "no <auth>: wazuh-authd ends at once",
  ],
  [
    "auth-off",
    "4.3",
    `<ossec_config>«<wodle name="agent-key-polling">»${COMMAND}</wodle></ossec_config>`,
    "no answer can be registered",
  ],
  [
    "polling-on-agent",
    "4.3",
    `<ossec_config><client><server><address>a</address></server></client><auth/>«<wodle name="agent-key-polling">»${COMMAND}</wodle></ossec_config>`,
    "Only a manager polls",
  ],

  // Refused values.
  ["bad-enabled", "4.14", keyRequest("").replace(">yes<", ">«Yes»<"), "so polling is on"],
  ["bad-enabled", "4.3", wodle(`${COMMAND}<enabled>« yes »</enabled>`), "wazuh-modulesd does not start"],
  ["bad-enabled", "4.3", wodle(`${COMMAND}<force_insert>«1»</force_insert>`), "'force_insert'"],
  ["bad-number", "4.14", keyRequest(`${COMMAND}<timeout>«none»</timeout>`), "blocks its thread forever"],
  ["bad-number", "4.14", keyRequest(`${COMMAND}<threads>«100»</threads>`), "it starts 100 threads"],
  ["bad-number", "4.14", keyRequest(`${COMMAND}<threads>«0»</threads>`), "every request waits forever"],
  [
    "bad-number",
    "4.14",
    keyRequest(`${COMMAND}<queue_size>«0»</queue_size>`),
    "crashes at the first request",
  ],
  ["bad-number", "4.14", keyRequest(`${COMMAND}<timeout>«0x3c»</timeout>`), "Invalid interval"],
  ["bad-number", "4.14", keyRequest(`${COMMAND}«<timeout/>»`), "Invalid interval"],
  ["bad-number", "4.14", wodle(`${COMMAND}<timeout>«0»</timeout>`), "wazuh-authd does not start"],
  [
    "bad-number",
    "4.3",
    wodle(`${COMMAND}<queue_size>«220001»</queue_size>`),
    "Invalid queue size at module 'agent-key-polling'",
  ],
  ["bad-path", "4.14", keyRequest("<exec_path>« /opt/poll.py»</exec_path>"), '"(null)"'],
  ["bad-path", "4.14", keyRequest("«<exec_path></exec_path>»"), "is empty"],
  ["bad-path", "4.14", keyRequest("<socket>« /a.sock»</socket>"), "Invalid socket path"],
  ["bad-path", "3.8", wodle(`<exec_path>«/${"a".repeat(4095)}»</exec_path>`), "Max path length is 4096"],

  // Options.
  ["unknown-option", "4.14", keyRequest(`${COMMAND}«<script»>/a</script>`), "Did you mean <exec_path>?"],
  ["repeated-option", "4.14", keyRequest(`«<exec_path>/a</exec_path>»${COMMAND}`), "the last one counts"],
  [
    "option-not-read",
    "4.14",
    keyRequest(`<timeout>x</timeout>«${COMMAND}»`),
    "stops at the value of <timeout>",
  ],
  ["force-insert-ignored", "4.14", keyRequest(`${COMMAND}«<force_insert»>yes</force_insert>`), "is ignored"],
  ["no-program", "4.14", keyRequest("").replace("<key_request>", "«<key_request>»"), '"(null)"'],
  ["no-program", "4.3", wodle("«<exec_path></exec_path>»"), "the system's own program id"],

  // Numbers with another meaning.
  ["number-misread", "4.14", keyRequest(`${COMMAND}<timeout>«1m»</timeout>`), 'reads "1m" as 1 second'],
  ["number-misread", "4.14", keyRequest(`${COMMAND}<timeout>«1h30»</timeout>`), "knows no units"],
  [
    "number-misread",
    "4.14",
    inAuth("<port>«70000»</port>"),
    'reads "70000" as port 4464: a port has 16 bits',
  ],
  ["number-misread", "3.8", inAuth("<port>«1,515»</port>"), "as port 1: it stops at the first character"],
  ["number-misread", "5.0", inAuth("<port>«-1»</port>"), "as port 65535"],
  ["number-misread", "3.8", wodle(`${COMMAND}<timeout>«010»</timeout>`), "as 8 seconds"],
  ["number-misread", "4.14", keyRequest(`${COMMAND}<queue_size>«1,000»</queue_size>`), "not a digit"],
  ["number-with-text", "4.14", keyRequest(`${COMMAND}<timeout>«60s»</timeout>`), 'ignores "s"'],
  ["timeout-too-long", "4.14", keyRequest(`${COMMAND}<timeout>«-5»</timeout>`), "4294967291 seconds"],
  ["queue-of-one", "3.13", wodle(`${COMMAND}<queue_size>«1»</queue_size>`), "discards every request"],

  // The command line.
  ["value-not-trimmed", "4.14", keyRequest("<exec_path>«\n  /opt/poll.py\n»</exec_path>"), "does not trim"],
  [
    "value-not-trimmed",
    "4.3",
    wodle("<exec_path>«/opt/poll.py\n»</exec_path>"),
    'the program is "/opt/poll.py\\n" "id" "001"',
  ],
  [
    "entity-not-decoded",
    "4.14",
    keyRequest("<exec_path>/opt/«&quot;»my poll.py&quot;</exec_path>"),
    "6 characters",
  ],
  ["exec-path-blanks", "3.13", wodle("<exec_path>/a«  »b</exec_path>"), "empty argument"],
  ["exec-path-blanks", "3.8", wodle("<exec_path>« »/a</exec_path>"), "nothing can be started"],
  ["exec-path-quotes", "3.13", wodle('<exec_path>«"/opt/my poll.py"»</exec_path>'), "stay in the word"],
  ["exec-path-quotes", "3.13", wodle('<exec_path>«"/opt/my poll.py»</exec_path>'), "before it runs anything"],
  [
    "exec-path-quotes",
    "4.14",
    keyRequest('<exec_path>/opt/poll.py «"a»</exec_path>'),
    "become part of the quoted text",
  ],
  ["exec-path-shell-syntax", "4.14", keyRequest("<exec_path>/a.py «2>>»/tmp/log</exec_path>"), "`2>>`"],
  ["exec-path-shell-syntax", "4.14", keyRequest("<exec_path>«'»/opt/my poll.py'</exec_path>"), "No shell"],
  [
    "exec-path-shell-syntax",
    "4.14",
    keyRequest("<exec_path>«~/»poll.py $HOME</exec_path>"),
    "`~/` and `$HOME`",
  ],
  ["exec-path-shell-syntax", "4.14", keyRequest("<exec_path>/a.py «|» tee & x</exec_path>"), "`|`"],
  ["socket-path-cut", "4.14", keyRequest(`<socket>«/${"s".repeat(107)}»</socket>`), "first 107 bytes"],
  ["exec-path-no-fallback", "4.3", wodle("<socket>/s</socket><exec_path>«/a»</exec_path>"), "not a fallback"],

  // Elements that 3.8 to 4.14 do not accept.
  [
    "element-refused",
    "4.14",
    "<ossec_config>«<bogus»>1</bogus></ossec_config>",
    "no daemon that reads this file",
  ],
  [
    "element-refused",
    "4.14",
    "<ossec_config>«<Global»><a/></Global></ossec_config>",
    "no element <Global> here",
  ],
  [
    "element-refused",
    "4.14",
    "<ossec_config>«<remote»/></ossec_config>",
    "does not accept an empty <remote>",
  ],
  [
    "element-refused",
    "4.14",
    "<ossec_config>«<labels»/></ossec_config>",
    "does not accept an empty <labels>",
  ],
  ["element-refused", "4.14", inAuth("«<bogus»>1</bogus>"), "and wazuh-authd does not start"],
  ["element-refused", "4.2", inAuth("«<force»><enabled>no</enabled></force>"), "no element <force>"],
  [
    "element-refused",
    "4.1",
    inAuth("«<remote_enrollment»>x</remote_enrollment>"),
    "wazuh-authd does not start",
  ],
  ["element-refused", "4.4", inAuth("«<agents»/>"), "no element <agents> in <auth>"],
  ["element-refused", "3.12", "<ossec_config>«<gcp-pubsub»/></ossec_config>", "no element <gcp-pubsub> here"],

  // Values in <auth>.
  ["bad-auth", "4.14", inAuth("<port>«abc»</port>"), /\(1235\): Invalid value for element 'port': abc\./],
  ["bad-auth", "4.14", inAuth("<port>«0»</port>"), "a number from 1 to 65535"],
  ["bad-auth", "4.14", inAuth("<port>«65536»</port>"), "a number from 1 to 65535"],
  [
    "bad-auth",
    "3.8",
    inAuth("<use_password>«1»</use_password>"),
    "wazuh-authd does not start. It requires yes or no",
  ],
  ["bad-auth", "4.14", inAuth("<use_source_ip>«No»</use_source_ip>"), "yes or no"],
  ["bad-auth", "4.14", inAuth("«<purge></purge>»"), "yes or no"],
  ["bad-auth", "4.14", inAuth("<ssl_verify_host>«true»</ssl_verify_host>"), "yes or no"],
  ["bad-auth", "4.14", inAuth("<ssl_auto_negotiate>«off»</ssl_auto_negotiate>"), "yes or no"],
  ["bad-auth", "4.2", inAuth("<remote_enrollment>«on»</remote_enrollment>"), "yes or no"],
  ["bad-auth", "4.4", inAuth("<ipv6>«1»</ipv6>"), "yes or no"],
  ["bad-auth", "4.0", inAuth("<limit_maxagents>«0»</limit_maxagents>"), "yes or no"],
  [
    "bad-auth",
    "4.14",
    "<ossec_config><auth><disabled>«maybe»</disabled></auth><auth/></ossec_config>",
    "yes or no",
  ],
  [
    "bad-auth",
    "5.0",
    five("<auth><legacy_enrollment>«1»</legacy_enrollment></auth>"),
    "wazuh-manager-authd does",
  ],

  // Force options.
  ["bad-force", "3.8", inAuth("<force_time>«1h»</force_time>"), "a number of seconds"],
  ["bad-force", "4.2", inAuth("<force_insert>«1»</force_insert>"), "(1235)"],
  ["bad-force", "4.14", inAuth("<force_time>«-1»</force_time>"), "'force_time': -1."],
  ["bad-force", "4.14", inAuth("<force_time>«4294967295»</force_time>"), "a number of seconds"],
  ["bad-force", "4.3", inAuth("<force><enabled>«1»</enabled></force>"), "wazuh-authd does not start"],
  [
    "bad-force",
    "4.14",
    "<ossec_config><auth><force><enabled>«1»</enabled></force></auth><auth/></ossec_config>",
    "wazuh-authd does not start",
  ],
  ["bad-force", "4.14", force("<enabled>«maybe»</enabled>"), "(1235)"],
  ["bad-force", "4.14", force("«<disconnected_time»>1h</disconnected_time>"), "Empty attribute"],
  [
    "bad-force",
    "4.14",
    force('<disconnected_time enabled="yes">«1 h»</disconnected_time>'),
    "Invalid interval",
  ],
  [
    "bad-force",
    "4.14",
    force('«<disconnected_time» enabled="1">1h</disconnected_time>'),
    "(2122): Invalid value for attribute: 'enabled'",
  ],
  [
    "bad-force",
    "4.14",
    force('«<disconnected_time» on="yes">1h</disconnected_time>'),
    "(1233): Invalid attribute 'on' in the configuration: 'disconnected_time'",
  ],
  ["bad-force", "4.14", force("<after_registration_time>«1w»</after_registration_time>"), "d, h, m or s"],
  ["bad-force", "4.14", force("«<force_time»>1</force_time>"), "(1230)"],
  [
    "legacy-force",
    "4.4",
    keyRequest(COMMAND).replace("<key_request>", "«<force_insert»>no</force_insert>\n<key_request>"),
    "overrides",
  ],
  [
    "legacy-force",
    "4.14",
    keyRequest(COMMAND).replace("<key_request>", "«<force_time»>0</force_time>\n<key_request>"),
    "<disconnected_time>",
  ],
];

/** A file of 5.x. */
function five(inner: string): string {
  return `<wazuh_config>\n  ${inner}\n</wazuh_config>\n`;
}

/** In `<auth>`, without key polling. */
function inAuth(inner: string): string {
  return `<ossec_config>\n  <auth>\n    ${inner}\n  </auth>\n</ossec_config>\n`;
}

function force(inner: string): string {
  return keyRequest(COMMAND).replace("<key_request>", `<force>${inner}</force>\n    <key_request>`);
}

describe("a finding", () => {
  for (const [rule, release, source, words] of cases) {
    const { text, start, end } = marked(source);
    it(`${rule} on ${release}: ${source.slice(Math.max(0, start - 30), start + 50).replace(/\s+/g, " ")}`, () => {
      const found = findingsIn(text, release).filter((finding) => finding.rule === rule);
      expect(found.map((finding) => text.slice(finding.start, finding.end))).toEqual([
        text.slice(start, end),
      ]);
      expect(found[0]?.start).toBe(start);
      expect(found[0]?.message).toMatch(words);
    });
  }

  it("is tested for every rule except the one that needs a file system", () => {
    const tested = new Set(cases.map(([rule]) => rule));
    const missing = configRules.map(({ code }) => code).filter((code) => !tested.has(code));
    expect(missing).toEqual(["program-cannot-run"]);
  });
});

/** The elements of the file that 5.0 installs, some of them with other values. */
const installed5_0 = `<wazuh_config>
  <global>
    <agents_disconnection_time>20m</agents_disconnection_time>
    <agents_disconnection_alert_time>0</agents_disconnection_alert_time>
  </global>
  <logging><log_format>json</log_format></logging>
  <remote>
    <https>
      <port>1517</port>
      <bind_addr>0.0.0.0</bind_addr>
      <certificate>etc/certs/remoted.pem</certificate>
      <key>etc/certs/remoted-key.pem</key>
    </https>
    <legacy>
      <enabled>yes</enabled>
      <port>1514</port>
      <protocol>tcp</protocol>
      <local_ip>0.0.0.0</local_ip>
    </legacy>
    <agents><allow_higher_versions>no</allow_higher_versions></agents>
  </remote>
  <auth>
    <disabled>no</disabled>
    <port>1515</port>
    <use_source_ip>no</use_source_ip>
    <purge>yes</purge>
    <use_password>yes</use_password>
    <ssl_verify_host>no</ssl_verify_host>
    <ssl_manager_cert>etc/certs/remoted.pem</ssl_manager_cert>
    <ssl_manager_key>etc/certs/remoted-key.pem</ssl_manager_key>
  </auth>
</wazuh_config>
`;

describe("an option that the release does not accept", () => {
  it.each([
    ["4.1", inAuth("<remote_enrollment>x</remote_enrollment>")],
    ["4.3", inAuth("<ipv6>x</ipv6>")],
    ["5.0", five("<auth><ssl_auto_negotiate>x</ssl_auto_negotiate></auth>")],
    ["5.0", five("<auth><force_insert>x</force_insert></auth>")],
  ])("is reported once, without its value, on %s: %s", (release, text) => {
    expect(findingsIn(text, release).map(({ rule }) => rule)).toEqual(["element-refused"]);
  });
});

describe("no finding", () => {
  const sound: readonly (readonly [title: string, release: string, text: string])[] = [
    ["for a block of 4.14", "4.14", keyRequest(`${COMMAND}<timeout>30</timeout><threads>4</threads>`)],
    ["for a block of 4.3", "4.3", wodle(`${COMMAND}<timeout>30</timeout><force_insert>no</force_insert>`)],
    ["for a file without a block", "4.14", "<ossec_config><logging/></ossec_config>"],
    ["for the largest port", "4.14", inAuth("<port>65535</port>")],
    ["for text after a port", "4.14", inAuth("<port>1515 # enrolment</port>")],
    ["for ipv6 in any case", "4.14", inAuth("<ipv6>YES</ipv6>")],
    ["for options whose value is not read", "4.14", inAuth("<limit_maxagents>0</limit_maxagents>")],
    ["for a force_time that is not read", "4.3", inAuth("<force_time>-1</force_time>")],
    ["for a negative force_time of 3.8", "3.8", inAuth("<force_time>-1</force_time>")],
    ["for paths and ciphers", "4.14", inAuth("<ciphers></ciphers><ssl_agent_ca>/a b</ssl_agent_ca>")],
    ["for two roots", "4.14", `<ossec_config></ossec_config>\n${keyRequest(COMMAND)}`],
    ["for a comment with two hyphens", "4.14", keyRequest(`<!-- a -- b -->${COMMAND}`)],
    ["for an ampersand", "4.14", keyRequest('<exec_path>/a.py "x&y"</exec_path>')],
    [
      "for a shell that is called as one",
      "4.14",
      keyRequest('<exec_path>bash -c "/a.py $0 $1 2>/dev/null"</exec_path>'),
    ],
    ["for quotes from 4.2 on", "4.3", wodle('<exec_path>"/opt/my poll.py" "a b"</exec_path>')],
    ["for two blanks from 4.2 on", "4.14", keyRequest("<exec_path>/a.py  x</exec_path>")],
    // The manager's reader accepts any white space after a name or an attribute, and a / right after it.
    ["for a line break after a name", "4.14", keyRequest("<exec_path\n>/a</exec_path>")],
    ["for a tab after a name", "3.8", wodle(`${COMMAND}<timeout\t>60</timeout>`)],
    ["for no blank before />", "4.14", '<ossec_config><wodle name="open-scap" path="a.xml"/></ossec_config>'],
    [
      "for a carriage return after an attribute",
      "4.14",
      force('<enabled>no</enabled><disconnected_time enabled="no"\r\n>0</disconnected_time>'),
    ],
    ["for blanks around a number", "4.14", keyRequest(`${COMMAND}<timeout> 60\n</timeout>`)],
    ["for 0x3c in 3.8", "3.8", wodle(`${COMMAND}<timeout>0x3c</timeout>`)],
    [
      "for what is commented out",
      "4.14",
      "<ossec_config><!-- <wodle name='agent-key-polling'/> --></ossec_config>",
    ],
    [
      "for force options",
      "4.14",
      force('<enabled>no</enabled><disconnected_time enabled="no">0</disconnected_time>'),
    ],
    ["for what 5.0 installs", "5.0", installed5_0],
    ["for a file of 5.x where 4.14 is set", "4.14", installed5_0],
    ["for the sections that 5.0 skips", "5.0", five("<syscheck/><localfile><a/></localfile><wodle/>")],
    ["for names of 5.0 in capital letters", "5.0", five("<remote><HTTPS><Port>1517</Port></HTTPS></remote>")],
    ["for suites of TLS 1.3", "5.0", five("<auth><ciphers>TLS_AES_128_GCM_SHA256</ciphers></auth>")],
    ["for the largest queue", "4.14", keyRequest(`${COMMAND}<queue_size>220000</queue_size>`)],
  ];
  it.each(sound)("%s", (_title, release, text) => {
    expect(findingsIn(text, release)).toEqual([]);
  });
});

describe("a file that is compared with another release than its own", () => {
  const codes = (
    text: string,
    options: Omit<ConfigOptions, "release">,
    release = "4.14",
  ): readonly string[] =>
    new ConfigDocument(text, { release: releaseOf(release), ...options })
      .findings()
      .findings.map(({ rule }) => rule);

  it("is rejected for the requested release", () => {
    const document = new ConfigDocument(installed5_0, { release: releaseOf("4.14"), isAsked: true });
    expect(document.findings().findings.map(({ rule }) => rule)).toEqual(["wrong-root"]);
    expect(document.reading).toMatchObject({ idle: "daemon-stops" });
    expect(new ConfigDocument(installed5_0, { release: releaseOf("4.14") }).release.id).toBe("5.0");
  });

  it("has what 5.0 rejects if an upgrade to it is planned", () => {
    const text = keyRequest(COMMAND).replace("<auth>", "<alerts><a>1</a></alerts>\n<auth>");
    expect(codes(text, {})).toEqual([]);
    expect(codes(text, { upgradeTo: releaseOf("5.0") })).toEqual([
      "wrong-root",
      "element-refused",
      "polling-removed",
    ]);
    expect(codes(text, { upgradeTo: releaseOf("4.14") }, "4.4")).toEqual([]);
  });

  it("is a file of 5.x once its root has been renamed", () => {
    const text = "<ossec_config>\n  <auth/>\n</ossec_config>\n";
    const [finding] = findingsIn(text, "5.0");
    const renamed = applied(text, finding?.fixes[0]?.edits ?? []);
    expect(renamed).toBe("<wazuh_config>\n  <auth/>\n</wazuh_config>\n");
    expect(findingsIn(renamed, "5.0")).toEqual([]);
  });
});

describe("findings", () => {
  it("are exactly one for a file that cannot be read", () => {
    const text = "<ossec_config><auth><key_request><timeout>0</timeout></auth></ossec_config>";
    expect(findingsIn(text).map(({ rule }) => rule)).toEqual(["config-not-xml"]);
  });

  it("never show a password", () => {
    const text = keyRequest("<exec_path>\n/a.py --password=hunter22hunter</exec_path>");
    for (const release of releases) {
      const shown = JSON.stringify(findingsIn(text, release.id).map(({ message }) => message));
      expect(shown).not.toContain("hunter22hunter");
    }
  });

  it("use the configured severities", () => {
    const document = documentOf(keyRequest(`${COMMAND}<queue_size>1</queue_size>`));
    const severities = (set: Parameters<typeof document.findings>[0]): readonly string[] =>
      document.findings(set).findings.map(({ severity }) => severity);
    expect(severities({})).toEqual(["error"]);
    expect(severities({ "queue-of-one": "hint" })).toEqual(["hint"]);
    expect(severities({ "queue-of-one": "off" })).toEqual([]);
  });
});
