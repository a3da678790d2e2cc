/** Waits for the terminal: a busy one may not have read the last output when the process ends. */

const ASK_FOR_CURSOR = "\x1b[6n";
const CURSOR = /\x1b\[\d+;\d+R/;
const CTRL_C = "\x03";

/** Milliseconds after which a terminal counts as not answering. */
const PATIENCE = 5000;

/**
 * Waits until the terminal of this process has read everything: only then it answers the question for its cursor
 * position. Without a terminal there is nothing to wait for.
 */
export async function untilRead(): Promise<void> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) return;
  stdin.setRawMode(true);
  await new Promise<void>((resolve) => {
    let answer = "";
    const timer = setTimeout(resolve, PATIENCE);
    stdin.on("data", (bytes: Buffer) => {
      answer += bytes.toString("latin1");
      if (!CURSOR.test(answer) && !answer.includes(CTRL_C)) return;
      clearTimeout(timer);
      resolve();
    });
    stdout.write(ASK_FOR_CURSOR);
  });
  stdin.setRawMode(false);
  stdin.pause();
}
