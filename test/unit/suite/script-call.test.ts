/** Which script a suite runs, and how it is called. */

import { expect, it } from "vitest";
import { newestRelease, releaseFor } from "../../../core/manager/index.ts";
import { registrationWords, scriptCall, suiteFiles } from "../../../core/poll/index.ts";
import { readSuite } from "../../../core/suite/index.ts";

const target = {
  socketPath: undefined,
  release: newestRelease,
  timeoutSeconds: 60,
  profile: "manager",
  workingDirectory: "/srv",
  standInDirectory: "/srv",
  environment: {},
} as const;

it.each([
  ["./poll.py", [], "/srv/poll.py", []],
  ["/opt/poll", [], "/opt/poll", []],
  ["python3 -u poll.py --db agents.db", ["python3", "-u"], "/srv/poll.py", ["--db", "agents.db"]],
  ["/usr/bin/env PGHOST=db bash ./poll.sh", ["/usr/bin/env", "PGHOST=db", "bash"], "/srv/poll.sh", []],
  ["go run ./poll.go", ["go", "run"], "/srv/poll.go", []],
  ['node "./my poll.mjs"', ["node"], "/srv/my poll.mjs", []],
])("%s", (execPath, interpreter, script, args) => {
  const call = { interpreter, script, args, workingDirectory: "/srv" };
  expect(scriptCall({ ...target, execPath })).toMatchObject(call);
  const asked = scriptCall({ ...target, execPath }, { selector: "ip", value: "10.0.0.1" });
  expect(asked).toMatchObject({ ...call, args: [...args, "ip", "10.0.0.1"] });
});

it("splits as the release does", () => {
  const release = releaseFor("3.13") ?? newestRelease;
  expect(scriptCall({ ...target, release, execPath: 'bash "my poll.sh"' })?.script).toBe('/srv/"my poll.sh"');
});

it.each([[undefined], ["agent-key-pull"], [""]])("is not known from %s", (execPath) => {
  expect(scriptCall({ ...target, execPath })).toBeUndefined();
});

it("is in the files of a suite, as client.keys is", () => {
  const reading = readSuite(
    '{"exec_path":"bash ./p.sh","working_directory":"bin","client_keys":"/k","samples":[]}',
  );
  if (reading.kind !== "suite") throw new Error("it is a suite");
  expect(suiteFiles(reading.suite, "/etc/polls")).toEqual({
    script: "/etc/polls/bin/p.sh",
    clientKeys: "/k",
  });
});

it("has no script if the suite asks a socket only", () => {
  const reading = readSuite('{"socket":"./keys.sock","samples":[]}');
  if (reading.kind !== "suite") throw new Error("it is a suite");
  expect(suiteFiles(reading.suite, "/etc/polls")).toEqual({ script: undefined, clientKeys: undefined });
});

it.each([
  ["bash ./enrol.sh --name {name}", {}, "/etc/enrol/enrol.sh", ["bash", "./enrol.sh", "--name", "{name}"]],
  ["./enrol.sh", { working_directory: "bin" }, "/etc/enrol/bin/enrol.sh", ["./enrol.sh"]],
  ['python3 "/opt/my enrol.py"', {}, "/opt/my enrol.py", ["python3", "/opt/my enrol.py"]],
  ["agent-auth -m localhost", {}, undefined, ["agent-auth", "-m", "localhost"]],
])("registers with %s", (registration, members, script, words) => {
  const reading = readSuite(JSON.stringify({ registration, samples: [{ register: "web" }], ...members }));
  if (reading.kind !== "registration") throw new Error(JSON.stringify(reading));
  expect(suiteFiles(reading.suite, "/etc/enrol").script).toBe(script);
  expect(registrationWords(reading.suite)).toEqual(words);
});
