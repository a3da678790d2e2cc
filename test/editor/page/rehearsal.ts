/** A user rehearses a reconnect storm with script and socket side by side, looks at other figures, saves the report, and comes back. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { EditorPage } from "../host/page.ts";
import { test } from "../host/page-test.ts";

const answer = JSON.stringify({
  error: 0,
  data: { id: "001", name: "web1", ip: "any", key: "5a".repeat(32) },
});

const files = {
  "agent_key_pull.sh": { text: `#!/bin/sh\necho '${answer}'\n`, mode: 0o755 },
  "agent_key_pull.keypoll.json": `${JSON.stringify(
    {
      exec_path: "./agent_key_pull.sh",
      working_directory: ".",
      socket: "daemon.sock",
      samples: [{ request: "id:001", expect: { registered: true } }],
    },
    null,
    2,
  )}\n`,
};

/** The program that serves the socket of the suite. */
async function withDaemon(editor: EditorPage, use: () => Promise<void>): Promise<void> {
  const daemon = createServer((socket) => socket.on("data", () => socket.end(answer)).on("error", () => {}));
  await new Promise<void>((resolve) => daemon.listen(path.join(editor.folder, "daemon.sock"), resolve));
  try {
    await use();
  } finally {
    daemon.close();
  }
}

test("a storm is rehearsed, and the report recommends a setting", { files }, async (editor) => {
  await editor.page.setViewportSize({ width: 1600, height: 1000 });
  await editor.open("agent_key_pull.keypoll.json");
  await withDaemon(editor, async () => {
    await editor.run("Key Poll: Rehearse a reconnect storm…");
    await editor.answer("How many agents", "7700");
    await editor.answer("setting threads", "4");
    await editor.eventually(async () => assert.equal((await editor.inputBox()).value, "1024"));
    await editor.answer("setting queue_size", "1024");
    await editor.answer("The script really runs", "60");
    await editor.pick("Compare the script with the socket");
    await editor.notification("Rehearsing agent_key_pull.keypoll.json");
    await editor.screenshot("rehearsal-progress");
    const view = editor.webview();
    await view
      .getByRole("heading", { name: "Rehearsal of agent_key_pull.keypoll.json" })
      .waitFor({ timeout: 90_000 });
    const says = (part: Locator, words: RegExp): Promise<void> =>
      editor.eventually(async () => assert.match((await part.textContent()) ?? "", words));
    await says(
      view.locator("[role=status]"),
      /^script: simulated, all agents are registered after .* socket: simulated/,
    );

    // Every heading of a plot says measured or simulated, and every plot has a text.
    const plots = await view
      .locator("figure")
      .evaluateAll((all: { textContent: string | null }[]) => all.map((each) => each.textContent ?? ""));
    assert.equal(plots.length, 10);
    assert.ok(plots.every((text) => /^(?:measured|simulated)/.test(text)));
    assert.equal(await view.locator("figure svg[role=img][aria-label]").count(), plots.length);
    for (const theme of ["light", "high contrast", "light high contrast", "dark"] as const) {
      await editor.useTheme(theme);
      const name = theme.replaceAll(" ", "-");
      await view.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
      await editor.screenshot(`rehearsal-${name}`);
      await view.getByRole("heading", { name: "Figures", exact: true }).scrollIntoViewIfNeeded();
      await view.getByRole("heading", { name: "Plots" }).scrollIntoViewIfNeeded();
      await editor.screenshot(`rehearsal-plots-${name}`);
    }

    const agents = view.getByRole("spinbutton", { name: "agents" });
    await agents.fill("100000");
    await editor.press("Enter");
    await says(view.locator(".report > .quiet").first(), /^100,000 agents .* Measured: 7,700 agents/);

    await view.getByRole("button", { name: "Save as HTML" }).click();
    await editor.page.locator(".quick-input-widget").getByRole("button", { name: "OK" }).click();
    await editor.notification("agent_key_pull-rehearsal.html is written.");
    const report = await readFile(path.join(editor.folder, "agent_key_pull-rehearsal.html"), "utf8");
    assert.match(
      report,
      /^<!doctype html>[\s\S]*Rehearsal of agent_key_pull\.keypoll\.json[\s\S]*100,000 agents/,
    );

    // All of it is there again after the window was closed.
    await editor.run("Developer: Reload Window");
    await view
      .getByRole("heading", { name: "Rehearsal of agent_key_pull.keypoll.json" })
      .waitFor({ timeout: 90_000 });
    await says(view.locator(".report > .quiet").first(), /^100,000 agents .* Measured: 7,700 agents/);
  });
});
