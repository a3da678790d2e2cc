/** Tests an integration daemon: one that is running, or the script, which is started for the test and always ended. */

import { window } from "vscode";
import { KeyMask } from "../../core/lint/mask.ts";
import { bytesFromText, textFromBytes } from "../../core/manager/index.ts";
import { type Daemon, type PollTarget, socketNotes, startDaemon } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { notesText } from "./report.ts";
import { block } from "./report-lines.ts";
import { targetOf } from "./run-test.ts";
import { type Bench, type Stage, withProgress } from "./stage.ts";

export interface WantedDaemon {
  readonly socketPath: string;
  /** The command line that starts it. Undefined if it is already running. */
  readonly command: string | undefined;
}

/** Asks for the socket and for what listens there. Undefined if the user cancels. */
export async function askForDaemon({ memory }: Bench, stage: Stage): Promise<WantedDaemon | undefined> {
  const { document, fileName, execPath } = stage;
  const title = say`Test a socket daemon`;
  const before = memory.socketOf(document.uri);
  const socketPath = await window.showInputBox({
    title,
    prompt: say`Path of the socket at which the daemon listens`,
    value: stage.socketPath ?? before ?? "",
    placeHolder: "/var/ossec/queue/sockets/keys.sock",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? say`The manager needs a path.` : undefined),
  });
  if (socketPath === undefined) return undefined;
  await memory.keepSocket(document.uri, socketPath.trim());
  const running = { label: say`The daemon is running`, start: false };
  const started = {
    label: say`Start ${fileName} for the test`,
    description: new KeyMask().hide(execPath),
    start: true,
  };
  const who = await window.showQuickPick([running, started], { title, ignoreFocusOut: true });
  if (who === undefined) return undefined;
  return { socketPath: socketPath.trim(), command: who.start ? execPath : undefined };
}

/** Starts the daemon if necessary, and tests it in the given way. */
export async function testDaemon(
  bench: Bench,
  stage: Stage,
  { socketPath, command }: WantedDaemon,
  test: (target: PollTarget) => Promise<void>,
): Promise<void> {
  const { channel } = bench;
  const { settings, fileName } = stage;
  const target = { ...targetOf(settings, undefined), socketPath };
  const { result: daemon, cancelled } = await withProgress(say`Starting ${fileName}`, (_progress, signal) =>
    command === undefined
      ? Promise.resolve(undefined)
      : startDaemon({ ...target, execPath: bytesFromText(command), socketPath, signal }),
  );
  if (daemon?.kind === "failed") {
    const said = new KeyMask().hide(textFromBytes(daemon.errorOutput)).trim();
    channel.append(block([daemon.message, ...(said === "" ? [] : [said])]));
    if (!cancelled) void window.showWarningMessage(`${fileName}: ${daemon.message}`);
    return;
  }
  channel.append(notesText(bench.notes.news(socketNotes(settings.release))));
  try {
    await test(target);
  } finally {
    if (daemon !== undefined) await endDaemon(daemon.daemon, channel);
  }
}

/** Reports a daemon that ended by itself. */
async function endDaemon(daemon: Daemon, channel: Bench["channel"]): Promise<void> {
  const early = await Promise.race([daemon.ended, Promise.resolve(undefined)]);
  await daemon.stop();
  if (early === undefined) return;
  const said = new KeyMask().hide(textFromBytes(daemon.errorOutput())).trim();
  const ended = say`The daemon ended by itself during the test: a manager could no longer reach it.`;
  channel.append(block([ended, ...(said === "" ? [] : [said])]));
}
