/** Rules on values that the manager rejects, with what it does then. */

import { messageTemplate, type Release, type TableMessageId } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import type { PlacedFix } from "../../placed-finding.ts";
import { newValue } from "../edits.ts";
import { intendedNumber } from "../number.ts";
import { isNumberOption, type NumberOption, numberOptions, PATH_LIMIT, type PollOption } from "../option.ts";
import type { ConfigContext, ConfigRule, PlacedOption } from "./rule.ts";
import { readOptions, valueSpan } from "./rule.ts";

const lineOf: Readonly<Record<string, TableMessageId>> = {
  enabled: "wrong-enabled",
  exec_path: "wrong-exec-path",
  socket: "wrong-socket-path",
  timeout: "wrong-timeout",
  threads: "wrong-threads",
  queue_size: "wrong-queue-size",
  force_insert: "wrong-force-insert",
};

/** The line that the manager logs about a rejected value. */
function logOf({ name, refusal }: PollOption, release: Release): string {
  if (refusal === "too-long") {
    const id = name === "socket" ? "socket-path-too-long" : "exec-path-too-long";
    return messageTemplate(id, release)?.replace("%s", String(PATH_LIMIT)) ?? "";
  }
  const id = lineOf[name ?? ""];
  return (id === undefined ? undefined : messageTemplate(id, release)) ?? "";
}

/** What happens after the line: the daemon stops, or in `<auth>` continues with what it has. */
function sequel({ block, option }: PlacedOption, goesOn: string): string {
  if (block.stops === "wazuh-modulesd") return say`and wazuh-modulesd does not start`;
  if (block.stops === "wazuh-authd") return say`and wazuh-authd does not start`;
  const at = block.options.indexOf(option);
  const behind = block.options.length - at - 1;
  const unread =
    behind === 0
      ? ""
      : behind === 1
        ? say` The option after it in the block is not read.`
        : say` The ${behind} options after it in the block are not read.`;
  return say`and continues: ${goesOn}.${unread}`;
}

function refusedText(context: ConfigContext, placed: PlacedOption, wanted: string, goesOn: string): string {
  const log = logOf(placed.option, context.config.release);
  const text = say`${wanted} The manager logs "${log}" ${sequel(placed, goesOn)}`;
  return text.endsWith(".") ? text : `${text}.`;
}

function refusedOptions(context: ConfigContext, names: readonly string[]): readonly PlacedOption[] {
  return readOptions(context).filter(
    ({ option: { fate, name } }) => fate === "refused" && name !== undefined && names.includes(name),
  );
}

function yesOrNoFixes({ element }: PollOption): readonly PlacedFix[] {
  const word = element.content.trim().toLowerCase();
  const meansNo = /^(?:n|no|false|0|off|disabled?)$/.test(word);
  const order = meansNo ? ["no", "yes"] : ["yes", "no"];
  const isClear = meansNo || /^(?:y|yes|true|1|on|enabled?)$/.test(word);
  return order.map((value, at) => newValue(say`Write ${value}`, element, value, isClear && at === 0));
}

function keptNumber(name: NumberOption, value: number): string {
  switch (name) {
    case "timeout":
      return value === 0
        ? say`without a timeout, a script that hangs blocks its thread forever`
        : say`every run times out at once`;
    case "threads":
      return value === 0
        ? say`with no thread, so that every request waits forever`
        : say`it starts ${value} threads`;
    case "queue_size":
      return value === 0
        ? say`with a queue of 0, and wazuh-authd crashes at the first request`
        : say`with a queue of ${value}`;
  }
}

function numberFixes(name: NumberOption, { element }: PollOption): readonly PlacedFix[] {
  const { least, most, unit, default: usual } = numberOptions[name];
  const meant = intendedNumber(element.content, unit);
  const isPossible = meant !== undefined && meant >= least && meant <= most;
  const usualFix = newValue(say`Write ${usual}, the default`, element, String(usual));
  if (isPossible) return [newValue(say`Write ${meant}`, element, String(meant), true), usualFix];
  if (meant !== undefined && meant > most && name !== "timeout") {
    return [newValue(say`Write ${most}, the maximum`, element, String(most)), usualFix];
  }
  return [usualFix];
}

const words: Readonly<Record<NumberOption, () => string>> = {
  timeout: () => say`seconds, a whole number from 1 on`,
  threads: () => say`a whole number from 1 to 32`,
  queue_size: () => say`a whole number from 1 to 220000`,
};

export const refusedRules: readonly ConfigRule[] = [
  {
    code: "bad-enabled",
    severity: "error",
    title: "Value that is neither yes nor no",
    check: (context) =>
      refusedOptions(context, ["enabled", "force_insert"]).map((placed) => ({
        ...valueSpan(placed.option.element),
        message: refusedText(
          context,
          placed,
          say`<${placed.option.name ?? ""}> must be exactly yes or no, in lower case and without blanks.`,
          say`it reads the value as yes, so polling is on`,
        ),
        fixes: yesOrNoFixes(placed.option),
      })),
  },
  {
    code: "bad-number",
    severity: "error",
    title: "Number that is rejected",
    check: (context) =>
      refusedOptions(context, Object.keys(numberOptions)).flatMap((placed) => {
        const { name, value, element } = placed.option;
        if (name === undefined || !isNumberOption(name) || typeof value !== "number") return [];
        const message = refusedText(
          context,
          placed,
          say`<${name}> must be ${words[name]()}.`,
          keptNumber(name, value),
        );
        return [{ ...valueSpan(element), message, fixes: numberFixes(name, placed.option) }];
      }),
  },
  {
    code: "bad-path",
    severity: "error",
    title: "Path that is rejected",
    check: (context) =>
      refusedOptions(context, ["exec_path", "socket"]).map((placed) => {
        const { option } = placed;
        const wanted =
          option.refusal === "too-long"
            ? say`<${option.name ?? ""}> must have fewer than ${PATH_LIMIT} bytes.`
            : option.refusal === "empty"
              ? say`<${option.name ?? ""}> is empty.`
              : say`<${option.name ?? ""}> begins with a blank.`;
        const trimmed = option.element.content.trim();
        const helps = option.refusal === "leading-blank" && trimmed !== "";
        return {
          ...valueSpan(option.element),
          message: refusedText(context, placed, wanted, withoutPath(option)),
          fixes: helps ? [newValue(say`Remove the blanks around it`, option.element, trimmed, true)] : [],
        };
      }),
  },
];

function withoutPath({ name }: PollOption): string {
  return name === "socket"
    ? say`there is no socket`
    : say`there is no exec_path, and it tries to run a program named "(null)"`;
}
