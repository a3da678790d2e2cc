/**
 * Rules on the command line in exec_path, and on the socket: how the manager reads text that a shell or XML would read
 * differently.
 */

import { bytesFromText } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { KeyMask } from "../../mask.ts";
import type { Remark } from "../../placed-finding.ts";
import { argvOf, wordsOf } from "../command.ts";
import { newValue } from "../edits.ts";
import type { XmlElement } from "../markup.ts";
import { programError } from "../programs.ts";
import { type ConfigContext, type ConfigRule, partOfValue, valueSpan } from "./rule.ts";

/** Bytes of a socket's path that reach the system (`sun_path`). */
const SOCKET_BYTES = 107;

const mask = new KeyMask();

/** A path that is effective in the end. */
interface EffectivePath {
  readonly name: "exec_path" | "socket";
  readonly element: XmlElement;
  readonly value: string;
}

function effectivePaths({ config }: ConfigContext): readonly EffectivePath[] {
  const { execPath, socket } = config;
  const taken: EffectivePath[] = [];
  if (execPath.from !== undefined && execPath.value !== undefined)
    taken.push({ name: "exec_path", element: execPath.from, value: execPath.value });
  if (socket.from !== undefined && socket.value !== undefined)
    taken.push({ name: "socket", element: socket.from, value: socket.value });
  return taken;
}

function effectiveExecPath(context: ConfigContext): EffectivePath | undefined {
  return effectivePaths(context).find(({ name }) => name === "exec_path");
}

function shownArgv(execPath: string, context: ConfigContext): string {
  const argv = argvOf(execPath, context.config.release);
  return argv === undefined
    ? say`the child process ends before it runs anything`
    : say`the program is ${mask.hide(argv.map((word) => JSON.stringify(word)).join(" "))}`;
}

function whiteSpace(context: ConfigContext): readonly Remark[] {
  return effectivePaths(context)
    .filter(({ value }) => /[\t-\r]/.test(value))
    .map(({ name, element, value }) => ({
      ...valueSpan(element),
      message:
        name === "socket"
          ? say`The manager does not trim the value: line breaks and tabs in it are part of the path.`
          : say`The manager does not trim the value: line breaks and tabs in it are part of the command, and only blanks separate words, so ${shownArgv(value, context)}.`,
      fixes: [newValue(say`Write it on one line`, element, value.replace(/[\t-\r ]+/g, " ").trim(), true)],
    }));
}

const ENTITY = /&(?:amp|quot|apos|lt|gt|#\d+|#x[0-9a-f]+);/gi;

function entities(context: ConfigContext): readonly Remark[] {
  return effectivePaths(context).flatMap(({ element, value }) => {
    const [hit] = value.matchAll(ENTITY);
    if (hit === undefined) return [];
    const span = partOfValue(context.text, element, hit.index, hit.index + hit[0].length);
    const message = say`The manager does not decode entities: ${hit[0]} stays ${hit[0].length} characters.`;
    const plain = value.replace(
      /&(amp|quot|apos|gt);/g,
      (_, name: string) => ({ amp: "&", quot: '"', apos: "'", gt: ">" })[name] ?? "",
    );
    const fixes = plain === value ? [] : [newValue(say`Write the characters themselves`, element, plain)];
    return [{ ...span, message, fixes }];
  });
}

function emptyArguments(context: ConfigContext): readonly Remark[] {
  const path = effectiveExecPath(context);
  if (path === undefined || context.config.release.splitter !== "in-place") return [];
  const hit = /^ +| {2,}| +$/.exec(path.value);
  if (hit === null || path.value.trim() === "") return [];
  const at = hit.index;
  const message =
    at === 0
      ? say`Managers before 4.2 split at every blank: the program's name is empty here, and nothing can be started.`
      : say`Managers before 4.2 split at every blank: the script gets an empty argument here, and selector and value come later than it expects.`;
  return [
    {
      ...partOfValue(context.text, path.element, at, at + hit[0].length),
      message,
      fixes: [newValue(say`Use single blanks`, path.element, path.value.replace(/ +/g, " ").trim(), true)],
    },
  ];
}

/** Offsets of `"` that no backslash escapes. */
function quotesIn(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === "\\") at++;
    else if (text.charAt(at) === '"') found.push(at);
  }
  return found;
}

function quotes(context: ConfigContext): readonly Remark[] {
  const path = effectiveExecPath(context);
  if (path === undefined) return [];
  const { value, element } = path;
  const found = quotesIn(value);
  const first = found[0];
  const isOpen = found.length % 2 === 1;
  const part = (from: number): Remark => ({
    ...partOfValue(context.text, element, from, value.length),
    message: "",
  });
  if (context.config.release.splitter === "in-place") {
    const at = first ?? value.indexOf("\\");
    if (at < 0) return [];
    const message = isOpen
      ? say`The quote is never closed: managers before 4.2 cannot split the command, and the child process ends before it runs anything.`
      : say`Before 4.2 quotes and backslashes protect blanks but stay in the word: ${shownArgv(value, context)}.`;
    return [{ ...part(at), message }];
  }
  if (isOpen) {
    const message = say`The quote is never closed, so selector and value become part of the quoted text: ${shownArgv(value, context)}.`;
    return [{ ...part(found.at(-1) ?? 0), message }];
  }
  return [];
}

/** What a shell would interpret, unless `"` is around it. */
const SHELL = /&&|\|\|?|\d?>>?(?:&\d)?|;|`|\$(?:\(|\{|[A-Za-z_])\w*|(?<![^ ])~(?:\/|$)|(?<![^ ])'|\*|&$|& /g;

function shellSyntax(context: ConfigContext): readonly Remark[] {
  const path = effectiveExecPath(context);
  if (path === undefined) return [];
  const [program = "", option] = argvOf(path.value, context.config.release) ?? [];
  // After `sh -c` there is a shell.
  if (/(?:^|\/)(?:ba|da|z|k)?sh$/.test(program) && option !== undefined && /^-[a-z]*c$/.test(option))
    return [];
  const marks = quotesIn(path.value);
  const isQuoted = (at: number): boolean => marks.filter((mark) => mark < at).length % 2 === 1;
  // Another rule is about entities.
  const plain = path.value.replace(ENTITY, (entity) => "x".repeat(entity.length));
  const found = Array.from(plain.matchAll(SHELL)).filter(({ index }) => !isQuoted(index));
  const first = found[0];
  if (first === undefined) return [];
  const shown = [...new Set(found.map(([sign]) => sign.trim()))].slice(0, 3).map((sign) => `\`${sign}\``);
  const more = say`The program gets it unchanged, as a word or a part of one.`;
  return [
    {
      ...partOfValue(context.text, path.element, first.index, first.index + first[0].trimEnd().length),
      message:
        shown.length === 1
          ? say`No shell reads exec_path, so ${shown[0] ?? ""} has no meaning. ${more} Move this into the script.`
          : say`No shell reads exec_path, so ${shown.reduce((one, other) => say`${one} and ${other}`)} have no meaning. ${more} Move this into the script.`,
    },
  ];
}

function socketCut(context: ConfigContext): readonly Remark[] {
  return effectivePaths(context)
    .filter(({ name, value }) => name === "socket" && bytesFromText(value).length > SOCKET_BYTES)
    .map(({ element }) => ({
      ...valueSpan(element),
      message: say`The system reads only the first ${SOCKET_BYTES} bytes of a socket's path: the manager connects to another file.`,
    }));
}

function notFallback(context: ConfigContext): readonly Remark[] {
  const { execPath, socket, release } = context.config;
  if (release.poller !== "wazuh-modulesd" || execPath.from === undefined || socket.from === undefined)
    return [];
  return [
    {
      ...valueSpan(execPath.from),
      message: say`If <socket> is set too, exec_path is not a fallback up to 4.3: the manager starts it once, without id and value, as the daemon that opens the socket.`,
      related: [{ ...valueSpan(socket.from), message: say`the socket` }],
    },
  ];
}

/** Nothing if the manager's file system cannot be read. */
function programThatCannotRun({ config, programs }: ConfigContext): readonly Remark[] {
  const { execPath, release } = config;
  if (programs === undefined || execPath.from === undefined || execPath.value === undefined) return [];
  const words = wordsOf(execPath.value, release);
  const message = words === undefined ? undefined : programError(words, programs);
  return message === undefined ? [] : [{ ...valueSpan(execPath.from), message }];
}

export const execPathRules: readonly ConfigRule[] = [
  { code: "value-not-trimmed", severity: "error", title: "Line break in a path", check: whiteSpace },
  { code: "entity-not-decoded", severity: "error", title: "Entity that is not decoded", check: entities },
  {
    code: "exec-path-blanks",
    severity: "error",
    title: "Blanks that make empty arguments",
    check: emptyArguments,
  },
  { code: "exec-path-quotes", severity: "error", title: "Quotes that are read differently", check: quotes },
  {
    code: "exec-path-shell-syntax",
    severity: "error",
    title: "Shell syntax without a shell",
    check: shellSyntax,
  },
  { code: "socket-path-cut", severity: "error", title: "Socket path that is cut off", check: socketCut },
  {
    code: "exec-path-no-fallback",
    severity: "information",
    title: "No fallback beside a socket",
    check: notFallback,
  },
  {
    code: "program-cannot-run",
    severity: "error",
    title: "Program that cannot be run",
    check: programThatCannotRun,
  },
];
