/** The page suite: the packaged extension is installed in each release and used by the page tests, as by a user. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { artifact } from "./artifacts.ts";
import { type Browser, launchBrowser } from "./browser.ts";
import { ensureChromium } from "./chromium.ts";
import { type CodeServer, floor, installCodeServer, newest, type Release } from "./code-server.ts";
import type { Packages } from "./package.ts";
import { EditorPage } from "./page.ts";
import { type PageTest, type PageTestOptions, pageTests } from "./page-test.ts";
import { indented, noResults, note, type Results } from "./results.ts";
import { type Server, startServer } from "./server.ts";
import { withFolder } from "./workspace.ts";

/** What the suite needs. */
export interface PageSuiteOptions {
  /** The packages of the extension; called while the editors are installed. */
  readonly packages: () => Promise<Packages>;
  /** The folder whose modules register the tests. */
  readonly tests: string;
  /** Only this release. */
  readonly only?: string | undefined;
  /** Only tests whose title contains this. */
  readonly grep?: string | undefined;
}

/** Runs the page tests and prints each. */
export async function runPageSuite(options: PageSuiteOptions): Promise<Results> {
  await loadTests(options.tests);
  const tests = pageTests.filter((each) => each.title.includes(options.grep ?? ""));
  const [packages, installations] = await Promise.all([options.packages(), installEditors(options.only)]);
  const results = noResults();
  // In sequence: a starting workbench uses two cores, so parallel runs only slow each other down.
  for (const each of installations) await runIn(each, { packages, tests, results });
  return results;
}

/** Installs Chromium and each release, or only the one named `only`, if they are missing. */
export async function installEditors(only?: string): Promise<CodeServer[]> {
  const releases = [floor, newest].filter((each) => (only ?? each.name) === each.name);
  if (releases.length === 0) throw new Error(`There is no release "${only}"; say floor or newest.`);
  const [, ...installed] = await Promise.all([ensureChromium(), ...releases.map(installCodeServer)]);
  return installed;
}

/** What the releases share. */
interface Run {
  readonly packages: Packages;
  readonly tests: readonly PageTest[];
  readonly results: Results;
}

/** Runs all tests in one release in sequence; the first test starts a server. */
async function runIn(installation: CodeServer, run: Run): Promise<void> {
  console.log(`page suite: in code-server, VS Code ${installation.release.vscode}`);
  const browser = await launchBrowser();
  const servers = new Map<string, Promise<Server>>();
  const server = ({ trust = "granted", edition = "desktop" }: PageTestOptions) => {
    const name = `${edition}, ${trust}`;
    const options = { vsix: [run.packages[edition]], trustAll: trust === "granted" };
    const found = servers.get(name) ?? startServer(installation, options);
    servers.set(name, found);
    return found;
  };
  try {
    const tests = run.tests.filter(
      ({ options }) => options.everywhere === true || installation.release.name === newest.name,
    );
    for (const test of tests) await runOne(test, { release: installation.release, server, browser }, run);
  } finally {
    await browser.close();
    for (const each of await Promise.allSettled(servers.values())) {
      if (each.status === "fulfilled") await each.value.stop();
    }
  }
}

/** Imports every module of the folder; each registers its tests. */
async function loadTests(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  for (const file of files) await import(path.join(folder, file));
}

/** Where a test runs. */
interface Place {
  readonly release: Release;
  readonly server: (options: PageTestOptions) => Promise<Server>;
  readonly browser: Browser;
}

/**
 * Runs a test, and again if it failed: a workbench that still starts sometimes loses a click. The first
 * failure is printed, so that a frequent one is visible.
 */
async function runOne(test: PageTest, place: Place, { results }: Run): Promise<void> {
  const title = `VS Code ${place.release.vscode}: ${test.title}`;
  if (test.options.skip !== undefined) {
    console.log(note(results, "skipped", title, { message: test.options.skip }));
    return;
  }
  const start = Date.now();
  const first = await failureOf(test, place);
  if (first !== undefined) console.log(`  ↻ ${title}: failed, and is run again\n${indented(first)}`);
  const message = first === undefined ? undefined : await failureOf(test, place);
  const detail = { milliseconds: Date.now() - start, ...(message === undefined ? {} : { message }) };
  console.log(note(results, message === undefined ? "passed" : "failed", title, detail));
}

/** Runs a test once in a new window. Returns why it failed, or undefined. */
async function failureOf(test: PageTest, { release, server, browser }: Place): Promise<string | undefined> {
  const page = await browser.freshPage();
  try {
    const host = await server(test.options);
    await host.setSettings(test.options.settings);
    await withFolder(test.options.files ?? {}, async (folder) => {
      await test.body(await EditorPage.load(page, host, { folder, language: test.options.language }));
    });
    return undefined;
  } catch (error) {
    return `${reason(error)}\nscreenshot: ${await pictureOf(page, release, test.title)}`;
  }
}

/** An error's message and the lines of its stack that are in the tests. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*test\/editor\//.test(line));
  return [error.message, ...places.slice(0, 6)].join("\n");
}

async function pictureOf(page: Page, release: Release, title: string): Promise<string> {
  const name = title.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
  const file = artifact("screenshots", `failed-${name}-${release.name}.png`);
  try {
    await page.screenshot({ path: file });
    return file;
  } catch {
    return "none, the page has gone";
  }
}
