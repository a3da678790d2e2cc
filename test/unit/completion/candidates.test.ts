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
    [
      ["help", "agent", "re"],
      ["remove", "rekey"],
    ],
    [["help", "lint", ""], []],
    [["agent", "he"], ["help"]],
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

describe("all candidates", () => {
  const lists = async (...words: readonly string[]): Promise<string> =>
    (await candidates(...words)).join(" ");

  it("for a command are those that the help lists", async () => {
    const listed =
      "help new test init rehearse reconcile answer lint agent upgrade config manager enroll knock explain lsp mcp schema completion";
    expect(await lists("")).toBe(listed);
    expect(await lists("help", "")).toBe(listed);
    expect(await lists("agent", "")).toBe("list add remove rekey extract import compare help");
    expect(await lists("help", "agent", "")).toBe("list add remove rekey extract import compare help");
    expect(await lists()).toBe(listed);
  });

  it.each([
    // An option: without values of its own, with values, with a path.
    ["agent list -", "--keys --release --format --help"],
    ["agent list --format ", "text json"],
    ["agent list --format=", "--format=text --format=json"],
    ["agent list --format = ", "text json"],
    ["agent list --format =", "text json"],
    ["agent list --keys ", "a file"],
    ["agent list --keys some", "a file"],
    ["agent list --keys=", "a file"],
    ["agent list --keys some -", "--release --format --help"],
    ["agent list --keys=some -", "--release --format --help"],
    ["agent list --keys = some -", "--release --format --help"],
    ["agent list -k some -", "--release --format --help"],
    ["agent list --key=some -", "--keys --release --format --help"],
    ["agent list --nothing=", ""],
    ["agent list --help=t", ""],
    ["agent add --ip ", ""],
    ["agent add ", ""],
    ["agent add web --", "--ip --id --keys --release --even-if-running --help"],
    ["agent add web --even-if-running --", "--ip --id --keys --release --help"],
    ["upgrade --to ", "5.0 5.1 5.0.0-beta4"],
    // After -- there are only arguments, and options too are arguments.
    ["schema -- ", "report config suite success error"],
    ["schema -- --format=", ""],
    ["schema -- - ", ""],
    ["new -- -- ", "mysql postgresql sqlite ldap csv json http"],
    ["new -- --socket ", "mysql postgresql sqlite ldap csv json http"],
    // A lone - is standard input, and thus an argument.
    ["new - ", "mysql postgresql sqlite ldap csv json http"],
    // An = is a word of its own in bash, but only after an option.
    ["new = ", "mysql postgresql sqlite ldap csv json http"],
    // The last argument may be repeated, others not.
    ["lint a b c ", "a file"],
    ["schema report ", ""],
    ["completion ", "bash zsh fish powershell"],
    ["completion bash ", ""],
    ["new python csv poll ", ""],
    ["new -", "--socket --list --dry-run --force --help"],
    ["answer ", "a file"],
  ])("of %j", async (line, expected) => {
    expect(await lists(...line.split(" "))).toBe(expected);
  });

  it("can be repeated if the help says so, and not if they conflict, whichever comes first", async () => {
    const from = async (...words: readonly string[]) => await candidates("lint", ...words, "-");
    expect(await from("--gate", "--allow", "x")).toContain("--allow");
    expect(await from("--gate")).not.toContain("--fix");
    expect(await from("--fix")).not.toContain("--gate");
    expect(await from("--fix")).toContain("--dry-run");
  });

  it("know the releases and the cases of the torture", async () => {
    const { releases } = await import("../../../core/manager/index.ts");
    const ids = releases.map(({ id }) => id).join(" ");
    expect(await lists("lint", "--release", "")).toBe(ids);
    expect(await lists("lint", "--upgrade-to", "")).toBe(ids);
    expect(await candidates("test", "--case", "")).toEqual(expect.arrayContaining(["ipv6", "ipv6-expanded"]));
  });

  it("have what the help says of them, and values have nothing", async () => {
    const [add, ...more] = (await candidatesFor(program, ["agent", "ad"])).words;
    expect(add).toEqual({ word: "add", description: "add an agent with the next free id and a new key" });
    expect(more).toEqual([]);
    expect((await candidatesFor(program, ["agent", "list", "--h"])).words).toEqual([
      { word: "--help", description: "print help" },
    ]);
    expect((await candidatesFor(program, ["agent", "list", "--k"])).words).toEqual([
      { word: "--keys", description: "the client.keys to work on" },
    ]);
    expect((await candidatesFor(program, ["schema", "r"])).words).toEqual([
      { word: "report", description: "" },
    ]);
    expect((await candidatesFor(program, ["agent", "list", "--format=t"])).words).toEqual([
      { word: "--format=text", description: "" },
    ]);
    const inner = new Command("outer").command("inner").description("Only a description.").parent;
    if (inner === null) throw new Error("no command");
    expect((await candidatesFor(inner.helpCommand(false), [""])).words).toEqual([
      { word: "inner", description: "Only a description." },
    ]);
  });

  it("of an option with only a short name are its short name", async () => {
    const short = new Command("short").option("-x", "a letter").option("-f <file>", "a file");
    expect((await candidatesFor(short, ["-"])).words.map(({ word }) => word)).toEqual(["-x", "-f", "--help"]);
    expect(await candidatesFor(short, ["-f", ""])).toEqual({ words: [], files: true });
    expect(await candidatesFor(short.argument("[x]"), ["-x", ""])).toEqual({ words: [], files: false });
  });
});
