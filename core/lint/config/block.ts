/** The blocks of an `ossec.conf` that hold the settings of key polling, in the order in which the manager meets them. */

import { isRootName } from "./elements.ts";
import type { XmlElement } from "./markup.ts";
import type { PollOption } from "./option.ts";

export const WODLE_NAME = "agent-key-polling";

export type BlockKind = "wodle" | "key_request";

/** What becomes of a block. */
export type BlockFate =
  | "read"
  /** Read, and then replaced by a later block. */
  | "replaced"
  /** Ignored, because a `<key_request>` was read before. */
  | "skipped"
  /** `<key_request>` without an element in it: as if it were not there. */
  | "empty"
  /** `<key_request>` for a release that does not know it: the reading of `<auth>` fails. */
  | "unknown-element"
  /** The wodle for a release that does not know it: a warning. */
  | "unknown-module";

/** A block as it stands in the file. */
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

/** Sections below every `<ossec_config>` or `<wazuh_config>`, in order. */
export function sectionsOf(roots: readonly XmlElement[]): readonly XmlElement[] {
  return roots.filter(({ name }) => isRootName(name)).flatMap(({ children }) => children);
}

export function isPollingWodle({ name, attributes: [first] }: XmlElement): boolean {
  return name === "wodle" && first?.name === "name" && first.value === WODLE_NAME;
}

/** Every block, also those that no release reads the way they stand. */
export function blocksOf(roots: readonly XmlElement[]): readonly PlacedBlock[] {
  return sectionsOf(roots).flatMap((section): readonly PlacedBlock[] => {
    if (isPollingWodle(section)) return [{ kind: "wodle", element: section, auth: undefined }];
    if (section.name !== "auth") return [];
    return section.children
      .filter(({ name }) => name === "key_request")
      .map((element) => ({ kind: "key_request", element, auth: section }));
  });
}
