/** The settings of a test for one script, with paths and variables resolved. */

import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { type Uri, type WorkspaceConfiguration, workspace } from "vscode";
import { describedManager, type ManagerSettings, type Release } from "../../core/manager/index.ts";
import { here } from "../../core/platform/index.ts";
import { DEFAULT_ROW, DEFAULT_TIMEOUT, type ProfileName } from "../../core/poll/index.ts";
import { releaseInSettings } from "../key-file/release.ts";
import { quotedWord, withVariables } from "./exec-path.ts";

export interface PollSettings {
  readonly release: Release;
  readonly profile: ProfileName;
  /** 0 waits forever. */
  readonly timeoutSeconds: number;
  /** Undefined if it is not set. */
  readonly execPath: string | undefined;
  readonly workingDirectory: string | undefined;
  /** Where the script runs if the manager's own folder does not exist here. */
  readonly standInDirectory: string;
  /** A `client.keys` with the agents that the manager already has. */
  readonly keysFile: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** The manager's own host name, or empty. */
  readonly hostName: string;
  /** An `ossec.conf` for what no setting sets. */
  readonly configFile: string | undefined;
  /** The user has set the timeout. */
  readonly timeoutIsSet: boolean;
  /** Number of concurrent requests. */
  readonly threads: number;
  /** Number of requests in the long row of the torture test. */
  readonly tortureRow: number;
  /** What happens to agents that already exist, if not the default. */
  readonly force: Partial<Pick<ManagerSettings, "force" | "forceInsert">>;
}

/** The manager that the settings describe. */
export function managerOf({ release, hostName, force }: PollSettings): ManagerSettings {
  return { ...describedManager({ release, hostName: hostName === "" ? undefined : hostName }), ...force };
}

/** A value whose type differs from the manifest counts as not set. */
export function pollSettings(script: Uri): PollSettings {
  const configuration = workspace.getConfiguration("keypoll", script);
  const folder = workspace.getWorkspaceFolder(script)?.uri.fsPath ?? dirname(script.fsPath);
  const variables = {
    file: script.fsPath,
    fileDirname: dirname(script.fsPath),
    workspaceFolder: folder,
    userHome: homedir(),
  };
  const textOf = (key: string): string => {
    const value = configuration.get<unknown>(key);
    return typeof value === "string" ? value.trim() : "";
  };
  const path = (key: string): string | undefined => {
    const text = textOf(key);
    if (text === "") return undefined;
    const plain = withVariables(text, variables, (value) => value);
    return isAbsolute(plain) ? plain : join(folder, plain);
  };
  const execPath = textOf("poll.execPath");
  const row = configuration.get<unknown>("poll.tortureRow");
  const timeout = configuration.get<unknown>("poll.timeout");
  return {
    release: releaseInSettings(script),
    profile: textOf("poll.profile") === "as-me" ? "as-me" : "manager",
    timeoutSeconds: typeof timeout === "number" && timeout >= 0 ? timeout : DEFAULT_TIMEOUT,
    // An inserted value is quoted if the manager would split it.
    execPath:
      execPath === ""
        ? undefined
        : withVariables(execPath, variables, (value) => quotedWord(value, !here.isUnix)),
    workingDirectory: path("poll.workingDirectory"),
    standInDirectory: folder,
    keysFile: path("poll.keysFile"),
    environment: textsOnly(configuration.get<unknown>("poll.environment")),
    hostName: textOf("lint.hostName"),
    configFile: path("poll.configFile"),
    timeoutIsSet: isSet(configuration, "poll.timeout"),
    threads: 1,
    tortureRow: typeof row === "number" && row >= 1 ? Math.floor(row) : DEFAULT_ROW,
    force: {},
  };
}

function isSet(configuration: WorkspaceConfiguration, key: string): boolean {
  const found = configuration.inspect(key);
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
    (value) => value !== undefined,
  );
}

function textsOnly(record: unknown): Record<string, string> {
  const entries = typeof record === "object" && record !== null ? Object.entries(record) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
}
