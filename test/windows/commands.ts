/** What is run there, in one session: each line of commands has a folder with its own files. */

export interface WindowsCommand {
  /** Unique; the tests find the result by it. */
  readonly name: string;
  /** The arguments after `keypoll`, or with `node` those after Node. */
  readonly keypoll?: readonly string[];
  readonly node?: readonly string[];
  readonly input?: string;
  /** What is sent when the output has `after`. */
  readonly talk?: readonly { readonly after: string; readonly send: string }[];
}

export interface CommandLine {
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly WindowsCommand[];
}

/** Where the folder of the tests is shared. */
export const SHARES = "\\\\keypoll";

function key(digit: string): string {
  return `0123456789abcde${digit}`.repeat(4);
}

export const KEY = key("1");
const web = `001 web any ${KEY}`;
const db = `002 db 10.0.0.2 ${key("2")}`;
const twice = `${web}\n001 db any ${key("2")}\n`;
const keys = `${web}\n${db}\n`;

const answer = JSON.stringify({ error: 0, data: { id: "001", name: "web", ip: "any", key: KEY } });

/** It has no child, because taskkill of wine cannot follow any. */
export const HANGS = `setInterval(() => require("node:fs").appendFileSync("beats", "."), 50);\n`;

/** Each prints the arguments that it received. */
const scripts = {
  "words.js": `console.log(JSON.stringify({ error: 4, message: process.argv.slice(2).join("|") }));\n`,
  "words.cmd": `@node "%~dp0words.js" %*\r\n`,
  "words.bat": `@node "%~dp0words.js" %*\r\n`,
  "with blank.js": `console.log(${JSON.stringify(answer)});\n`,
  "poll.ps1": `Write-Output '${answer}'\n`,
  "poll.py": "print()\n",
  // A flag of libuv: no other program may open the file.
  "holds.js": `const fs = require("node:fs");
const { spawnSync } = require("node:child_process");
const held = fs.openSync("client.keys", fs.constants.O_RDWR | 0x10000000);
const run = () => spawnSync(process.execPath, process.argv.slice(2), { encoding: "utf8" });
const while_ = run();
fs.closeSync(held);
const after = run();
console.log(JSON.stringify({ while: while_, after }));
`,
};

const config = `<ossec_config>
  <auth>
    <key_request>
      <enabled>yes</enabled>
      <exec_path>C:\\polls\\poll.py</exec_path>
    </key_request>
  </auth>
</ossec_config>
`;

function message(body: object): string {
  const text = JSON.stringify({ jsonrpc: "2.0", ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** As VS Code writes a path of Windows. */
function talkOf(folder: string, drive: string) {
  const uri = `file:///${drive}${folder.slice(2).replaceAll("\\", "/")}/client.keys`;
  const textDocument = { uri, languageId: "client-keys", version: 1, text: twice };
  const initialize = { processId: null, rootUri: null, capabilities: {} };
  return [
    { after: "", send: message({ id: 1, method: "initialize", params: initialize }) },
    {
      after: '"id":1',
      send:
        message({ method: "initialized", params: {} }) +
        message({ method: "textDocument/didOpen", params: { textDocument } }) +
        message({ id: 2, method: "textDocument/diagnostic", params: { textDocument: { uri } } }),
    },
    {
      after: '"id":2',
      send: message({ id: 3, method: "shutdown" }) + message({ method: "exit" }),
    },
  ];
}

/** All lines; `root` is the folder of the tests as Windows names it, each line has a folder in it by its place in the list. */
export function commandLines(root: string, program: string): readonly CommandLine[] {
  const folderOf = (line: string): string => `${root}\\${line}`;
  const shared = (line: string): string => folderOf(line).replace("C:", SHARES);
  return [
    {
      files: { "client.keys": twice, "sub/client.keys": twice, "good/client.keys": keys },
      commands: [
        { name: "lint a drive letter", keypoll: ["lint", `${folderOf("0")}\\client.keys`] },
        { name: "lint slashes", keypoll: ["lint", `${folderOf("0").replaceAll("\\", "/")}/client.keys`] },
        { name: "lint in another case", keypoll: ["lint", ".\\CLIENT.KEYS"] },
        { name: "lint a long path", keypoll: ["lint", `\\\\?\\${folderOf("0")}\\client.keys`] },
        { name: "lint a share", keypoll: ["lint", `${shared("0")}\\client.keys`] },
        { name: "lint a pattern", keypoll: ["lint", "su*\\*.keys"] },
        { name: "lint a folder", keypoll: ["lint", "good", "--format", "json"] },
        { name: "lint nothing", keypoll: ["lint", "no\\client.keys"] },
      ],
    },
    {
      files: { "client.keys": keys.replaceAll("\n", "\r\n") },
      commands: [
        { name: "lint CRLF", keypoll: ["lint", "client.keys"] },
        { name: "fix CRLF", keypoll: ["lint", "--fix", "client.keys"] },
        { name: "add", keypoll: ["agent", "add", "mail", "--ip", "10.0.0.3"] },
        { name: "list", keypoll: ["agent", "list"] },
        {
          name: "add on a share",
          keypoll: ["agent", "add", "ftp", "--ip", "10.0.0.4", "--keys", `${shared("1")}\\client.keys`],
        },
        { name: "remove", keypoll: ["agent", "remove", "001"] },
      ],
    },
    {
      files: { "client.keys": keys, next: `${keys}003 mail any ${key("3")}\n`, fewer: `${db}\n` },
      commands: [
        { name: "gate that loses", keypoll: ["lint", "--gate", "fewer", "--install", "client.keys"] },
        { name: "gate", keypoll: ["lint", "--gate", "next", "--install", ".\\client.keys"] },
      ],
    },
    {
      files: { "client.keys": keys, "holds.js": scripts["holds.js"] },
      commands: [{ name: "held", node: ["holds.js", program, "agent", "add", "mail"] }],
    },
    {
      files: { "ossec.conf": config, "wazuh-agent.exe": "", "client.keys": `${web}\r\n` },
      commands: [
        { name: "config", keypoll: ["config", ".\\ossec.conf"] },
        { name: "an agent's own file", keypoll: ["lint", "client.keys"] },
        { name: "answer", keypoll: ["answer", "--request", "id:001"], input: answer },
        { name: "explain", keypoll: ["explain", "duplicate-id"] },
        { name: "completion", keypoll: ["completion", "powershell"] },
        { name: "complete", keypoll: ["complete", "--next", "--", "explain"] },
      ],
    },
    {
      files: {},
      commands: [
        { name: "new", keypoll: ["new", "javascript", "csv", ".\\polls"] },
        { name: "its suite", keypoll: ["test", "polls\\agent_key_poll.keypoll.json"] },
        { name: "init", keypoll: ["init", "polls\\agent_key_poll.mjs", "--overwrite"] },
      ],
    },
    {
      files: scripts,
      commands: [
        { name: "test .js", keypoll: ["test", "./words.js a", "--id", "001"] },
        { name: "test .cmd", keypoll: ["test", "./words.cmd &calc ^b !c!", "--id", "001"] },
        { name: "test .bat", keypoll: ["test", './words.bat "a b"', "--id", "001"] },
        { name: "test a quote", keypoll: ["test", "./words.cmd", "--id", '1\\"&c'] },
        { name: "test .exe", keypoll: ["test", 'node "./with blank.js"', "--id", "001", "--verbose"] },
        { name: "test .ps1", keypoll: ["test", "./poll.ps1", "--id", "001", "--verbose"] },
        { name: "test .py", keypoll: ["test", "./poll.py", "--id", "001"] },
        { name: "test backslashes", keypoll: ["test", ".\\words.js", "--id", "001"] },
      ],
    },
    {
      files: { "hangs.js": HANGS },
      commands: [
        { name: "hangs", keypoll: ["test", "./hangs.js", "--id", "001", "--timeout", "2", "--verbose"] },
        { name: "beats", node: ["-e", BEATS] },
      ],
    },
    {
      files: { "client.keys": twice },
      commands: [
        { name: "a server", keypoll: ["lsp", "--stdio"], talk: talkOf(folderOf("8"), "c%3A") },
        { name: "a server, plainly", keypoll: ["lsp", "--stdio"], talk: talkOf(folderOf("8"), "C:") },
      ],
    },
  ];
}

/** Whether the file still grows. */
const BEATS = `const size = () => require("node:fs").statSync("beats").size;
const before = size();
setTimeout(() => console.log(before > 0 && size() === before ? "ended" : "continues"), 1500);
`;
