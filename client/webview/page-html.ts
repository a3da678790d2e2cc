/** The page that a webview begins with: one script and one style sheet of this extension, and leave for nothing else. */

import { randomBytes } from "node:crypto";
import { env, Uri, type Webview } from "vscode";

/** What a page may use: only what lies in this folder. */
export function webviewRoot(extension: Uri): Uri {
  return Uri.joinPath(extension, "dist", "webview");
}

/** The empty page `name`; its script fills it with what is posted. */
export function pageHtml(webview: Webview, extension: Uri, name: "verdict" | "rehearsal"): string {
  const nonce = randomBytes(16).toString("hex");
  const file = (ending: string): string =>
    webview.asWebviewUri(Uri.joinPath(webviewRoot(extension), `${name}.${ending}`)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
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
<main></main>
<p class="unseen" role="status"></p>
<script nonce="${nonce}" src="${file("js")}"></script>
</body>
</html>
`;
}
