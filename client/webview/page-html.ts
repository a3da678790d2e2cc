/** The initial page of a webview: it may load its script, with the parts it shares, and its style sheet, and nothing else. */

import { randomBytes } from "node:crypto";
import { env, Uri, type Webview, type WebviewPanel } from "vscode";
import { say } from "../../core/words/index.ts";

/**
 * Puts the empty page `name` into a panel. The page's script reports that it is ready, and shows what is posted to it.
 */
export function openPage(
  panel: WebviewPanel,
  extension: Uri,
  name: "verdict" | "rehearsal" | "stand-in" | "reconcile" | "log",
): void {
  const root = Uri.joinPath(extension, "dist", "webview");
  panel.iconPath = Uri.joinPath(extension, "media", "icon.png");
  panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
  panel.webview.html = pageHtml(panel.webview, root, name);
}

function pageHtml(webview: Webview, root: Uri, name: string): string {
  const nonce = randomBytes(16).toString("hex");
  const file = (ending: string): string =>
    webview.asWebviewUri(Uri.joinPath(root, `${name}.${ending}`)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' ${webview.cspSource}; style-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${file("css")}">
<title>Key Poll</title>
</head>
<body>
<main data-key-hidden="${say`key hidden`}"></main>
<p class="unseen" role="status"></p>
<script type="module" nonce="${nonce}" src="${file("js")}"></script>
</body>
</html>
`;
}
