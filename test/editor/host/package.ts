/** The packaged extension that the page suite installs. */
import { existsSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./cache.ts";
import { npm } from "./npm.ts";

/** The VSIX that `KEYPOLL_VSIX` names, else `dist/keypoll.vsix`, packaged now so that it is up to date. */
export async function packagedExtension(): Promise<string> {
  const given = process.env["KEYPOLL_VSIX"];
  const file = path.resolve(given || path.join(projectRoot, "dist/keypoll.vsix"));
  if (!given) await npm(["run", "package"], projectRoot);
  if (existsSync(file)) return file;
  throw new Error(
    given ? `KEYPOLL_VSIX names ${file}, which does not exist.` : `"npm run package" made no ${file}.`,
  );
}
