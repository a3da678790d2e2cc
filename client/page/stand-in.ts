/** The page of the stand-in: shows what the extension posts. The filter and the open items are kept. */

import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { StandInMessage } from "../stand-in/messages.ts";
import { StandInPage } from "./stand-in/page.ts";

const main = document.querySelector("main");
const page = main === null ? undefined : new StandInPage(main);

window.addEventListener("message", ({ data }: MessageEvent<StandInMessage>) => page?.take(data));
page?.begin();
