/** A list of agents, opened under settings. */

import type { LintSettings } from "../settings.ts";
import { KeyFileDocument } from "./document/key-file-document.ts";

export function openKeyFile(text: string, settings: LintSettings): KeyFileDocument {
  const { release, upgradeTo, role, hostName, severities } = settings;
  const context = {
    release,
    upgradeTo,
    role: role === "auto" ? ("manager" as const) : role,
    hostName: hostName === "" ? undefined : hostName,
  };
  return new KeyFileDocument(text, context, (code) => severities[code] === "off");
}
