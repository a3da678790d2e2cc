/** The key-polling blocks of an `ossec.conf`, in the order in which the manager reads them. */

import { isRootName } from "./elements.ts";
import type { XmlElement } from "./markup.ts";
import type { PollOption } from "./option.ts";

export const WODLE_NAME = "agent-key-polling";

export type BlockKind = "wodle" | "key_request";

/** What the manager does with a block. */
export type BlockFate =
  | "read"
  /** Read, and then replaced by a later block. */
  | "replaced"
  /** Ignored, because a `<key_request>` was read before. */
  | "skipped"
  /** `<key_request>` without an element in it: as if it did not exist. */
  | "empty"
  /** `<key_request>` in a release that does not know it: reading `<auth>` fails. */
  | "unknown-element"
  /** The wodle in a release that does not know it: a warning. */
  | "unknown-module";

/** A block with its place in the file. */
export interface PlacedBlock {
  readonly kind: BlockKind;
  readonly element: XmlElement;
  /** `<auth>` around a `<key_request>`. */
  readonly auth: XmlElement | undefined;
}

export interface Block extends PlacedBlock {
  readonly fate: BlockFate;
  readonly options: readonly PollOption[];
  /** The daemon that does not start because of this block. */
  readonly stops: "wazuh-modulesd" | "wazuh-authd" | undefined;
}

/** Sections inside every `<ossec_config>` or `<wazuh_config>`, in order. */
export function sectionsOf(roots: readonly XmlElement[]): readonly XmlElement[] {
  return roots.filter(({ name }) => isRootName(name)).flatMap(({ children }) => children);
}

export function isPollingWodle({ name, attributes: [first] }: XmlElement): boolean {
  return name === "wodle" && first?.name === "name" && first.value === WODLE_NAME;
}

/** Sections that wazuh-modulesd reads besides `<wodle>`. Source: read_main_elements of config.c, 3.8.0 to 4.3.11. */
const moduleSections: ReadonlySet<string> = new Set([
  "agent-upgrade",
  "fluent-forward",
  "gcp-bucket",
  "gcp-pubsub",
  "github",
  "office365",
  "sca",
  "task-manager",
  "vulnerability-detector",
]);

/** Whether a section configures another module of wazuh-modulesd than key polling. */
export function isOtherModule(section: XmlElement): boolean {
  return moduleSections.has(section.name) || (section.name === "wodle" && !isPollingWodle(section));
}

/** Every block, including those that no release reads in this form. */
export function blocksOf(roots: readonly XmlElement[]): readonly PlacedBlock[] {
  return sectionsOf(roots).flatMap((section): readonly PlacedBlock[] => {
    if (isPollingWodle(section)) return [{ kind: "wodle", element: section, auth: undefined }];
    if (section.name !== "auth") return [];
    return section.children
      .filter(({ name }) => name === "key_request")
      .map((element) => ({ kind: "key_request", element, auth: section }));
  });
}
