/** A list of agents, opened with settings. */

import type { LintSettings } from "../settings.ts";
import { KeyFileDocument } from "./document/key-file-document.ts";
import type { OpenedText } from "./document/opened-text.ts";
import type { KeyFileOnDisk } from "./on-disk.ts";
import { roleForRules } from "./role.ts";

/** `disk` is what is known about the file besides its text. */
export function openKeyFile(
  text: string | OpenedText,
  settings: LintSettings,
  disk: KeyFileOnDisk = {},
): KeyFileDocument {
  const { release, upgradeTo, role, hostName, severities } = settings;
  const context = {
    release,
    upgradeTo,
    role: roleForRules(role, disk),
    hostName: hostName === "" ? undefined : hostName,
  };
  return new KeyFileDocument(text, context, (code) => severities[code] === "off");
}
