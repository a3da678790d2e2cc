/** The manager's messages in every wording that they had, with the releases that have it. */

import {
  type LogLevel,
  type MessageId,
  messageIds,
  messageLevel,
  messageTemplate,
  type Release,
  releases,
} from "../../manager/index.ts";
import { tagOf } from "../answer/daemons.ts";
import { versionsText } from "../versions.ts";

/** One wording of a message. */
export interface Wording {
  readonly id: MessageId;
  /** The text with a `%s` for each value. */
  readonly template: string;
  readonly level: LogLevel;
  /** The first and the last release that have it. */
  readonly first: Release;
  readonly last: Release;
}

/** What the agents' daemon and the key file's readers say was not changed by 5.0; the feature itself is gone there. */
function has(id: MessageId, release: Release): boolean {
  if (release.poller !== "none") return true;
  const tag = tagOf(id, release);
  return (
    id === "key-request-unknown" ||
    tag === undefined ||
    (tag.endsWith("-remoted") && !id.startsWith("poller-"))
  );
}

function wordingsOf(id: MessageId): Wording[] {
  const found: Wording[] = [];
  for (const release of releases) {
    const template = messageTemplate(id, release);
    if (template === undefined || !has(id, release)) continue;
    const level = messageLevel(id, release);
    const last = found.at(-1);
    if (last?.template === template && last.level === level)
      found[found.length - 1] = { ...last, last: release };
    else found.push({ id, template, level, first: release, last: release });
  }
  return found;
}

/** Every wording of every message, oldest first. */
export const wordings: readonly Wording[] = messageIds.flatMap(wordingsOf);

/** `3.8 to 4.3`, `4.4 and newer`, or `all releases`. */
export function releaseRange({ first, last }: Wording): string {
  const all = first.id === releases[0]?.id && last.id === releases.at(-1)?.id;
  return all ? "all releases" : versionsText(first, last);
}
