/** `<force>` and its older forms inside `<auth>`: what decides whether an agent is replaced (4.4 and newer). */

import {
  bytesFromText,
  defaultSettings,
  type ForceOptions,
  filled,
  type LogLine,
  type Release,
  timeInterval,
} from "../../manager/index.ts";
import { messageTexts } from "../../manager/message-families.ts";
import { say } from "../../words/index.ts";
import { type AuthError, acceptedOptions, wrongValue } from "./auth.ts";
import { habitsOf } from "./habits.ts";
import { tagSpan, valueSpan, type XmlElement } from "./markup.ts";
import { readNumber } from "./number.ts";

export interface ForceReading {
  readonly force: ForceOptions;
  /** `<force>` or the older option that decided. Undefined for the defaults. */
  readonly from: XmlElement | undefined;
  readonly errors: readonly AuthError[];
  /** What wazuh-authd logs while it reads: that an option is an older one, and what applies instead. */
  readonly log: readonly LogLine[];
}

/** No `<auth>`: the defaults are only set while it is read. */
const WITHOUT_AUTH: ForceOptions = {
  enabled: false,
  keyMismatch: false,
  disconnectedTime: { enabled: false, seconds: 0 },
  afterRegistrationTime: 0,
};

/** Reads every `<auth>`. The last one replaces the options of earlier ones, but an error in any of them counts. */
export function readForce(auths: readonly XmlElement[], release: Release): ForceReading {
  const readings = auths.map((auth) => readOne(auth, release));
  const { force, from } = readings.at(-1) ?? { force: WITHOUT_AUTH, from: undefined };
  const errors = readings.flatMap((reading) => reading.errors);
  return { force, from, errors, log: readings.flatMap((reading) => reading.log) };
}

function readOne(auth: XmlElement, release: Release): ForceReading {
  const reader = new ForceReader(release);
  for (const child of acceptedOptions([auth], release)) reader.readChild(child);
  return reader.end();
}

class ForceReader {
  readonly #release: Release;
  readonly #errors: AuthError[] = [];
  readonly #log: LogLine[] = [];
  #force = defaultSettings().force;
  #from: XmlElement | undefined;
  #hasForce = false;
  #legacyInsert: XmlElement | undefined;
  #legacyTime: XmlElement | undefined;

  constructor(release: Release) {
    this.#release = release;
  }

  readChild(child: XmlElement): void {
    if (child.name === "force_insert") {
      this.#say("The <%s> tag is deprecated", child.name, "force");
      if (this.#yesOrNo(child) !== undefined) this.#legacyInsert = child;
    } else if (child.name === "force_time") {
      this.#say("The <%s> tag is deprecated", child.name, "force");
      this.#checkTime(child);
      this.#legacyTime = child;
    } else if (child.name === "force") {
      this.#readForce(child);
    }
  }

  end(): ForceReading {
    const { legacyForce } = habitsOf(this.#release);
    const insert = this.#legacyInsert;
    if (insert !== undefined && (legacyForce === "insert-always" || !this.#hasForce)) {
      this.#force = { ...this.#force, enabled: insert.content === "yes" };
      this.#say("Setting <force><enabled>", `'${insert.content}'`, insert.name);
      this.#from ??= insert;
    }
    const time = this.#legacyTime;
    if (time !== undefined && legacyForce === "without-force" && !this.#hasForce) {
      const seconds = readNumber(time.content, "decimal").value;
      this.#say("Setting <force><disconnected_time>", String(seconds), time.name);
      this.#force = { ...this.#force, disconnectedTime: { enabled: seconds !== 0, seconds } };
      this.#from ??= time;
    }
    if (legacyForce === "without-force" && !this.#hasForce) {
      const { afterRegistrationTime, keyMismatch } = this.#force;
      this.#say("The tag <force><after_registration_time>", String(afterRegistrationTime));
      this.#say("The tag <force><key_mismatch>", String(keyMismatch));
    }
    return { force: this.#force, from: this.#from, errors: this.#errors, log: this.#log };
  }

  /** Adds the release's line with this beginning, if there is one, with values for its `%s`. */
  #say(beginning: string, ...values: readonly string[]): void {
    const id = "force-settings";
    const found = messageTexts(id, this.#release).find(({ template }) => template.startsWith(beginning));
    if (found === undefined) return;
    this.#log.push({ id, level: found.level, text: bytesFromText(filled(found.template, values)) });
  }

  #readForce(element: XmlElement): void {
    this.#hasForce = true;
    this.#from = element;
    if (element.children.length === 0)
      this.#unknown(element, say`an element in <force>, or no <force> at all`);
    for (const child of element.children) this.#readForceChild(child);
  }

  #readForceChild(child: XmlElement): void {
    switch (child.name) {
      case "enabled": {
        const enabled = this.#yesOrNo(child);
        if (enabled !== undefined) this.#force = { ...this.#force, enabled };
        return;
      }
      case "key_mismatch": {
        const keyMismatch = this.#yesOrNo(child);
        if (keyMismatch !== undefined) this.#force = { ...this.#force, keyMismatch };
        return;
      }
      case "disconnected_time":
        this.#readDisconnectedTime(child);
        return;
      case "after_registration_time": {
        const seconds = this.#seconds(child);
        if (seconds !== undefined) this.#force = { ...this.#force, afterRegistrationTime: seconds };
        return;
      }
      default:
        this.#unknown(child, say`enabled, key_mismatch, disconnected_time or after_registration_time`);
    }
  }

  #readDisconnectedTime(child: XmlElement): void {
    const [attribute] = child.attributes;
    if (attribute === undefined) {
      const log = "Empty attribute for disconnected_time";
      this.#errors.push({ ...tagSpan(child), log, wanted: '<disconnected_time enabled="yes">1h' });
      return;
    }
    if (attribute.name !== "enabled" || (attribute.value !== "yes" && attribute.value !== "no")) {
      const log =
        attribute.name === "enabled"
          ? "(2122): Invalid value for attribute: 'enabled'"
          : `(1233): Invalid attribute '${attribute.name}' in the configuration: 'disconnected_time'.`;
      this.#errors.push({ ...tagSpan(child), log, wanted: say`enabled="yes" or enabled="no"` });
      return;
    }
    const { disconnectedTime } = this.#force;
    if (attribute.value === "no") {
      this.#force = { ...this.#force, disconnectedTime: { ...disconnectedTime, enabled: false } };
      return;
    }
    const seconds = this.#seconds(child);
    if (seconds !== undefined) {
      this.#force = { ...this.#force, disconnectedTime: { enabled: true, seconds } };
    }
  }

  /** `<force_time>`, which is stored in 32 bits with sign from 4.6 on. */
  #checkTime(child: XmlElement): void {
    const { forceTime } = habitsOf(this.#release);
    const { value, rest } = readNumber(child.content, "decimal");
    const isWrong =
      forceTime === "rejects-text" ? rest !== "" : forceTime === "rejects-negative" && (value | 0) < 0;
    if (isWrong) this.#errors.push(wrongValue(child, say`a number of seconds`));
  }

  #seconds(child: XmlElement): number | undefined {
    const seconds = timeInterval(child.content);
    if (seconds === undefined) {
      const log = `Invalid interval for '${child.name}' option`;
      this.#errors.push({
        ...valueSpan(child),
        log,
        wanted: say`a number with d, h, m or s after it, such as 1h`,
      });
    }
    return seconds;
  }

  #yesOrNo(child: XmlElement): boolean | undefined {
    if (child.content === "yes" || child.content === "no") return child.content === "yes";
    this.#errors.push(wrongValue(child, say`yes or no`));
    return undefined;
  }

  #unknown(element: XmlElement, wanted: string): void {
    const log = `(1230): Invalid element in the configuration: '${element.name}'.`;
    this.#errors.push({ ...tagSpan(element), log, wanted });
  }
}
