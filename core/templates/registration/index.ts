/** Scripts that register an agent, in the three methods of registration. */

import { bashApiScripts } from "./api-bash.ts";
import { powershellApiScripts } from "./api-powershell.ts";
import { pythonApiScripts } from "./api-python.ts";
import { commandLineScripts } from "./command-line.ts";
import type { RegistrationScript } from "./script.ts";

export type { RegistrationScript } from "./script.ts";

/** Every registration script: by command line, by the registration service, by the REST API. */
export function registrationScripts(): readonly RegistrationScript[] {
  return [...commandLineScripts, ...bashApiScripts, ...pythonApiScripts, ...powershellApiScripts];
}
