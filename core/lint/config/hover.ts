/** The hover text of a block or an option. */

import { say } from "../../words/index.ts";
import { codeSpan } from "../markdown.ts";
import { KeyMask } from "../mask.ts";
import type { Span } from "../placed-finding.ts";
import { wazuhText } from "../versions.ts";
import { leftToOpenSsl } from "./auth.ts";
import type { Block } from "./block.ts";
import { elementAt, type XmlElement } from "./markup.ts";
import { isOptionName, type OptionName, type PollOption } from "./option.ts";
import { forceHelp, optionHelp } from "./option-help.ts";
import type { Idle, PollConfig, Setting } from "./poll-config.ts";
import { type ConfigContext, nameOf } from "./rules/rule.ts";

export interface HoverText extends Span {
  /** Markdown. */
  readonly markdown: string;
}

const mask = new KeyMask();

/** The text for an offset, or undefined if there is nothing to say. */
export function hoverOf({ config, roots }: ConfigContext, offset: number): HoverText | undefined {
  const element = elementAt(roots, offset);
  if (element === undefined) return undefined;
  const block = config.blocks.find((each) => each.element === element);
  if (block !== undefined) {
    const isOnTag = offset < element.openEnd || offset >= element.closeStart;
    return isOnTag ? { ...ofTag(element), markdown: blockText(block, config) } : undefined;
  }
  const owner = config.blocks.find((each) => each.element.children.includes(element));
  if (owner !== undefined && isOptionName(element.name)) {
    return {
      start: element.start,
      end: element.end,
      markdown: optionText(element.name, element, owner, config),
    };
  }
  const text = forceText(element, config);
  return text === undefined ? undefined : { start: element.start, end: element.end, markdown: text };
}

function ofTag({ start, openEnd }: XmlElement): Span {
  return { start, end: openEnd };
}

const idleTexts: Readonly<Record<Idle, () => string>> = {
  removed: () => say`This release has no key polling.`,
  "no-block": () => say`Nothing is polled: no block is read.`,
  "empty-block": () => say`Nothing is polled: the block is empty.`,
  disabled: () => say`Nothing is polled: enabled is no.`,
  "authd-off": () => say`Nothing is polled: wazuh-authd is switched off.`,
  "daemon-stops": () => say`Nothing is polled: the daemon does not start with this configuration.`,
};

/** Why the manager calls nothing, in a sentence. Undefined if it polls. */
export function idleText({ idle }: PollConfig): string | undefined {
  return idle === undefined ? undefined : idleTexts[idle]();
}

/** What could keep the manager from polling and is not checked, in a sentence. Undefined if there is nothing. */
export function notCheckedText({ idle, otherModules, auths, release }: PollConfig): string | undefined {
  if (idle !== undefined) return undefined;
  if (release.poller === "wazuh-authd") {
    const options = leftToOpenSsl(auths, release).map((name) => `<${name}>`);
    return options.length === 0
      ? undefined
      : say`Not checked: ${options.join(", ")}. wazuh-authd does not start if OpenSSL cannot use the value.`;
  }
  if (otherModules.length === 0) return undefined;
  const names = new Set(otherModules.map(sectionTag));
  return say`Not checked: ${[...names].join(", ")}. wazuh-modulesd reads them too, and does not start if one has an error.`;
}

function sectionTag({ name, attributes: [first] }: XmlElement): string {
  return first?.name === "name" ? `<${name} name="${first.value}">` : `<${name}>`;
}

function blockText(block: Block, config: PollConfig): string {
  const { release } = config;
  const heading = say`**Key polling** · \`${nameOf(block)}\` · ${wazuhText(release)}`;
  if (block !== config.block) return say`${heading}\n\nThis block has no effect in this release.`;
  const table = [say`| option | in effect |`, "|---|---|", ...settingRows(config).map(tableRow)].join("\n");
  const notChecked = notCheckedText(config);
  return [
    heading,
    idleText(config) ?? say`The manager polls, with:`,
    table,
    ...(notChecked === undefined ? [] : [notChecked.replace(/<[^>]+>/g, codeSpan)]),
  ].join("\n\n");
}

export interface SettingRow {
  readonly name: string;
  /** Keys masked. */
  readonly value: string;
  /** The value is text of the file. */
  readonly isText: boolean;
  readonly isDefault: boolean;
}

/** The effective settings, in words. */
export function settingRows(config: PollConfig): readonly SettingRow[] {
  const row = (name: string, { from }: Setting<unknown>, value: string, isText = false): SettingRow => ({
    name,
    value,
    isText,
    isDefault: from === undefined,
  });
  const path = (name: string, setting: Setting<string | undefined>): SettingRow =>
    setting.value === undefined
      ? row(name, setting, say`none`)
      : row(name, setting, mask.hide(setting.value), true);
  const { release, enabled, execPath, socket, timeout, threads, queueSize, forceInsert, force } = config;
  const yesNo = ({ value }: Setting<boolean>): string => (value ? "yes" : "no");
  return [
    row("enabled", enabled, yesNo(enabled)),
    path("exec_path", execPath),
    path("socket", socket),
    row("timeout", timeout, `${timeout.value} s`),
    row("threads", threads, String(threads.value)),
    row("queue_size", queueSize, String(queueSize.value)),
    release.forceOptions === "polling-block"
      ? row("force_insert", forceInsert, yesNo(forceInsert))
      : row("force", force, forceWords(config)),
  ];
}

function tableRow({ name, value, isText, isDefault }: SettingRow): string {
  const shown = isText ? codeSpan(value.replace(/\s+/g, " ")) : value;
  return `| \`${name}\` | ${shown}${isDefault ? say` (default)` : ""} |`;
}

/** The force options in words. */
function forceWords({ force: { value } }: PollConfig): string {
  if (!value.enabled) return say`agents are never replaced`;
  const parts = [
    ...(value.disconnectedTime.enabled ? [say`disconnected for ${value.disconnectedTime.seconds} s`] : []),
    ...(value.afterRegistrationTime > 0 ? [say`registered for ${value.afterRegistrationTime} s`] : []),
  ];
  return parts.length === 0
    ? say`agents are always replaced`
    : say`agents are replaced once ${parts.reduce((one, other) => say`${one} and ${other}`)}`;
}

function optionText(name: OptionName, element: XmlElement, block: Block, config: PollConfig): string {
  const { what, usual, accepted, note } = optionHelp[name];
  const option = block.options.find((each) => each.element === element);
  const parts = [
    `**${name}** · ${wazuhText(config.release)}`,
    what(),
    say`Default: ${usual()}\n\nAccepted: ${accepted()}.`,
  ];
  const special = note?.(config.release, block.kind);
  if (special !== undefined) parts.push(special);
  const status = option === undefined ? undefined : statusText(option);
  if (status !== undefined) parts.push(status);
  return parts.join("\n\n");
}

function statusText({ fate, value }: PollOption): string | undefined {
  switch (fate) {
    case "accepted":
      return typeof value === "number" ? say`Read here as **${value}**.` : undefined;
    case "refused":
      return say`This value is **rejected**.`;
    case "unread":
      return say`It is **not read** here.`;
    case "repeated":
      return say`The same option further down counts.`;
    default:
      return undefined;
  }
}

function forceText(element: XmlElement, config: PollConfig): string | undefined {
  if (config.release.forceOptions !== "auth-block") return undefined;
  const isForce = config.auths.some(({ children }) => children.includes(element)) && element.name === "force";
  const isInForce = config.auths.some(({ children }) =>
    children.some((each) => each.name === "force" && each.children.includes(element)),
  );
  if (!isForce && !isInForce) return undefined;
  const text = Object.hasOwn(forceHelp, element.name) ? forceHelp[element.name]?.() : undefined;
  if (text === undefined) return undefined;
  const heading = `**${isForce ? "force" : `force: ${element.name}`}** · ${wazuhText(config.release)}`;
  return [heading, text, ...(isForce ? [say`In effect: ${forceWords(config)}.`] : [])].join("\n\n");
}
