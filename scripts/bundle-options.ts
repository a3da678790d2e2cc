/** The options that all bundles share, and those for Node. */

import type { BuildOptions } from "esbuild";

export const minify = !process.argv.includes("--dev");

export const common = {
  bundle: true,
  write: false,
  minify,
  sourcemap: minify ? false : "linked",
  // The notices are in a separate file.
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
} as const satisfies BuildOptions;

// Its file for Node loads its parts in a way that esbuild cannot follow.
export const alias = { "jsonc-parser": "jsonc-parser/lib/esm/main.js" };

// The oldest host is VS Code 1.100 with Node 20. The command line runs on the same Node.
export const node = {
  ...common,
  platform: "node",
  target: "node20.19",
  alias,
} as const satisfies BuildOptions;

/** CommonJS libraries inside a bundle load Node's own modules with require. */
export const requireBanner =
  'import { createRequire as keypollRequire } from "node:module"; const require = keypollRequire(import.meta.url);';
