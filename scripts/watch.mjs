/**
 * `npm run watch`: sets everything up, builds, and builds again after each change. Plain JavaScript, because nothing is
 * installed yet.
 */

import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, projectRoot, toolEnvironment } from "./set-up.mjs";

/** The sources of bundles. */
const SOURCES = ["cli", "client", "core", "library", "schemas", "server", "stand-in"];

/** What the build itself writes there. */
const GENERATED = /(^|[\\/])generated([\\/]|$)/;

/** Milliseconds. An editor often writes several files at once. */
const PAUSE = 100;

let running = false;
let changed = false;
let timer;

/** Tasks of VS Code wait for the two lines that this prints. */
function build() {
  running = true;
  changed = false;
  console.log("Build started.");
  const child = spawn("node", ["scripts/build.ts", "--dev"], {
    cwd: projectRoot,
    env: toolEnvironment(),
    stdio: "inherit",
  });
  child.on("error", ({ message }) => ended(message));
  child.on("exit", (code) => ended(code === 0 ? undefined : `exit code ${code}`));
}

function ended(problem) {
  running = false;
  console.log(problem === undefined ? "Build finished." : `Build failed: ${problem}.`);
  if (changed) build();
}

ensureInstalled();
for (const folder of SOURCES) {
  watch(join(projectRoot, folder), { recursive: true }, (_, file) => {
    if (file !== null && GENERATED.test(file)) return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!running) build();
    }, PAUSE);
  });
}
build();
