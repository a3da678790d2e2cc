/** Group names of an enrolment: the check of the whole text, and of each group. */

import type { ByteString, TableMessageId } from "../manager/index.ts";
import type { Habits } from "./habits.ts";
import type { Service } from "./service.ts";

/** Maximum bytes of one group's name, and of all names with their commas. */
const LONGEST_GROUP = 255;
const LONGEST_LIST = 65535;

/** Maximum bytes of a text in a message. */
const SHOWN = 255;

/** Why groups are refused: the line in the log with its values, and the answer to the agent. */
export interface GroupRefusal {
  readonly log: readonly [TableMessageId, ...(readonly (ByteString | number)[])];
  readonly answer: ByteString;
}

const TOO_LARGE = "group is too large";
const LIST_TOO_LARGE = "multigroup is too large";
const BLANKS = "white spaces are not allowed";
const CONSECUTIVE = "consecutive ',' are not allowed";
const AT_END = "cannot start or end with ','";
const PROHIBITED = "characters '\\/:*?\"<>|,' are prohibited";

/** Reasons that have a trailing blank in 3.x. */
const WITH_BLANK: ReadonlySet<string> = new Set([LIST_TOO_LARGE, BLANKS, CONSECUTIVE]);

/** The check of the text as received. Source: w_validate_group_name. An empty text passes up to 3.13.0. */
export function refusedGroupText(text: ByteString, habits: Habits): GroupRefusal | undefined {
  const refuse = (reason: ByteString): GroupRefusal => ({
    log: ["wrong-group-list", text.slice(0, SHOWN)],
    answer: `ERROR: Invalid group name: ${reason}`,
  });
  if (text === "") return habits.answersUnreadable ? refuse("Empty Group") : undefined;
  const found = errorIn(text);
  if (found === undefined) return undefined;
  const [shown, reason] = found;
  const blank = habits.refusal === "two-messages-with-blank-lines" && WITH_BLANK.has(reason) ? " " : "";
  return refuse(`${shown.slice(0, SHOWN)}... ${reason}${blank}`);
}

/** What is wrong with it, and the text in the answer. */
function errorIn(text: ByteString): readonly [shown: ByteString, reason: string] | undefined {
  if (!text.includes(",")) {
    if (text.length > LONGEST_GROUP) return [text, TOO_LARGE];
    return /^[A-Za-z0-9.:;_\-=+!@()]+$/.test(text) ? undefined : [text, PROHIBITED];
  }
  if (text.length > LONGEST_LIST) return [text, LIST_TOO_LARGE];
  for (const group of text.split(",")) {
    if (group.includes(" ")) return [text, BLANKS];
    if (group.length > LONGEST_GROUP) return [group, TOO_LARGE];
  }
  if (text.includes(",,")) return [text, CONSECUTIVE];
  if (text === ",") return [text, PROHIBITED];
  if (text.startsWith(",") || text.endsWith(",")) return [text, AT_END];
  return /^[A-Za-z0-9.:;_\-=+!@(),]+$/.test(text) ? undefined : [text, PROHIBITED];
}

/** The groups, each once, in the order of their first mention. Source: wstr_delete_repeated_groups. */
export function distinctGroups(text: ByteString): readonly ByteString[] {
  return [...new Set(text.split(",").filter((group) => group !== ""))];
}

/** The check of each group before the agent is added. Source: w_auth_validate_groups. */
export function refusedGroup(groups: readonly ByteString[], service: Service): GroupRefusal | undefined {
  const { habits } = service;
  const { allowed, said } = habits.mostGroups;
  for (const [at, group] of groups.entries()) {
    if (at >= allowed) {
      const text = `Maximum multigroup reached: Limit is ${said}`;
      return { log: ["too-many-groups", said], answer: habits.answersUnreadable ? `ERROR: ${text}` : text };
    }
    const answer = `ERROR: Invalid group name: ${group}`;
    if (habits.checksGroupsTwice && !/^[A-Za-z0-9_.-]+$/.test(group)) {
      return { log: ["group-characters", group], answer };
    }
    if (habits.checksGroupsTwice && (group === "." || group === "..")) {
      return { log: ["group-directory", group], answer };
    }
    if (!service.hasGroup(group)) {
      return { log: ["no-such-group", group.slice(0, SHOWN)], answer: `ERROR: Invalid group: ${group}` };
    }
  }
  return undefined;
}
