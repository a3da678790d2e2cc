/** The effective key-polling settings of a file, and where each comes from. */

import {
  defaultSettings,
  type ForceOptions,
  type LogLine,
  type ManagerSettings,
  type Release,
} from "../../manager/index.ts";
import type { Span } from "../placed-finding.ts";
import type { AuthError } from "./auth.ts";
import type { Block } from "./block.ts";
import type { RefusedElement } from "./elements.ts";
import type { XmlElement } from "./markup.ts";

/** A value with the option that set it. Without one it is the default. */
export interface Setting<T> {
  readonly value: T;
  readonly from: XmlElement | undefined;
}

/** Why the manager calls nothing. */
export type Idle =
  | "removed"
  | "no-block"
  | "empty-block"
  | "disabled"
  /** wazuh-authd is switched off, or there is no `<auth>`, which has the same effect. */
  | "authd-off"
  /** The daemon that would call the script does not start with this configuration. */
  | "daemon-stops";

export interface PollConfig {
  readonly kind: "config";
  readonly release: Release;
  /** Only some sections: others may be elsewhere. */
  readonly isFragment: boolean;
  /** Undefined if the manager calls the script or the socket. */
  readonly idle: Idle | undefined;
  readonly enabled: Setting<boolean>;
  /** The command line, byte for byte as written. Undefined: none. */
  readonly execPath: Setting<string | undefined>;
  readonly socket: Setting<string | undefined>;
  /** Seconds; 0 waits forever. Above 2147483647 every run times out immediately. */
  readonly timeout: Setting<number>;
  /** Scripts that run at the same time. */
  readonly threads: Setting<number>;
  /** The queue holds one request fewer. */
  readonly queueSize: Setting<number>;
  /** Used up to 4.3. */
  readonly forceInsert: Setting<boolean>;
  /** Used from 4.4 on. */
  readonly force: Setting<ForceOptions>;
  /** Errors in `<force>` and its older forms. Each is enough: wazuh-authd does not start. */
  readonly forceErrors: readonly AuthError[];
  /** Errors in the values of other options of `<auth>`. */
  readonly authErrors: readonly AuthError[];
  /** Elements that the release does not accept. */
  readonly refused: readonly RefusedElement<XmlElement>[];
  /** Sections of other modules, which the polling daemon reads too. Their content is not checked. */
  readonly otherModules: readonly XmlElement[];
  /** What wazuh-authd logs while it reads the force options. */
  readonly forceLog: readonly LogLine[];
  readonly blocks: readonly Block[];
  /** The block whose settings apply. */
  readonly block: Block | undefined;
  readonly auths: readonly XmlElement[];
  /** The `<disabled>yes` in `<auth>`. */
  readonly authDisabled: XmlElement | undefined;
}

/** A text that is not a configuration, with what is wrong. */
export interface Unreadable extends Span {
  readonly kind: "unreadable";
  readonly reason: "not-xml" | "not-ossec";
  readonly message: string;
}

export type PollConfigReading = PollConfig | Unreadable;

/** A manager of the configuration's release with its force options; everything else as installed. */
export function managerSettingsOf({ release, force, forceInsert }: PollConfig): ManagerSettings {
  return { ...defaultSettings(release), force: force.value, forceInsert: forceInsert.value };
}
