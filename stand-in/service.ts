/** The registration service of a stand-in: what its settings, its agents and its folder tell the model. */

import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { type ByteString, bytesFromText, defaultSettings, textFromBytes } from "../core/manager/index.ts";
import { type Service, serviceOf } from "../core/registration/index.ts";
import type { AgentStates } from "./agent-states.ts";
import type { StandInOptions } from "./options.ts";
import type { StandInSettings } from "./settings.ts";

/** Undefined if the version is not one of Wazuh. */
export function standInService(
  { version, hostName }: Pick<StandInOptions, "version" | "hostName">,
  settings: StandInSettings,
  states: AgentStates,
  home: string,
): Service | undefined {
  const { force, forceInsert, forceTime, limitMaxAgents, useSourceIp, allowHigherVersions, polling } =
    settings;
  const newKey = (): ByteString => randomBytes(32).toString("hex");
  return serviceOf(version, {
    manager: {
      ...defaultSettings(polling.release),
      hostName: bytesFromText(hostName ?? hostname()),
      force,
      forceInsert,
      limitMaxAgents,
      newKey,
      stateOf: (id) => states.stateOf(id),
      // 3.x reads the age of a file that an agent leaves when it connects.
      ageOf: ({ id }) => {
        const { status, disconnectedFor } = states.stateOf(id);
        return status === "never_connected" ? undefined : (disconnectedFor ?? 0);
      },
    },
    forceTime,
    useSourceIp,
    allowHigherVersions,
    hasGroup: (name) => isFolder(join(home, "etc", "shared", textFromBytes(name))),
    newKey,
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
