/** What can come next on the command line. */

import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commands, commandsFor } from "../../../cli/commands/all.ts";
import { candidatesFor } from "../../../cli/completion/candidates.ts";

const program = new Command("keypoll");
program.command("help [command...]");
for (const add of commands) add(program);

/** The candidates, without their descriptions. */
async function candidates(...words: readonly string[]): Promise<readonly string[]> {
  const found = await candidatesFor(program, words);
  return [...found.words.map(({ word }) => word), ...(found.files ? ["a file"] : [])];
}

it("adds only the named command, and finds it by its name", () => {
  for (const command of program.commands.filter((each) => each.name() !== "help")) {
    const one = new Command("keypoll");
    const needed = commandsFor([command.name(), "--help"]);
    for (const add of needed) add(one);
    expect(one.commands.map((each) => each.name())).toContain(command.name());
    expect(needed.length === 1 || needed === commands).toBe(true);
  }
  const lint = commandsFor(["lint"]);
  expect(lint).toHaveLength(1);
  expect(commandsFor(["lnt"])).toBe(commands);
});

describe("completion", () => {
  it.each([
    [["l"], ["lint", "lsp"]],
    [["lint", "--form"], ["--format"]],
    [["lint", "--format", "s"], ["sarif"]],
    [["lint", "--format=s"], ["--format=sarif"]],
    [["lint", "--format", "=", "s"], ["sarif"]],
    [["lint", "-f", "s"], ["sarif"]],
    [["help", "ag"], ["agent"]],
    [["test", "x", "--case", "ipv6-"], ["ipv6-expanded"]],
    [
      ["reconcile", "x", "--only", "other-a"],
      ["other-address", "other-agent"],
    ],
    [
      ["lint", "--release", "4.14"],
      ["4.14.6", "4.14"],
    ],
  ])("of %j knows commands, options and their values", async (words, expected) => {
    expect(await candidates(...words)).toEqual(expected);
  });

  it.each([
    [["new", "py"], ["python"]],
    [["new", "sq"], []],
    [["new", "python", "sq"], ["sqlite"]],
    [["new", "--socket", "python", "sq"], ["sqlite"]],
    [["new", "python", "sqlite", ""], ["a file"]],
    [["agent", "rek"], ["rekey"]],
    [["agent", "--nothing"], []],
    [["schema", "config", "c"], []],
  ])("of %j knows the position", async (words, expected) => {
    expect(await candidates(...words)).toEqual(expected);
  });

  it("knows the codes of rules and the names of messages", async () => {
    expect(await candidates("explain", "duplicate-i")).toEqual(["duplicate-id", "duplicate-ip"]);
    expect(await candidates("explain", "unknown-")).toContain("unknown-id");
    expect(await candidates("lint", "--allow", "many")).toEqual(["many-removed"]);
  });

  it("offers no option twice, and none that conflicts with the others", async () => {
    expect(await candidates("lint", "--quiet", "--qui")).toEqual([]);
    expect(await candidates("lint", "-q", "--qui")).toEqual([]);
    expect(await candidates("lint", "--gate", "--fix")).toEqual([]);
    expect(await candidates("test", "x", "--id", "001", "--i")).toEqual(["--id", "--ip"]);
    expect(await candidates("lint", "--", "--qui")).toEqual(["a file"]);
  });
});
