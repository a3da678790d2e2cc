/** Rules on numbers that the manager accepts but reads differently from what they look like. */

import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { acceptedOptions, portOf } from "../auth.ts";
import { newValue } from "../edits.ts";
import { habitsOf } from "../habits.ts";
import { intendedNumber, readNumber } from "../number.ts";
import { isNumberOption, type NumberOption, numberOptions, type PollOption } from "../option.ts";
import type { PollConfig, Setting } from "../poll-config.ts";
import { type ConfigContext, type ConfigRule, readOptions, valueSpan } from "./rule.ts";

/** Seconds above which the timeout becomes negative on its way to the executor. */
const LONGEST_TIMEOUT = 2147483647;

/** The highest port. */
const PORTS = 65535;

interface NumberFacts {
  readonly name: NumberOption;
  readonly option: PollOption;
  readonly value: number;
  /** The text after the number. */
  readonly rest: string;
  readonly meant: number | undefined;
}

function settingOf(config: PollConfig, name: NumberOption): Setting<number> {
  return { timeout: config.timeout, threads: config.threads, queue_size: config.queueSize }[name];
}

/** The numbers that are effective in the end. */
function effectiveNumbers(context: ConfigContext): readonly NumberFacts[] {
  const { config } = context;
  return readOptions(context).flatMap(({ option }) => {
    const { name, element, fate } = option;
    if (fate !== "accepted" || name === undefined || !isNumberOption(name)) return [];
    if (settingOf(config, name).from !== element) return [];
    const { value, rest } = readNumber(element.content, habitsOf(config.release).numbers);
    return [{ name, option, value, rest, meant: intendedNumber(element.content, numberOptions[name].unit) }];
  });
}

function unitOf(name: NumberOption, value: number): string {
  switch (name) {
    case "timeout":
      return value === 1 ? say`1 second` : say`${value} seconds`;
    case "threads":
      return value === 1 ? say`1 thread` : say`${value} threads`;
    case "queue_size":
      return value === 1 ? say`1 place` : say`${value} places`;
  }
}

/** The value that is read is not the intended one. If our reading stops too early, a unit shows it. */
function isMisread({ value, meant, rest }: NumberFacts): boolean {
  return meant === undefined ? /^\s*[mhdwk]/i.test(rest) : meant !== value;
}

function misread({ name, option, value, meant }: NumberFacts): Remark {
  const { least, most } = numberOptions[name];
  const fits = meant !== undefined && meant >= least && meant <= most;
  const shown = option.element.content.trim();
  return {
    ...valueSpan(option.element),
    message: say`The manager reads "${shown}" as ${unitOf(name, value)}: ${reasonOf(shown)}.`,
    fixes: fits ? [newValue(say`Write ${meant}`, option.element, String(meant), true)] : [],
  };
}

function reasonOf(shown: string): string {
  if (/[a-z]/i.test(shown)) return say`it knows no units`;
  return /^0\d/.test(shown)
    ? say`in 3.8 a leading 0 makes a number octal`
    : say`it stops at the first character that is not a digit`;
}

/** A port that is not the written one. A value that is rejected has its own rule. */
function misreadPorts({ config }: ConfigContext): readonly Remark[] {
  return acceptedOptions(config.auths, config.release)
    .filter(({ name }) => name === "port")
    .flatMap((element) => {
      const { content } = element;
      const port = portOf(content);
      const { value } = readNumber(content, "decimal");
      const meant = intendedNumber(content, "count") ?? value;
      if (port === 0 || port === meant) return [];
      const shown = content.trim();
      const reason = value > PORTS ? say`a port has 16 bits` : reasonOf(shown);
      const fixes = meant <= PORTS ? [newValue(say`Write ${meant}`, element, String(meant), true)] : [];
      return [
        {
          ...valueSpan(element),
          message: say`The manager reads "${shown}" as port ${port}: ${reason}.`,
          fixes,
        },
      ];
    });
}

export const numberRules: readonly ConfigRule[] = [
  {
    code: "number-misread",
    severity: "error",
    title: "Number that is read differently",
    check: (context) => [
      ...effectiveNumbers(context).filter(isMisread).map(misread),
      ...misreadPorts(context),
    ],
  },
  {
    code: "number-with-text",
    severity: "hint",
    title: "Text after a number",
    check: (context) =>
      effectiveNumbers(context)
        .filter((facts) => facts.rest.trim() !== "" && !isMisread(facts))
        .map(({ name, option: { element }, value, rest }) => ({
          ...valueSpan(element),
          message: say`The manager reads ${unitOf(name, value)} and ignores "${rest.trim()}".`,
          fixes: [newValue(say`Write ${value}`, element, String(value), true)],
        })),
  },
  {
    code: "timeout-too-long",
    severity: "error",
    title: "Timeout that ends at once",
    check: (context) =>
      effectiveNumbers(context)
        .filter(({ name, value }) => name === "timeout" && value > LONGEST_TIMEOUT)
        .map(({ option: { element }, value }) => ({
          ...valueSpan(element),
          message: say`The manager stores ${value} seconds and passes them on as a negative number: every run times out at once.`,
          fixes: [newValue(say`Write 60, the default`, element, "60")],
        })),
  },
  {
    code: "queue-of-one",
    severity: "error",
    title: "Queue that holds nothing",
    check: (context) =>
      effectiveNumbers(context)
        .filter(({ name, value }) => name === "queue_size" && value === 1)
        .map(({ option: { element } }) => ({
          ...valueSpan(element),
          message: say`The queue can hold one request fewer than this size, so it can hold none. The manager discards every request and logs only a debug line.`,
          fixes: [newValue(say`Write 1024, the default`, element, "1024", true)],
        })),
  },
];
