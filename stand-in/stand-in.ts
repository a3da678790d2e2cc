/** The stand-in manager: a sandbox folder, the ports of a manager around the model, and one log. */

import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { releaseFor, textFromBytes } from "../core/manager/index.ts";
import { configuredPolling, endPolling } from "../core/poll/index.ts";
import { say } from "../core/words/index.ts";
import { AgentStates } from "./agent-states.ts";
import { openAgentsPort } from "./agents-port.ts";
import { openApiPort } from "./api-port.ts";
import { Authd, type Change } from "./authd.ts";
import { openEnrolmentPort } from "./enrolment-port.ts";
import { reportedWith } from "./exchange.ts";
import { KeyRequests } from "./key-requests.ts";
import { openLocalPort } from "./local-port.ts";
import { StandInLog } from "./log.ts";
import type { NotStarted, StandIn, StandInOptions } from "./options.ts";
import { type Password, readPassword } from "./password.ts";
import { type Port, portProblem } from "./port.ts";
import { Remoted } from "./remoted.ts";
import { agentsOfRemoted, watchKeys } from "./remoted-keys.ts";
import { certificateOf, openSandbox, type Sandbox } from "./sandbox.ts";
import { standInService } from "./service.ts";
import { readSettings, type StandInSettings } from "./settings.ts";
import { ownLauncher, putShims } from "./tools/shims.ts";

/** Starts a stand-in. Ports, files and settings that cannot be used are values with a reason, never exceptions. */
export async function startStandIn(options: StandInOptions): Promise<StandIn | NotStarted> {
  const release = releaseFor(options.version);
  if (release === undefined || release.poller === "none") {
    return {
      problem: say`The stand-in manager cannot act as Wazuh ${options.version}, only as 3.8 to 4.14.`,
    };
  }
  const sandbox = await openSandbox(options.folder, release, options.contents);
  if ("problem" in sandbox) return sandbox;
  const settings = readSettings(readFileSync(sandbox.configuration, "utf8"), release);
  if ("problem" in settings) return { problem: `${sandbox.configuration}: ${settings.problem}` };
  const states = new AgentStates();
  for (const text of options.agentStates) {
    const problem = states.set(text);
    if (problem !== undefined) return { problem };
  }
  return await new Start(options, sandbox, settings, states).run();
}

/** One start. If a later step fails, it closes what is already open. */
class Start {
  readonly #options: StandInOptions;
  readonly #sandbox: Sandbox;
  readonly #settings: StandInSettings;
  readonly #states: AgentStates;
  readonly #log: StandInLog;
  readonly #opened: { close(): Promise<void> }[] = [];

  constructor(options: StandInOptions, sandbox: Sandbox, settings: StandInSettings, states: AgentStates) {
    this.#options = options;
    this.#sandbox = sandbox;
    this.#settings = settings;
    this.#states = states;
    const { release } = settings.polling;
    this.#log = new StandInLog({
      release,
      path: sandbox.log,
      debug: options.debug,
      onLine: options.on?.line,
    });
  }

  async run(): Promise<StandIn | NotStarted> {
    const service = standInService(this.#options, this.#settings, this.#states, this.#sandbox.home);
    if (service === undefined) return { problem: say`"${this.#options.version}" is not a version of Wazuh.` };
    this.#log.write("authd", this.#settings.polling.forceLog);
    const password = readPassword(this.#sandbox.password, this.#settings.usePassword, service.habits);
    if (password.kind === "empty") {
      this.#log.say("authd", "enrolment-empty-password");
      return {
        problem: say`${this.#sandbox.password} is empty: wazuh-authd does not start. Write a password into it.`,
      };
    }
    const text = "text" in password ? password.text : undefined;
    if (text !== undefined) this.#log.hide(textFromBytes(text));
    const authd = Authd.start(
      { ...service, password: text },
      this.#sandbox.keys,
      this.#settings.purge,
      this.#log,
      this.#changed,
    );
    if (authd === undefined) {
      return {
        problem: say`${this.#sandbox.keys} has a line that makes every daemon exit. Run keypoll lint on the file.`,
      };
    }
    try {
      return await this.#open(authd, password);
    } catch (error) {
      await this.#close(authd);
      return { problem: portProblem(error) };
    }
  }

  readonly #changed = (change: Change): void => {
    for (const { id } of change.added) this.#states.registered(id);
    this.#options.on?.change?.(change);
  };

  async #open(authd: Authd, password: Password): Promise<StandIn | NotStarted> {
    const { host, ports, apiUser, apiPassword } = this.#options;
    const log = this.#log;
    const settings = this.#settings;
    const names = ["wazuh-manager", hostname(), "localhost", "127.0.0.1"] as const;
    const certificate = await certificateOf(this.#sandbox, names);
    if ("problem" in certificate) {
      await this.#close(authd);
      return certificate;
    }
    const keyRequests = this.#keyRequests(authd);
    this.#opened.push({ close: () => keyRequests.close() });
    const agentCa = this.#agentCa();
    if (typeof agentCa === "object") {
      await this.#close(authd);
      return agentCa;
    }
    const remoted = this.#remoted(authd, keyRequests);
    this.#opened.push(
      watchKeys(
        { path: this.#sandbox.keys, seconds: this.#options.reloadSeconds, release: settings.polling.release },
        remoted,
        log,
      ),
    );
    const keep = async <P extends Port>(opening: Promise<P>): Promise<P> => {
      const port = await opening;
      this.#opened.push(port);
      return port;
    };
    const tell = reportedWith(log, this.#options.on?.exchange);
    const enrolment = settings.remoteEnrollment
      ? await keep(
          openEnrolmentPort({
            host,
            port: ports.enrolment,
            settings,
            certificate,
            agentCa,
            authd,
            log,
            tell,
          }),
        )
      : undefined;
    const api = await keep(
      openApiPort({
        host,
        port: ports.api,
        certificate,
        authd,
        log,
        user: apiUser,
        password: apiPassword,
        tell,
      }),
    );
    const agents = await keep(openAgentsPort(remoted, { host, port: ports.agents }));
    await keep(openLocalPort(this.#sandbox.socket, { authd, log, tell }));
    const problem = await putShims(this.#options.launcher ?? ownLauncher(), {
      sandbox: this.#sandbox,
      version: this.#options.version,
      host,
      port: enrolment?.port,
    });
    if (problem !== undefined) {
      await this.#close(authd);
      return { problem };
    }
    this.#sayPort(enrolment?.port, ports.enrolment, password);
    if (settings.polling.idle === undefined) this.#log.say("authd", "poller-started");
    return {
      sandbox: this.#sandbox,
      host,
      ports: { enrolment: enrolment?.port, api: api.port, agents: agents.port },
      password: "text" in password && password.text !== undefined ? textFromBytes(password.text) : undefined,
      polls: settings.polling.idle === undefined,
      agents: () => authd.store.entries.length,
      flushed: () => authd.flushed(),
      close: () => this.#close(authd),
    };
  }

  /** Relative paths start in the manager's home. */
  #agentCa(): string | undefined | NotStarted {
    const { agentCa } = this.#settings;
    if (agentCa === undefined) return undefined;
    const path = resolve(this.#sandbox.home, agentCa);
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { problem: say`<ssl_agent_ca> names a file that cannot be read: ${why}. Correct the path.` };
    }
  }

  #keyRequests(authd: Authd): KeyRequests {
    const { polling } = this.#settings;
    return new KeyRequests({
      polling: configuredPolling(polling, true),
      queueSize: polling.queueSize.value,
      authd,
      log: this.#log,
      home: this.#sandbox.home,
      onAsked: (asked) => this.#options.on?.asked?.(asked),
    });
  }

  #remoted(authd: Authd, keyRequests: KeyRequests): Remoted {
    const { polling } = this.#settings;
    return new Remoted(agentsOfRemoted(authd.store), {
      release: polling.release,
      answersPing: authd.service.version[0] >= 4,
      log: this.#log,
      onReceived: (received) => {
        const { agent, isAccepted, what, request } = received;
        const polls = polling.idle === undefined;
        if (isAccepted && agent !== undefined) this.#states.connected(agent.id, what !== "shutdown");
        this.#options.on?.received?.(received, polls);
        if (request !== undefined && polls) keyRequests.offer(request);
      },
    });
  }

  #sayPort(port: number | undefined, wanted: number, password: Password): void {
    if (port === undefined) this.#log.say("authd", "enrolment-port-off", wanted);
    else if (password.kind === "none") this.#log.say("authd", "enrolment-open-port", port);
    else if (password.kind === "file")
      this.#log.say("authd", "enrolment-password-port", port, "etc/authd.pass");
    else if (password.kind === "random") this.#log.say("authd", "enrolment-random-port", port, password.text);
  }

  async #close(authd: Authd): Promise<void> {
    for (const each of this.#opened.splice(0).reverse()) await each.close();
    await authd.flushed();
    await endPolling();
  }
}
