/** Rules on the blocks: which one a release reads, and whether it polls at all. */

import { say } from "../../../words/index.ts";
import { insteadText } from "../../crossing/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { type Block, sectionsOf, WODLE_NAME } from "../block.ts";
import { convertToKeyRequest, convertToWodle } from "../convert.ts";
import { insertFirst, newValue, removal, renamed } from "../edits.ts";
import { allElements, type XmlElement } from "../markup.ts";
import {
  blockSpan,
  type ConfigContext,
  type ConfigRule,
  fiveOf,
  nameOf,
  tagSpan,
  valueSpan,
} from "./rule.ts";

function isOld({ config }: ConfigContext): boolean {
  return config.release.poller === "wazuh-modulesd";
}

function removed(context: ConfigContext): readonly Remark[] {
  if (fiveOf(context) === undefined) return [];
  const { config, text } = context;
  return config.blocks.map((block, at) => ({
    ...blockSpan(block),
    message:
      block.kind === "key_request"
        ? say`Wazuh 5.0 has no key polling: wazuh-manager-authd does not start, for "(1230): Invalid element in the configuration: 'key_request'."${at === 0 ? ` ${insteadText()}` : ""}`
        : say`Wazuh 5.0 has no key polling: it warns "Unknown module '${WODLE_NAME}'" and calls nothing.${at === 0 ? ` ${insteadText()}` : ""}`,
    fixes: [removal(say`Remove the block`, text, block.element)],
  }));
}

function tooNew(context: ConfigContext): readonly Remark[] {
  if (!isOld(context)) return [];
  return context.config.blocks
    .filter(({ kind }) => kind === "key_request")
    .map((block) => {
      const back = convertToWodle(context, block);
      return {
        ...blockSpan(block),
        message: say`<key_request> is new in 4.4: to a manager of ${context.config.release.id} it is "(1230): Invalid element in the configuration: 'key_request'.", and wazuh-authd does not start.`,
        fixes: back === undefined ? [] : [back],
      };
    });
}

function deprecated(context: ConfigContext): readonly Remark[] {
  return context.config.blocks
    .filter(({ kind, fate }) => kind === "wodle" && fate === "read" && !isOld(context))
    .map((block) => {
      const conversion = convertToKeyRequest(context, block);
      return {
        ...blockSpan(block),
        message: say`From 4.4 on key polling is set in <key_request> inside <auth>. wazuh-authd still reads this block, and does not start if it rejects a value in it.`,
        fixes: conversion === undefined ? [] : [conversion],
      };
    });
}

function ignored(context: ConfigContext): readonly Remark[] {
  const { config, text } = context;
  const { block: holding } = config;
  if (holding === undefined) return [];
  return config.blocks
    .filter(({ fate }) => fate === "skipped" || fate === "replaced")
    .map((block) => ({
      start: block.element.start,
      end: block.element.end,
      message: say`${nameOf(block)} has no effect: the manager uses ${holdingText(block, holding)}.${leftOver(context, block.element)}`,
      faded: true,
      fixes:
        leftOver(context, block.element) === "" ? [removal(say`Remove this block`, text, block.element)] : [],
      related: [{ ...blockSpan(holding), message: say`the manager uses this one` }],
    }));
}

function holdingText(block: Block, holding: Block): string {
  return holding.kind === block.kind ? say`the other ${nameOf(holding)}` : say`the ${nameOf(holding)}`;
}

/** From 4.4 on a path of a replaced block applies if the later one has none. */
function leftOver({ config }: ConfigContext, block: XmlElement): string {
  const kept = [config.execPath.from, config.socket.from].filter(
    (from) => from !== undefined && block.children.includes(from),
  );
  const [first, ...more] = kept.map((from) => `<${from?.name}>`);
  if (first === undefined) return "";
  const names = more.reduce((one, other) => say`${one} and ${other}`, first);
  return more.length === 0
    ? say` Only its ${names} still counts, because the other block has none.`
    : say` Only its ${names} still count, because the other block has neither.`;
}

function empty({ config, text }: ConfigContext): readonly Remark[] {
  const others = config.blocks.some(({ fate }) => fate === "read");
  return config.blocks
    .filter(({ fate }) => fate === "empty")
    .map((block) => ({
      ...blockSpan(block),
      message: say`<key_request> without an element in it has no effect${others ? "" : say`: nothing is polled`}.`,
      fixes: [
        {
          title: say`Write <enabled>yes</enabled> into it`,
          edits: [insertFirst(text, block.element, "<enabled>yes</enabled>")],
          safe: false,
        },
        removal(say`Remove it`, text, block.element),
      ],
    }));
}

function notSaid({ config, text }: ConfigContext): readonly Remark[] {
  const { block, enabled } = config;
  if (block?.kind !== "key_request" || enabled.from !== undefined) return [];
  // After a rejected value it exists but is not read.
  if (block.options.some(({ name }) => name === "enabled")) return [];
  const add = (value: string) => ({
    title: say`Add <enabled>${value}</enabled>`,
    edits: [insertFirst(text, block.element, `<enabled>${value}</enabled>`)],
    safe: false,
  });
  return [
    {
      ...blockSpan(block),
      message: say`<enabled> is missing. According to the documentation polling is then off, but a manager of 4.4 to 4.14 switches it on. Write yes or no.`,
      fixes: [add("yes"), add("no")],
    },
  ];
}

/** Names by which people mean the wodle. */
const NEAR_NAMES = /^(?:wazuh-)?(?:agent-?)?key-?(?:polling|request|poll|pull)$/;

function misplaced({ config, roots, text }: ConfigContext): readonly Remark[] {
  const remarks: Remark[] = [];
  if (config.release.poller === "none") return remarks;
  for (const section of sectionsOf(roots)) {
    const [first] = section.attributes;
    const plain = first?.value.toLowerCase().replaceAll("_", "-") ?? "";
    if (section.name === "wodle" && first?.value !== WODLE_NAME && NEAR_NAMES.test(plain)) {
      remarks.push({
        ...(first?.span ?? tagSpan(section)),
        message: say`No module has the name "${first?.value ?? ""}": the manager logs "Unknown module" and polls nothing. It is called "${WODLE_NAME}".`,
        fixes:
          first === undefined
            ? []
            : [
                {
                  title: say`Write ${WODLE_NAME}`,
                  edits: [{ ...first.span, newText: WODLE_NAME }],
                  safe: false,
                },
              ],
      });
    }
    for (const element of straysIn(section)) {
      remarks.push(stray(element, section, config.release.poller, text));
    }
  }
  return remarks;
}

/** The elements of a section, or the section itself, whose name is close to that of a block. */
function straysIn(section: XmlElement): readonly XmlElement[] {
  const isAuth = section.name === "auth";
  const elements = isAuth ? section.children : [section];
  return elements.filter((element) => isStray(element, isAuth ? "auth" : ""));
}

/** Whether `block-misplaced` reports an element at this place, `auth` or none. */
export function isStray({ name }: XmlElement, place: string): boolean {
  const plain = name.toLowerCase().replaceAll("_", "-");
  return NEAR_NAMES.test(plain) && !(place === "auth" && name === "key_request");
}

function stray(element: XmlElement, section: XmlElement, poller: string, text: string): Remark {
  const { name } = element;
  const goal =
    poller === "wazuh-modulesd" ? `<wodle name="${WODLE_NAME}">` : say`<key_request> inside <auth>`;
  const inAuth = section.name === "auth";
  const stopped = inAuth ? say`wazuh-authd does not start` : say`no daemon that reads this file starts`;
  const edits = renamed(text, element, "key_request");
  return {
    ...tagSpan(element),
    message: say`<${name}> is not allowed here: "(1230): Invalid element in the configuration: '${name}'.", and ${stopped}. Key polling is set in ${goal}.`,
    fixes:
      inAuth && poller === "wazuh-authd" ? [{ title: say`Write <key_request>`, edits, safe: false }] : [],
  };
}

function authOff({ config }: ConfigContext): readonly Remark[] {
  const { block, enabled, auths, authDisabled, release, isFragment } = config;
  if (block === undefined || !enabled.value || release.poller === "none") return [];
  const sequel =
    release.poller === "wazuh-authd"
      ? say`wazuh-authd ends at once, and nothing is polled`
      : say`wazuh-authd ends at once, and no answer can be registered`;
  if (authDisabled !== undefined) {
    const fixes = [newValue(say`Write no`, authDisabled, "no")];
    return [{ ...valueSpan(authDisabled), message: say`With <disabled>yes ${sequel}.`, fixes }];
  }
  if (auths.length > 0 || isFragment) return [];
  return [{ ...blockSpan(block), message: say`This file has no <auth>: ${sequel}.` }];
}

function onAgent({ config, roots }: ConfigContext): readonly Remark[] {
  const client = sectionsOf(roots).find(
    ({ name, children }) =>
      name === "client" && [...allElements(children)].some((each) => each.name === "server"),
  );
  if (client === undefined) return [];
  return config.blocks.map((block) => ({
    ...blockSpan(block),
    message: say`This file has a <client> section, so it is an agent's. Only a manager polls for keys.`,
    related: [{ ...tagSpan(client), message: say`the agent's own section` }],
  }));
}

export const blockRules: readonly ConfigRule[] = [
  { code: "polling-removed", severity: "error", title: "Key polling was removed in 5.0", check: removed },
  { code: "key-request-too-new", severity: "error", title: "Block of a newer release", check: tooNew },
  {
    code: "wodle-deprecated",
    severity: "information",
    title: "Block of an older release",
    check: deprecated,
  },
  { code: "block-ignored", severity: "warning", title: "Block without effect", check: ignored },
  { code: "key-request-empty", severity: "error", title: "Empty block", check: empty },
  { code: "enabled-not-said", severity: "information", title: "Missing option enabled", check: notSaid },
  { code: "block-misplaced", severity: "error", title: "Block that is not found", check: misplaced },
  { code: "auth-off", severity: "error", title: "Registration is switched off", check: authOff },
  { code: "polling-on-agent", severity: "warning", title: "Key polling on an agent", check: onAgent },
];
