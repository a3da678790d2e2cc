/**
 * The arguments of a registration script: remembered in the workspace; the user is asked the first time and on request.
 */

import { basename } from "node:path";
import { type Memento, type QuickPickItem, type TextDocument, type Uri, window } from "vscode";
import {
  type ProposedArguments,
  places,
  proposeArguments,
  unknownPlaceholder,
} from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { REGISTRATION_CALLS } from "../support/memory-keys.ts";

export interface RegistrationCall {
  /** With placeholders such as `{name}`. */
  readonly arguments: string;
  /** The name for the agent. */
  readonly name: string;
}

export class CallMemory {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(script: Uri): RegistrationCall | undefined {
    return this.#all()[script.toString()];
  }

  async keep(script: Uri, call: RegistrationCall): Promise<void> {
    await this.#state.update(REGISTRATION_CALLS, { ...this.#all(), [script.toString()]: call });
  }

  /** URIs of the scripts that were tested. */
  scripts(): readonly string[] {
    return Object.keys(this.#all());
  }

  #all(): Readonly<Record<string, RegistrationCall>> {
    return this.#state.get(REGISTRATION_CALLS, {});
  }
}

/** The arguments of a script: the last ones, or else the user's answer to one question. */
export async function rememberedCall(
  state: Memento,
  script: TextDocument,
): Promise<RegistrationCall | undefined> {
  const memory = new CallMemory(state);
  const known = memory.of(script.uri);
  if (known !== undefined) return known;
  const asked = await askForCall(basename(script.fileName), proposeArguments(script.getText()), undefined);
  if (asked !== undefined) await memory.keep(script.uri, asked);
  return asked;
}

const NAME = "keypoll-test";

/** Asks for arguments and name. Undefined if the user cancels. */
export async function askForCall(
  fileName: string,
  proposals: readonly ProposedArguments[],
  before: RegistrationCall | undefined,
): Promise<RegistrationCall | undefined> {
  const line = await askForArguments(fileName, proposals, before);
  if (line === undefined) return undefined;
  const name = await window.showInputBox({
    title: say`Name of the agent that ${fileName} registers`,
    prompt: say`Name of the agent`,
    value: before?.name ?? NAME,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w.-]{2,128}$/.test(text)
        ? undefined
        : say`2 to 128 letters, digits, hyphens, underscores and dots.`,
  });
  return name === undefined ? undefined : { arguments: line, name };
}

interface Row extends QuickPickItem {
  /** Undefined asks for another line. */
  readonly line: string | undefined;
}

async function askForArguments(
  fileName: string,
  proposals: readonly ProposedArguments[],
  before: RegistrationCall | undefined,
): Promise<string | undefined> {
  const whys: Readonly<Record<ProposedArguments["why"], string>> = {
    usage: say`as its own usage text says`,
    name: say`the agent's name`,
    "name-and-address": say`the agent's name and address`,
    none: say`everything from the environment, WAZUH_AGENT_NAME and others`,
  };
  const rowOf = (line: string, description: string): Row => ({
    label: line === "" ? say`No arguments` : line,
    description,
    line,
  });
  const last = before?.arguments;
  const rows: readonly Row[] = [
    ...(last === undefined ? [] : [rowOf(last, say`as the last time`)]),
    ...proposals.filter(({ line }) => line !== last).map(({ line, why }) => rowOf(line, whys[why])),
    { label: say`Other arguments…`, line: undefined },
  ];
  const chosen = await window.showQuickPick(rows, {
    title: say`Arguments of ${fileName}`,
    placeHolder: say`The stand-in manager fills in the text in braces`,
    ignoreFocusOut: true,
  });
  if (chosen?.line !== undefined || chosen === undefined) return chosen?.line;
  const listed = places.map((each) => `{${each}}`).join(" ");
  return await window.showInputBox({
    title: say`Arguments of ${fileName}`,
    prompt: say`Filled in are ${listed}`,
    value: last ?? "{name}",
    ignoreFocusOut: true,
    validateInput: (text) => {
      const unknown = unknownPlaceholder(text);
      return unknown === undefined
        ? undefined
        : say`${unknown} is not a placeholder. Placeholders are ${listed}.`;
    },
  });
}
