/** `keypoll explain`: whole texts, and JSON. */

import { describe, expect, it } from "vitest";
import { keypoll } from "./keypoll.ts";

describe("the whole text", () => {
  it("of a rule with its page, whose examples stay as they are", async () => {
    expect(await keypoll(["explain", "queue-of-one"])).toEqual({
      code: 0,
      stderr: "",
      stdout: `queue-of-one  error  about ossec.conf
  Queue that holds nothing.
  more         https://github.com/keypoll/keypoll/blob/main/docs/rules/queue-of-one.md

\`<queue_size>\` is 1.

What the manager does

In every release the queue can hold one request less than its size. With size 1 it is always full: the manager never runs the script. It
discards each request and logs the debug line \`Request queue is full. Discarding request.\`

Example

Before, on a manager of 4.14:

<auth>
  <key_request>
    <enabled>yes</enabled>
    <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
    <queue_size>1</queue_size>
  </key_request>
</auth>

After:

<auth>
  <key_request>
    <enabled>yes</enabled>
    <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
    <queue_size>1024</queue_size>
  </key_request>
</auth>

What to do

Quick fix: *Write 1024, the default*, part of *Fix all that is safe to fix*.
`,
    });
  });

  it("of a message, with the names of its values", async () => {
    expect(await keypoll(["explain", "error-answer"])).toEqual({
      code: 0,
      stderr: "",
      stdout: `error-answer
  The script returned an error answer: it has no key for this agent. Nothing is registered, and the manager asks again at the agent's next message.
  3.8 to 4.3   wazuh-modulesd:agent-key-polling: DEBUG: Could not get a key from <selector> <value>. Error: '<message>'. — not written by default
  4.4 to 4.14  wazuh-authd: DEBUG: Could not get a key from <selector> <value>. Error: '<message>' — not written by default
  what to do   If the script should find the agent, check the script's source of data. The manager did nothing wrong.
`,
    });
  });

  it("of a message that any daemon may write", async () => {
    const { stdout } = await keypoll(["explain", "agent-query-failed"]);
    expect(stdout).toContain("\n  4.0 and newer any daemon: ERROR: Error querying Wazuh DB for agent ID.\n");
  });

  it("of a line of the log, with the values in it", async () => {
    const line = "2026/11/21 10:00:00 wazuh-authd: ERROR: (1237): Invalid ip address: '10.0.0.300'.";
    expect(await keypoll(["explain", "--log", line])).toEqual({
      code: 0,
      stderr: "",
      stdout: `invalid-ip
  The daemon cannot read an address and exits. The usual cause in client.keys is a blank in a name or an extra blank, which shifts the fields. Before 4.4 the registration daemon also exits on such an address in a poll script's answer.
  all releases wazuh-manager-authd: CRITICAL: (1237): Invalid ip address: '<address>'.
  address      10.0.0.300
  what to do   Find the line whose third field is the address shown, correct it, and start the manager again.
`,
    });
  });

  const noLine = "This line matches no message that Key Poll knows. It may still be about agents or keys.";
  const two =
    'keypoll explain needs exactly one thing to explain. Name one rule, as in "keypoll explain duplicate-id", or give one line of the log with --log "…".';
  it.each([
    [[], 2, two],
    [["duplicate-id", "--log", "a line"], 2, two],
    [["xyzzy"], 2, 'Nothing is called "xyzzy". Check the spelling.'],
    [
      ["QUEUE, of"],
      2,
      'Nothing is called "QUEUE, of". It may be one of these: queue-of-one, counter-queue, queue-full, wrong-queue-size, poller-lost.',
    ],
    [["--log", "xyzzy"], 1, `${noLine} Check the spelling.`],
    [
      ["--log", "the authentication key was not good"],
      1,
      `${noLine} It may be one of these: keys-not-found, password-written, wrong-key, reading-key-failed, keys-changed.`,
    ],
  ])("of the refusal of %j", async (words, code, message) => {
    const run = await keypoll(["explain", ...words]);
    expect(run).toEqual({ code, stdout: "", stderr: `keypoll: ${message}\n` });
  });

  it("does not suggest a name twice, and at most five", async () => {
    const { stderr } = await keypoll(["explain", "duplicate-ids"]);
    const [, names = ""] = /It may be one of these: (.*)\.\n$/.exec(stderr) ?? [];
    expect(names.split(", ")).toHaveLength(5);
    expect(names.split(", ")).not.toContain("duplicate-id");
  });

  it.each([
    ["member-not-string", "answers"],
    ["duplicate-id", "client.keys"],
    ["queue-of-one", "ossec.conf"],
    ["no-timeout", "scripts"],
  ])("says that %s is about %s, and leaves out the title of its page", async (code, about) => {
    const { stdout } = await keypoll(["explain", code]);
    const [first] = stdout.split("\n");
    expect(first).toMatch(new RegExp(`^${code} {2}(error|warning) {2}about ${about}$`));
    expect(stdout).not.toContain(`\`${code}\` ·`);
    expect(stdout).not.toMatch(/^##/m);
    expect(stdout).not.toContain("```");
    expect(stdout).not.toMatch(/\n\n$/);
  });
});

describe("an example on the page of a rule", () => {
  it("keeps its comments", async () => {
    const { stdout } = await keypoll(["explain", "comment-lost"]);
    expect(stdout).toContain("\n# web servers\n");
    const script = await keypoll(["explain", "answer-not-made"]);
    expect(script.stdout).toContain("\n# keypoll: poll script\n");
  });

  it("is not wrapped, and the text around it is", async () => {
    const { stdout } = await keypoll(["explain", "member-not-string"], { env: { COLUMNS: "60" } });
    expect(stdout).toContain(
      '\n{"error": 0, "data": {"id": 1, "name": "web-01", "ip": "any", "key": "5ebe2294ecd0e0f08eab7690d2a6ee69"}}\n',
    );
    expect(stdout).toContain("\nOne of `id`, `name`, `ip` and `key` is not a string. It may\n");
  });
});

describe("as JSON", () => {
  const json = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await keypoll(["explain", ...words, "--format", "json"]);
    return { code, stderr, report: JSON.parse(stdout) };
  };

  it("is a rule, and nothing else", async () => {
    const { code, stderr, report } = await json("queue-of-one");
    expect([code, stderr]).toEqual([0, ""]);
    expect(report).toEqual({
      tool: { name: "keypoll", version: expect.any(String) },
      command: "explain",
      query: "queue-of-one",
      rule: {
        code: "queue-of-one",
        about: "ossec.conf",
        severity: "error",
        title: "Queue that holds nothing",
        page: "https://github.com/keypoll/keypoll/blob/main/docs/rules/queue-of-one.md",
      },
      messages: [],
      similar: [],
    });
  });

  it("is the message of a line, or those that are similar to it", async () => {
    const known = await json("--log", "(1237): Invalid ip address: '10.0.0.300'.");
    expect(known.report).toMatchObject({ query: "(1237): Invalid ip address: '10.0.0.300'.", similar: [] });
    expect(known.report.messages.map(({ id }: { id: string }) => id)).toEqual(["invalid-ip"]);
    expect(known.report).not.toHaveProperty("rule");
    const unknown = await json("--log", "the authentication key was not good");
    expect(unknown).toMatchObject({ code: 1, report: { command: "explain", messages: [] } });
    expect(unknown.report.similar).toHaveLength(5);
    expect((await json("error-answer")).report).toMatchObject({ query: "error-answer", similar: [] });
  });
});
