/** Other editors, as their users have them: the texts of docs/editors.md, a file with problems, a fix. */

import { describe, expect, it } from "vitest";
import { isThere, type Task, visit } from "./drive.ts";
import { configurationOf } from "./page.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";

/** Characters beyond ASCII come before the problems, so that columns depend on how they are counted. */
const faultyKeys: Task = {
  file: "client.keys",
  text: `001 büro€😀 Any ${KEY}\n002 größe😀  10.0.0.2 ${OTHER_KEY}\n`,
  finding: "Two blanks",
  fix: "Use a single blank",
  log: {
    text: `2026/11/21 10:00:00 wazuh-remoted: WARNING: Agent key already in use: agent ID '002'
2026/11/21 10:00:01 wazuh-syscheckd: INFO: (6008): File integrity monitoring scan started.
2026/11/21 10:00:02 wazuh-remoted: WARNING: Agent key already in use: agent ID '002'
`,
    finding: "second connection",
  },
};

const faultyConfiguration: Task = {
  file: "ossec.conf",
  text: `<ossec_config>
  <auth>
    <disabled>no</disabled>
    <key_request><!-- für 😀 --><enabled>yes</enabled><exec_path>/opt/poll</exec_path><timeout>1m</timeout></key_request>
  </auth>
</ossec_config>
`,
  finding: "1m",
  fix: "Write 60",
};

const editors = [
  { heading: "Neovim 0.7 to 0.10", editor: "neovim", command: "nvim", unknown: "" },
  { heading: "Emacs with eglot", editor: "emacs", command: "emacs", unknown: "" },
  // lsp-mode 8 counts characters and does not say so.
  { heading: "Emacs with lsp-mode", editor: "emacs", command: "emacs", unknown: "😀" },
] as const;

describe.each(editors)("$heading", ({ heading, editor, command, unknown }) => {
  const here = isThere(command);
  const text = configurationOf(heading);
  const known = (task: Task): Task =>
    unknown === "" ? task : { ...task, text: task.text.replaceAll(unknown, "") };
  const keys = known(faultyKeys);
  const configuration = known(faultyConfiguration);

  it.skipIf(!here)("shows the problems of a client.keys and fixes them, and explains a log", async () => {
    const { before, after, text: left, log, hover } = await visit(editor, text, keys);
    expect(before.map(({ marked }) => marked)).toEqual(expect.arrayContaining(["Any", "  "]));
    expect(left).toBe(keys.text.replace("  ", " "));
    const marked = after.map((each) => each.marked);
    expect(marked).toContain("Any");
    expect(marked).not.toContain("  ");
    // One problem for both lines.
    expect(log).toHaveLength(1);
    expect(hover).toContain("two machines have the same client.keys");
  });

  it.skipIf(!here)("shows the problems of an ossec.conf, and fixes them", async () => {
    const { before, after, text: left } = await visit(editor, text, configuration);
    expect(before.map(({ marked }) => marked)).toContain("1m");
    expect(left).toBe(configuration.text.replace("1m", "60"));
    expect(after).toEqual([]);
  });

  it.skipIf(!here)("uses the settings", async () => {
    const old = text.replace('"4.14"', '"4.3"');
    expect(old).not.toBe(text);
    const { log: _log, ...withoutLog } = keys;
    const { before } = await visit(editor, old, { ...withoutLog, text: keys.text.replace("Any", "::1") });
    expect(before.map(({ marked }) => marked)).toContain("::1");
  });
});
