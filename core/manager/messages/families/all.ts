/** Families of messages: lines that mean the same to a user, which the model itself never writes. */

import type { MessageFamily } from "../row.ts";
import { agentFamilies } from "./agent.ts";
import { agentConfigurationFamilies } from "./agent-configuration.ts";
import { agentUpgradeFamilies } from "./agent-upgrade.ts";
import { clusterFamilies } from "./cluster.ts";
import { clusterServiceFamilies } from "./cluster-service.ts";
import { clusterUpkeepFamilies } from "./cluster-upkeep.ts";
import { databaseFamilies } from "./database.ts";
import { registrationFamilies } from "./registration.ts";
import { registrationUpkeepFamilies } from "./registration-upkeep.ts";
import { remotedFamilies } from "./remoted.ts";
import { remotedMessageFamilies } from "./remoted-messages.ts";

export const families = {
  ...agentFamilies,
  ...agentConfigurationFamilies,
  ...registrationFamilies,
  ...registrationUpkeepFamilies,
  ...remotedFamilies,
  ...remotedMessageFamilies,
  ...databaseFamilies,
  ...clusterFamilies,
  ...clusterServiceFamilies,
  ...clusterUpkeepFamilies,
  ...agentUpgradeFamilies,
} as const satisfies Record<string, MessageFamily>;
