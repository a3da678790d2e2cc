/** What the editor says about a block or an option of a configuration. */

import { describe, expect, it } from "vitest";
import { COMMAND, documentOf, keyRequest, wodle } from "./support.ts";

/** The hover at the first place of a word in a text, with the text that it is about. */
function hover(
  text: string,
  word: string,
  version?: string,
): { about: string; markdown: string } | undefined {
  const found = documentOf(text, version).hover(text.indexOf(word));
  return found && { about: text.slice(found.start, found.end), markdown: found.markdown };
}

const lines = (...all: readonly string[]): string => all.join("\n");
const auth = (force: string): string =>
  keyRequest(COMMAND).replace("    <key_request>", `    ${force}\n    <key_request>`);

describe("a block", () => {
  const rest = [
    "| `timeout` | 60 s (default) |",
    "| `threads` | 1 (default) |",
    "| `queue_size` | 1024 (default) |",
  ];

  it("has all that is in effect", () => {
    expect(hover(keyRequest(COMMAND), "<key_request>")).toEqual({
      about: "<key_request>",
      markdown: lines(
        "**Key polling** · `<key_request>` · Wazuh 4.14",
        "",
        "The manager polls, with:",
        "",
        "| option | in effect |",
        "|---|---|",
        "| `enabled` | yes |",
        "| `exec_path` | `/usr/bin/python3 /opt/poll.py` |",
        "| `socket` | none (default) |",
        ...rest,
        "| `force` | agents are replaced once disconnected for 3600 s and registered for 3600 s (default) |",
      ),
    });
  });

  it("names what else the polling daemon reads, which is not checked", () => {
    const text = wodle(COMMAND).replace("<auth>", '<sca/><wodle name="a`b"/><auth>');
    const { markdown = "" } = hover(text, '<wodle name="agent', "4.3") ?? {};
    expect(markdown.split("\n").at(-1)).toBe(
      'Not checked: `<sca>`, ``<wodle name="a`b">``. wazuh-modulesd reads them too, and does not start if one has an error.',
    );
  });

  it("has the options of old releases", () => {
    const text = wodle(
      "<exec_path>/a\n  b</exec_path><socket>/s</socket><enabled>no</enabled><threads>4</threads>",
    );
    expect(hover(text, "<wodle", "4.3")).toEqual({
      about: '<wodle name="agent-key-polling">',
      markdown: lines(
        '**Key polling** · `<wodle name="agent-key-polling">` · Wazuh 4.3',
        "",
        "Nothing is polled: enabled is no.",
        "",
        "| option | in effect |",
        "|---|---|",
        "| `enabled` | no |",
        "| `exec_path` | `/a b` |",
        "| `socket` | `/s` |",
        "| `timeout` | 60 s (default) |",
        "| `threads` | 4 |",
        "| `queue_size` | 1024 (default) |",
        "| `force_insert` | yes (default) |",
      ),
    });
  });

  it.each([
    ["Nothing is polled: wazuh-authd is switched off.", keyRequest(COMMAND).replace(">no<", ">yes<"), "4.14"],
    ["Nothing is polled: enabled is no.", keyRequest(COMMAND).replace("<enabled>yes", "<enabled>no"), "4.14"],
    [
      "Nothing is polled: the daemon does not start with this configuration.",
      wodle("<timeout>0</timeout>"),
      "4.3",
    ],
    ["This block has no effect in this release.", wodle(COMMAND), "5.0"],
    ["This block has no effect in this release.", keyRequest(COMMAND), "4.3"],
  ])("says why nothing is polled: %s", (sentence, text, version) => {
    expect(hover(text, text.includes("<wodle") ? "<wodle" : "<key_request>", version)?.markdown).toContain(
      `\n\n${sentence}`,
    );
  });

  it("shows no key", () => {
    const text = keyRequest("<exec_path>/p --password hunter2hunter2</exec_path>");
    expect(hover(text, "<key_request>")?.markdown).toContain("| `exec_path` | `/p --password ••••••••` |");
  });

  it("is recognised on its own tags only", () => {
    const text = keyRequest(COMMAND);
    expect(hover(text, "</key_request>")?.about).toBe("<key_request>");
    expect(hover(text, "\n      <exec_path>")).toBeUndefined();
    expect(hover(text, "<disabled>")).toBeUndefined();
    expect(hover(text, "<auth>")).toBeUndefined();
    expect(documentOf(text).hover(text.length)).toBeUndefined();
  });
});

describe("what is not checked", () => {
  it.each<readonly [inAuth: string, named: string | undefined, version?: string]>([
    ["<ciphers>x</ciphers>", "`<ciphers>`"],
    ["<ciphers>HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH</ciphers>", undefined],
    // The last value counts.
    ["<ciphers>x</ciphers><ciphers>HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH</ciphers>", undefined],
    ["<ssl_agent_ca>etc/ca.pem</ssl_agent_ca>", "`<ssl_agent_ca>`"],
    [
      "<ssl_manager_cert>a</ssl_manager_cert><ssl_manager_key>b</ssl_manager_key>",
      "`<ssl_manager_cert>`, `<ssl_manager_key>`",
    ],
    ["<ssl_manager_cert>etc/sslmanager.cert</ssl_manager_cert>", undefined],
    ["<ssl_manager_cert>/var/ossec/etc/sslmanager.cert</ssl_manager_cert>", undefined],
    ["<ssl_manager_key>etc/sslmanager.key</ssl_manager_key>", undefined],
    ["<ssl_manager_key>/var/ossec/etc/sslmanager.key</ssl_manager_key>", undefined],
    ["<ciphers>x</ciphers><remote_enrollment>no</remote_enrollment>", undefined],
    [
      "<ciphers>x</ciphers><remote_enrollment>no</remote_enrollment><remote_enrollment>yes</remote_enrollment>",
      "`<ciphers>`",
    ],
    // An earlier <auth> is replaced.
    ["<ciphers>x</ciphers></auth><auth>", undefined],
  ])("says what only OpenSSL can decide: %s", (inAuth, named, version = "4.14") => {
    const text = keyRequest(COMMAND).replace("<auth>", `<auth>${inAuth}`);
    const { markdown = "" } = hover(text, "<key_request>", version) ?? {};
    const said = markdown.split("\n").filter((line) => line.startsWith("Not checked"));
    const sentence = `Not checked: ${named}. wazuh-authd does not start if OpenSSL cannot use the value.`;
    expect(said).toEqual(named === undefined ? [] : [sentence]);
  });
});

const modulesd = "With a rejected value, `wazuh-modulesd` does not start.";
const authd = "With a rejected value, `wazuh-authd` does not start.";
const logged = "A rejected value is logged. The manager stops reading the block there, and";
const yesNo = "Accepted: `yes` or `no`, exactly.";
const accepted4096 = "Accepted: less than 4096 bytes.";

const told: Readonly<
  Record<string, { what: readonly string[]; notes: readonly (readonly [version: string, note: string])[] }>
> = {
  enabled: {
    what: [
      "Whether the manager polls for the keys of unknown agents.",
      "Default: `yes`. (The documentation of `<key_request>` says `no`; a block with any element in it is on anyway.)",
      yesNo,
    ],
    notes: [
      ["4.3", modulesd],
      ["4.14", authd],
      ["in auth", `${logged} polling is **on**.`],
    ],
  },
  exec_path: {
    what: [
      "The command that is run for every request, with `id` or `ip` and the value after it.",
      "Default: none",
      accepted4096,
    ],
    notes: [
      [
        "4.1",
        "No shell, no trimming, no entities. Split at every blank; quotes stay in the words (before 4.2).",
      ],
      ["4.3", 'No shell, no trimming, no entities. Split at blanks; `"` and `\\` protect them.'],
      [
        "4.14",
        `No shell, no trimming, no entities. Split at blanks; \`"\` and \`\\\` protect them. An empty value and one that begins with a blank are rejected. ${authd}`,
      ],
      [
        "in auth",
        `No shell, no trimming, no entities. Split at blanks; \`"\` and \`\\\` protect them. An empty value and one that begins with a blank are rejected. ${logged} there is no command.`,
      ],
    ],
  },
  socket: {
    what: [
      "A Unix socket of your own program, which answers instead of a script: it gets `id:001`, and answers in one piece.",
      "Default: none",
      "Accepted: less than 4096 bytes, of which 107 reach the system.",
    ],
    notes: [
      [
        "4.3",
        "With `<exec_path>` beside it, that command is started once as the daemon that opens the socket; there is no fallback.",
      ],
      ["in auth", "If the socket does not answer, `<exec_path>` is run instead."],
    ],
  },
  timeout: {
    what: [
      "Seconds until a script that is still running counts as failed.",
      "Default: `60`",
      "Accepted: 1 to 4294967294, without a unit: `1m` is 1 second; above 2147483647 every run times out at once.",
    ],
    notes: [
      ["3.8", modulesd],
      ["in auth", `${logged} there is no timeout at all.`],
    ],
  },
  threads: {
    what: ["How many scripts run at the same time.", "Default: `1`", "Accepted: 1 to 32."],
    notes: [
      ["4.4", authd],
      ["in auth", `${logged} that many threads are started, none for \`0\`.`],
    ],
  },
  queue_size: {
    what: [
      "How many requests may wait. The queue holds one fewer, so `1` discards all.",
      "Default: `1024`",
      "Accepted: 1 to 220000.",
    ],
    notes: [["in auth", `${logged} with \`0\` \`wazuh-authd\` crashes at the first request.`]],
  },
  force_insert: {
    what: [
      "Whether an agent that already has the id, address or name is replaced by the answer.",
      "Default: `yes`",
      yesNo,
    ],
    notes: [
      ["3.10", "Up to 3.10 `no` protects an equal id only."],
      ["3.11", "From 3.11 to 4.2 `no` protects no agent."],
      ["4.2", "From 3.11 to 4.2 `no` protects no agent."],
      ["4.3", ""],
      ["4.14", "From 4.4 on it is ignored with a warning: `<force>` in `<auth>` decides."],
      ["in auth", "From 4.4 on it is ignored with a warning: `<force>` in `<auth>` decides."],
    ],
  },
};

describe("an option", () => {
  const cases = Object.entries(told).flatMap(([name, { what, notes }]) =>
    notes.map(([version, note]) => [name, version, [...what, ...(note === "" ? [] : [note])]] as const),
  );

  it.each(cases)("%s is explained for %s", (name, version, expected) => {
    const option = `<${name}>yes</${name}>`;
    const inAuth = keyRequest(option).replace("<enabled>yes</enabled>", "");
    const text = version === "in auth" ? inAuth : wodle(option);
    const release = version === "in auth" ? "4.14" : version;
    const found = hover(text, option, release);
    const [heading, ...parts] = found?.markdown.split("\n\n") ?? [];
    expect(found?.about).toBe(option);
    expect(heading).toBe(`**${name}** · Wazuh ${release === "4.4" ? "4.4 to 4.5" : release}`);
    // What happens to this value comes last.
    expect(parts.slice(0, expected.length)).toEqual(expected);
  });

  it.each([
    ["<timeout>5m</timeout>", "Read here as **5**."],
    ["<threads>33</threads>", "This value is **rejected**."],
    ["<threads>x</threads><queue_size>5</queue_size>", "It is **not read** here.", "<queue_size>"],
    ["<timeout>5</timeout><timeout>6</timeout>", "The same option further down counts."],
  ])("%s: %s", (options, status, word = "<t") => {
    expect(hover(keyRequest(options), word)?.markdown.split("\n\n").at(-1)).toBe(status);
  });

  it.each(["<enabled>yes</enabled>", "<socket>/s</socket>", "<force_insert>no</force_insert>"])(
    "has no status if there is nothing to add: %s",
    (option) => {
      const text = keyRequest(option).replace("<enabled>yes</enabled>", "");
      expect(hover(text, option)?.markdown).not.toMatch(/\*\*(refused|not read)\*\*|Read here|further down/);
    },
  );

  it("is nothing to a block if it has another name", () => {
    expect(hover(keyRequest("<other>1</other>"), "<other>")).toBeUndefined();
  });
});

describe("the force options of <auth>", () => {
  it.each([
    ["", "agents are replaced once disconnected for 3600 s and registered for 3600 s"],
    [
      '<disconnected_time enabled="yes">2h</disconnected_time><after_registration_time>0</after_registration_time>',
      "agents are replaced once disconnected for 7200 s",
    ],
    [
      '<disconnected_time enabled="no">2h</disconnected_time><after_registration_time>5m</after_registration_time>',
      "agents are replaced once registered for 300 s",
    ],
    [
      '<disconnected_time enabled="no">2h</disconnected_time><after_registration_time>0</after_registration_time>',
      "agents are always replaced",
    ],
    ["<enabled>no</enabled>", "agents are never replaced"],
  ])("are shown in words: %s", (options, words) => {
    const text = auth(`<force>${options}<key_mismatch>yes</key_mismatch></force>`);
    expect(hover(text, "<force>")?.markdown.split("\n\n")).toEqual([
      "**force** · Wazuh 4.14",
      "Whether an agent is replaced by a new one with the same id, address or name. Without this block: if it has been disconnected for an hour and was registered at least an hour ago.",
      `In effect: ${words}.`,
    ]);
    expect(hover(text, "<key_request>")?.markdown).toContain(`| \`force\` | ${words} |`);
  });

  it.each([
    ["enabled", "Whether an agent may be replaced at all. Default: `yes`."],
    [
      "key_mismatch",
      "Without effect on key polling: a key request carries no hash of a key. Default: `yes`.",
    ],
    [
      "disconnected_time",
      'How long an agent must have been disconnected: a number with `d`, `h`, `m` or `s`. The attribute `enabled` is mandatory. Default: `enabled="yes"`, `1h`. An agent that never connected is replaced at once.',
    ],
    [
      "after_registration_time",
      "How long ago an agent must have been registered: a number with `d`, `h`, `m` or `s`. Default: `1h`.",
    ],
  ])("%s is explained", (name, help) => {
    const element = `<${name}></${name}>`;
    expect(hover(auth(`<force>${element}</force>`), element)).toEqual({
      about: element,
      markdown: `**force: ${name}** · Wazuh 4.14\n\n${help}`,
    });
  });

  it.each([
    ["4.14", auth("<force><constructor>1</constructor></force>"), "<constructor>"],
    ["4.14", auth("<other><enabled>1</enabled></other>"), "<enabled>1"],
    ["4.14", "<ossec_config><global><force></force></global></ossec_config>", "<force>"],
    ["4.14", auth("<key_mismatch>no</key_mismatch>"), "<key_mismatch>"],
    ["4.3", auth("<force></force>"), "<force>"],
  ])("are nothing elsewhere: %s %s", (version, text, word) => {
    expect(hover(text, word, version)).toBeUndefined();
  });
});
