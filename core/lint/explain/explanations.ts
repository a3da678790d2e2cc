/** An explanation for every message of the manager; one that is missing does not compile. */

import type { MessageId } from "../../manager/index.ts";
import type { Explanation } from "./explanation.ts";
import { agentSide } from "./explanations/agent-side.ts";
import { agents } from "./explanations/agents.ts";
import { answers } from "./explanations/answers.ts";
import { authd } from "./explanations/authd.ts";
import { configuration } from "./explanations/configuration.ts";
import { enrolment } from "./explanations/enrolment.ts";
import { agentFamilies } from "./explanations/families/agent.ts";
import { clusterFamilies } from "./explanations/families/cluster.ts";
import { databaseFamilies } from "./explanations/families/database.ts";
import { registrationFamilies } from "./explanations/families/registration.ts";
import { remotedFamilies } from "./explanations/families/remoted.ts";
import { upkeepFamilies } from "./explanations/families/upkeep.ts";
import { keyFile } from "./explanations/key-file.ts";
import { modules } from "./explanations/modules.ts";
import { registration } from "./explanations/registration.ts";
import { remoted } from "./explanations/remoted.ts";
import { remotedUpkeep } from "./explanations/remoted-upkeep.ts";
import { requests } from "./explanations/requests.ts";
import { script } from "./explanations/script.ts";

export const explanations: Readonly<Record<MessageId, Explanation>> = {
  ...keyFile,
  ...agents,
  ...requests,
  ...script,
  ...answers,
  ...registration,
  ...enrolment,
  ...configuration,
  ...remoted,
  ...remotedUpkeep,
  ...authd,
  ...agentSide,
  ...modules,
  ...agentFamilies,
  ...registrationFamilies,
  ...remotedFamilies,
  ...databaseFamilies,
  ...clusterFamilies,
  ...upkeepFamilies,
};
