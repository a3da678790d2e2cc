/** What a new script consists of, as a whole: its files with their permissions, the first steps, the block for ossec.conf. */

import { describe, expect, it } from "vitest";
import { extensionOf, isScriptName, type Scaffold, scaffold } from "../../../core/scaffold/index.ts";
import { type Template, templates } from "../../../core/templates/index.ts";

function template(id: string): Template {
  const found = templates().find((each) => each.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

/** Everything about a scaffold but the content of its files, each as name, permissions and role. */
function shapeOf({ files, template: _, ...rest }: Scaffold) {
  return { ...rest, files: files.map(({ name, mode, role }) => [name, mode.toString(8), role].join(" ")) };
}
const contentOf = ({ files }: Scaffold, name: string) => files.find((file) => file.name === name)?.content;
const HEAD = (name: string) =>
  `# Settings of ${name}. They may hold a password: keep this file to yourself and out of version control.\n`;

const requests = [
  "id:001",
  "id:005",
  "ip:192.168.1.100",
  "id:98005",
  "ip:192.0.2.1",
  "ip:192.168.1.200",
  "id:abc",
  "id:",
];
const block = (program: string, socket = "") =>
  `<key_request>\n  <enabled>yes</enabled>\n  <exec_path>/var/ossec/integrations/${program}</exec_path>\n${socket}</key_request>\n`;
const SOCKET = "  <socket>/var/ossec/queue/keypoll.sock</socket>\n";

describe("a new script", () => {
  it("with a database in a file can be tested at once", () => {
    const made = scaffold(template("python-sqlite"), "agents.py", "/poll/");
    expect(shapeOf(made)).toEqual({
      files: [
        "agents.py 750 script",
        "agents.keypoll.json 644 suite",
        "keypoll.env 600 settings",
        "agents.sql 600 data",
        "agents.db 600 data",
      ],
      suite: "agents.keypoll.json",
      requests,
      needs: "Python 3.6 or newer, nothing else",
      steps: [],
      ossecConf: block("agents.py"),
    });
    expect(contentOf(made, "keypoll.env")).toBe(
      `${HEAD("agents.py")}\n# path of the database file\nKEYPOLL_DATABASE=/poll/agents.db\n`,
    );
    const suite = JSON.parse(String(contentOf(made, "agents.keypoll.json")));
    expect(suite).toMatchObject({
      exec_path: "./agents.py",
      working_directory: ".",
      environment: { KEYPOLL_DATABASE: "agents.db" },
    });
    expect(suite).not.toHaveProperty("client_keys");
    expect(JSON.stringify(suite.samples)).toContain("an agent of the sample data");
  });

  it("that is built is a program beside its source", () => {
    const made = scaffold(template("go-csv-daemon"), "agents.go", "/poll/");
    expect(shapeOf(made)).toEqual({
      files: [
        "agents.go 640 script",
        "agents.keypoll.json 644 suite",
        "keypoll.env 600 settings",
        "agents.csv 600 data",
      ],
      suite: "agents.keypoll.json",
      requests,
      needs: "Go 1.16 or newer, nothing else; build it with go build agents.go",
      steps: [{ kind: "command", text: "go build agents.go" }],
      ossecConf: block("agents", SOCKET),
    });
    expect(JSON.parse(String(contentOf(made, "agents.keypoll.json")))).toMatchObject({
      exec_path: "./agents",
      environment: { KEYPOLL_FILE: "agents.csv" },
    });
    expect(contentOf(made, "keypoll.env")).toBe(
      `${HEAD("agents.go")}\n# where the manager asks\nKEYPOLL_SOCKET=/var/ossec/queue/keypoll.sock\n\n# path of the CSV file\nKEYPOLL_FILE=/poll/agents.csv\n`,
    );
  });

  it("for a server has the steps that fill it, and no environment of its own", () => {
    const made = scaffold(template("go-mysql"), "agents.go", "");
    expect(shapeOf(made)).toMatchObject({
      files: [
        "agents.go 640 script",
        "agents.keypoll.json 644 suite",
        "keypoll.env 600 settings",
        "agents.sql 600 data",
      ],
      needs: "Go 1.16 or newer and github.com/go-sql-driver/mysql; build it with go build agents.go",
      steps: [
        { kind: "command", text: "go mod init agent_key_poll" },
        { kind: "command", text: "go mod tidy" },
        { kind: "command", text: "go build agents.go" },
        { kind: "command", text: `mariadb -e "CREATE DATABASE agents"` },
        { kind: "command", text: "mariadb agents < agents.sql" },
        { kind: "command", text: expect.stringContaining("CREATE USER keypoll@") },
        { kind: "sentence", text: expect.stringMatching(/^Choose a password in place of PASSWORD/) },
      ],
      ossecConf: block("agents"),
    });
    expect(JSON.parse(String(contentOf(made, "agents.keypoll.json")))).not.toHaveProperty("environment");
    expect(contentOf(made, "keypoll.env")).toContain("\n# its port\nKEYPOLL_PORT=3306\n");
  });

  it("for a service has a folder that stands for it, and a suite that asks there", () => {
    const made = scaffold(template("python-http"), "agents.py", "/poll/");
    expect(shapeOf(made)).toMatchObject({
      files: [
        "agents.py 750 script",
        "agents.keypoll.json 644 suite",
        "keypoll.env 600 settings",
        "service/agents.json 600 data",
      ],
      steps: [
        { kind: "command", text: "python3 -m http.server 8000 --bind 127.0.0.1 --directory service" },
        {
          kind: "sentence",
          text: "The last command acts as the service while it runs. Run it in a separate terminal.",
        },
      ],
    });
    expect(JSON.parse(String(contentOf(made, "agents.keypoll.json"))).environment).toEqual({
      KEYPOLL_URL: "http://127.0.0.1:8000/agents.json",
    });
    expect(contentOf(made, "keypoll.env")).toContain("\nKEYPOLL_URL=https://cmdb.example.org/api/agents\n");
    expect(JSON.parse(String(contentOf(made, "service/agents.json")))[0]).toMatchObject({
      id: "001",
      name: "web1",
      ip: "192.168.1.100",
    });
  });
});

describe("the files of a new script", () => {
  it("have its name wherever the template has one", () => {
    const made = scaffold(template("python-sqlite"), "my-keys.v2.py", "");
    expect(made.files.map(({ name }) => name).slice(0, 2)).toEqual([
      "my-keys.v2.py",
      "my-keys.v2.keypoll.json",
    ]);
    expect(String(contentOf(made, "my-keys.v2.py"))).toContain('"my-keys.v2.py id 001"');
    expect(contentOf(made, "keypoll.env")).toContain("KEYPOLL_DATABASE=agents.db\n");
    expect(made.ossecConf).toBe(block("my-keys.v2.py"));
  });

  it("include the database of the sample agents as SQLite writes it", () => {
    const content = contentOf(scaffold(template("python-sqlite"), "a.py", ""), "agents.db");
    expect(content).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(content ?? "").toString("latin1", 0, 16)).toBe("SQLite format 3\0");
  });
});

describe("the name of a script", () => {
  const python = template("python-csv");

  it("ends as its template", () => {
    expect(["python-csv", "bash-csv", "go-csv"].map((id) => extensionOf(template(id)))).toEqual([
      ".py",
      ".sh",
      ".go",
    ]);
  });

  it.each([
    ["a.py", true],
    ["_.py", true],
    ["7.py", true],
    ["a-b_c.d.py", true],
    ["a", false],
    ["a.pyc", false],
    [".py", false],
    [".a.py", false],
    ["-a.py", false],
    ["a b.py", false],
    ["a/b.py", false],
    ["a.py\n", false],
    ["ä.py", false],
    ["a$.py", false],
  ])("%j is valid: %s", (name, expected) => {
    expect(isScriptName(name, python)).toBe(expected);
  });
});
