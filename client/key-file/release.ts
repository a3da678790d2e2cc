/** The release of the manager whose behaviour is shown. */

import { type ConfigurationScope, workspace } from "vscode";
import { newestRelease, type Release, releaseFor } from "../../core/manager/index.ts";

/** The one in the settings; the newest where they name none that is known. */
export function releaseInSettings(scope: ConfigurationScope | undefined): Release {
  const text = workspace.getConfiguration("keypoll", scope).get("release", "");
  return releaseFor(text) ?? newestRelease;
}
