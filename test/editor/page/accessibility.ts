/** What axe-core finds in our views, side by side in one window, in every kind of theme: nothing. And what Tab leads to: everything. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Frame } from "playwright-core";
import { pressAll, tabThrough } from "../host/page/keyboard.ts";
import type { Theme } from "../host/page/theme.ts";
import type { EditorPage } from "../host/page.ts";
import { test } from "../host/page-test.ts";

/** What is used of an axe report. */
interface AxeReport {
  readonly violations: readonly Violation[];
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly AxeNode[];
}

interface AxeNode {
  readonly html: string;
  readonly failureSummary?: string;
}

const bodyClasses: Readonly<Record<Theme, string>> = {
  light: "vscode-light",
  dark: "vscode-dark",
  "high contrast": "vscode-high-contrast:not(.vscode-high-contrast-light)",
  "light high contrast": "vscode-high-contrast-light",
};

const KEY = "5a".repeat(32);

/** Registers 001, crashes the manager for 002, does not know 003, and prints something else for 004. */
const script = `#!/bin/sh
case $2 in
  001) echo '{"error":0,"data":{"id":"001","name":"web-01","ip":"10.0.0.9","key":"${KEY}"}}' ;;
  002) echo '{"error":0,"data":{"id":2,"name":"web-02","ip":"any","key":"${KEY}"},"extra":"\\t"}' ;;
  003) echo '{"error":4,"message":"No such agent"}' ;;
  *) printf 'Traceback\\033[0m\\n' ; exit 1 ;;
esac
`;

const files = {
  "client.keys": ["001", "002", "003", "004"].map((id) => `${id} web-${id} any ${KEY}\n`).join(""),
  "agent_key_pull.sh": { text: script, mode: 0o755 },
  "agent_key_pull.keypoll.json": JSON.stringify({
    exec_path: "./agent_key_pull.sh",
    working_directory: ".",
    client_keys: "client.keys",
    samples: [{ request: "id:001" }, { request: "id:002" }, { request: "id:003" }, { request: "id:004" }],
  }),
  "ossec.log": [
    "wazuh-remoted: WARNING: Agent key already in use: agent ID '012'",
    "wazuh-remoted: WARNING: (1408): Invalid ID 044 for the source ip: '10.0.0.9' (name 'unknown').",
    "wazuh-authd: INFO: New connection from 10.0.0.9",
  ]
    .map((line, second) => `2026/11/21 10:00:0${second} ${line}\n`)
    .join(""),
};

const views = ["verdict", "log", "rehearsal", "reconcile", "stand-in", "crossing"] as const;
type View = (typeof views)[number];

test("the views are accessible in every kind of theme, and by keyboard", {
  files,
  // A file that is open is shown where it is, and not over a view.
  settings: { "workbench.editor.revealIfOpen": true },
}, async (editor) => {
  await editor.page.setViewportSize({ width: 2700, height: 2000 });
  await editor.run("View: Toggle Primary Side Bar Visibility");
  await openViews(editor);
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const told: string[] = [];
  for (const theme of ["light", "dark", "high contrast", "light high contrast"] as const) {
    await editor.useTheme(theme);
    for (const view of viewsIn(theme)) {
      const frame = await frameOf(editor, view);
      // A view gets the theme's colours a moment after the window.
      await frame.locator(`body.${bodyClasses[theme]}`).waitFor();
      // The preview of Markdown is loaded again with another theme.
      if (!(await frame.evaluate("typeof axe === 'object'"))) await frame.evaluate(axe);
      const { violations } = (await frame.evaluate(checkOf(view, theme))) as AxeReport;
      told.push(...violations.flatMap((violation) => linesOf(`${view} in ${theme}`, violation)));
    }
  }
  assert.deepEqual(told, []);
  for (const view of views.filter((each) => each !== "crossing")) {
    const way = await tabThrough(editor.page, await frameOf(editor, view));
    assert.deepEqual({ view, ...way }, { view, ...way, reached: way.focusable, invisible: [], leaves: true });
    assert.ok(way.reached.length > 2, view);
    assert.deepEqual(await pressAll(editor.page, await frameOf(editor, view)), [], view);
  }
});

/** Only the colours depend on the theme, and those around the crossing are the editor's own. */
function viewsIn(theme: Theme): readonly View[] {
  return theme === "light" ? views : views.filter((view) => view !== "crossing");
}

function checkOf(view: View, theme: Theme): string {
  if (view === "crossing")
    return "axe.run('.markdown-body', { rules: { 'color-contrast': { enabled: false } } })";
  return theme === "light" ? "axe.run()" : "axe.run({ runOnly: ['color-contrast', 'link-in-text-block'] })";
}

function linesOf(where: string, { id, nodes }: Violation): readonly string[] {
  return nodes.map(({ html, failureSummary = "" }) => `${where}: ${id}: ${html}\n  ${failureSummary}`);
}

/** Opens each view in a group of its own, around the group of the files. */
async function openViews(editor: EditorPage): Promise<void> {
  const move = (where: string): Promise<void> => editor.run(`View: Move Editor into ${where}`);
  const shows = async (view: View, text: string | RegExp): Promise<void> => {
    const frame = await editor.eventually(() => frameOf(editor, view));
    await frame.getByText(text).first().waitFor();
  };
  for (const file of Object.keys(files)) await editor.open(file);

  await editor.open("agent_key_pull.sh");
  await editor.run("Key Poll: Test poll script");
  // Its suite says what is asked of it.
  await editor.eventually(async () => assert.match((await editor.offers())[0] ?? "", /^id 001, a sample of/));
  await editor.confirm();
  await (await editor.notification("agent_key_pull.sh: ")).click("Show as a picture");
  await shows("verdict", "wazuh-authd crashes");

  await editor.open("ossec.log");
  await editor.run("Key Poll: Follow this log");
  await shows("log", "A second connection uses the key");
  await editor.run("View: Focus Right Editor Group");
  await move("Group Below");

  await editor.open("agent_key_pull.keypoll.json");
  await editor.run("Key Poll: Rehearse a reconnect storm…");
  await editor.answer("How many agents", "500");
  await editor.answer("setting threads", "1");
  await editor.answer("setting queue_size", "1024");
  await editor.answer("The script really runs", "8");
  await shows("rehearsal", "Rehearsal of agent_key_pull.keypoll.json");
  await move("Group Below");

  await editor.open("client.keys");
  await editor.run("Key Poll: Reconcile with the database…");
  await editor.pick("agent_key_pull.keypoll.json");
  await editor.answer("Requests at a time", "1");
  await shows("reconcile", "4 agents asked");
  await move("Left Group");

  await editor.open("client.keys");
  await editor.run("Key Poll: Check for the move to 5.0");
  await shows("crossing", "on its way to Wazuh");
  await move("Group Above");

  await editor.open("agent_key_pull.sh");
  await editor.run("Key Poll: Start stand-in manager…");
  await editor.pick("agent_key_pull.sh");
  await shows("stand-in", "Enrol an agent…");
  await editor.page.locator(".tab.active", { hasText: "Stand-in manager" }).click();
  await move("Group Above");
  await shows("stand-in", "Enrol an agent…");
  const standIn = await editor.eventually(() => frameOf(editor, "stand-in"));
  await standIn.getByRole("button", { name: "Send a message as an agent…" }).click();
  await editor.answer("Id of the agent", "099");
  await standIn.getByText("id 099").first().click();
  // Its files came before it.
  await editor.page.locator(".tab", { hasText: "Preview Move to 5.0" }).click();
  await shows("crossing", "on its way to Wazuh");
  await editor.run("View: Hide Panel");
  await editor.clearNotifications();
}

/** The frame in which a view's script runs, or the editor's preview of Markdown. */
async function frameOf(editor: EditorPage, view: View): Promise<Frame> {
  const mark = view === "crossing" ? ".markdown-body" : `script[src$="/${view}.js"]`;
  for (const frame of editor.page.frames()) {
    const found = await frame
      .locator(mark)
      .count()
      .catch(() => 0);
    if (found > 0) return frame;
  }
  throw new Error(`The view "${view}" is not open.`);
}
