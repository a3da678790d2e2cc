/** Rules on options that do not do what they say, whatever their value. */

import { say } from "../../../words/index.ts";
import type { PlacedFix, Remark } from "../../placed-finding.ts";
import type { Block } from "../block.ts";
import { removal, renamed } from "../edits.ts";
import { optionNames, type PollOption } from "../option.ts";
import { type ConfigContext, type ConfigRule, readOptions, tagSpan } from "./rule.ts";

/** Names that people write for an option: of other releases, in other spellings. */
const otherNames: Readonly<Record<string, string>> = {
  script: "exec_path",
  command: "exec_path",
  path: "exec_path",
  exec: "exec_path",
  interval: "timeout",
  queue: "queue_size",
  thread: "threads",
  enable: "enabled",
};

/** The option that an unknown name stands for, or undefined. */
function nearestOption(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  return otherNames[plain] ?? optionNames.find((option) => option.replace("_", "") === plain);
}

function rename({ element }: PollOption, to: string, text: string): PlacedFix {
  return { title: say`Write <${to}>`, edits: renamed(text, element, to), safe: false };
}

function unknownOption(context: ConfigContext): readonly Remark[] {
  return readOptions(context)
    .filter(({ option }) => option.fate === "unknown")
    .map(({ option }) => {
      const { name } = option.element;
      const near = nearestOption(name);
      const hint = near === undefined ? "" : say` Did you mean <${near}>?`;
      return {
        ...tagSpan(option.element),
        message: say`Key polling has no option <${name}>: the manager warns "No such tag <${name}>" and ignores it.${hint}`,
        fixes: [
          ...(near === undefined ? [] : [rename(option, near, context.text)]),
          removal(say`Remove it`, context.text, option.element),
        ],
      };
    });
}

function repeated(context: ConfigContext): readonly Remark[] {
  return readOptions(context)
    .filter(({ option }) => option.fate === "repeated")
    .map(({ block, option }) => {
      const last = block.options.findLast(({ name, fate }) => name === option.name && fate !== "unread");
      return {
        start: option.element.start,
        end: option.element.end,
        message: say`<${option.name ?? ""}> occurs again further down; the last one counts.`,
        faded: true,
        fixes: [removal(say`Remove this one`, context.text, option.element, true)],
        related: last === undefined ? [] : [{ ...tagSpan(last.element), message: say`this one counts` }],
      };
    });
}

function notRead(context: ConfigContext): readonly Remark[] {
  return readOptions(context)
    .filter(({ option }) => option.fate === "unread")
    .map(({ block, option }) => {
      const bad = block.options.find(({ fate }) => fate === "refused");
      return {
        start: option.element.start,
        end: option.element.end,
        message: say`Not read: the manager stops at the value of <${bad?.name ?? ""}>, which it rejects.${inEffect(block, option)}`,
        faded: true,
        related: bad === undefined ? [] : [{ ...tagSpan(bad.element), message: say`reading stops here` }],
      };
    });
}

/** What applies instead of an option that is not read. Nothing if its daemon does not even start. */
function inEffect({ options, stops }: Block, { name, element }: PollOption): string {
  if (name === undefined || stops !== undefined) return "";
  const isSet = options.some((each) => each.name === name && each.element.start < element.start);
  return isSet ? say` What <${name}> further up sets applies.` : say` The default applies here.`;
}

function ignored(context: ConfigContext): readonly Remark[] {
  return readOptions(context)
    .filter(({ option }) => option.fate === "ignored")
    .map(({ option: { element } }) => ({
      ...tagSpan(element),
      message: say`From 4.4 on <force_insert> of key polling is ignored with a warning: <force> in <auth> decides. By default it does not replace an agent that is connected, was connected within the last hour, or was registered within the last hour.`,
      fixes: [removal(say`Remove it`, context.text, element, true)],
    }));
}

function noProgram({ config }: ConfigContext): readonly Remark[] {
  const { block, execPath, socket, enabled } = config;
  if (block === undefined || !enabled.value || execPath.value !== undefined || socket.value !== undefined)
    return [];
  if (block.options.some(({ name, fate }) => fate === "refused" && name !== "enabled")) return [];
  const { start, openEnd } = block.element;
  return [
    {
      start,
      end: openEnd,
      message: say`Neither <exec_path> nor <socket>: the manager polls anyway, and tries to run a program named "(null)" for every request.`,
    },
  ];
}

function emptyCommand({ config }: ConfigContext): readonly Remark[] {
  const { execPath, release } = config;
  if (execPath.from === undefined || execPath.value === undefined || execPath.value.trim() !== "") return [];
  const what =
    release.splitter === "unquoting"
      ? say`the first word of the command is the selector, so the system's own program id or ip is run`
      : say`the program's name is empty, and nothing can be started`;
  const { start, end } = execPath.from;
  return [{ start, end, message: say`<exec_path> is empty: ${what}.` }];
}

export const optionRules: readonly ConfigRule[] = [
  { code: "unknown-option", severity: "warning", title: "Option that does not exist", check: unknownOption },
  { code: "repeated-option", severity: "warning", title: "Option written twice", check: repeated },
  { code: "option-not-read", severity: "warning", title: "Option after a rejected one", check: notRead },
  { code: "force-insert-ignored", severity: "warning", title: "force_insert without effect", check: ignored },
  {
    code: "no-program",
    severity: "error",
    title: "Nothing to run",
    check: (context) => [...noProgram(context), ...emptyCommand(context)],
  },
];
