/** How operating systems differ, as one table. Nothing else asks for the name of the system. */

export interface Platform {
  /** The name in texts. */
  readonly name: string;
  /**
   * Processes have sessions, groups and signals; files have a mode, and a first line that chooses their interpreter.
   */
  readonly isUnix: boolean;
  /** Only /proc shows which processes run; ps reads it too. */
  readonly listsInProc: boolean;
  /**
   * PATH of a service here, as similar to that of the manager as its programs allow. Undefined if a program needs the
   * environment of its user.
   */
  readonly servicePath: string | undefined;
  /**
   * How a new file gets the access control list and the extended attributes of an old one. Undefined if files have none
   * that Node could lose.
   */
  readonly attributes: "gnu-cp" | "copy-file" | undefined;
}

/** The PATH that systemd gives a service that sets none, with the two folders that older systems add. */
const SERVICE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * The folders of Homebrew on Apple's processors and of MacPorts for interpreters, which the system itself does not
 * have.
 */
const ADDED_ON_MACOS = "/opt/homebrew/bin:/opt/homebrew/sbin:/opt/local/bin:/opt/local/sbin";

const platforms = {
  linux: { name: "Linux", isUnix: true, listsInProc: true, servicePath: SERVICE_PATH, attributes: "gnu-cp" },
  darwin: {
    name: "macOS",
    isUnix: true,
    listsInProc: false,
    servicePath: `${ADDED_ON_MACOS}:${SERVICE_PATH}`,
    attributes: "copy-file",
  },
  win32: {
    name: "Windows",
    isUnix: false,
    listsInProc: false,
    servicePath: undefined,
    attributes: undefined,
  },
  other: {
    name: "this system",
    isUnix: true,
    listsInProc: false,
    servicePath: SERVICE_PATH,
    attributes: undefined,
  },
} as const satisfies Readonly<Record<string, Platform>>;

/** The row for a name as Node gives it. An unknown system counts as a Unix. */
export function platformOf(name: string): Platform {
  return name === "linux" || name === "darwin" || name === "win32" ? platforms[name] : platforms.other;
}

/** Where this program runs. */
export const here: Platform = platformOf(process.platform);
