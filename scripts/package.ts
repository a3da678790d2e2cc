/** Builds everything and packs the extension: `dist/keypoll.vsix`, and for VS Code in a browser `dist/keypoll-web.vsix`. */

import { packExtension } from "./pack-extension.ts";

await import("./build.ts");
const desktop = await packExtension("dist/keypoll.vsix", "desktop");
const web = await packExtension("dist/keypoll-web.vsix", "web");
if (!(desktop && web)) process.exitCode = 1;
