/** Which editor the api suite runs in: VS Code if it is available, otherwise the same workbench from npm. */

/** The chosen editor, and the reason for the choice in words. */
export type Choice =
  | { readonly editor: "electron"; readonly executable?: string; readonly why: string }
  | { readonly editor: "host"; readonly why: string };

const updateService = "https://update.code.visualstudio.com/api/releases/stable";

/** Milliseconds in which VS Code's update service must answer to count as reachable. */
const patience = 3000;

/**
 * Decides by `KEYPOLL_EDITOR` (`electron` or `host`), then `VSCODE_EXECUTABLE` (a path), then by what the
 * machine has. Throws if `KEYPOLL_EDITOR` has another value.
 */
export async function chooseEditor(): Promise<Choice> {
  const forced = process.env["KEYPOLL_EDITOR"];
  const executable = process.env["VSCODE_EXECUTABLE"];
  if (forced !== undefined && forced !== "electron" && forced !== "host") {
    throw new Error(`KEYPOLL_EDITOR is "${forced}"; it can be "electron" or "host".`);
  }
  if (forced === "host") return { editor: "host", why: "KEYPOLL_EDITOR=host" };
  if (executable) return { editor: "electron", executable, why: `VSCODE_EXECUTABLE=${executable}` };
  if (forced === "electron") return { editor: "electron", why: "KEYPOLL_EDITOR=electron" };
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    return { editor: "host", why: "there is no display to open VS Code on" };
  }
  if (await reachable(updateService)) return { editor: "electron", why: "VS Code can be downloaded" };
  return { editor: "host", why: "VS Code's update service is out of reach" };
}

async function reachable(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(patience) });
    return answer.ok;
  } catch {
    return false;
  }
}
