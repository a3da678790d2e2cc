/** The name and version under which reports and help speak of this program. */

import { version } from "../../package.json";
import type { Tool } from "./report.ts";

export const tool: Tool = { name: "keypoll", version };
