/** `keypoll manager`: starts the stand-in, prints how to reach it, and shows its log until it is ended. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { levelWord, textFromBytes } from "../../core/manager/index.ts";
import { type ShownLine, type StandIn, type StandInEvents, startStandIn } from "../../stand-in/index.ts";
import { ExitCode } from "../exit-code.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";

export interface ManagerFlags {
  readonly folder: string;
  readonly release?: string;
  readonly enrollmentPort?: number;
  readonly apiPort?: number;
  readonly agentsPort?: number;
  readonly standardPorts?: boolean;
  readonly host: string;
  readonly script?: string;
  readonly agentState: readonly string[];
  readonly reload: number;
  readonly debug: number;
  readonly format: string;
}

const STANDARD = { enrolment: 1515, api: 55000, agents: 1514 };
const FREE = { enrolment: 0, api: 0, agents: 0 };

/** The API user of a fresh manager. */
const API = { apiUser: "wazuh", apiPassword: "wazuh" };

export async function runManager(flags: ManagerFlags, terminal: Terminal): Promise<ExitCode> {
  if (flags.format !== "text" && flags.format !== "ndjson") {
    terminal.complain({ what: `There is no format "${flags.format}".`, advice: "Write text or ndjson." });
    return ExitCode.couldNotRun;
  }
  const configuration = join(flags.folder, "etc", "ossec.conf");
  if (flags.script !== undefined && existsSync(configuration)) {
    terminal.complain({
      what: `${configuration} already exists, so --script would have no effect.`,
      advice: "Write the script into its <exec_path>, or name a new folder.",
    });
    return ExitCode.couldNotRun;
  }
  const interrupt = onInterrupt();
  const base = flags.standardPorts === true ? STANDARD : FREE;
  const screen = new HeldBack(terminal);
  const started = await startStandIn({
    ...API,
    folder: flags.folder,
    version: flags.release ?? "4.14",
    host: flags.host,
    ports: {
      enrolment: flags.enrollmentPort ?? base.enrolment,
      api: flags.apiPort ?? base.api,
      agents: flags.agentsPort ?? base.agents,
    },
    contents: { script: flags.script },
    reloadSeconds: flags.reload,
    debug: flags.debug,
    agentStates: flags.agentState,
    on: flags.format === "text" ? followedAsText(terminal, screen) : followedAsJson(terminal),
  });
  if ("problem" in started) {
    screen.release();
    terminal.complain({ what: "The stand-in did not start.", advice: started.problem });
    return ExitCode.couldNotRun;
  }
  if (flags.format === "text") terminal.print(greeting(started, flags, terminal));
  else
    terminal.print(
      `${JSON.stringify({ event: "ready", host: started.host, ports: started.ports, home: started.sandbox.home })}\n`,
    );
  screen.release();
  await new Promise<void>((resolve) => {
    if (interrupt.signal.aborted) resolve();
    else interrupt.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await started.close();
  interrupt.forget();
  if (flags.format === "text")
    terminal.print("The stand-in manager has stopped. Its folder was not removed.\n");
  return ExitCode.fine;
}

/** Where everything is, and a command for each way to register. */
function greeting(
  { sandbox, host, ports, password, polls, agents }: StandIn,
  flags: ManagerFlags,
  { paint }: Terminal,
): string {
  const { enrolment } = ports;
  const old = (flags.release ?? "4.14").startsWith("3.");
  const pass = password === undefined ? "" : " --password-file etc/authd.pass";
  const lines = [
    `${paint.bold("Stand-in for a Wazuh manager")} ${flags.release ?? "4.14"}, ${agents()} agents, in ${sandbox.home}`,
    `  registration  ${enrolment === undefined ? "off (<remote_enrollment>no)" : `${host}:${enrolment}, TLS${password === undefined ? "" : ", with the password of etc/authd.pass"}`}`,
    `  REST API      ${old ? "http" : "https"}://${host}:${ports.api}, user ${API.apiUser}, password ${API.apiPassword}`,
    `  agents        ${host}:${ports.agents}, TCP and UDP`,
    `  local socket  ${sandbox.socket}`,
    `  key polling   ${polls ? "on: unknown agents are looked up by the script of etc/ossec.conf" : "off: no <exec_path> in etc/ossec.conf"}`,
    "",
    "Try it:",
    ...(enrolment === undefined
      ? []
      : [
          `  keypoll enroll ${host}:${enrolment} --name web-01 --ca ${sandbox.certificate}${pass}`,
          `  printf "OSSEC A:'web-02'\\n" | openssl s_client -quiet -connect ${host}:${enrolment}`,
        ]),
    ...(old
      ? [`  curl -u ${API.apiUser}:${API.apiPassword} -d name=web-03 http://${host}:${ports.api}/agents`]
      : [
          `  TOKEN=$(curl -s --cacert ${sandbox.certificate} -u ${API.apiUser}:${API.apiPassword} -X POST "https://${host}:${ports.api}/security/user/authenticate?raw=true")`,
          `  curl -s --cacert ${sandbox.certificate} -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"name":"web-03"}' https://${host}:${ports.api}/agents`,
        ]),
    `  keypoll agent add web-04 -k ${sandbox.keys}`,
    ...(existsSync(join(sandbox.home, "bin", "manage_agents"))
      ? [`  ${join(sandbox.home, "bin", "manage_agents")} -a any -n web-05`]
      : []),
    `  keypoll knock ${host}:${ports.agents} --id 001 -k ${sandbox.keys}`,
    "",
  ];
  if (!["127.0.0.1", "::1", "localhost"].includes(host)) {
    lines.push(
      paint.yellow(
        `Warning: others can reach ${host}. The stand-in gives keys to anyone who asks; use it in a closed network only.`,
      ),
      "",
    );
  }
  lines.push("Log (Ctrl-C ends it):", "");
  return lines.join("\n");
}

/** Holds back the log lines of the start, which arrive before the ports are known, until the greeting is shown. */
class HeldBack {
  readonly #terminal: Terminal;
  #held: string[] | undefined = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  print(text: string): void {
    if (this.#held === undefined) this.#terminal.print(text);
    else this.#held.push(text);
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const text of held) this.#terminal.print(text);
  }
}

function followedAsText({ paint, width }: Terminal, screen: HeldBack): StandInEvents {
  const colourOf = ({ level }: ShownLine): ((text: string) => string) => {
    if (level === "error" || level === "critical") return paint.red;
    return level === "warning" ? paint.yellow : (text) => text;
  };
  return {
    line: (line) => {
      const time = line.at.toTimeString().slice(0, 8);
      screen.print(
        `${paint.dim(time)} ${line.daemon}: ${colourOf(line)(`${levelWord(line.level)}: ${line.text}`)}\n`,
      );
      if (line.meaning === undefined) return;
      for (const text of wrap(line.meaning, width, { first: "         → ", rest: "           " })) {
        screen.print(`${paint.dim(text)}\n`);
      }
    },
  };
}

function followedAsJson(terminal: Terminal): StandInEvents {
  const put = (event: string, value: object): void =>
    terminal.print(`${JSON.stringify({ event, ...value })}\n`);
  return {
    line: (line) => put("log", line),
    received: ({ agent, isAccepted, what, request }) => {
      if (request !== undefined) put("request", { request: textFromBytes(request) });
      if (!isAccepted || agent === undefined) return;
      put("knock", { id: textFromBytes(agent.id), name: textFromBytes(agent.name), what });
    },
    asked: ({ datagram, outcome }) => {
      if (outcome === undefined) return;
      put("verdict", { request: textFromBytes(datagram), verdict: outcome.verdict });
    },
    change: ({ added, removed }) => {
      const shown = (agents: typeof added): readonly object[] =>
        agents.map(({ id, name, address }) => ({
          id: textFromBytes(id),
          name: textFromBytes(name),
          ip: textFromBytes(address.stored),
        }));
      put("agents", { added: shown(added), removed: shown(removed) });
    },
  };
}
