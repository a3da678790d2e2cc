/** Which lines samples ran, in every language with that information; and that the run is the manager's. */

import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openSuite, runCovered, runSuite, type SuiteCoverage } from "../../../core/poll/index.ts";
import { readPollSuite } from "../../../core/suite/index.ts";
import { hasProgram } from "../../programs.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { grammars } from "../script/support.ts";

import { expectNothingLeft, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const node = process.execPath;

function put(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

const KNOWN = '{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"k"}}';
const UNKNOWN = '{"error":4,"message":"no"}';
/** Two samples: the script knows the first agent, and not the second. */
const samples = [
  { request: "id:001", expect: { registered: true } },
  { request: "id:002", expect: { error: 4 } },
];

async function opened(members: Readonly<Record<string, unknown>>) {
  const reading = readPollSuite(JSON.stringify({ environment: testEnvironment, samples, ...members }));
  if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
  const opening = await openSuite(reading.suite, folder);
  if (opening.kind === "problem") throw new Error(opening.message);
  return opening.opened;
}

async function covered(members: Readonly<Record<string, unknown>>) {
  return runCovered(await opened(members), {}, (language) => grammars.get(language));
}

/** The lines of a file with a word in them, and which samples ran each: `both` stands for the lines that end with it. */
function ran(
  coverage: SuiteCoverage,
  file: string,
  word: string,
): readonly (readonly number[] | undefined)[] {
  if (coverage.kind === "not-covered") throw new Error(coverage.reason);
  const lines = coverage.files.find((each) => each.file === file)?.lines ?? [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((text, at) => (text.endsWith(word) ? [lines.find(({ line }) => line === at + 1)?.ranIn] : []));
}

/** The same script in each language: the comment of a line is the expected result. */
const scripts: readonly (readonly [name: string, text: string])[] = [
  [
    "plain.py",
    `#!/usr/bin/env python3
import sys  # both

def answer(value):  # both
    if value == "001":  # both
        return '${KNOWN}'  # hit
    if value == "never":  # miss
        raise SystemExit(9)  # never
    # a comment: none
    return '${UNKNOWN}'  # miss


print(answer(sys.argv[2]))  # both
`,
  ],
  [
    "plain.bash",
    `#!/usr/bin/env bash
set -euo pipefail  # both
answer() {  # none
  local value=$1  # both
  if [[ $value == 001 ]]; then  # both
    echo '${KNOWN}'  # hit
  else  # none
    : 2>&1  # miss
    cat \\
      "$(ls -d /dev/null)" - <<END |  # none
$(echo '${UNKNOWN}') # none
END
      sed 's/ # none//'
  fi
}
if [ "$2" = never ]; then  # both
  exit 9  # never
fi
result=$(answer "$2")  # both
: kept
: "$_" # both
printf '%s\\n' "$result"  # both
`,
  ],
  [
    "plain.mjs",
    `#!/usr/bin/env node
import process from "node:process"; // both
function answer(value) {
  if (value === "001") { // both
    return '${KNOWN}'; // hit
  }
  if (value === "never") throw new Error("never"); // miss
  for (const each of []) { // miss
    console.log(each); // never
  }
  return '${UNKNOWN}'; // miss
} // none
console.log(answer(process.argv[3])); // both
`,
  ],
  [
    "plain.pl",
    `#!/usr/bin/env perl
use strict;
sub answer {
    my ($value) = @_; # both
    if ($value eq "001") { # both
        return '${KNOWN}'; # hit
    }
    exit 9 if $value eq "never"; # miss
    if (0 + $value == 7) { # miss
        die "never"; # never
    }
    return '${UNKNOWN}'; # miss
}
print answer($ARGV[1]), "\\n"; # both
if (@ARGV > 2) { # both
    print "never"; # never
}
`,
  ],
  [
    "plain.rb",
    `#!/usr/bin/env ruby
def answer(value) # both
  if value == "001" # both
    '${KNOWN}' # hit
  elsif value == "never" # miss
    exit 9 # never
  else
    '${UNKNOWN}' # miss
  end
end
puts answer(ARGV[1]) # both
`,
  ],
];

/** Whether the machine has the program of the first line. */
const canRun = (text: string): boolean => hasProgram(/^#!\/usr\/bin\/env (\w+)/.exec(text)?.[1] ?? "");

describe("the lines that samples ran", () => {
  for (const [name, text] of scripts) {
    it.skipIf(!canRun(text))(name, async () => {
      const file = put(name, text);
      const { results, coverage } = await covered({
        exec_path: name.endsWith(".mjs") ? `${node} ./${name}` : `./${name}`,
      });
      expect(results.map(({ state }) => state)).toEqual(["passed", "passed"]);
      expect(coverage).toMatchObject({ kind: "covered", silent: [], reason: undefined });
      expect(new Set(ran(coverage, file, " both").map(String))).toEqual(new Set(["0,1"]));
      expect(new Set(ran(coverage, file, " hit").map(String))).toEqual(new Set(["0"]));
      expect(new Set(ran(coverage, file, " miss").map(String))).toEqual(new Set(["1"]));
      expect(new Set(ran(coverage, file, " never").map(String))).toEqual(new Set([""]));
      expect(new Set(ran(coverage, file, " none"))).toSatisfy((lines) =>
        [...lines].every((line) => line === undefined),
      );
    });
  }
});

describe("keep output, exit code and environment as in a run without coverage", () => {
  // The environment of child processes, and the exit of each script, are the same too.
  const asks = {
    "env.py":
      '#!/usr/bin/env python3\nimport os, subprocess, sys\nprint(sorted(os.environ))\nsys.stdout.flush()\nsubprocess.call(["/usr/bin/env"], env={k: "" for k in os.environ})\nos._exit(3)\n',
    "env.bash": '#!/usr/bin/env bash\nset -x\necho "$_ $?"\ncompgen -e\nset +x\nfalse\n',
    "env.pl":
      '#!/usr/bin/env perl\nprint join(",", sort(keys(%ENV)), $0), "\\n";\neval { die "x" };\nprint $@;\nexit 3;\n',
    "env.rb": "#!/usr/bin/env ruby\nputs ENV.keys.sort\nSTDOUT.flush\nexit!(3)\n",
  };
  for (const [name, text] of Object.entries(asks)) {
    it.skipIf(!canRun(text))(name, async () => {
      put(name, text);
      const suite = { exec_path: `./${name}`, environment: { ...testEnvironment, PYTHONPATH: folder } };
      const plain = await runSuite(await opened(suite));
      const { results, coverage } = await covered(suite);
      const ends = (all: typeof results) =>
        all.map(({ asking }) => [asking?.run?.execution.output, asking?.run?.execution.end]);
      expect(ends(results)).toEqual(ends(plain));
      expect(coverage.kind).toBe("covered");
    });
  }
});

it("include what a killed script had run", async () => {
  const text = "#!/usr/bin/env python3\nimport os # both\nos.kill(os.getpid(), 9) # both\nprint() # never\n";
  const file = put("killed.py", text);
  const { coverage } = await covered({ exec_path: "./killed.py", samples: [samples[0]] });
  expect(ran(coverage, file, " both")).toEqual([[0], [0]]);
  expect(ran(coverage, file, " never")).toEqual([[]]);
});

it("load the site's own hooks, and cover the files that the script loads from its folder", async () => {
  put("site/sitecustomize.py", "import builtins\nbuiltins.SITE = 'loaded'\n");
  put("own/.venv/other.py", "");
  put("own/node_modules/pack/other.py", "X = 1\n");
  const helper = put("own/helper.py", "def f():\n    return SITE # both\n");
  const main = put(
    "own/main.py",
    `#!/usr/bin/env python3\nimport sys\nsys.path.append(sys.path[0] + "/node_modules/pack")\nimport helper, other\nassert helper.f() == "loaded"\nprint('${KNOWN}')\n`,
  );
  symlinkSync("own", path.join(folder, "linked"));
  const { results, coverage } = await covered({
    exec_path: "python3 linked/main.py",
    samples: [samples[0]],
    environment: { ...testEnvironment, PYTHONPATH: path.join(folder, "site") },
  });
  expect(results[0]?.state).toBe("passed");
  const named = [main, helper].map((file) => file.replace("/own/", "/linked/"));
  expect(coverage.kind === "covered" && coverage.files.map(({ file }) => file)).toEqual(named);
  expect(ran(coverage, named[1] ?? "", " both")).toEqual([[0]]);
});

it("explain why nothing is known, which is not the same as nothing ran", async () => {
  put("posix", `#!/bin/sh\necho '${KNOWN}'\n`);
  put("isolated.py", `#!/usr/bin/python3 -I\nprint('${KNOWN}')\n`);
  put("killed.mjs", `import { execSync } from "node:child_process";\nexecSync("kill -9 $PPID");\n`);
  put("broken.py", "#!/usr/bin/env python3\nif\n");
  put("plain.php", "<?php\n");
  const reasons = [];
  for (const exec_path of [
    "./posix",
    "python3 -I ./isolated.py",
    `${node} ./killed.mjs`,
    "./broken.py",
    "php ./plain.php",
  ]) {
    const { coverage } = await covered({ exec_path });
    reasons.push(coverage.kind === "not-covered" ? coverage.reason : coverage);
  }
  expect(reasons).toEqual([
    expect.stringMatching(/^No environment variable makes a shell/),
    expect.stringMatching(/-I, -E or -S/),
    expect.stringMatching(/^Node writes/),
    "No sample ran a line of the script.",
    expect.stringMatching(/^PHP records/),
  ]);
  expect(await covered({ exec_path: "./nobody.py" })).toMatchObject({
    coverage: { reason: `There is no file ${path.join(folder, "nobody.py")}.` },
  });
});

it("report which samples left no record", async () => {
  put(
    "sometimes.mjs",
    `import { execSync } from "node:child_process";\nif (process.argv[3] === "002") execSync("kill -9 $PPID");\nconsole.log('${KNOWN}');\n`,
  );
  const { coverage } = await covered({ exec_path: `${node} ./sometimes.mjs` });
  expect(coverage).toMatchObject({
    kind: "covered",
    silent: [1],
    reason: expect.stringMatching(/^Node writes/),
  });
});

it("leaves no folder behind", async () => {
  const own = path.join(folder, "temporary");
  mkdirSync(own);
  vi.stubEnv("TMPDIR", own);
  put("short.py", "#!/usr/bin/env python3\nprint()\n");
  expect(await covered({ exec_path: "./short.py" })).toMatchObject({ coverage: { kind: "covered" } });
  vi.unstubAllEnvs();
  expect(readdirSync(own).filter((name) => name.startsWith("keypoll-coverage-"))).toEqual([]);
});
