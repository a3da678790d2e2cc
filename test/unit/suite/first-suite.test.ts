/** The command line in a first suite for a script. */

import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { suiteCommand } from "../../../core/poll/index.ts";
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
