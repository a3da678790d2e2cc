/** Rules on elements and roots that managers of 5.x accept or reject. */

import type { Release } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { wazuhText } from "../../versions.ts";
import { sectionsOf } from "../block.ts";
import { newValue, removal, renamed } from "../edits.ts";
import {
  elementFate,
  type RefusedElement,
  refusedCipher,
  refusedElements,
  rootOf,
  stopsText,
} from "../elements.ts";
import type { XmlElement } from "../markup.ts";
import { isStray } from "./blocks.ts";
import { type ConfigContext, type ConfigRule, fiveOf, tagSpan, valueSpan } from "./rule.ts";

function wrongRoot({ roots, text, config, upgradeTo }: ConfigContext): readonly Remark[] {
  if (config.isFragment) return [];
  const release = upgradeTo ?? config.release;
  const wanted = rootOf(release);
  return roots
    .filter(({ name }) => name !== wanted)
    .map((root) => ({
      ...tagSpan(root),
      message: say`${wazuhText(release)} requires <${wanted}> here: "(1230): Invalid element in the configuration: '${root.name}'.", and no daemon that reads this file starts.${config.release.poller === "none" || upgradeTo !== undefined ? say` There the file is etc/wazuh-manager.conf; agents of 5.x keep ossec.conf with <ossec_config>.` : ""}`,
      fixes: [{ title: say`Write <${wanted}>`, edits: renamed(text, root, wanted), safe: false }],
    }));
}

/** What the file's release rejects, and what the release of a planned upgrade rejects besides. */
function notAccepted({ roots, text, config, upgradeTo }: ConfigContext): readonly Remark[] {
  const remarks = (refused: readonly RefusedElement<XmlElement>[], release: Release): readonly Remark[] =>
    refused.filter((each) => !hasOwnRule(each, release)).map((each) => elementRemark(each, release, text));
  const now = remarks(config.refused, config.release);
  if (upgradeTo === undefined) return now;
  const known = new Set(config.refused.map(({ element }) => element));
  const later = refusedElements(sectionsOf(roots), upgradeTo).filter(({ element }) => !known.has(element));
  return [...now, ...remarks(later, upgradeTo)];
}

/** Whether a rule on blocks of key polling reports the element. */
function hasOwnRule({ element, place }: RefusedElement<XmlElement>, release: Release): boolean {
  if (place === "auth" && element.name === "key_request") return true;
  return release.poller !== "none" && isStray(element, place);
}

function elementRemark(
  { element, place, fate }: RefusedElement<XmlElement>,
  release: Release,
  text: string,
): Remark {
  const { name } = element;
  const line = say`"(1230): Invalid element in the configuration: '${name}'.", and ${stopsText(place, release)}`;
  const unknown =
    fate === "unknown" ? say` Branch 5.0.0 accepts it. It is unknown what the final release does.` : "";
  const what =
    fate === "empty"
      ? say`${wazuhText(release)} does not accept an empty <${name}>`
      : place === ""
        ? say`${wazuhText(release)} has no element <${name}> here`
        : say`${wazuhText(release)} has no element <${name}> in <${place.split("/").join("> <")}>`;
  const isMoved = place === "remote" && elementFate(element, "remote/legacy", release) === "accepted";
  return {
    ...tagSpan(element),
    message: `${what}: ${line}.${unknown}${isMoved ? moveText() : ""}`,
    fixes: isMoved ? [] : [removal(say`Remove it`, text, element)],
  };
}

const moveText = (): string =>
  say` Move it into <legacy>, and write <local_ip> there: without it 5.0 listens at 127.0.0.1 only.`;

function refusedCiphers(context: ConfigContext): readonly Remark[] {
  if (fiveOf(context) === undefined) return [];
  return context.config.auths
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === "ciphers")
    .flatMap((element) => {
      const refused = refusedCipher(element.content);
      if (refused === undefined) return [];
      const log =
        refused === "" ? "" : say` It logs "Invalid TLS 1.3 cipher suite '${refused}' in 'ciphers' option".`;
      return [
        {
          ...valueSpan(element),
          message: say`From 5.0 on, <ciphers> accepts only names of TLS 1.3 cipher suites. With this value wazuh-manager-authd does not start.${log}`,
          fixes: [
            removal(say`Remove it, for the default`, context.text, element),
            newValue(say`Write the suites of TLS 1.3`, element, DEFAULT_SUITES),
          ],
        },
      ];
    });
}

const DEFAULT_SUITES = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";

export const elementRules: readonly ConfigRule[] = [
  { code: "wrong-root", severity: "error", title: "Root of another release", check: wrongRoot },
  {
    code: "element-refused",
    severity: "error",
    title: "Element that the manager rejects",
    check: notAccepted,
  },
  { code: "bad-ciphers", severity: "error", title: "Ciphers that 5.0 rejects", check: refusedCiphers },
];
