/** What has to be done before a new script can be tested for the first time. */

import type { SourceId, Template } from "../templates/index.ts";
import { isInPlace, STAND_IN_COMMAND } from "./sample-data.ts";

/** A command for a shell in the folder of the script, or a sentence about something to be done by hand. */
export interface Step {
  readonly kind: "command" | "sentence";
  readonly text: string;
}

const PASSWORD = "Choose a password in place of PASSWORD, and write it into keypoll.env too.";

const byHand: Readonly<Partial<Record<SourceId, string>>> = {
  mysql: `${PASSWORD} MySQL's own client is called mysql, not mariadb.`,
  postgresql: `${PASSWORD} As root, put "sudo -u postgres" before each command.`,
  ldap: "Write an account that may read these entries, userPassword included, and its password into keypoll.env; for a first test cn=admin will do.",
  http: "The last command stands in for the service as long as it runs, so give it a terminal of its own.",
};

/** The steps in their order; none where the first test can be run at once. */
export function firstSteps({ build, install, source, dataSet }: Template, fileName: string): readonly Step[] {
  const commands = [
    ...install,
    ...(build === undefined ? [] : [`${build} ${fileName}`]),
    ...(isInPlace(source) ? [] : dataSet.load),
    ...(source === "http" ? [STAND_IN_COMMAND] : []),
  ];
  const sentence = byHand[source];
  return [
    ...commands.map((text) => ({ kind: "command" as const, text })),
    ...(sentence === undefined ? [] : [{ kind: "sentence" as const, text: sentence }]),
  ];
}
