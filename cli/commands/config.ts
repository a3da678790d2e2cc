/** The command `config`: its arguments and its help. */

import type { Command } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { formatOption, releaseOption } from "./options.ts";

const EXAMPLE = `Examples:
  keypoll config /var/ossec/etc/ossec.conf                     # as the newest 4.14 reads it
  keypoll config /var/ossec/etc/ossec.conf --release 5.0       # what 5.0 rejects in it
  keypoll config /var/wazuh-manager/etc/wazuh-manager.conf     # <wazuh_config>: as 5.0
`;

const MORE = `
Whether the program of exec_path can be run is checked only in the configuration of a manager on this machine.
Exit code: 0 no errors or warnings, 1 errors or warnings, 2 the file could not be read.`;

export function addConfig(program: Command): void {
  program
    .command("config")
    .summary("check the key polling in an ossec.conf or wazuh-manager.conf")
    .description(
      "Checks the key-polling configuration in an ossec.conf: what the release rejects, reads differently or ignores. Shows the settings that apply. For 5.0 it also lists the elements that 5.0 rejects.",
    )
    .argument("<file>", "file to check; - is standard input")
    .addOption(releaseOption())
    .option("--convert", "print the file with the block in its other form: <key_request> or the older wodle")
    .addOption(formatOption())
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (path, flags) => {
      const { checkConfig } = await import("../ossec-conf/check-config.ts");
      process.exitCode = await checkConfig({ ...flags, path }, openTerminal());
    });
}
