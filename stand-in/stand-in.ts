/** The stand-in manager: a sandbox folder, the ports of a manager around the model, and one log. */

import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import {
  type ByteString,
  bytesFromText,
  defaultSettings,
  type KeyStore,
  ManagerLog,
  releaseFor,
  type TableMessageId,
  textFromBytes,
} from "../core/manager/index.ts";
import { configuredPolling, endPolling } from "../core/poll/index.ts";
import { type Service, serviceOf } from "../core/registration/index.ts";
import { say } from "../core/words/index.ts";
import { AgentStates } from "./agent-states.ts";
import { openAgentsPort } from "./agents-port.ts";
import { openApiPort } from "./api-port.ts";
import { Authd, type Change } from "./authd.ts";
import { openEnrolmentPort } from "./enrolment-port.ts";
import { type Exchange, toldWith } from "./exchange.ts";
import { markOf, readKeys } from "./key-list.ts";
import { type Asked, KeyRequests } from "./key-requests.ts";
import { openLocalPort } from "./local-port.ts";
import { type ShownLine, StandInLog } from "./log.ts";
import { type Password, readPassword } from "./password.ts";
import type { Port } from "./port.ts";
import { type Received, Remoted } from "./remoted.ts";
import { type Contents, certificateOf, openSandbox, type Sandbox } from "./sandbox.ts";
import { readSettings, type StandInSettings } from "./settings.ts";
import { ownLauncher, putShims } from "./tools/shims.ts";

export interface StandInOptions {
  readonly folder: string;
  /** `4.14`, `4.14.7`. */
  readonly version: string;
  /** An address of this machine. Loopback unless the user chose another. */
  readonly host: string;
  /** 0 for any free port. */
  readonly ports: { readonly enrolment: number; readonly api: number; readonly agents: number };
  /** The initial contents of a new sandbox. */
  readonly contents?: Contents | undefined;
  /** The manager's own host name, which no agent may have. Default: the host name of this machine. */
  readonly hostName?: string | undefined;
  /** Seconds between the checks of remoted whether `client.keys` has changed. */
  readonly reloadSeconds: number;
  /** Debug level of the daemons: 0, 1 or 2. */
  readonly debug: number;
  /** States of agents: `001=disconnected:2h`. */
  readonly agentStates: readonly string[];
  readonly apiUser: string;
  readonly apiPassword: string;
  /**
   * The words that start this project's command line, for the tools in the sandbox. Default: the one beside this
   * program.
   */
  readonly launcher?: readonly string[] | undefined;
  readonly on?: StandInEvents | undefined;
}

/** The events that a face receives. */
export interface StandInEvents {
  readonly line?: (line: ShownLine) => void;
  readonly exchange?: (exchange: Exchange) => void;
  readonly change?: (change: Change) => void;
  /** A message at the agents' port. `polls` says whether a key that it asks for is looked up. */
  readonly received?: (received: Received, polls: boolean) => void;
  readonly asked?: (asked: Asked) => void;
}

export interface StandIn {
  readonly sandbox: Sandbox;
  readonly host: string;
  readonly ports: { readonly enrolment: number | undefined; readonly api: number; readonly agents: number };
  /** The enrolment password. Undefined if none is asked for. */
  readonly password: string | undefined;
  readonly polls: boolean;
  readonly agents: () => number;
  /** Waits until every change is in `client.keys`. */
  flushed(): Promise<void>;
  /** Closes every port and ends every script, then waits until `client.keys` is written. */
  close(): Promise<void>;
}

/** Why it could not start: what happened, why, and what to do. */
export interface NotStarted {
  readonly problem: string;
}

/** Starts a stand-in. Ports, files and settings that cannot be used are values with a reason, never exceptions. */
export async function startStandIn(options: StandInOptions): Promise<StandIn | NotStarted> {
  const release = releaseFor(options.version);
  if (release === undefined || release.poller === "none") {
    return { problem: say`There is no stand-in for Wazuh ${options.version}: it knows 3.8 to 4.14.` };
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
    const service = this.#service();
    if (service === undefined) return { problem: say`"${this.#options.version}" is not a version of Wazuh.` };
    this.#log.write("authd", this.#settings.polling.forceLog);
    const password = readPassword(this.#sandbox.password, this.#settings.usePassword, service.habits);
    if (password.kind === "empty") {
      this.#say("authd", "enrolment-empty-password");
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
        problem: say`${this.#sandbox.keys} holds a line at which every daemon stops. Run keypoll lint on it.`,
      };
    }
    try {
      return await this.#open(authd, password);
    } catch (error) {
      await this.#close(authd);
      return { problem: portProblem(error) };
    }
  }

  #service(): Service | undefined {
    const { force, forceInsert, forceTime, limitMaxAgents, useSourceIp, allowHigherVersions, polling } =
      this.#settings;
    const states = this.#states;
    const newKey = (): ByteString => randomBytes(32).toString("hex");
    return serviceOf(this.#options.version, {
      manager: {
        ...defaultSettings(polling.release),
        hostName: bytesFromText(this.#options.hostName ?? hostname()),
        force,
        forceInsert,
        limitMaxAgents,
        newKey,
        stateOf: (id) => states.stateOf(id),
        // 3.x reads the age of a file that an agent leaves when it connects.
        ageOf: ({ id }) => {
          const { status, disconnectedFor } = states.stateOf(id);
          return status === "never_connected" ? undefined : (disconnectedFor ?? 0);
        },
      },
      forceTime,
      useSourceIp,
      allowHigherVersions,
      hasGroup: (name) => isFolder(join(this.#sandbox.home, "etc", "shared", textFromBytes(name))),
      newKey,
    });
  }

  readonly #changed = (change: Change): void => {
    for (const { id } of change.added) this.#states.registered(id);
    this.#options.on?.change?.(change);
  };

  async #open(authd: Authd, password: Password): Promise<StandIn | NotStarted> {
    const { host, ports, apiUser, apiPassword } = this.#options;
    const log = this.#log;
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
    this.#opened.push(this.#watchKeys(remoted));
    const keep = async <P extends Port>(opening: Promise<P>): Promise<P> => {
      const port = await opening;
      this.#opened.push(port);
      return port;
    };
    const settings = this.#settings;
    const tell = toldWith(log, this.#options.on?.exchange);
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
    if (settings.polling.idle === undefined) this.#say("authd", "poller-started");
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
    return new Remoted(agentsAtStart(authd), {
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

  /** Checks the file at intervals, as remoted does. */
  #watchKeys(remoted: Remoted): { close(): Promise<void> } {
    const { keys } = this.#sandbox;
    let mark = markOf(keys);
    const look = (): void => {
      const now = markOf(keys);
      if (now === mark) return;
      mark = now;
      this.#say("remoted", "keys-changed");
      this.#say("remoted", "keys-reading");
      const { exit, store } = readKeys(keys, this.#settings.polling.release, true);
      if (exit === undefined) remoted.reload(store);
      else {
        this.#log.write("remoted", [exit]);
        this.#log.note(
          "A manager's remoted would end here. The stand-in keeps the list that it had.",
          "critical",
        );
      }
    };
    const timer = setInterval(look, this.#options.reloadSeconds * 1000);
    return {
      close: () => {
        clearInterval(timer);
        return Promise.resolve();
      },
    };
  }

  #sayPort(port: number | undefined, wanted: number, password: Password): void {
    if (port === undefined) this.#say("authd", "enrolment-port-off", wanted);
    else if (password.kind === "none") this.#say("authd", "enrolment-open-port", port);
    else if (password.kind === "file") this.#say("authd", "enrolment-password-port", port, "etc/authd.pass");
    else if (password.kind === "random") this.#say("authd", "enrolment-random-port", port, password.text);
  }

  #say(writer: "authd" | "remoted", id: TableMessageId, ...values: readonly (ByteString | number)[]): void {
    const lines = new ManagerLog(this.#settings.polling.release);
    lines.add(id, ...values);
    this.#log.write(writer, lines.lines);
  }

  async #close(authd: Authd): Promise<void> {
    for (const each of this.#opened.splice(0).reverse()) await each.close();
    await authd.flushed();
    await endPolling();
  }
}

/** remoted reads the same file as authd at the start, so it is read once. remoted knows no removed agents. */
function agentsAtStart({ store }: Authd): KeyStore {
  const copy = store.copy();
  copy.purges = true;
  copy.removed.length = 0;
  return copy;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Why a port could not be opened. */
function portProblem(error: unknown): string {
  const { code, message, port, path } = {
    code: "",
    message: String(error),
    port: 0,
    path: "",
    ...Object(error),
  };
  switch (code) {
    case "EADDRINUSE":
      return say`Port ${port || path} is in use. Choose another, or 0 for any that is free.`;
    case "EACCES":
      return say`Port ${port || path} may not be opened by this user. Choose one above 1023.`;
    case "EADDRNOTAVAIL":
      return say`The address is not one of this machine. Name an address of this machine, or leave --host out.`;
    default:
      return say`The stand-in did not start: ${message}`;
  }
}
