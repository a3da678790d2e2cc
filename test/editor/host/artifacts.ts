/** The files that a test run leaves under `artifacts/`, which git ignores: results, screenshots, logs. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./cache.ts";

/** The absolute path of an artefact. Creates its folder. */
export function artifact(kind: "results" | "screenshots" | "logs", file: string): string {
  const folder = path.join(projectRoot, "artifacts", kind);
  mkdirSync(folder, { recursive: true });
  return path.join(folder, file);
}
