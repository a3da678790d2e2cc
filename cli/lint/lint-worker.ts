/** A thread that checks lists of agents, one after the other, as it is told. */

import { parentPort, workerData } from "node:worker_threads";
import { releases } from "../../core/manager/index.ts";
import { checkFile } from "./check-file.ts";
import type { CheckedAhead, ThreadSettings, ToCheck } from "./threads.ts";

const { release, upgradeTo, ...others }: ThreadSettings = workerData;
const releaseOf = (wanted: string | undefined) => releases.find(({ id }) => id === wanted);
const settings = { ...others, release: releaseOf(release), upgradeTo: releaseOf(upgradeTo) };

parentPort?.on("message", async ({ at, subject }: ToCheck) => {
  if (settings.release === undefined) throw new Error(`There is no release ${release}.`);
  const checked = await checkFile(subject, { settings: { ...settings, release: settings.release } });
  parentPort?.postMessage({ at, checked } satisfies CheckedAhead);
});
