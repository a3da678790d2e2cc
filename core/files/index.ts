/** Files on disk: replacing one safely, and telling a live file from a copy. Node only. */

export { appendToFile } from "./append-file.ts";
export { bundlesOf } from "./bundles.ts";
export { keyFileFacts } from "./key-file-facts.ts";
export { type LiveFile, liveFile } from "./live.ts";
export { parsersOf } from "./parsers.ts";
export { look, managerPrograms } from "./programs.ts";
export {
  type Change,
  changeFile,
  type Replacement,
  type ReplaceOptions,
  replaceFile,
} from "./replace-file.ts";
export { type FileProblem, readProblem, writeProblem } from "./system-errors.ts";
export { Tail } from "./tail.ts";
