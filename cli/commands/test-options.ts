/** The options of `test` beyond a plain run: sockets, repeats, comparisons, torture, raw bytes. */

import { Option } from "commander";
import { readPositive } from "./numbers.ts";
import { collect } from "./options.ts";

export function testOptions(): readonly Option[] {
  return [
    new Option(
      "--socket <path>",
      "ask the daemon at this socket; from 4.4 on exec-path is run where it gives nothing",
    ),
    new Option("--start <command>", "start this daemon for the test, and end it for certain"),
    new Option(
      "--repeat <number>",
      "ask so often, and fail where answers vary; of --torture: the long row (default: 1000)",
    ).argParser(readPositive),
    new Option(
      "-j, --jobs <number>",
      "ask so many requests at once (default: 1, or threads of --config)",
    ).argParser(readPositive),
    new Option(
      "--compare",
      "run each request in your own surroundings too, and say what makes the difference",
    ).conflicts(["socket", "start", "repeat", "jobs", "torture", "profile"]),
    new Option(
      "--torture",
      "send hostile and awkward requests; --id and --ip name agents that are known there",
    ).conflicts(["jobs", "raw"]),
    new Option("--case <name>", "of --torture: only this case; may be given several times")
      .argParser(collect)
      .default([], "all"),
    new Option("--raw <folder>", "write what was printed into this folder, byte for byte, with its keys"),
  ];
}
