/** The manager's messages in every wording that they had, with the releases that have it. */

import { type LogLevel, type MessageId, type Release, releases } from "../../manager/index.ts";
import { messageIds, messageTexts } from "../../manager/message-families.ts";
import { since } from "../../manager/messages.ts";
import { say } from "../../words/index.ts";
import { isOfPolling, tagOf } from "../answer/daemons.ts";
import { versionsText } from "../versions.ts";
import { isIdName, isNumberName } from "./explanation.ts";
import { explanations } from "./explanations.ts";

/** One wording of a message. */
export interface Wording {
  readonly id: MessageId;
  /** The text with a `%s` for each value. */
  readonly template: string;
  readonly level: LogLevel;
  /** The values of each `%s`, in order. */
  readonly values: readonly string[];
  /** Which of them are made of digits. */
  readonly numbers: readonly number[];
  /** Which of them are ids. */
  readonly ids: readonly number[];
  /** The writer, as in ossec.log. Undefined if every daemon that reads client.keys may write it. */
  readonly tag: string | undefined;
  /** The first and the last release that have it. */
  readonly first: Release;
  readonly last: Release;
}

/** 5.0 has no key requests, and no messages about them. */
function has(id: MessageId, release: Release): boolean {
  return release.poller !== "none" || !isOfPolling(id);
}

function isNext(before: Release, release: Release): boolean {
  return releases[releases.indexOf(before) + 1] === release;
}

export function wordingsOf(id: MessageId): Wording[] {
  const found: (Wording & { tag: string | undefined; last: Release })[] = [];
  for (const release of releases) {
    if (!has(id, release)) continue;
    const tag = tagOf(id, release);
    const writer = writerOf(tag);
    for (const { template, level, values } of messageTexts(id, release)) {
      const last = found.findLast((each) => each.template === template);
      // The daemon that polls was modulesd up to 4.3; its names differ more often.
      if (last?.level === level && isNext(last.last, release) && writerOf(last.tag) === writer) {
        last.tag = tag;
        last.last = release;
      } else {
        const names = values ?? namesOf(id, template, release);
        const placesOf = (isSo: (name: string) => boolean): readonly number[] =>
          names.flatMap((name, place) => (isSo(name) ? [place] : []));
        const [numbers, ids] = [placesOf(isNumberName), placesOf(isIdName)];
        found.push({ id, template, level, values: names, numbers, ids, tag, first: release, last: release });
      }
    }
  }
  return found;
}

/** The daemon and its module without what a release puts in front of the name. */
export function writerOf(tag: string | undefined): string | undefined {
  return tag?.replace(/^(?:ossec|wazuh)-(?:manager-)?/, "");
}

/** The names in the explanation of a message for this number of values. */
function namesOf(id: MessageId, template: string, release: Release): readonly string[] {
  const count = template.split("%s").length - 1;
  const { values = [], valuesSince = {} } = explanations[id];
  return since(valuesSince, release) ?? values.find((names) => names.length === count) ?? [];
}

let all: readonly Wording[] | undefined;

/**
 * Every wording of every message, oldest first. Made when they are first needed, because most commands never need them.
 */
export function wordings(): readonly Wording[] {
  all ??= messageIds.flatMap(wordingsOf);
  return all;
}

/** `3.8 to 4.3`, `4.4 and newer`, or `all releases`. */
export function releaseRange({ first, last }: Wording): string {
  const all = first.id === releases[0]?.id && last.id === releases.at(-1)?.id;
  return all ? say`all releases` : versionsText(first, last);
}
