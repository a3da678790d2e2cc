/** Where the settings of a session come from, and what the server says about them in its log. */

import { afterEach, describe, expect, it } from "vitest";
import { Editor, type EditorOptions } from "./editor.ts";

/** An address that 4.3 and 4.14 read differently, and two blanks. */
const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const TEXT = `001 web 010.0.0.1 ${KEY}\n002  db any ${KEY.replace("0", "f")}\n`;
const OLD = { release: "4.3" };

let editor: Editor;
afterEach(() => editor.close());

async function opened(options: EditorOptions): Promise<void> {
  editor = await Editor.start(options);
  await editor.open(TEXT);
}
const codes = async (): Promise<readonly unknown[]> =>
  (await editor.diagnostics()).map(({ code }) => code).sort();
const IN_4_3 = ["double-space", "surprising-ip"];
const IN_NEWEST = ["double-space", "invalid-ip"];

describe("the settings of an editor that cannot be asked", () => {
  const push = (settings: unknown) => editor.tell("workspace/didChangeConfiguration", { settings });

  it("are those of the start, then those that it sends", async () => {
    await opened({ initializationOptions: OLD });
    expect(await codes()).toEqual(IN_4_3);
    await push({ keypoll: { release: "4.14" } });
    expect(await codes()).toEqual(IN_NEWEST);
    await push({ keypoll: { ...OLD, lint: { severities: { "double-space": "off" } } } });
    expect(await codes()).toEqual(["surprising-ip"]);
  });

  it.each([
    ["nothing", null],
    ["a text", "keypoll"],
    ["those of others", { other: { release: "4.14" } }],
    ["those of no section", {}],
  ])("stay if it sends %s", async (_what, settings) => {
    await opened({ initializationOptions: OLD });
    await push(settings);
    expect(await codes()).toEqual(IN_4_3);
    expect(editor.logged).toEqual([]);
  });
});

describe("the settings of an editor that can be asked", () => {
  it("are its answer, whatever it sends", async () => {
    await opened({ settings: OLD, initializationOptions: { release: "4.14" } });
    expect(await codes()).toEqual(IN_4_3);
    await editor.tell("workspace/didChangeConfiguration", { settings: { keypoll: { release: "4.14" } } });
    expect(await codes()).toEqual(IN_4_3);
    await editor.configure({ release: "4.14" });
    expect(await codes()).toEqual(IN_NEWEST);
    expect(editor.logged).toEqual([]);
  });

  it("are those of the start if it answers with an error, which is logged", async () => {
    await opened({ refuses: true, settings: { release: "4.14" }, initializationOptions: OLD });
    expect(await codes()).toEqual(IN_4_3);
    // Its answer to the request to ask again has reached the server before this one.
    expect(await codes()).toEqual(IN_4_3);
    expect(editor.logged).toContainEqual(
      expect.stringMatching(/^The editor did not say its settings: .*not now$/),
    );
    expect(editor.logged).toContainEqual(
      expect.stringMatching(/^Diagnostics were not asked for: .*not now$/),
    );
  });
});

it("a setting that is wrong is logged, and has its default", async () => {
  await opened({ settings: { lint: { maxFindings: 0, severities: { "double-space": "loud" } } } });
  expect(await codes()).toEqual(IN_NEWEST);
  expect(editor.logged).toEqual([
    'Setting keypoll.lint.severities.double-space: "loud" is not one of error, warning, information, hint, off.',
    "Setting keypoll.lint.maxFindings: 0 is not a whole number above 0.",
  ]);
});
