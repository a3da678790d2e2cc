/** A thread that checks lists of agents one after the other, as it is told to. */

import { parentPort, workerData } from "node:worker_threads";
import { releaseFor } from "../../core/manager/index.ts";
import { checkFile } from "./check-file.ts";
import type { CheckedAhead, ThreadSettings, ToCheck } from "./threads.ts";

const { release: id, upgradeTo, ...others }: ThreadSettings = workerData;
const release = releaseFor(id);
if (release === undefined) throw new Error(`There is no release ${id}.`);
const settings = {
  ...others,
  release,
  upgradeTo: upgradeTo === undefined ? undefined : releaseFor(upgradeTo),
};

parentPort?.on("message", async ({ at, subject }: ToCheck) => {
  const checked = await checkFile(subject, { settings });
  parentPort?.postMessage({ at, checked } satisfies CheckedAhead);
});
