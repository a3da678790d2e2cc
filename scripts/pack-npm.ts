/** Builds everything and packs the command line and the library into `dist/keypoll-VERSION.tgz`, which `npm i -g` installs. */

import { packNpm } from "./npm-package.ts";

await import("./build.ts");
await import("./api.ts");
if (process.exitCode === undefined) console.log(packNpm("dist/npm"));
