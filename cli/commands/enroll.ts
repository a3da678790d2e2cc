/** The commands `enroll` and `knock`: one request of an agent, from the agent's side. */

import { type Command, Option } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { keysOption, readSeconds, releaseOption } from "./options.ts";

const ENROLL_EXAMPLE = `Example: keypoll enroll 127.0.0.1:1515 --name web-01 --ca etc/sslmanager.cert
`;

const ENROLL_MORE = `
Keys and passwords are not shown. With --output the record is written to a file that only you may read.
Exit code: 0 the manager sent a key, 1 it refused, 2 no answer.`;

export function addEnroll(program: Command): void {
  program
    .command("enroll")
    .summary("register an agent as agent-auth does, and show the request and the answer")
    .description(
      "Sends one enrolment request to a registration service, and shows the request and the answer.",
    )
    .argument("<host:port>", "the registration service")
    .requiredOption("-n, --name <name>", "the agent's name")
    .option("-g, --groups <list>", "groups, separated by commas")
    .option("-i, --ip <address>", "the address to register; src for the address that the manager sees")
    .option("--agent-version <version>", "the agent's version, for example v4.14.0")
    .option("--key-hash <hash>", "SHA-1 of the key that the agent already has")
    .option("--password-file <file>", "file whose first line is the password")
    .addOption(
      new Option("--ca <file>", "certificate authority that signed the service's certificate").conflicts(
        "insecure",
      ),
    )
    .option("--cert <file>", "the agent's own certificate, for a service with <ssl_agent_ca>")
    .option("--key <file>", "the key of that certificate")
    .option("--insecure", "accept any certificate")
    .option("-o, --output <file>", "write the record to this file, as the agent's client.keys")
    .option("-t, --timeout <seconds>", "seconds to wait for the answer", readSeconds, 10)
    .addHelpText("before", ENROLL_EXAMPLE)
    .addHelpText("after", ENROLL_MORE)
    .action(async (place, flags) => {
      const { runEnroll } = await import("../manager/enroll.ts");
      process.exitCode = await runEnroll({ ...flags, place }, openTerminal());
    });
}

const KNOCK_EXAMPLE = `Example: keypoll knock 127.0.0.1:1514 --id 001 -k client.keys
`;

const KNOCK_MORE = `
For a manager on another machine confirm with --yes: it logs the message, may start its poll script, and closes the connection of an agent that is online with the same key.
Exit code: 0 the manager acknowledged, 1 it did not, 2 not sent.`;

export function addKnock(program: Command): void {
  program
    .command("knock")
    .summary("send one message of an agent to a manager's port")
    .description("Sends the first message of an agent to a manager's port 1514, and shows the answer.")
    .argument("<host:port>", "the agents' port")
    .requiredOption("--id <id>", "id of the agent; its record is read from the file of --keys")
    .addOption(keysOption().makeOptionMandatory())
    .option("--udp", "over UDP (default: TCP)")
    .option("--blowfish", "with the older cipher (default: AES)")
    .option("-y, --yes", "also send to a manager on another machine")
    .option("-t, --timeout <seconds>", "seconds to wait for the answer", readSeconds, 5)
    .addOption(releaseOption())
    .addHelpText("before", KNOCK_EXAMPLE)
    .addHelpText("after", KNOCK_MORE)
    .action(async (place, flags) => {
      const { runKnock } = await import("../manager/knock.ts");
      process.exitCode = await runKnock({ ...flags, place }, openTerminal());
    });
}
