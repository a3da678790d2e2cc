/** Builds everything and packs the extension into `dist/keypoll.vsix`. */

import { packExtension } from "./pack-extension.ts";

await import("./build.ts");
if (!(await packExtension("dist/keypoll.vsix"))) process.exitCode = 1;
