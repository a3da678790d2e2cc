/**
 * The recipes, as in `recipes/` and in `docs/ci.md`: each is run by the program that reads it, or step by step as that
 * program would.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { languageFacts } from "../../core/languages/index.ts";
import { KEY } from "../cli/keypoll.ts";
import { projectRoot } from "../editor/host/cache.ts";
import { action, filled, isWanted, problemsOfAction } from "./action.ts";
import { fileText, Machine } from "./machine.ts";
import { openRegistry, type Registry } from "./registry.ts";

let registry: Registry;
/** Has keypoll and a new poll script; the others start as copies of it. */
let first: Machine;
const machines: Machine[] = [];
beforeAll(async () => {
  registry = await openRegistry();
  first = newMachine();
  await first.run("npm install --global keypoll && keypoll new python csv .");
});
afterAll(() => {
  registry.close();
  for (const machine of machines) machine.remove();
});

function newMachine(): Machine {
  const machine = new Machine(registry.url);
  machines.push(machine);
  return machine;
}

/** Whether a test can be run. Prints the reason if not. */
function works(what: string, command: string): boolean {
  const isThere = spawnSync("sh", ["-c", command]).status === 0;
  if (!isThere) console.log(`${what} is not there: its tests are left out.`);
  return isThere;
}

const SCRIPT = "agent_key_poll.py";

/** A machine with a new poll script; keypoll is not yet installed if the recipe installs it. */
function machineWithProject({ installed = false, faulty = false } = {}): Machine {
  const machine = newMachine();
  machine.take(first, installed ? ["project", "npm"] : ["project"]);
  if (faulty) spoil(machine);
  return machine;
}

/** The most frequent mistake: a debug line ends up in the answer. */
function spoil(machine: Machine): void {
  machine.write(SCRIPT, machine.read(SCRIPT).replace(/^import json$/m, 'import json\nprint("debug")'));
}

it.each([
  "Dockerfile",
  "github-actions.yml",
  "gitlab-ci.yml",
  "Jenkinsfile",
  "pre-commit-config.yaml",
  "ansible.yml",
  "deploy.sh",
])("%s is on the page unchanged", (name) => {
  expect(fileText("docs/ci.md")).toContain(`\n${fileText(`recipes/${name}`)}\`\`\`\n`);
});

describe("GitHub Actions", () => {
  const recipe = parse(fileText("recipes/github-actions.yml")).jobs.keypoll.steps;
  const [, use, upload] = recipe;

  /** Runs the action's steps as GitHub's runner does. Returns the exit codes by step, and all output. */
  async function runAction(machine: Machine, given: Readonly<Record<string, string>>) {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ""]);
    const inputs = { ...Object.fromEntries(defaults), ...given };
    const outcomes: Record<string, string> = {};
    const codes: Record<string, number | null> = {};
    const temporary = join(machine.home, "runner");
    machine.write("../runner/path", "");
    let output = "";
    for (const step of action.runs.steps) {
      const known = { inputs, github: { action_path: projectRoot }, outcomes };
      if (!isWanted(step, known)) continue;
      const environment = Object.fromEntries(
        Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, known)]),
      );
      const place = filled(step["working-directory"] ?? ".", known);
      const added = machine.read("../runner/path").split("\n").filter(Boolean);
      const path = added.map((folder) => `export PATH="${folder}:$PATH"\n`).join("");
      const ended = await machine.run(`${path}cd "${place}"\n${step.run}`, {
        ...environment,
        RUNNER_TEMP: temporary,
        GITHUB_PATH: join(temporary, "path"),
      });
      output += ended.output;
      codes[step.name] = ended.code;
      outcomes[step.id ?? step.name] = ended.code === 0 ? "success" : "failure";
    }
    expect(output).not.toContain(KEY);
    return { codes, output };
  }

  it("takes the action as one of its own", () => {
    expect(problemsOfAction()).toEqual([]);
    const { version } = JSON.parse(fileText("package.json"));
    expect(use.uses).toBe(`keypoll/keypoll@v${version}`);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(use.with)));
    expect(upload).toMatchObject({ if: "always()", with: { sarif_file: use.with.sarif } });
  });

  it("passes for a good script", async () => {
    const machine = machineWithProject();
    const { codes, output } = await runAction(machine, use.with);
    expect({ codes, output }).toMatchObject({ codes: { Install: 0, Lint: 0, Test: 0 } });
    expect(JSON.parse(machine.read("keypoll.sarif")).runs[0].results).toEqual([]);
  });

  it("annotates problems, fails, and keeps the findings", async () => {
    const machine = machineWithProject({ faulty: true, installed: true });
    const { codes, output } = await runAction(machine, { ...use.with, executable: "keypoll" });
    expect(codes).toEqual({ Lint: 1, Test: 1 });
    expect(output).toContain(`::error file=${SCRIPT},line=`);
    expect(output).toContain("::error file=agent_key_poll.keypoll.json");
    expect(JSON.parse(machine.read("keypoll.sarif")).runs[0].results).not.toEqual([]);
  });

  it("is a gate, reads one path from each line, and fails if one of several suites fails", async () => {
    const machine = machineWithProject({ installed: true });
    machine.write("etc/old.keys", `001 web any ${KEY}\n`);
    machine.write("etc/new keys", `002 web Any ${KEY}\n`);
    const { codes, output } = await runAction(machine, {
      executable: "keypoll",
      lint: "old.keys\nnew keys\n",
      test: "missing.keypoll.json\n../agent_key_poll.keypoll.json\n",
      gate: "new keys",
      against: "old.keys",
      "working-directory": "etc",
    });
    expect(codes).toEqual({ Lint: 1, Test: 2, Gate: 1 });
    expect(output).toContain("::error file=new keys,line=1");
    expect(output).toContain("agents-vanish");
  });
});

/** JUnit reports in the project, by their names. */
function reports(machine: Machine): readonly string[] {
  return readdirSync(machine.project).filter((name) => /^keypoll-.*\.xml$/.test(name));
}

describe("GitLab CI", () => {
  it("passes for a good script, and writes its reports", async () => {
    const { before_script, script, artifacts } = parse(fileText("recipes/gitlab-ci.yml")).keypoll;
    const machine = machineWithProject();
    expect(await machine.run([...before_script, ...script].join("\n"))).toMatchObject({ code: 0 });
    expect(artifacts).toEqual({ when: "always", reports: { junit: "keypoll-*.xml" } });
    expect(reports(machine)).toEqual(["keypoll-lint.xml", "keypoll-test.xml"]);
    expect(machine.read("keypoll-test.xml")).toMatch(/<testsuite .*failures="0"/);
  });

  it("fails for a bad one, with a report that explains it", async () => {
    const { before_script, script } = parse(fileText("recipes/gitlab-ci.yml")).keypoll;
    const machine = machineWithProject({ faulty: true });
    expect(await machine.run([...before_script, ...script].join("\n"))).toMatchObject({ code: 1 });
    expect(machine.read("keypoll-lint.xml")).toContain("<failure ");
  });
});

describe("Jenkins", () => {
  const text = fileText("recipes/Jenkinsfile");
  const settings = Array.from(text.matchAll(/^ {4}(\w+) = "(.*)"$/gm));
  const steps = Array.from(text.matchAll(/^ +sh '(.*)'$/gm), ([, command = ""]) => command);

  it.each([
    ["passes for a good script", false, 0],
    ["fails for a bad one", true, 1],
  ])("%s, and writes its reports", async (_what, faulty, code) => {
    const machine = machineWithProject({ faulty });
    // Jenkins inserts the values; the shell does it the same way.
    const environment = settings.map(([, name, value]) => `export ${name}="${value}"`);
    const script = [`WORKSPACE=${machine.project}`, ...environment, ...steps].join("\n");
    expect(await machine.run(script)).toMatchObject({ code });
    expect(readdirSync(join(machine.project, ".npm-global/bin"))).toEqual(["keypoll"]);
    expect(text).toContain("junit 'keypoll-*.xml'");
    expect(reports(machine)).toContain("keypoll-lint.xml");
  });
});

describe.skipIf(!works("pre-commit", "pre-commit --version && git --version"))("pre-commit", () => {
  /** A repository with the hooks, which git uses as the published one. */
  async function withHooks(): Promise<Machine> {
    const machine = machineWithProject({ installed: true });
    const rev = /rev: (.+)/.exec(fileText("recipes/pre-commit-config.yaml"))?.[1];
    machine.write("../hooks/.pre-commit-hooks.yaml", fileText(".pre-commit-hooks.yaml"));
    machine.write(".pre-commit-config.yaml", fileText("recipes/pre-commit-config.yaml"));
    const { output } = await machine.run(`
      git config --global user.name "A person"
      git config --global user.email person@example.org
      git config --global url."file://$HOME/hooks".insteadOf https://github.com/keypoll/keypoll
      git init -q ../hooks && git -C ../hooks add -A && git -C ../hooks commit -qm Hooks && git -C ../hooks tag ${rev}
      git init -q . && pre-commit install`);
    expect(output).toContain("pre-commit installed");
    return machine;
  }

  it("accepts a good script, and rejects a bad one", async () => {
    const machine = await withHooks();
    const good = await machine.run(`git add -A && git commit -m "Add a poll script"`);
    expect(good.output).toMatch(/keypoll lint\.+Passed\nkeypoll test\.+Passed/);
    spoil(machine);
    machine.write("client.keys", "001 my name any 0123456789abcdef0123456789abcdef\n");
    const bad = await machine.run(`git add -A && git commit -m "Trace it"`);
    expect(bad.output).toMatch(/keypoll lint\.+Failed/);
    expect(bad.output).toContain("[invalid-ip]");
    expect(bad.output).toContain(`${SCRIPT}:`);
    expect(bad.code).toBe(1);
  });

  it("is set to the newest version", () => {
    const { version } = JSON.parse(fileText("package.json"));
    expect(fileText("recipes/pre-commit-config.yaml")).toContain(`rev: v${version}\n`);
  });
});

it("the hook gets the scripts of every language that is checked", () => {
  const extensions = Object.values(languageFacts).flatMap((facts) => facts.extensions);
  const [, files = ""] = /id: keypoll-lint[\s\S]*?files: (.+)/.exec(fileText(".pre-commit-hooks.yaml")) ?? [];
  const isTaken = (name: string): boolean => new RegExp(files).test(name);
  for (const extension of extensions) expect(isTaken(`poll/x${extension}`), extension).toBe(true);
  expect(["client.keys", "etc/client.keys.new", "a.keys"].every(isTaken)).toBe(true);
  expect(["README.md", "keys.txt", "x.c", "my-client.keys.md"].some(isTaken)).toBe(false);
});

const OLD = Array.from({ length: 3 }, (_, at) => record(at + 1)).join("");
const GOOD = OLD + record(4);

function record(number: number): string {
  return `00${number} web-${number} any ${String(number).repeat(8)}${"0123456789abcdef".repeat(4).slice(8)}\n`;
}

const refused = [
  ["stops the daemons", `${OLD}004 my name any 0123456789abcdef\n`, "[invalid-ip]"],
  ["has lost an agent", OLD.replace(record(2), ""), "[agents-vanish]"],
] as const;

describe.skipIf(!works("ansible-playbook", "ansible-playbook --version"))("Ansible", () => {
  async function playBook(text: string): Promise<{ machine: Machine; code: number | null; output: string }> {
    const machine = machineWithProject({ installed: true });
    machine.write("ansible.yml", fileText("recipes/ansible.yml"));
    machine.write("inventory", "[wazuh_managers]\nlocalhost ansible_connection=local\n");
    machine.write("client.keys", text);
    machine.write("manager/client.keys", OLD);
    const { code, output } = await machine.run(`
      ansible-playbook -i inventory ansible.yml --extra-vars "client_keys=$PWD/manager/client.keys" \\
        --extra-vars client_keys_group=$(id -gn) --extra-vars "restart_manager='touch $PWD/restarted'"`);
    return { machine, code, output };
  }

  it("replaces the file, keeps the old one, and restarts the manager", async () => {
    const { machine, code, output } = await playBook(GOOD);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(machine.read("manager/client.keys")).toBe(GOOD);
    expect(readdirSync(join(machine.project, "manager"))).toHaveLength(2);
    expect(readdirSync(machine.project)).toContain("restarted");
  });

  it.each(refused)("keeps the old one if the new one %s", async (_what, text, rule) => {
    const { machine, code, output } = await playBook(text);
    expect(code).not.toBe(0);
    expect(output).toContain(rule);
    expect(machine.read("manager/client.keys")).toBe(OLD);
    expect(readdirSync(machine.project)).not.toContain("restarted");
  });
});

describe("the deploy script", () => {
  /** Imitates the manager: one daemon runs from `start` to `stop`. */
  const CONTROL = `#!/bin/sh
cd "$(dirname "$0")/.."
echo "$1" >> log
case $1 in
  start) echo ${process.pid} > var/run/wazuh-authd-${process.pid}.pid ;;
  stop) rm var/run/*.pid ;;
esac
`;

  async function deploy(text: string): Promise<{ machine: Machine; code: number | null; output: string }> {
    const machine = machineWithProject({ installed: true });
    machine.write("deploy.sh", fileText("recipes/deploy.sh"));
    machine.write("client.keys.new", text);
    machine.write("manager/etc/client.keys", OLD);
    for (const name of ["bin/wazuh-remoted", "log", "var/run/none"]) machine.write(`manager/${name}`, "");
    machine.write("manager/bin/wazuh-control", CONTROL);
    chmodSync(join(machine.project, "manager/bin/wazuh-control"), 0o755);
    const { code, output } = await machine.run(
      "manager/bin/wazuh-control start; sh deploy.sh client.keys.new manager",
    );
    return { machine, code, output };
  }

  it("stops the manager, replaces the file, and starts the manager", async () => {
    const { machine, code, output } = await deploy(GOOD);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(machine.read("manager/etc/client.keys")).toBe(GOOD);
    expect(machine.read("manager/log")).toBe("start\nstop\nstart\n");
    expect(readdirSync(join(machine.project, "manager/etc"))).toHaveLength(2);
  });

  it.each(refused)("changes nothing if the new file %s", async (_what, text, rule) => {
    const { machine, code, output } = await deploy(text);
    expect(code).toBe(1);
    expect(output).toContain(rule);
    expect(machine.read("manager/etc/client.keys")).toBe(OLD);
    expect(machine.read("manager/log")).toBe("start\n");
  });
});
