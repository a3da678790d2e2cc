/** The options of `test` beyond a plain run: sockets, repeats, comparisons, torture, raw bytes. */

import { Option } from "commander";
import { readPositive } from "./numbers.ts";
import { collect } from "./options.ts";

export function testOptions(): readonly Option[] {
  return [
    new Option(
      "--socket <path>",
      "ask the daemon at this socket; from 4.4 on exec-path is run if the socket gives nothing",
    ),
    new Option("--start <command>", "start this daemon for the test, and end it afterwards"),
    new Option(
      "--repeat <number>",
      "ask this many times, and fail if the answers vary; with --torture: the number of requests in a row (default: 1000)",
    ).argParser(readPositive),
    new Option(
      "-j, --jobs <number>",
      "run this many requests at once (default: 1, or threads of --config)",
    ).argParser(readPositive),
    new Option(
      "--compare",
      "also run each request in your own surroundings, and say what makes the difference",
    ).conflicts(["socket", "start", "repeat", "jobs", "torture", "profile"]),
    new Option(
      "--torture",
      "send hostile and awkward requests; --id and --ip name agents that the script knows",
    ).conflicts(["jobs", "raw"]),
    new Option("--case <name>", "with --torture: only this case; may be given several times")
      .argParser(collect)
      .default([], "all"),
    new Option(
      "--raw <folder>",
      "write everything that was printed into this folder, byte for byte, with the keys",
    ),
  ];
}
