/** A stand-in for one test: in its own folder, on free ports, stopped with the test. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type ShownLine, type StandIn, type StandInOptions, startStandIn } from "../../stand-in/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";

export interface Running extends StandIn {
  readonly lines: readonly ShownLine[];
  readonly enrolment: number;
  readonly version: string;
}

export interface Wanted extends Partial<Omit<StandInOptions, "folder">> {
  /** Files of the sandbox by their path in it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
}

/** What a stand-in of a test is started with, except its folder: on free ports. */
const usual = {
  version: "4.14",
  host: "127.0.0.1",
  ports: { enrolment: 0, api: 0, agents: 0 },
  reloadSeconds: 0.1,
  debug: 2,
  agentStates: [],
  apiUser: "wazuh",
  apiPassword: "wazuh",
} as const satisfies Partial<StandInOptions>;

/** Why none starts with this `ossec.conf`. `file` is its path, with which the problem begins. */
export async function problemWith(
  configuration: string,
  version = "4.14",
): Promise<{ readonly file: string; readonly problem: string | undefined }> {
  const folder = join(temporaryFolder(), "sandbox");
  const file = join(folder, "etc/ossec.conf");
  mkdirSync(join(folder, "etc"), { recursive: true });
  writeFileSync(file, configuration);
  const started = await startStandIn({ ...usual, folder, version });
  if ("problem" in started) return { file, problem: started.problem };
  await started.close();
  return { file, problem: undefined };
}

export async function running({ files = {}, groups = [], ...wanted }: Wanted = {}): Promise<Running> {
  const folder = join(temporaryFolder(), "sandbox");
  // Names that no file system accepts belong to cases that are refused before any access.
  for (const group of groups.filter(({ length }) => length <= 255))
    mkdirSync(join(folder, "etc/shared", group), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text, "latin1");
  }
  const lines: ShownLine[] = [];
  const version = wanted.version ?? usual.version;
  const started = await startStandIn({
    ...usual,
    ...wanted,
    version,
    folder,
    on: {
      ...wanted.on,
      line: (line) => {
        lines.push(line);
        wanted.on?.line?.(line);
      },
    },
  });
  if ("problem" in started) throw new Error(started.problem);
  onTestFinished(() => started.close());
  return { ...started, lines, version, enrolment: started.ports.enrolment ?? 0 };
}

/** An `ossec.conf` with these options of `<auth>`. */
export function authConfiguration(options: string): string {
  return `<ossec_config>\n  <auth>\n${options}\n  </auth>\n</ossec_config>\n`;
}
