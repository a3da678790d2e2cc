/** The packaged extension that the page suite installs. */
import path from "node:path";
import type { Edition } from "../../../scripts/pack-extension.ts";
import { projectRoot } from "./cache.ts";
import { npm } from "./npm.ts";

/** The package of each edition, as a path. */
export type Packages = Readonly<Record<Edition, string>>;

/** Packages the extension now, so that it is up to date. */
export async function packagedExtension(): Promise<Packages> {
  await npm(["run", "package"], projectRoot);
  return {
    desktop: path.join(projectRoot, "dist/keypoll.vsix"),
    web: path.join(projectRoot, "dist/keypoll-web.vsix"),
  };
}
