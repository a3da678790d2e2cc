/** The commands in the documentation, and what a test needs to know to run them. */

/** How to run a line that does not simply end with exit code 0. */
export type Run =
  /** The expected exit code. */
  | { readonly code: number }
  /** It runs until it is stopped. */
  | { readonly stays: true }
  /** Extra arguments, because the command alone would take minutes. */
  | { readonly adds: string }
  | { readonly skip: string };

export interface Page {
  readonly path: string;
  /** Shell commands to run before the first line, for what the reader already has. */
  readonly prepare?: string;
  /** Keyed by the command as on the page, without its comment. */
  readonly runs?: Readonly<Record<string, Run>>;
  /** Blocks of JSON that the page tells the reader to put into a file, in order. */
  readonly files?: readonly string[];
  /** Blocks in other languages, and the test for them. */
  readonly held?: Readonly<Record<string, string>>;
}

const PACKED: Run = { skip: "npm-package.test.ts packs and installs it" };
const IN_AN_IMAGE: Run = { skip: "binary.test.ts builds the image by buildah and runs it" };
const PACKED_ALONE: Run = { skip: "binary.test.ts packs it and runs it" };
const PORTS: Run = {
  skip: "it needs the standard ports of this machine; the tests of the stand-in try it on free ones",
};
/** The language server ends with exit code 1 if no client connects. */
const NOBODY_THERE: Run = { code: 1 };
/** The reader's client.keys has a different key. */
const DRIFT: Run = { code: 1 };
const PUBLISHED: Run = { skip: "it needs the registry" };

/** A reader with their own script, a client.keys and a manager. */
export const OWN_SCRIPT = `
keypoll new python sqlite .
mv agent_key_poll.py agent_key_pull.py
rm agent_key_poll.keypoll.json
keypoll agent add web1 --id 001 --ip 192.168.1.100
mkdir -p ossec/etc ossec/logs ossec/queue/sockets
echo "2026/11/21 10:00:00 wazuh-authd: INFO: Agent key generated for 'web1' (requested by any)" > ossec/logs/ossec.log
cp client.keys ossec/etc
cat > ossec/etc/ossec.conf <<END
<ossec_config><auth><disabled>no</disabled><key_request>
  <enabled>yes</enabled><exec_path>$PWD/agent_key_pull.py</exec_path>
</key_request></auth></ossec_config>
END
`;

export const pages: readonly Page[] = [
  {
    path: "README.md",
    prepare: "rm -r -- *; cp -r ../own/ossec .",
    runs: {
      "keypoll reconcile --config /var/ossec/etc/ossec.conf": DRIFT,
      "npm run package:npm && npm install -g dist/keypoll-*.tgz": PACKED,
      "keypoll rehearse agent_key_poll.keypoll.json --agents 7700": {
        adds: "--agents 50 --limit 10 --levels 1",
      },
      "keypoll manager ./sandbox": { stays: true },
      "keypoll lsp --stdio": NOBODY_THERE,
    },
    held: { js: "test/cli/npm-package.test.ts" },
  },
  {
    path: "docs/testing.md",
    prepare: `cp "$FIXTURES/warns-first.py" "$FIXTURES/needs-home.sh" .`,
    runs: {
      "keypoll test ./warns-first.py --id 001": { code: 1 },
      "keypoll test ./needs-home.sh --id 001 --compare": { code: 1 },
      "keypoll test ./agent_key_pull.py --id 001 --torture": {
        skip: "poll-torture.test.ts runs the battery",
      },
      "keypoll test --socket /var/ossec/queue/sockets/keys --id 001": {
        skip: "no manager's daemon listens here",
      },
    },
  },
  {
    path: "docs/suites.md",
    files: ["agent_key_pull.keypoll.json"],
    held: { json: "test/unit/docs/suites.test.ts", yaml: "test/foreign/recipes.test.ts" },
  },
  {
    path: "docs/ci.md",
    prepare: `
mv agent_key_pull.py agent_key_poll.py
keypoll init ./agent_key_poll.py
cp client.keys client.keys.new`,
    runs: {
      "npm run package:binary": PACKED_ALONE,
      "gunzip keypoll-linux-x64.gz": PACKED_ALONE,
      "install -m 0755 keypoll-linux-x64 /usr/local/bin/keypoll": PACKED_ALONE,
      "docker build --tag keypoll --file recipes/Dockerfile dist/binary": IN_AN_IMAGE,
      'docker run --rm --network none --user "$(id -u):$(id -g)" --volume "$PWD:/work:ro" keypoll lint .':
        IN_AN_IMAGE,
      'docker run --rm --network none --user "$(id -u):$(id -g)" --volume "$PWD:/work:ro" keypoll lint --gate client.keys.new --against client.keys':
        IN_AN_IMAGE,
    },
    held: {
      dockerfile: "test/foreign/recipes.test.ts",
      yaml: "test/foreign/recipes.test.ts",
      groovy: "test/foreign/recipes.test.ts",
    },
  },
  {
    path: "docs/editors.md",
    runs: { "keypoll lsp --stdio": NOBODY_THERE },
    held: {
      lua: "test/foreign/editors.test.ts",
      elisp: "test/foreign/editors.test.ts",
      toml: "test/foreign/texts.test.ts",
      json: "test/foreign/texts.test.ts",
      yaml: "test/foreign/texts.test.ts",
      rust: "test/foreign/texts.test.ts",
    },
  },
  {
    path: "docs/manager.md",
    runs: {
      "keypoll manager ./sandbox": { skip: "the README has it too" },
      "keypoll manager ./sandbox --release 3.13": { stays: true },
      "keypoll manager ./sandbox --standard-ports": PORTS,
      "keypoll manager ./sandbox --agent-state 001=disconnected:2h": {
        skip: "vendor-cases.test.ts sets such states",
      },
      'keypoll manager ./sandbox --script "/opt/poll/agent_key_pull.py" --reload 1 --standard-ports': PORTS,
      "keypoll knock 127.0.0.1:1514 --id 007 -k agent/client.keys": PORTS,
      "keypoll enroll 127.0.0.1:1515 --name web-01 --ca sandbox/etc/sslmanager.cert": PORTS,
      "keypoll test ./register_agent.sh --registration": {
        skip: "script-test.test.ts runs such scripts",
      },
    },
  },
  {
    path: "docs/moving-to-5.0.md",
    prepare: "keypoll agent add web2 --id 002 2> backup",
  },
  {
    path: "docs/reconcile.md",
    prepare: "printf '002\\n' > ids.txt",
    runs: {
      "keypoll reconcile ./agent_key_pull.py --keys client.keys": DRIFT,
      "keypoll reconcile --socket /run/keys.sock --keys client.keys": {
        skip: "reconcile.test.ts asks a daemon",
      },
      "keypoll reconcile --config /var/ossec/etc/ossec.conf": DRIFT,
      "psql -At -c 'select id from agents' > ids.txt": { skip: "there is no database here" },
      "keypoll reconcile ./agent_key_pull.py --keys client.keys --ids ids.txt": DRIFT,
      "keypoll reconcile ./agent_key_pull.py --keys client.keys --ids ids.txt --write seed.keys": DRIFT,
    },
    held: { text: "test/cli/reconcile.test.ts" },
  },
  { path: "docs/logs.md", held: { text: "test/cli/explain-log.test.ts" } },
  { path: "docs/registration.md", prepare: "rm client.keys" },
  {
    path: "docs/rehearsal.md",
    prepare: "keypoll init ./agent_key_pull.py",
    runs: {
      "keypoll rehearse agent_key_pull.keypoll.json --agents 7700 --threads 4 --queue-size 1024": {
        skip: "the README has one too",
      },
      "keypoll rehearse agent_key_pull.keypoll.json --agents 7700 --compare-socket": {
        skip: "rehearse.test.ts rehearses with a daemon",
      },
    },
  },
  {
    path: "docs/assistants.md",
    runs: { "keypoll mcp --allow-runs": { code: 0 } },
    held: { json: "test/cli/mcp.test.ts", python: "test/cli/mcp.test.ts" },
  },
  { path: "docs/tasks.md", held: { json: "test/editor/api", text: "test/cli/lint.test.ts" } },
  { path: "docs/templates.md", prepare: "rm -r -- *", held: { xml: "test/unit/templates" } },
  { path: "docs/verdict.md", held: { text: "test/editor/page" } },
  { path: "docs/conformance.md" },
  { path: "docs/robustness.md" },
  {
    path: "docs/library.md",
    runs: { "npm install keypoll": PUBLISHED },
    held: { js: "test/cli/npm-package.test.ts" },
  },
  {
    path: "docs/npm.md",
    prepare: "mv agent_key_pull.py agent_key_poll.py",
    runs: { "npm install -g keypoll": PUBLISHED },
    held: { js: "test/unit/library" },
  },
];
