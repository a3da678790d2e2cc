/** Test settings from an `ossec.conf`, used if the editor's settings do not set them. */

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { managerPrograms } from "../../core/files/index.ts";
import {
  ConfigDocument,
  type ConfigFindings,
  idleText,
  type PollConfig,
} from "../../core/lint/config/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { isProblem } from "../../core/lint/severity.ts";
import { type Release, splitCommand, textFromBytes } from "../../core/manager/index.ts";
import { here } from "../../core/platform/index.ts";
import { type ConfiguredPolling, configuredPolling } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { lineForScript } from "./exec-path.ts";
import type { PollSettings } from "./settings.ts";

export interface Configured {
  readonly settings: PollSettings;
  /** The socket in the file. */
  readonly socketPath: string | undefined;
  /** Remarks about the file, in words. */
  readonly remarks: readonly string[];
}

/** Maximum findings to report about the file. The file itself shows all of them. */
const MOST_FINDINGS = 5;

/** The settings, completed from the file. `script` is the path of the tested script. */
export async function configured(settings: PollSettings, script: string): Promise<Configured> {
  const { configFile, release } = settings;
  if (configFile === undefined) return { settings, socketPath: undefined, remarks: [] };
  const name = basename(configFile);
  const read = await readConfiguration(configFile, release);
  if (read.kind === "unread") return { settings, socketPath: undefined, remarks: [read.message] };
  const { polling, remarks } = read;
  const { execPath } = polling;
  const words = execPath === undefined ? undefined : splitCommand(execPath, release)?.map(textFromBytes);
  const own = lineForScript(words ?? [], script, !here.isUnix);
  const isOther = execPath !== undefined && own === undefined && settings.execPath === undefined;
  return {
    settings: withPolling(settings, polling, own),
    socketPath: polling.socketPath,
    remarks: [
      usedSettingsText(name, polling),
      ...(isOther
        ? [say`exec_path of ${name} is another script: ${new KeyMask().hide(textFromBytes(execPath))}`]
        : []),
      ...remarks,
    ],
  };
}

export type ReadConfiguration =
  /** `remarks` are problems of the file. */
  | { readonly kind: "read"; readonly polling: ConfiguredPolling; readonly remarks: readonly string[] }
  | { readonly kind: "unread"; readonly message: string };

/** What a manager with this file asks, and how. */
export async function readConfiguration(file: string, release: Release): Promise<ReadConfiguration> {
  const name = basename(file);
  const unread = (reason: string): ReadConfiguration => ({
    kind: "unread",
    message: say`The settings of ${name} are not known: ${reason}`,
  });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return unread(error instanceof Error ? error.message : String(error));
  }
  const text = bytes.toString("utf8");
  const isUtf8 = Buffer.from(text).equals(bytes);
  const document = new ConfigDocument(isUtf8 ? text : bytes.toString("latin1"), {
    release,
    programs: managerPrograms(file),
  });
  const { reading } = document;
  if (reading.kind === "unreadable") return unread(reading.message);
  return {
    kind: "read",
    polling: configuredPolling(reading, isUtf8),
    remarks: errors(name, reading, document),
  };
}

/** Says what was used from a file. */
export function usedSettingsText(name: string, { timeoutSeconds, threads }: ConfiguredPolling): string {
  return say`From ${name}: timeout ${timeoutSeconds} s, threads ${threads}, and the force options.`;
}

/** The settings, completed from the file, with a command line for the script if none is set. */
export function withPolling(
  settings: PollSettings,
  { timeoutSeconds, threads, force }: ConfiguredPolling,
  line: string | undefined,
): PollSettings {
  return {
    ...settings,
    execPath: settings.execPath ?? line,
    timeoutSeconds: settings.timeoutIsSet ? settings.timeoutSeconds : timeoutSeconds,
    threads,
    force,
  };
}

function errors(name: string, reading: PollConfig, document: ConfigDocument): readonly string[] {
  const idle = idleText(reading);
  const { findings }: ConfigFindings = document.findings();
  const grave = findings.filter(({ severity }) => isProblem(severity));
  const mask = new KeyMask();
  return [
    ...(idle === undefined
      ? []
      : [say`With ${name} the manager sends no requests: ${idle} The test runs anyway.`]),
    ...grave
      .slice(0, MOST_FINDINGS)
      .map(({ start, message }) => `${name}:${document.lines.at(start).line + 1}: ${mask.hide(message)}`),
  ];
}
