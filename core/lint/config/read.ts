/** Reads an `ossec.conf` as a release does. */

import type { Release } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { authErrors } from "./auth.ts";
import {
  type Block,
  type BlockFate,
  blocksOf,
  isOtherModule,
  type PlacedBlock,
  sectionsOf,
} from "./block.ts";
import { isRootName, refusedElements, rootOf } from "./elements.ts";
import { readForce } from "./force.ts";
import { type Habits, habitsOf } from "./habits.ts";
import { type Markup, readMarkup, type XmlElement } from "./markup.ts";
import {
  isOptionName,
  type NumberOption,
  numberOptions,
  type OptionName,
  type PollOption,
  readOption,
  type Value,
} from "./option.ts";
import type { Idle, PollConfig, PollConfigReading, Setting, Unreadable } from "./poll-config.ts";

/** Reads the text of an `ossec.conf` as a release does. Never throws. */
export function readPollConfig(text: string, release: Release): PollConfigReading {
  return readConfig(readMarkup(text), text, release);
}

/** The same for elements that have already been read. */
export function readConfig(
  markup: Markup,
  text: string,
  release: Release,
  isFragment = false,
): PollConfigReading {
  if (markup.kind === "broken") {
    const { start, end, message } = markup.error;
    return { kind: "unreadable", reason: "not-xml", start, end, message };
  }
  const other = otherRoot(markup.roots, text, release);
  return other ?? new ConfigReader(markup.roots, release, isFragment).read();
}

/** Other content in place of the root. The root of another release is read, and a rule reports it. */
function otherRoot(roots: readonly XmlElement[], text: string, release: Release): Unreadable | undefined {
  const root = roots.find(({ name }) => !isRootName(name));
  const wanted = rootOf(release);
  if (root !== undefined) {
    const { name, start } = root;
    const message = say`<${name}> is in a place for <${wanted}> only: the manager rejects the whole file with "(1230): Invalid element in the configuration: '${name}'."`;
    return { kind: "unreadable", reason: "not-ossec", start, end: start + name.length + 1, message };
  }
  if (roots.length > 0) return undefined;
  const end = Math.min(text.length, (/[\r\n]/.exec(text) ?? { index: text.length }).index);
  const message = say`There is no <${wanted}> in this file: every daemon runs with its defaults, and nothing is polled.`;
  return { kind: "unreadable", reason: "not-ossec", start: 0, end, message };
}

type Stored = Partial<Record<OptionName, { readonly value: Value; readonly from: XmlElement }>>;

class ConfigReader {
  readonly #roots: readonly XmlElement[];
  readonly #release: Release;
  readonly #isFragment: boolean;
  readonly #habits: Habits;
  readonly #blocks: Block[] = [];
  #stored: Stored = {};
  /** The index in `#blocks` of the block that applies so far. */
  #holding: number | undefined;
  /** A `<key_request>` was read, so nothing after it is. */
  #locked = false;

  constructor(roots: readonly XmlElement[], release: Release, isFragment: boolean) {
    this.#roots = roots;
    this.#isFragment = isFragment;
    this.#release = release;
    this.#habits = habitsOf(release);
  }

  read(): PollConfig {
    for (const block of blocksOf(this.#roots)) this.#readBlock(block);
    const auths = sectionsOf(this.#roots).filter(({ name }) => name === "auth");
    const { force, from, errors, log } = readForce(auths, this.#release);
    const block = this.#holding === undefined ? undefined : this.#blocks[this.#holding];
    const authDisabled = disabledOf(auths);
    const enabled = this.#flag("enabled", block !== undefined);
    const config = {
      kind: "config",
      release: this.#release,
      isFragment: this.#isFragment,
      enabled,
      execPath: this.#text("exec_path"),
      socket: this.#text("socket"),
      timeout: this.#number("timeout"),
      threads: this.#number("threads"),
      queueSize: this.#number("queue_size"),
      forceInsert: this.#flag("force_insert", true),
      force: { value: force, from },
      forceLog: log,
      forceErrors: errors,
      authErrors: authErrors(auths, this.#release),
      otherModules:
        this.#release.poller === "wazuh-modulesd" ? sectionsOf(this.#roots).filter(isOtherModule) : [],
      refused: refusedElements(sectionsOf(this.#roots), this.#release),
      blocks: this.#blocks,
      block,
      auths,
      authDisabled,
    } as const;
    return { ...config, idle: this.#idle(config) };
  }

  #idle(config: Omit<PollConfig, "idle">): Idle | undefined {
    const { block, blocks, enabled, auths, authDisabled } = config;
    const { poller } = this.#release;
    if (poller === "none") return "removed";
    if (this.#roots.some(({ name }) => name !== rootOf(this.#release))) return "daemon-stops";
    if (blocks.some(({ stops }) => stops === poller)) return "daemon-stops";
    if (config.refused.some(({ place }) => place === "")) return "daemon-stops";
    if (poller === "wazuh-authd" && stopsAuthd(config)) return "daemon-stops";
    if (block === undefined) return blocks.some(({ fate }) => fate === "empty") ? "empty-block" : "no-block";
    if (!enabled.value) return "disabled";
    const isOff = authDisabled !== undefined || (auths.length === 0 && !this.#isFragment);
    return poller === "wazuh-authd" && isOff ? "authd-off" : undefined;
  }

  #flag(name: OptionName, fallback: boolean): Setting<boolean> {
    const stored = this.#stored[name];
    return { value: typeof stored?.value === "boolean" ? stored.value : fallback, from: stored?.from };
  }

  #number(name: NumberOption): Setting<number> {
    const stored = this.#stored[name];
    const value = typeof stored?.value === "number" ? stored.value : numberOptions[name].default;
    return { value, from: stored?.from };
  }

  #text(name: OptionName): Setting<string | undefined> {
    const stored = this.#stored[name];
    return { value: typeof stored?.value === "string" ? stored.value : undefined, from: stored?.from };
  }

  #readBlock(placed: PlacedBlock): void {
    const fate = this.#fateOf(placed);
    if (fate !== "read") {
      const stops = fate === "unknown-element" ? ("wazuh-authd" as const) : undefined;
      this.#blocks.push({ ...placed, fate, options: unread(placed.element), stops });
      return;
    }
    this.#replace(placed);
    const options = this.#readOptions(placed);
    const hasError = options.some(({ fate: each }) => each === "refused");
    const stops = hasError && placed.kind === "wodle" ? stoppedBy(this.#habits) : undefined;
    this.#holding = this.#blocks.push({ ...placed, fate, options, stops }) - 1;
    if (placed.kind === "key_request") this.#locked = true;
  }

  #fateOf({ kind, element }: PlacedBlock): BlockFate {
    const { wodle, keyRequest } = this.#habits;
    if (kind === "wodle") {
      if (wodle === "unknown") return "unknown-module";
      return this.#locked ? "skipped" : "read";
    }
    if (keyRequest === "unknown") return "unknown-element";
    if (element.children.length === 0) return "empty";
    return this.#locked ? "skipped" : "read";
  }

  /** Another block starts from the defaults, but in authd the paths of an earlier one stay. */
  #replace(by: PlacedBlock): void {
    const holding = this.#holding === undefined ? undefined : this.#blocks[this.#holding];
    if (holding === undefined || this.#holding === undefined) return;
    this.#blocks[this.#holding] = { ...holding, fate: "replaced" };
    const { exec_path, socket } = this.#stored;
    const keepsPaths = by.kind === "key_request" || this.#habits.wodle === "authd";
    this.#stored = keepsPaths ? { ...(exec_path && { exec_path }), ...(socket && { socket }) } : {};
  }

  #readOptions({ element }: PlacedBlock): readonly PollOption[] {
    const options: PollOption[] = [];
    let stopped = false;
    for (const child of element.children) {
      const name = isOptionName(child.name) ? child.name : undefined;
      if (stopped || name === undefined) {
        const fate = stopped ? "unread" : "unknown";
        options.push({ element: child, name, value: undefined, refusal: undefined, fate });
        continue;
      }
      const reading = readOption(name, child.content, this.#habits);
      const ignored = name === "force_insert" && this.#habits.keyRequest === "read";
      const fate = ignored ? "ignored" : reading.refusal === undefined ? "accepted" : "refused";
      options.push({ ...reading, element: child, name, fate });
      stopped = fate === "refused";
      if (!ignored) this.#stored[name] = { value: reading.value, from: child };
    }
    return options.map((option, at) =>
      option.fate === "accepted" && isRepeated(options, at) ? { ...option, fate: "repeated" } : option,
    );
  }
}

function isRepeated(options: readonly PollOption[], at: number): boolean {
  const name = options[at]?.name;
  return options.slice(at + 1).some((later) => later.name === name && later.fate !== "unread");
}

function unread({ children }: XmlElement): readonly PollOption[] {
  return children.map((element) => {
    const name = isOptionName(element.name) ? element.name : undefined;
    return { element, name, value: undefined, refusal: undefined, fate: "unread" };
  });
}

function stopsAuthd({ forceErrors, authErrors: others, refused }: Omit<PollConfig, "idle">): boolean {
  return forceErrors.length + others.length > 0 || refused.some(({ place }) => place === "auth");
}

/** A rejected value in the wodle is fatal to its reader. In `<auth>` the reader's result is ignored. */
function stoppedBy({ wodle }: Habits): Block["stops"] {
  return wodle === "modulesd" ? "wazuh-modulesd" : "wazuh-authd";
}

/** The last `<disabled>` in all `<auth>` that says yes. */
function disabledOf(auths: readonly XmlElement[]): XmlElement | undefined {
  const last = auths.flatMap(({ children }) => children).findLast(({ name }) => name === "disabled");
  return last?.content === "yes" ? last : undefined;
}
