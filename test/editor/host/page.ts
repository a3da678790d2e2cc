/**
 * The page object: a VS Code window as a person uses it, for the tests in `test/editor/page/`.
 *
 * Everything waits for its condition, and fails after some 20 seconds with what it waited for. Where a helper
 * only reads (`problems`, `notifications`, `restricted`, ...), wrap the assertion in `editor.eventually(...)`.
 *
 * | to do                                | call                                                              |
 * |--------------------------------------|-------------------------------------------------------------------|
 * | open a file of the folder            | `open("client.keys")`                                             |
 * | run a command from the palette       | `run("Key Poll: Test poll script")` (category and title)          |
 * | place the cursor, type, press a key  | `goTo(2, 5)`, `type("001")`, `press("Control+S")`                 |
 * | choose in a quick pick               | `pick("Python")`; what it offers: `offers()`                      |
 * | choose several                       | `tick("a")`, `tick("b")`, `confirm()`                             |
 * | fill an input box                    | `answer("part of its prompt", "001")`; look at it: `inputBox()`   |
 * | close the box without an answer      | `dismiss()`                                                       |
 * | read the Problems panel              | `problems()`; wait for one: `problem("part of its message")`      |
 * | read an output channel, whole        | `output("Key Poll")`; wait for words: `outputWith("Key Poll", "verdict")` |
 * | wait for a notification, press on it | `await (await notification("part of it")).click("Cancel")`        |
 * | the same with a modal dialog         | `dialog("part of it")`                                            |
 * | all notifications; close them        | `notifications()`, `clearNotifications()`                         |
 * | workspace trust                      | `restricted()`, `grantTrust()` (test option `trust: "asked"`)     |
 * | the text on the screen               | `text()`, `underlined()`, `colours(line)`, `hover()`              |
 * | quick fixes at the cursor            | `fixes()`, `applyFix("Delete the blank line")`                    |
 * | suggestions and snippets             | `suggestions()`, `acceptSuggestion("keypoll")`                    |
 * | explorer's context menu              | `chooseInExplorer("poll.py", "Test poll script")`, `explorerMenu("poll.py")` |
 * | editor title buttons                 | `titleButtons()`, `pressTitleButton("Test poll script")`          |
 * | status bar, language, theme          | `statusBar()`, `languageStatus()`, `language()`, `theme()`, `useTheme("dark")`        |
 * | the inside of the visible webview    | `webview()`, Playwright's own frame                               |
 * | read the Testing view                | `tests()`, each as `agent_key_pull (Passed)`                      |
 * | run a test from the gutter           | `pressTestButton(6)`                                              |
 * | show a row of the Test Results       | `showTestResult("Expected registered")`                           |
 * | keep a picture                       | `screenshot("verdicts")` → `artifacts/screenshots/`               |
 * | anything else                        | `page`, Playwright's own                                          |
 */
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { artifact } from "./artifacts.ts";
import type { Release } from "./code-server.ts";
import { eventually } from "./eventually.ts";
import * as menus from "./page/menus.ts";
import * as notices from "./page/notifications.ts";
import * as panel from "./page/output.ts";
import { type Problem, readProblems } from "./page/problems.ts";
import * as quickFix from "./page/quick-fix.ts";
import * as quick from "./page/quick-input.ts";
import * as testing from "./page/testing.ts";
import * as editor from "./page/text-editor.ts";
import * as theme from "./page/theme.ts";
import * as workspaceTrust from "./page/trust.ts";
import { webview } from "./page/webview.ts";
import type { Server } from "./server.ts";

/** What a window opens, and its display language if that is not English. */
interface Opening {
  readonly folder: string;
  readonly language?: "de" | undefined;
}

/** A VS Code window that shows one folder. */
export class EditorPage {
  readonly page: Page;
  /** The folder's absolute path on this machine. */
  readonly folder: string;
  /** The VS Code that is under test. */
  readonly release: Release;
  readonly eventually = eventually;

  private constructor(page: Page, server: Server, folder: string) {
    this.page = page;
    this.folder = folder;
    this.release = server.installation.release;
  }

  /** Opens `folder` in a page and waits until the folder and the extensions are loaded. */
  static async load(page: Page, server: Server, opening: Opening): Promise<EditorPage> {
    const { folder, language } = opening;
    const url = `http://${server.authority}`;
    await page.context().addCookies([{ name: "vscode.nls.locale", value: language ?? "en", url }]);
    await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
    await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
    await page.locator(".explorer-folders-view .monaco-list").waitFor();
    // Before that, the extensions' commands, menus and languages are missing.
    await page.waitForFunction(() => performance.getEntriesByName("code/didLoadExtensions").length > 0);
    return new EditorPage(page, server, folder);
  }

  async open(file: string): Promise<void> {
    await quick.quickOpen(this.page, path.posix.join(this.folder, file));
    await editor.waitForTab(this.page, path.posix.basename(file));
  }

  run = (command: string): Promise<void> => quick.runCommand(this.page, command);
  pick = (label: string): Promise<void> => quick.pick(this.page, label);
  offers = (): Promise<string[]> => quick.offers(this.page);
  tick = (label: string): Promise<void> => quick.tick(this.page, label);
  confirm = (): Promise<void> => quick.confirm(this.page);
  answer = (prompt: string, text: string): Promise<void> => quick.answer(this.page, prompt, text);
  inputBox = (): ReturnType<typeof quick.inputBox> => quick.inputBox(this.page);
  dismiss = (): Promise<void> => quick.dismiss(this.page);

  goTo = (line: number, column: number): Promise<void> => quick.goTo(this.page, line, column);
  type = (text: string): Promise<void> => editor.type(this.page, text);
  press = (key: string): Promise<void> => this.page.keyboard.press(key);
  text = (): Promise<string> => editor.visibleText(this.page);
  underlined = (): ReturnType<typeof editor.underlined> => editor.underlined(this.page);
  colours = (line: number): ReturnType<typeof editor.colours> => editor.colours(this.page, line);
  hover = (): Promise<string> => editor.hover(this.page);
  fixes = (): Promise<string[]> => quickFix.fixes(this.page);
  applyFix = (title: string): Promise<void> => quickFix.applyFix(this.page, title);
  suggestions = (): Promise<string[]> => editor.suggestions(this.page);
  acceptSuggestion = (label: string): Promise<void> => editor.acceptSuggestion(this.page, label);

  problems = (): Promise<Problem[]> => readProblems(this.page);

  /** Waits for the problem whose message contains `text`. */
  problem(text: string): Promise<Problem> {
    return eventually(async () => {
      const problems = await this.problems();
      const found = problems.find((each) => each.message.includes(text));
      if (found !== undefined) return found;
      const seen = problems.map((each) => each.message).join("; ");
      throw new Error(`No problem says "${text}"; there are ${problems.length}: ${seen}`);
    });
  }

  output = (channel: string): Promise<string> => panel.readOutput(this.page, channel);

  /** Waits until the output channel contains `words`, and returns its whole text. */
  outputWith(channel: string, words: string): Promise<string> {
    return eventually(async () => {
      const text = await this.output(channel);
      if (text.includes(words)) return text;
      throw new Error(`The output channel "${channel}" does not say "${words}":\n${text}`);
    });
  }

  notification = (text: string): Promise<notices.Notice> => notices.notification(this.page, text);
  notifications = (): Promise<string[]> => notices.notifications(this.page);
  clearNotifications = (): Promise<void> => notices.clearNotifications(this.page);
  dialog = (text: string): Promise<notices.Notice> => notices.dialog(this.page, text);

  /** Whether the folder is in Restricted Mode. */
  async restricted(): Promise<boolean> {
    return (await workspaceTrust.restrictedBanner(this.page)) !== "";
  }
  grantTrust = (): Promise<void> => workspaceTrust.grantTrust(this.page);

  explorerMenu = (file: string): Promise<string[]> => menus.explorerMenu(this.page, file);
  chooseInExplorer = (file: string, item: string): Promise<void> =>
    menus.chooseInExplorer(this.page, file, item);
  titleButtons = (): Promise<string[]> => menus.titleButtons(this.page);
  pressTitleButton = (label: string): Promise<void> => menus.pressTitleButton(this.page, label);
  tests = (): Promise<string[]> => testing.testTree(this.page);
  pressTestButton = (line: number): Promise<void> => testing.pressTestButton(this.page, line);
  showTestResult = (text: string): Promise<void> => testing.showTestResult(this.page, text);
  statusBar = (): Promise<string[]> => menus.statusBar(this.page);
  languageStatus = (): Promise<string[]> => menus.languageStatus(this.page);

  /** The name of the active editor's language, as the status bar shows it. */
  async language(): Promise<string> {
    const item = this.page.locator('[id="status.editor.mode"]');
    return (await item.getAttribute("aria-label")) ?? "";
  }

  webview = (): FrameLocator => webview(this.page);

  theme = (): Promise<theme.Theme> => theme.currentTheme(this.page);
  useTheme = (kind: theme.Theme): Promise<void> => theme.useTheme(this.page, kind);

  /** Saves the window's content as `artifacts/screenshots/<name>-<floor|newest>.png`; returns the file's path. */
  async screenshot(name: string): Promise<string> {
    const file = artifact("screenshots", `${name}-${this.release.name}.png`);
    await this.page.screenshot({ path: file, animations: "disabled" });
    return file;
  }
}
