/** What each option of key polling does, for hovers. */

import type { Release } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { BlockKind } from "./block.ts";
import { habitsOf } from "./habits.ts";
import type { OptionName } from "./option.ts";

interface OptionHelp {
  readonly what: () => string;
  readonly usual: () => string;
  readonly accepted: () => string;
  /** The special behaviour in a release, or undefined. */
  readonly note?: (release: Release, block: BlockKind) => string | undefined;
}

function isOld({ poller }: Release): boolean {
  return poller === "wazuh-modulesd";
}

/** What happens after a rejected value. */
function onRefusal(release: Release, block: BlockKind, goesOn: string): string {
  if (isOld(release)) return say`With a rejected value, \`wazuh-modulesd\` does not start.`;
  if (block === "wodle") return say`With a rejected value, \`wazuh-authd\` does not start.`;
  return say`A rejected value is logged. The manager stops reading the block there, and ${goesOn}.`;
}

export const optionHelp: Readonly<Record<OptionName, OptionHelp>> = {
  enabled: {
    what: () => say`Whether the manager polls for the keys of unknown agents.`,
    usual: () =>
      say`\`yes\`. (The documentation of \`<key_request>\` says \`no\`; a block with any element in it is on anyway.)`,
    accepted: () => say`\`yes\` or \`no\`, exactly`,
    note: (release, block) => onRefusal(release, block, say`polling is **on**`),
  },
  exec_path: {
    what: () => say`The command that is run for every request, with \`id\` or \`ip\` and the value after it.`,
    usual: () => say`none`,
    accepted: () => say`less than 4096 bytes`,
    note: (release, block) => {
      const splitting =
        release.splitter === "in-place"
          ? say`Split at every blank; quotes stay in the words (before 4.2).`
          : say`Split at blanks; \`"\` and \`\\\` protect them.`;
      const paths = habitsOf(release).checksPaths
        ? say` An empty value and one that begins with a blank are rejected. ${onRefusal(release, block, say`there is no command`)}`
        : "";
      return say`No shell, no trimming, no entities. ${splitting}${paths}`;
    },
  },
  socket: {
    what: () =>
      say`A Unix socket of your own program, which answers instead of a script: it gets \`id:001\`, and answers in one piece.`,
    usual: () => say`none`,
    accepted: () => say`less than 4096 bytes, of which 107 reach the system`,
    note: (release) =>
      isOld(release)
        ? say`With \`<exec_path>\` beside it, that command is started once as the daemon that opens the socket; there is no fallback.`
        : say`If the socket does not answer, \`<exec_path>\` is run instead.`,
  },
  timeout: {
    what: () => say`Seconds until a script that is still running counts as failed.`,
    usual: () => "`60`",
    accepted: () =>
      say`1 to 4294967294, without a unit: \`1m\` is 1 second; above 2147483647 every run times out at once`,
    note: (release, block) => onRefusal(release, block, say`there is no timeout at all`),
  },
  threads: {
    what: () => say`How many scripts run at the same time.`,
    usual: () => "`1`",
    accepted: () => say`1 to 32`,
    note: (release, block) => onRefusal(release, block, say`that many threads are started, none for \`0\``),
  },
  queue_size: {
    what: () => say`How many requests may wait. The queue holds one fewer, so \`1\` discards all.`,
    usual: () => "`1024`",
    accepted: () => say`1 to 220000`,
    note: (release, block) =>
      onRefusal(release, block, say`with \`0\` \`wazuh-authd\` crashes at the first request`),
  },
  force_insert: {
    what: () => say`Whether an agent that already has the id, address or name is replaced by the answer.`,
    usual: () => "`yes`",
    accepted: () => say`\`yes\` or \`no\`, exactly`,
    note: (release) => {
      if (!isOld(release))
        return say`From 4.4 on it is ignored with a warning: \`<force>\` in \`<auth>\` decides.`;
      if (release.idGivesWayToForce) return say`Up to 3.10 \`no\` protects an equal id only.`;
      return release.force === "by-rules" ? undefined : say`From 3.11 to 4.2 \`no\` protects no agent.`;
    },
  },
};

/** Elements of `<auth>` and `<force>` that decide about key requests from 4.4 on. */
export const forceHelp: Readonly<Record<string, () => string>> = {
  force: () =>
    say`Whether an agent is replaced by a new one with the same id, address or name. Without this block: if it has been disconnected for an hour and was registered at least an hour ago.`,
  enabled: () => say`Whether an agent may be replaced at all. Default: \`yes\`.`,
  key_mismatch: () =>
    say`Without effect on key polling: a key request carries no hash of a key. Default: \`yes\`.`,
  disconnected_time: () =>
    say`How long an agent must have been disconnected: a number with \`d\`, \`h\`, \`m\` or \`s\`. The attribute \`enabled\` is mandatory. Default: \`enabled="yes"\`, \`1h\`. An agent that never connected is replaced at once.`,
  after_registration_time: () =>
    say`How long ago an agent must have been registered: a number with \`d\`, \`h\`, \`m\` or \`s\`. Default: \`1h\`.`,
};
