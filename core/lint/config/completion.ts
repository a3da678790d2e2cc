/** What can be written at a place in a configuration: an element of the section, a value of the option, an attribute. */

import { type Release, releaseFor } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { Span } from "../placed-finding.ts";
import { authValues } from "./auth.ts";
import { WODLE_NAME } from "./block.ts";
import { elementFate, elementList, isRootName, rootOf, roots } from "./elements.ts";
import { habitsOf } from "./habits.ts";
import { type OpenElement, writingPlace } from "./open-elements.ts";
import { isNumberOption, isOptionName, numberOptions, type OptionName, optionNames } from "./option.ts";
import { forceHelp, optionHelp } from "./option-help.ts";

export interface ConfigProposal extends Span {
  readonly kind: "element" | "value";
  readonly label: string;
  /** Markdown. */
  readonly help: string | undefined;
  /** The replacement of the span, in snippet syntax. */
  readonly snippet: string;
}

/** What can be written there, without its place. */
type Proposal = Omit<ConfigProposal, keyof Span>;

const YES_NO: readonly string[] = ["yes", "no"];

/** What can be written at an offset. Empty if unknown. */
export function configProposals(text: string, offset: number, given: Release): readonly ConfigProposal[] {
  const place = writingPlace(text, offset);
  if (place === undefined) return [];
  const { around, begun } = place;
  // A text that is being written is not parsed yet, so its root is unknown.
  const isFive = around[0]?.name === roots.five && given.poller !== "none";
  const release = isFive ? (releaseFor("5.0") ?? given) : given;
  const placed = (proposals: readonly Proposal[]): readonly ConfigProposal[] =>
    proposals.map((each) => ({ ...each, ...begun.span }));
  if (begun.kind === "attribute") return placed(attributeValues(begun.element, begun.name).map(asValue));
  const values = begun.kind === "value" ? valuesAt(around) : [];
  return placed(values.length > 0 ? values.map(asValue) : elementsAt(around, release));
}

function asValue(value: string): Proposal {
  return { kind: "value", label: value, help: undefined, snippet: value };
}

function attributeValues(element: string, name: string): readonly string[] {
  if (element === "wodle" && name === "name") return [WODLE_NAME];
  return element === "disconnected_time" && name === "enabled" ? YES_NO : [];
}

/** Sections by their names, with the root left out: `auth/key_request`. */
function pathOf(around: readonly OpenElement[]): string {
  const names = around.map(({ name }) => name);
  return (isRootName(names[0] ?? "") ? names.slice(1) : names).join("/");
}

function isPolling(around: readonly OpenElement[]): boolean {
  const path = pathOf(around);
  return (
    path === "auth/key_request" ||
    (path === "wodle" && around.at(-1)?.attributes.includes(WODLE_NAME) === true)
  );
}

const forceValues: Readonly<Record<string, readonly string[]>> = {
  "auth/force/enabled": YES_NO,
  "auth/force/key_mismatch": YES_NO,
  "auth/force/disconnected_time": ["1h"],
  "auth/force/after_registration_time": ["1h"],
};

/** The values of the innermost element. */
function valuesAt(around: readonly OpenElement[]): readonly string[] {
  const name = around.at(-1)?.name ?? "";
  if (isOptionName(name) && isPolling(around.slice(0, -1))) return optionValues(name);
  const path = pathOf(around);
  return path === `auth/${name}` ? authValues(name) : (forceValues[path] ?? []);
}

function optionValues(name: OptionName): readonly string[] {
  if (isNumberOption(name)) return [String(numberOptions[name].default)];
  return name === "enabled" || name === "force_insert" ? YES_NO : [];
}

/** The elements that the innermost one may have, except existing ones. */
function elementsAt(around: readonly OpenElement[], release: Release): readonly Proposal[] {
  const inner = around.at(-1);
  return allowedIn(around, release).filter(({ label }) => inner?.children.includes(label) !== true);
}

function allowedIn(around: readonly OpenElement[], release: Release): readonly Proposal[] {
  if (around.length === 0) return [section(rootOf(release), say`Where a manager's configuration begins.`)];
  if (isPolling(around)) return options(release);
  const path = pathOf(around);
  if (release.poller === "none") return elementsOfFive(path, release);
  const { keyRequest, wodle, force } = habitsOf(release);
  if (path === "" && isRootName(around[0]?.name ?? "")) {
    // From the release on that reads <key_request>, the wodle is the older form.
    const isOlder = keyRequest === "read" || wodle === "unknown";
    return [
      section("auth", say`The registration service, wazuh-authd.`),
      ...(isOlder ? [] : [pollingWodle()]),
    ];
  }
  if (path === "auth") {
    return [
      ...(keyRequest === "read" ? [keyRequestBlock()] : []),
      ...(force === "element" ? [section("force", forceHelp["force"]?.())] : []),
      leaf("disabled", YES_NO, say`Whether wazuh-authd is switched off. If it is, nothing is polled.`),
      ...otherAuthOptions(release),
    ];
  }
  return path === "auth/force" && force === "element" ? forceElements() : [];
}

/** The options of `<auth>` that have nothing to do with key polling, without those that the release replaced. */
function otherAuthOptions(release: Release): readonly Proposal[] {
  const { force, limitMaxAgents } = habitsOf(release);
  const left = new Set(["key_request", "force", "disabled"]);
  if (force === "element") left.add("force_insert").add("force_time");
  if (limitMaxAgents === "ignored") left.add("limit_maxagents");
  const { names = [] } = elementList("auth", release) ?? {};
  return names.filter((name) => !left.has(name)).map((name) => leaf(name, authValues(name), undefined));
}

function options(release: Release): readonly Proposal[] {
  return optionNames
    .filter((name) => name !== "force_insert" || habitsOf(release).keyRequest !== "read")
    .map((name) => {
      const { what, usual, accepted } = optionHelp[name];
      return leaf(
        name,
        optionValues(name),
        say`${what()}\n\nDefault: ${usual()}\n\nAccepted: ${accepted()}.`,
      );
    });
}

function forceElements(): readonly Proposal[] {
  return Object.entries(forceHelp)
    .filter(([name]) => name !== "force")
    .map(([name, help]) => {
      const values = forceValues[`auth/force/${name}`] ?? [];
      const made = leaf(name, values, help());
      // Its attribute is mandatory.
      return name === "disconnected_time"
        ? { ...made, snippet: `<${name} enabled="\${1|yes,no|}">\${2:1h}</${name}>$0` }
        : made;
    });
}

/** For 5.x the names of sections are known, and the content of some of them. */
function elementsOfFive(path: string, release: Release): readonly Proposal[] {
  const { names = [], anyCase = [] } = elementList(path, release) ?? {};
  const all = [...names, ...anyCase].sort();
  return all
    .filter((name) => elementFate({ name, children: [name] }, path, release) === "accepted")
    .map((name) => {
      const inside = path === "" ? name : `${path}/${name}`;
      return elementList(inside, release) === undefined
        ? leaf(name, [], undefined)
        : section(name, undefined);
    });
}

function leaf(name: string, values: readonly string[], help: string | undefined): Proposal {
  const [first = "", ...more] = values;
  const value = more.length > 0 ? `\${1|${values.join(",")}|}` : `\${1:${first}}`;
  return {
    kind: "element",
    label: name,
    help,
    snippet: `<${name}>${first === "" ? "$1" : value}</${name}>$0`,
  };
}

function section(name: string, help: string | undefined): Proposal {
  return { kind: "element", label: name, help, snippet: `<${name}>\n\t$0\n</${name}>` };
}

const FIRST_OPTIONS = `\n\t<enabled>\${1|yes,no|}</enabled>\n\t<exec_path>\${2}</exec_path>\n`;

const keyRequestBlock = (): Proposal => ({
  ...section(
    "key_request",
    say`Key polling: the command that the manager runs to get the key of an unknown agent.`,
  ),
  snippet: `<key_request>${FIRST_OPTIONS}</key_request>$0`,
});

const pollingWodle = (): Proposal => ({
  ...section(
    "wodle",
    say`Key polling: the command that the manager runs to get the key of an unknown agent.`,
  ),
  label: `wodle name="${WODLE_NAME}"`,
  snippet: `<wodle name="${WODLE_NAME}">${FIRST_OPTIONS}</wodle>$0`,
});
