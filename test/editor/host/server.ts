/** A running code-server: started on a free loopback port with its own folders, and always stopped. */
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { artifact } from "./artifacts.ts";
import { run, start, stop } from "./children.ts";
import type { CodeServer } from "./code-server.ts";
import { outerEnvironment } from "./npm.ts";
import { quietSettings, type Settings } from "./settings.ts";
import { temporaryFolder } from "./temporary.ts";

/** How a server is started. */
export interface ServerOptions {
  /** Extensions to install before the start, as VSIX files. */
  readonly vsix?: readonly string[];
  /** False if the test is about workspace trust: then every folder opens in Restricted Mode. Default: true. */
  readonly trustAll?: boolean;
  /** Additions to the environment of the server, and so of its extension hosts. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A code-server that accepts connections. */
export interface Server {
  readonly installation: CodeServer;
  /** Host and port, for example `127.0.0.1:40123`: also the authority of the folders that it serves. */
  readonly authority: string;
  /** Writes the user settings, the quiet ones and `extra`, for pages that are opened afterwards. */
  setSettings(extra?: Settings): Promise<void>;
  /** Stops the server and everything that it started, and removes its folders. */
  stop(): Promise<void>;
}

/** Maximum milliseconds until a server listens. Measured: 1 to 3 seconds on two busy cores. */
const patience = 60_000;

/** Starts a server and waits until it listens. Its output goes to `artifacts/logs/`. */
export async function startServer(installation: CodeServer, options: ServerOptions = {}): Promise<Server> {
  const { path: home, remove } = await temporaryFolder();
  const data = path.join(home, "data");
  const extensions = path.join(home, "extensions");
  const config = path.join(home, "config.yaml");
  // If the editor is served to a browser, machine settings are read from the second file.
  const settings = ["User", "Machine"].map((kind) => path.join(data, kind, "settings.json"));
  const temporary = path.join(home, "tmp");
  const trustAll = options.trustAll ?? true;
  for (const each of settings) await mkdir(path.dirname(each), { recursive: true });
  await addLanguagePack(data, "de");
  await mkdir(extensions);
  await mkdir(temporary);
  await writeFile(config, "auth: none\n");

  const setSettings = async (extra: Settings = {}): Promise<void> => {
    const text = JSON.stringify({ ...quietSettings, ...extra }, undefined, 2);
    for (const each of settings) await writeFile(each, text);
  };
  await setSettings();

  // An editor leaves its sockets in the temporary folder.
  const env = { ...outerEnvironment(), TMPDIR: temporary, ...options.env };
  const common = ["--config", config, "--user-data-dir", data, "--extensions-dir", extensions];
  for (const file of options.vsix ?? []) {
    const args = [installation.entry, ...common, "--install-extension", file];
    await run(installation.node, args, { env, cwd: home });
  }
  const args = [installation.entry, ...common, "--auth", "none", "--bind-addr", "127.0.0.1:0"];
  args.push("--disable-telemetry", "--disable-update-check");
  if (trustAll) args.push("--disable-workspace-trust");
  const child = start(installation.node, args, { env, cwd: home, stdio: ["ignore", "pipe", "pipe"] });

  const log = artifact(
    "logs",
    `code-server-${installation.release.name}-${trustAll ? "trusted" : "asks"}.log`,
  );
  const end = async () => {
    await stop(child);
    remove();
  };
  try {
    return { installation, authority: await listening(child, log), setSettings, stop: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Makes a display language known, with no texts of its own: a window in it is in English, except for what extensions
 * have translated. So whatever of an extension's texts is English there is a text that was forgotten.
 */
async function addLanguagePack(data: string, language: string): Promise<void> {
  // A missing file means English; one that names no language leaves it to the window.
  await writeFile(path.join(data, "User", "argv.json"), "{}");
  const texts = path.join(data, `vscode.${language}.json`);
  await writeFile(texts, JSON.stringify({ contents: {} }));
  const pack = {
    hash: "0",
    extensions: [{ extensionIdentifier: { id: "test.language-pack" }, version: "1.0.0" }],
    translations: { vscode: texts },
    label: language,
  };
  await writeFile(path.join(data, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}

/** The address in the server's own line "HTTP server listening on ..."; all its output is kept in the log. */
function listening(child: ReturnType<typeof start>, log: string): Promise<string> {
  const file = createWriteStream(log);
  let seen = "";
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`code-server ${what}; its output is in ${log}`));
    const timer = setTimeout(() => fail(`did not listen within ${patience / 1000} s`), patience);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("exit", (code, signal) => fail(`ended at once with ${code ?? signal}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.pipe(file, { end: false });
      stream?.on("data", (chunk: Buffer) => {
        seen = (seen + chunk.toString()).slice(-10_000);
        const match = /HTTP server listening on http:\/\/([\d.]+:\d+)\//.exec(seen);
        if (match?.[1] === undefined) return;
        clearTimeout(timer);
        resolve(match[1]);
      });
    }
  });
}
