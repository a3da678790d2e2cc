/** How asking a daemon here differs from asking it on the manager. */

import type { Release } from "../../manager/index.ts";
import { here, type Platform } from "../../platform/index.ts";
import { say } from "../../words/index.ts";
import type { Note } from "../run/poll-run.ts";
import { managerUser, userName } from "../run/surroundings.ts";

export function socketNotes(release: Release, system: Platform = here): readonly Note[] {
  const user: Note = {
    code: "user",
    text: say`The manager connects to the socket as ${managerUser(release)}, this test as ${userName()}. What the daemon itself may read or reach does not depend on that.`,
  };
  return system.isUnix ? [user] : [user, { code: "platform", text: onWindowsText() }];
}

const onWindowsText = (): string =>
  say`The manager runs on Linux and connects to a socket in the file system. Windows uses named pipes instead.`;
