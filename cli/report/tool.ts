/** The name and version of this program in reports and help. */

import { version } from "../../package.json";
import type { Tool } from "./report.ts";

export const tool: Tool = { name: "keypoll", version };
