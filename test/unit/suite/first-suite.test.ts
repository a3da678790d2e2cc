/** The command line in a first suite for a script, and the names of files in it. */

import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathInSuite, suiteCommand, suiteFileBeside } from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

test("a Go source is run by its binary, if that is up to date", () => {
  const folder = temporaryFolder();
  const source = join(folder, "agents.go");
  const program = join(folder, "agents");
  const command = (): string => suiteCommand(source, "package main\n", folder);
  writeFileSync(source, "package main\n");
  expect(command()).toBe("go run ./agents.go");
  writeFileSync(program, "", { mode: 0o755 });
  expect(command()).toBe("./agents");
  utimesSync(program, 1, 1);
  expect(command()).toBe("go run ./agents.go");
});

test("a script with a first line runs by itself, another after its interpreter", () => {
  const folder = temporaryFolder();
  const script = join(folder, "my agents.py");
  writeFileSync(script, "#!/usr/bin/env python3\n", { mode: 0o644 });
  expect(suiteCommand(script, "#!/usr/bin/env python3\n", folder)).toBe('python3 "./my agents.py"');
  const own = join(folder, "agents.py");
  writeFileSync(own, "#!/usr/bin/env python3\n", { mode: 0o755 });
  expect(suiteCommand(own, "#!/usr/bin/env python3\n", folder)).toBe("./agents.py");
});

test.each([
  ["poll.py", "python3 ./poll.py"],
  ["POLL.PY", "python3 ./POLL.PY"],
  ["poll.sh", "sh ./poll.sh"],
  ["poll.bash", "bash ./poll.bash"],
  ["poll.js", "node ./poll.js"],
  ["poll.mjs", "node ./poll.mjs"],
  ["poll.cjs", "node ./poll.cjs"],
  ["poll.pl", "perl ./poll.pl"],
  ["poll.php", "php ./poll.php"],
  ["poll.rb", "ruby ./poll.rb"],
  ["poll.go", "go run ./poll.go"],
  ["poll.ps1", "pwsh -NoProfile -File ./poll.ps1"],
  ["poll.lua", "./poll.lua"],
  ["poll", "./poll"],
])("%s that cannot start by itself is called with: %s", (name, command) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), "#!/usr/bin/env any\n", { mode: 0o644 });
  expect(suiteCommand(join(folder, name), "#!/usr/bin/env any\n", folder)).toBe(command);
});

test("an executable file without a first line needs an interpreter, if one is known", () => {
  const folder = temporaryFolder();
  for (const name of ["poll.py", "poll", "poll.py.go"])
    writeFileSync(join(folder, name), "", { mode: 0o755 });
  expect(suiteCommand(join(folder, "poll.py"), "import sys\n", folder)).toBe("python3 ./poll.py");
  expect(suiteCommand(join(folder, "poll"), "\x7fELF", folder)).toBe("./poll");
  // Only a Go source is built into a file of its name.
  writeFileSync(join(folder, "poll.rb"), "", { mode: 0o644 });
  expect(suiteCommand(join(folder, "poll.rb"), "", folder)).toBe("ruby ./poll.rb");
});

test("the suite of a script is beside it, and names files from its own folder", () => {
  expect(suiteFileBeside("/srv/polls/agents.py")).toBe("/srv/polls/agents.keypoll.json");
  expect(pathInSuite("/srv/polls", "/srv/polls/agents.py")).toBe("./agents.py");
  expect(pathInSuite("/srv/polls", "/srv/polls/bin/deep/agents.py")).toBe("./bin/deep/agents.py");
  expect(pathInSuite("/srv/polls", "/srv/lib/agents.py")).toBe("../lib/agents.py");
});
