/** What the pages, tasks and workflows for contributors name exists. */

import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync("package.json", "utf8"),
);

const pages = globSync(["*.md", "docs/*.md", ".github/**/*.md"]).sort();
const workflows = globSync(".github/workflows/*.yml").sort();
const tasks: { tasks: { label: string; command?: string; dependsOn?: string[] }[] } = JSON.parse(
  readFileSync(".vscode/tasks.json", "utf8"),
);
const launch: {
  configurations: { name: string; preLaunchTask?: string }[];
  compounds: { configurations: string[] }[];
} = JSON.parse(readFileSync(".vscode/launch.json", "utf8"));

describe("commands of npm", () => {
  const texts = [...pages, ...workflows, ".vscode/tasks.json"].filter((file) => file !== "CHANGELOG.md");

  it.each(texts)("that %s names are in the manifest", (file) => {
    const named = readFileSync(file, "utf8").matchAll(/\bnpm run (?:--silent )?([a-z:-]+)/g);
    for (const [, name = ""] of named) expect(Object.keys(scripts)).toContain(name);
  });

  it("are mentioned in the pages", () => {
    expect(readFileSync("CONTRIBUTING.md", "utf8")).toContain("npm run check");
  });
});

describe("levels of the tests", () => {
  const list = (...words: string[]) =>
    spawnSync(process.execPath, ["scripts/test.mjs", "--list", ...words], { encoding: "utf8" });

  it("are all those that npm test runs", () => {
    const titles = list().stdout.trim().split("\n");
    expect(titles.length).toBeGreaterThan(8);
    expect(titles[0]).toMatch(/^Build: node scripts\/build\.ts$/);
  });

  it("can be run one by one, with arguments for their command", () => {
    expect(list("editor", "--", "--suite", "page").stdout.trim()).toMatch(
      /: node test\/editor\/run\.ts --suite page$/,
    );
  });

  it("can be files by a part of their path", () => {
    const { stdout } = list("manager/match", "recipes");
    expect(stdout).toMatch(
      /^Unit.* test\/unit\/manager\/match\.test\.ts\nPrograms.* test\/foreign\/recipes\.test\.ts\n$/,
    );
  });

  it("run completely even if one of their files is named too", () => {
    expect(list("match", "unit").stdout).toBe(list("unit").stdout);
  });

  it("are listed for an unknown word", () => {
    expect(list("no-such-test")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no-such-test.*\(build, types, .*editor\)/),
    });
  });

  it.each(workflows)("that %s names exist", (file) => {
    const named = readFileSync(file, "utf8").matchAll(/npm test -- ([^\n$]+)/g);
    for (const [, words = ""] of named) expect(list(...words.trim().split(" "))).toMatchObject({ status: 0 });
  });
});

describe("links", () => {
  it.each(pages)("of %s lead to existing files", (page) => {
    const text = readFileSync(page, "utf8").replace(/^```[\s\S]*?^```/gm, "");
    const links = text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g);
    for (const [, link = ""] of links) {
      if (!/^[a-z]+:/.test(link)) expect(existsSync(join(dirname(page), link)), link).toBe(true);
    }
  });
});

describe("F5", () => {
  const labels = tasks.tasks.map(({ label }) => label);

  it("runs existing tasks", () => {
    for (const { preLaunchTask = "prepare" } of launch.configurations)
      expect(labels).toContain(preLaunchTask);
    for (const { dependsOn = [] } of tasks.tasks) expect(labels).toEqual(expect.arrayContaining(dependsOn));
  });

  it("combines existing configurations", () => {
    const names = launch.configurations.map(({ name }) => name);
    for (const { configurations } of launch.compounds)
      expect(names).toEqual(expect.arrayContaining(configurations));
  });

  it("attaches to the port that the extension opens", () => {
    expect(readFileSync(".vscode/launch.json", "utf8")).toContain('"port": 6009');
    expect(readFileSync("client/server/node-client.ts", "utf8")).toContain("--inspect=6009");
  });
});

describe("workflows and forms", () => {
  it.each(workflows)("%s has jobs with steps and a time limit", (file) => {
    const { on, permissions, jobs } = parse(readFileSync(file, "utf8"));
    expect(on).toBeDefined();
    expect(permissions).toMatchObject({ contents: "read" });
    for (const job of Object.values<Record<string, unknown>>(jobs)) {
      expect(job).toMatchObject({ "runs-on": expect.any(String), "timeout-minutes": expect.any(Number) });
      expect(job["steps"]).toEqual(
        expect.arrayContaining([expect.objectContaining({ run: expect.any(String) })]),
      );
    }
  });

  it.each(globSync(".github/ISSUE_TEMPLATE/[!c]*.yml"))("%s asks for what is needed", (file) => {
    const { name, description, body } = parse(readFileSync(file, "utf8"));
    expect([name, description]).toEqual([expect.any(String), expect.any(String)]);
    expect(body).toContainEqual(expect.objectContaining({ validations: { required: true } }));
  });
});

describe("the releases of Wazuh", () => {
  const missing = (...tags: string[]) =>
    spawnSync(process.execPath, ["scripts/new-releases.ts"], { input: tags.join("\n"), encoding: "utf8" });

  it("are known up to the newest", () => {
    expect(missing("v3.2.0", "v3.8.0", "v4.14.7", "v5.0.0", "v5.9.0-beta1")).toMatchObject({
      status: 0,
      stdout: "",
    });
  });

  it("are listed if the model lacks them", () => {
    expect(missing("v4.14.7", "v4.14.900", "v4.99.0")).toMatchObject({
      status: 1,
      stdout: "4.14.900\n4.99.0\n",
    });
  });
});
