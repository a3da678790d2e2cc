/** The release of the manager whose behaviour is shown. */

import { type ConfigurationScope, workspace } from "vscode";
import { readLintSettings } from "../../core/lint/settings.ts";
import type { Release } from "../../core/manager/index.ts";

/** The one in the settings, or the newest if they name no known release or are not text. */
export function releaseInSettings(scope: ConfigurationScope | undefined): Release {
  const release = workspace.getConfiguration("keypoll", scope).get<unknown>("release");
  return readLintSettings({ release }).settings.release;
}
