/** The npm package as users get it: packed, installed without a network, run from where npm puts it. */

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packNpm } from "../../scripts/npm-package.ts";
import { folderWith, KEY, projectRoot } from "./keypoll.ts";
import { machineNode, machineNodeVersion } from "./machine-node.ts";
import { releasedNodes } from "./released-nodes.ts";

/** The oldest supported release, the ones with long-term support, and the newest. */
const supported = releasedNodes(["20.19", "22", "24", "latest"]);
const tooOld = releasedNodes(["18"]);

const place = folderWith({});
const installed = join(place, "prefix/lib/node_modules/keypoll");
const program = join(place, "prefix/bin/keypoll");
const project = join(place, "project");

const KEYS = `001 web any ${KEY}\n002 db Any ${KEY.replace("0", "1")}\n003 mail  10.0.0.3 ${KEY.replace("0", "2")}\n`;
const ANSWER = { error: 0, data: { id: "001", name: "web", ip: "any", key: KEY } };

/** No registry is used: everything must be in the package. */
function npm(...args: readonly string[]): void {
  execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", "--cache", join(place, "cache")], {
    cwd: project,
    stdio: "pipe",
  });
}

function run(command: string, args: readonly string[]) {
  return spawnSync(command, args, { cwd: project, encoding: "utf8" });
}

beforeAll(() => {
  execFileSync("node", ["scripts/api.ts"], { cwd: projectRoot, stdio: "pipe" });
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  writeFileSync(join(project, "client.keys"), KEYS);
  writeFileSync(join(project, "poll.sh"), `#!/bin/sh\necho '${JSON.stringify(ANSWER)}'\n`);
  chmodSync(join(project, "poll.sh"), 0o755);
  const tarball = packNpm(join(place, "stage"));
  npm("install", "--global", "--prefix", join(place, "prefix"), tarball);
  npm("install", tarball);
}, 300_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe("the package", () => {
  it("needs no other package", () => {
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(Object.keys(manifest).filter((name) => /dependencies|scripts|private/i.test(name))).toEqual([]);
    expect(existsSync(join(installed, "node_modules"))).toBe(false);
    expect(existsSync(join(project, "node_modules/keypoll/package.json"))).toBe(true);
  });

  it("contains its licence and the licences of its parts", () => {
    expect(readFileSync(join(installed, "LICENSE"), "utf8")).toContain("MIT License");
    const notices = readFileSync(join(installed, "THIRD-PARTY-NOTICES.txt"), "utf8");
    for (const name of ["commander", "execa", "picocolors", "vscode-languageserver", "web-tree-sitter"]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d.*\\(\\w+\\)$`, "m"));
    }
    expect(notices).toContain("tree-sitter-perl, a grammar (MIT)");
  });
});

describe.each<readonly [name: string, node: string | undefined]>([
  ["the tests' Node", undefined],
  [`the machine's own Node ${machineNodeVersion}`, machineNode],
  ...supported.map(({ release, path }) => [`Node ${release} from npm`, path] as const),
])("keypoll on %s", (_name, node) => {
  const keypoll = (...args: readonly string[]) =>
    node === undefined ? run(program, args) : run(node, [program, ...args]);

  it("checks a client.keys", () => {
    const { status, stdout } = keypoll("lint", "client.keys");
    expect(stdout).toContain("client.keys:2:8: error:");
    expect(status).toBe(1);
  });

  it("tests a script", () => {
    expect(keypoll("test", "./poll.sh", "--id", "001").stdout).toMatch(/^✔ registered/);
  });

  it("checks a script, with its own parsers", () => {
    writeFileSync(join(project, "poll.py"), '# keypoll: poll script\nprint("hello")\n# id ip error data\n');
    expect(keypoll("lint", "poll.py").stdout).toContain("[output-before-answer]");
  });

  it("prints schemas, completions and the page of a rule", () => {
    expect(JSON.parse(keypoll("schema", "report").stdout)).toHaveProperty("$schema");
    expect(keypoll("completion", "bash").stdout).toContain("complete ");
    const { stdout } = keypoll("explain", "duplicate-id");
    expect(stdout.length).toBeGreaterThan(500);
  });

  it("starts the language server", async () => {
    const [command, ...args] = node === undefined ? [program] : [node, program];
    const server = spawn(command ?? "", [...args, "lsp", "--stdio"], { cwd: project });
    const send = (message: object): void => {
      const text = JSON.stringify({ jsonrpc: "2.0", ...message });
      server.stdin.write(`Content-Length: ${text.length}\r\n\r\n${text}`);
    };
    send({ id: 1, method: "initialize", params: { capabilities: {} } });
    let said = "";
    for await (const chunk of server.stdout) {
      said += chunk;
      if (said.includes('"serverInfo":{"name":"keypoll"}')) send({ method: "exit" });
    }
    expect(said).toContain('"serverInfo"');
  });
});

it.each(tooOld)("Node $release gets one line with the required version", ({ path }) => {
  const { status, stdout, stderr } = run(path, [program, "lint", "client.keys"]);
  expect(stderr).toMatch(
    /^keypoll: This is Node 18\.\d+\.\d+, and keypoll needs Node 20\.19 or newer\. .*\n$/,
  );
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

describe("the library", () => {
  const example = join(project, "library.mjs");

  it("runs its example", () => {
    copyFileSync(join(projectRoot, "examples/library.mjs"), example);
    const { stdout, stderr, status } = run(process.execPath, [example, "./poll.sh", "client.keys"]);
    expect(stderr).toBe("");
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^id:042: error answer 4\. /),
      "id:001: registered after less than 10 s",
      expect.stringMatching(/^ {2}replaced-agent: /),
      expect.stringMatching(/^client\.keys:2: .* \[invalid-ip\]$/),
      expect.stringMatching(/^client\.keys:3: .* \[double-space\]$/),
      "1 can be fixed.",
      "",
    ]);
    expect(stdout).not.toContain(KEY);
    expect(status).toBe(0);
  });

  it("has types that its example satisfies", () => {
    copyFileSync(join(projectRoot, "examples/library.mjs"), example);
    const strict = ["--noEmit", "--checkJs", "--strict", "--module", "nodenext", "--target", "es2023"];
    const roots = ["--typeRoots", join(projectRoot, "node_modules/@types"), "--types", "node"];
    const { stdout } = run(join(projectRoot, "node_modules/.bin/tsc"), [...strict, ...roots, example]);
    expect(stdout).toBe("");
    writeFileSync(join(project, "wrong.mjs"), 'import { lintKeyFile } from "keypoll";\nlintKeyFile(1);\n');
    const wrong = run(join(projectRoot, "node_modules/.bin/tsc"), [...strict, ...roots, "wrong.mjs"]);
    expect(wrong.stdout).toContain("TS2345");
  });

  it.skipIf(machineNode === undefined)(`works with CommonJS and Node ${machineNodeVersion}`, () => {
    const { stdout } = run(machineNode ?? "", [
      "--input-type=commonjs",
      "--eval",
      'console.log(require("keypoll").judgeAnswer("id:001", "x").state)',
    ]);
    expect(stdout).toBe("failed\n");
  });
});
