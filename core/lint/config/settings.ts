/** From a configuration to the settings that verdicts depend on. */

import { defaultSettings, type ManagerSettings } from "../../manager/index.ts";
import type { PollConfig } from "./poll-config.ts";

/** A manager of the configuration's release with its force options; everything else as installed. */
export function managerSettingsOf({ release, force, forceInsert }: PollConfig): ManagerSettings {
  return { ...defaultSettings(release), force: force.value, forceInsert: forceInsert.value };
}
