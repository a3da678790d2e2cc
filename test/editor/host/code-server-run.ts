/** The api suite in code-server's extension host, started by the URL of a page, as in VS Code for the web. */
import { appendFileSync, writeFileSync } from "node:fs";
import { suitePatience } from "../../patience.ts";
import type { ApiRun } from "./api-suite.ts";
import { artifact } from "./artifacts.ts";
import { launchBrowser } from "./browser.ts";
import { floor, installCodeServer } from "./code-server.ts";
import { startServer } from "./server.ts";

/** Runs the bundled suite in the floor release. Its output goes to `artifacts/logs/api.log`. */
export async function runInCodeServer(run: ApiRun): Promise<void> {
  const [installation, browser] = await Promise.all([installCodeServer(floor), launchBrowser()]);
  const server = await startServer(installation, { env: run.env });
  try {
    const page = await browser.freshPage();
    const ended = new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error(`The suite did not end within ${suitePatience / 1000} s.`));
      const timer = setTimeout(late, suitePatience);
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      // The two functions that the workbench calls when it runs extension tests.
      void page.exposeFunction("codeAutomationLog", printer(artifact("logs", "api.log")));
      void page.exposeFunction("codeAutomationExit", end);
    });
    const remote = (file: string) => `vscode-remote://${server.authority}${file}`;
    const payload = [
      ["extensionDevelopmentPath", remote(run.extension)],
      ["extensionTestsPath", remote(run.bundle)],
    ];
    const query = new URLSearchParams({ folder: run.folder, payload: JSON.stringify(payload) });
    await page.goto(`http://${server.authority}/?${query}`);
    await ended;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Writes everything from the extension host and the workbench to the log, and prints the lines of the tests.
 * Both use the same function, and only the mark at the start of a test's line distinguishes them.
 */
function printer(log: string): (type: string, args: unknown[]) => void {
  writeFileSync(log, "");
  return (type, args) => {
    const text = args.map(String).join(" ");
    appendFileSync(log, `[${type}] ${text}\n`);
    if (/^ {2}[✔✘-] /.test(text)) console.log(text);
  };
}
