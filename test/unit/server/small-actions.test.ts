/** Small parts of the server: what an interpreter said, fixes of modes and names, and lists whose place is looked at. */

import { describe, expect, it } from "vitest";
import { CodeActionTriggerKind, type Diagnostic } from "vscode-languageserver";
import type { KeyFileOnDisk } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { InterpretersWord } from "../../../server/interpreters-word.ts";
import { KeyFiles } from "../../../server/key-files.ts";
import { executable, fromOthers, modeCommands, modeFixesOf } from "../../../server/mode-fixes.ts";
import { nameFixesOf } from "../../../server/name-fixes.ts";
import { REMOVE_AGENT, registrationActionsOf } from "../../../server/registration-actions.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const URI = "file:///etc/client.keys";
const list = (text: string, files = new KeyFiles(undefined)) => files.create(URI, "client-keys", 3, text);

/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});
const diagnostic = (code: string, line = 0): Diagnostic => ({ range: range(line, 0, 1), code, message: "" });

describe("what an interpreter said", () => {
  const accepted = () => Promise.resolve({ kind: "accepted" } as const);

  it("is asked once for a text that was opened, and again after another was saved", async () => {
    const word = new InterpretersWord();
    const asked: string[] = [];
    const ask = (text: string) =>
      word.ask(text, false, (each) => {
        asked.push(each);
        return accepted();
      });
    expect(word.about("one")).toBeUndefined();
    await Promise.all([ask("one"), ask("one")]);
    await ask("two");
    expect(asked).toEqual(["one"]);
    expect([word.about("one"), word.about("two")]).toEqual([{ kind: "accepted" }, undefined]);
    expect(word.saved("one")).toBe(false);
    await ask("one");
    expect(word.saved("two")).toBe(true);
    await ask("two");
    expect(asked).toEqual(["one", "two"]);
    expect([word.about("one"), word.about("two")]).toEqual([undefined, { kind: "accepted" }]);
  });

  it("counts for later texts too if the grammar had errors that the interpreter has not", async () => {
    const word = new InterpretersWord();
    await word.ask("one", true, accepted);
    expect(word.about("two")).toEqual({ kind: "accepted" });
    const silent = new InterpretersWord();
    await silent.ask("one", true, () => Promise.resolve(undefined));
    expect([silent.about("one"), silent.about("two")]).toEqual([undefined, undefined]);
  });
});

describe("fixes of the mode of a file", () => {
  it("are commands with the address of the file, for their own finding", () => {
    const diagnostics = [diagnostic("other"), diagnostic("not-executable")];
    const title = "Make the file executable";
    expect(modeFixesOf(executable, "file:///a.sh", { diagnostics })).toEqual([
      {
        title,
        kind: "quickfix",
        diagnostics: diagnostics.slice(1),
        isPreferred: true,
        command: {
          title,
          tooltip: "As chmod +x, for those who may read the file",
          command: "keypoll.makeExecutable",
          arguments: ["file:///a.sh"],
        },
      },
    ]);
    expect(modeFixesOf(executable, "file:///a.sh", { diagnostics, only: ["source"] })).toEqual([]);
    expect(modeFixesOf(fromOthers, URI, { diagnostics: [diagnostic("readable-by-all")] })).toMatchObject([
      {
        title: "Remove the access of other users to this file",
        command: {
          tooltip: "As chmod o-rwx; owner and group keep their rights",
          command: "keypoll.takeFromOthers",
        },
      },
    ]);
    expect(modeCommands).toEqual(["keypoll.makeExecutable", "keypoll.takeFromOthers"]);
  });
});

describe("another name for an agent", () => {
  const names = (text: string, code = "duplicate-name", line = 0, only?: string[]) =>
    nameFixesOf(list(text), { diagnostics: [diagnostic(code, line)], ...(only && { only }) });

  it("is an edit with a place to type it", () => {
    expect(names(`001 web any ${KEY}\n`)).toEqual([
      {
        title: "Give this agent another name",
        kind: "quickfix",
        diagnostics: [diagnostic("duplicate-name")],
        edit: {
          documentChanges: [
            {
              textDocument: { uri: URI, version: 3 },
              edits: [{ range: range(0, 4, 7), snippet: { kind: "snippet", value: `\${1:web-2}` } }],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    ["web}$1", "web-1-2"],
    ["größe", "gr-e-2"],
    ["", "agent-2"],
    ["n".repeat(128), `${"n".repeat(120)}-2`],
    ["a_b-C3", "a_b-C3-2"],
  ])("of %j begins as %j", (name, expected) => {
    const text = JSON.stringify(names(`001 ${name} any ${KEY}\n`));
    expect(text).toContain(`"\${1:${expected}}"`);
  });

  it.each([
    ["a finding about something else", `001 web any ${KEY}\n`, "duplicate-id", 0, undefined],
    ["a removed agent", `001 !web any ${KEY}\n`, "duplicate-name", 0, undefined],
    ["a line that is gone", `001 web any ${KEY}`, "duplicate-name", 1, undefined],
    ["an editor that asks for other actions", `001 web any ${KEY}\n`, "duplicate-name", 0, ["source"]],
  ])("is not offered for %s", (_what, text, code, line, only) => {
    expect(names(text, code, line, only)).toEqual([]);
  });

  it.each(["duplicate-name", "invalid-name", "manager-name"])("is offered for %s", (code) => {
    expect(names(`001 web any ${KEY}\n`, code)).toHaveLength(1);
  });
});

describe("the removal of an agent", () => {
  const TEXT = `001 web any ${KEY}\n# note\n002 db ANY ${KEY}\n003 !dc any ${KEY}\n`;
  const removals = (
    line: number,
    context: object = {},
    end = line,
    offered: readonly { title: string }[] = [],
  ) =>
    registrationActionsOf(
      list(TEXT),
      {
        textDocument: { uri: URI },
        range: { start: { line, character: 0 }, end: { line: end, character: 0 } },
        context: { diagnostics: [], ...context },
      },
      [...offered],
    );

  it("marks the record of the line", () => {
    expect(removals(0)).toEqual([
      {
        title: "Mark agent 001 web as removed",
        kind: "refactor.rewrite.keypoll.removeAgent",
        edit: {
          documentChanges: [
            { textDocument: { uri: URI, version: 3 }, edits: [{ range: range(0, 4, 4), newText: "!" }] },
          ],
        },
      },
    ]);
    expect(REMOVE_AGENT).toBe("refactor.rewrite.keypoll.removeAgent");
    expect([0, 1, 2, 3, 4].map((line) => removals(line).length)).toEqual([1, 0, 1, 0, 0]);
  });

  it("is offered to those who ask for it, and once", () => {
    expect(removals(0, { triggerKind: CodeActionTriggerKind.Invoked })).toHaveLength(1);
    expect(removals(0, { triggerKind: CodeActionTriggerKind.Automatic })).toEqual([]);
    expect(removals(0, {}, 1)).toEqual([]);
    expect(removals(0, { only: ["refactor"] })).toHaveLength(1);
    expect(removals(0, { only: ["quickfix"] })).toEqual([]);
    expect(removals(0, {}, 0, [{ title: "Mark agent 001 web as removed" }])).toEqual([]);
    expect(removals(0, {}, 0, [{ title: "Another" }])).toHaveLength(1);
  });
});

describe("a list whose place is looked at", () => {
  it("has what is known about it as soon as the look is over", async () => {
    const seen: KeyFileOnDisk[] = [{ mode: 0o100644, trackedAs: "etc/client.keys" }];
    const files = new KeyFiles({
      look: async () => seen.at(-1) ?? {},
      takeFromOthers: async () => void seen.push({}),
    });
    const file = list(`001 web any ${KEY}\n`, files);
    expect(file.disk).toEqual({ path: URI });
    await file.looking;
    expect(file.disk).toEqual({ path: URI, mode: 0o100644, trackedAs: "etc/client.keys" });
    expect(await files.look(file)).toBe(false);
    await files.takeFromOthers(file);
    expect(file.disk).toEqual({ path: URI });
    expect(file.looking).toBeUndefined();
    seen.push({ mode: 0o100600 });
    expect(await files.look(file)).toBe(true);
  });

  it("is as before if it cannot be looked at", async () => {
    const refuses = () => Promise.reject(new Error("not now"));
    const file = list("", new KeyFiles({ look: refuses, takeFromOthers: refuses }));
    await file.looking;
    expect(file.disk).toEqual({ path: URI });
    const alone = new KeyFiles(undefined);
    expect(await alone.look(list("", alone))).toBe(false);
  });

  it("is read again if it belongs to an agent, under other settings, and as a whole", async () => {
    const files = new KeyFiles({ look: async () => ({ role: "agent" }), takeFromOthers: async () => {} });
    const file = files.create("file:///tmp/client.keys", "client-keys", 1, `001 web any ${KEY}\n`);
    const first = file.model;
    expect(first.context.role).toBe("manager");
    await file.looking;
    expect(file.model.context.role).toBe("agent");
    files.configure({ ...defaultLintSettings, role: "manager" }, [file]);
    expect(file.model.context.role).toBe("manager");
    expect(file.model.getText()).toBe(`001 web any ${KEY}\n`);
    const { model } = file;
    files.update(file, [{ range: range(0, 0, 3), text: "002" }], 2);
    expect([file.version, file.model.getText()]).toEqual([2, `002 web any ${KEY}\n`]);
    expect(file.model).toBe(model);
    // A new model does not keep the old text in memory.
    files.update(
      file,
      [{ range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, text: "#\n" }],
      3,
    );
    expect(file.model).not.toBe(model);
    files.update(file, [{ text: "# new\n" }], 4);
    expect(file.model.getText()).toBe("# new\n");
  });
});
