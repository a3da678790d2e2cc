/**
 * How a test of the page suite is written. Each gets a fresh window on a fresh folder.
 *
 *     test("a blank line is found", { files: { "client.keys": "\n" } }, async (editor) => {
 *       await editor.open("client.keys");
 *       assert.equal((await editor.problem("Blank line")).line, 1);
 *     });
 *
 * What `editor` can do is listed at the top of `page.ts`.
 */
import type { Edition } from "../../../scripts/pack-extension.ts";
import type { EditorPage } from "./page.ts";
import type { Settings } from "./settings.ts";
import type { Files } from "./workspace.ts";

/** The state of the window before the test starts. */
export interface PageTestOptions {
  /** The files of the folder. */
  readonly files?: Files;
  /** "asked": the folder opens in Restricted Mode, as on a user's machine. Default: every folder is trusted. */
  readonly trust?: "granted" | "asked";
  /** User settings in addition to the quiet ones. */
  readonly settings?: Settings;
  /** "web": in the browser's own extension host, without Node, with the package for browsers. Default: in the server's. */
  readonly edition?: Edition;
  /** The display language. Default: English. The editor's own texts stay English, ours do not. */
  readonly language?: "de";
  /** Also in the oldest release, in which the whole API suite runs. Default: only in the newest one. */
  readonly everywhere?: true;
  /** Why the test does not run now. */
  readonly skip?: string;
}

/** A test with its options. */
export interface PageTest {
  readonly title: string;
  readonly options: PageTestOptions;
  readonly body: (editor: EditorPage) => Promise<void>;
}

/** All tests, in the order of their files. */
export const pageTests: PageTest[] = [];

/** Adds a test to the page suite. It runs in the newest VS Code, and in the oldest one if its options say so. */
export function test(title: string, options: PageTestOptions, body: PageTest["body"]): void {
  pageTests.push({ title, options, body });
}
