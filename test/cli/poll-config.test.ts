/** `keypoll test --config ossec.conf`: the manager's own settings, and their problems. */

import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, KEY, keypoll, scripts } from "./keypoll.ts";

function folderWithBlock(block: string): string {
  return folderWith({
    "ossec.conf": `<ossec_config>\n<auth>\n<disabled>no</disabled>\n${block}</auth>\n</ossec_config>\n`,
    "client.keys": `001 old-name any ${KEY}\n`,
  });
}

const keyRequest = (options: string): string =>
  `<key_request>\n<enabled>yes</enabled>\n${options}</key_request>\n`;
const execPath = (name: string): string => `<exec_path>${join(scripts, name)}</exec_path>\n`;

const test = ["test", "--config", "ossec.conf", "--id", "001"];

it("takes the script and its settings from the file", async () => {
  const cwd = folderWithBlock(keyRequest(`${execPath("hangs.py")}<timeout>1</timeout>\n`));
  const { code, stdout } = await keypoll(test, { cwd });
  expect(stdout).toMatch(/^Settings from ossec\.conf$/m);
  expect(stdout).toMatch(/exec_path +.*hangs\.py/);
  expect(stdout).toMatch(/^✘ failed {2}id:001 · timed out/m);
  expect(code).toBe(1);
});

it("lets the command line win", async () => {
  const cwd = folderWithBlock(keyRequest(execPath("hangs.py")));
  const { code, stdout } = await keypoll([...test, "--config", "ossec.conf", join(scripts, "answers.py")], {
    cwd,
  });
  expect(stdout).toMatch(/^✔ registered {2}id:001/m);
  expect(code).toBe(0);
});

it("uses the force options of the file", async () => {
  const force = "<force>\n<enabled>no</enabled>\n</force>\n";
  const cwd = folderWithBlock(`${force}${keyRequest(execPath("answers.py"))}`);
  const { stdout } = await keypoll([...test, "--keys", "client.keys"], { cwd });
  expect(stdout).toMatch(/^✘ failed {2}id:001 · refused/m);
  const replaced = await keypoll([...test, "--keys", "client.keys"], {
    cwd: folderWithBlock(keyRequest(execPath("answers.py"))),
  });
  expect(replaced.stdout).toMatch(/^✔ registered {2}id:001/m);
});

it("reports the problems of the file, and fails", async () => {
  const cwd = folderWithBlock(keyRequest(`${execPath("answers.py")}<timeout>1m</timeout>\n`));
  const { code, stdout } = await keypoll(test, { cwd });
  expect(stdout).toMatch(/^ossec\.conf:\d+:\d+: (?:warning|error): .*1m/);
  expect(stdout).toMatch(/^✔ registered/m);
  expect(code).toBe(1);
});

it("says that a manager with this file never runs the script, and tests it anyway", async () => {
  const block = keyRequest(execPath("answers.py")).replace("yes", "no");
  const { code, stdout } = await keypoll(test, { cwd: folderWithBlock(block) });
  expect(stdout).toMatch(/^With ossec\.conf the manager sends no requests: .* The test runs anyway\.$/m);
  expect(stdout).toMatch(/^✔ registered/m);
  expect(code).toBe(1);
});

it("says that 5.0 runs no script, whatever the file names", async () => {
  const cwd = folderWithBlock(keyRequest(execPath("answers.py")));
  const { code, stderr } = await keypoll([...test, "--release", "5.0"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(
    "Wazuh 5.0 does not run poll scripts. The settings in ossec.conf have no effect there.",
  );
});

it("does not start without a script in the file, or with another kind of file", async () => {
  const none = await keypoll(test, { cwd: folderWithBlock("") });
  expect(none).toMatchObject({ code: 2, stdout: "" });
  expect(none.stderr).toContain("ossec.conf has neither an exec_path nor a socket.");
  const broken = await keypoll(test, { cwd: folderWith({ "ossec.conf": "<ossec_config><auth>" }) });
  expect(broken).toMatchObject({ code: 2, stdout: "" });
  expect(broken.stderr).toContain("ossec.conf cannot be read");
});
