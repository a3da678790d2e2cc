/** Which templates can run on this machine, how their syntax is checked, and what else they need. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import type { SourceId, Template } from "../../../core/templates/index.ts";

/** The directories of a daemon's PATH; a system's packages belong to the interpreters there. */
const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

interface Interpreter {
  /** The command that is required. */
  readonly command: string;
  /** Arguments that check the syntax of a file. */
  readonly check: (path: string) => readonly string[];
  /** Arguments that exit with 0 if the source can be used; undefined if nothing special is needed. */
  readonly probe?: (source: SourceId) => readonly string[] | undefined;
}

const modules: Readonly<Partial<Record<ScriptLanguage, Readonly<Partial<Record<SourceId, string>>>>>> = {
  python: { mysql: "pymysql", postgresql: "psycopg2", ldap: "ldap3" },
  javascript: { mysql: "mysql2", postgresql: "pg", ldap: "ldapts", sqlite: "node:sqlite" },
  perl: { mysql: "DBD::mysql", postgresql: "DBD::Pg", sqlite: "DBD::SQLite", ldap: "Net::LDAP" },
  php: { mysql: "pdo_mysql", postgresql: "pdo_pgsql", sqlite: "pdo_sqlite", ldap: "ldap" },
  ruby: { mysql: "mysql2", postgresql: "pg", sqlite: "sqlite3", ldap: "net/ldap" },
  bash: { mysql: "mysql", postgresql: "psql", sqlite: "sqlite3", ldap: "ldapsearch", http: "curl" },
};

/** The probe of a language for the name of the module that a source needs. */
function probing(language: ScriptLanguage, args: (module: string) => readonly string[]) {
  return (source: SourceId): readonly string[] | undefined => {
    const module = modules[language]?.[source];
    return module === undefined ? undefined : args(module);
  };
}

const interpreters: Readonly<Record<ScriptLanguage, Interpreter>> = {
  python: {
    command: "python3",
    // Managers can have Python 3.6.
    check: (path) => [
      "-c",
      "import ast, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 6))",
      path,
    ],
    probe: probing("python", (module) => ["-c", `import ${module}`]),
  },
  bash: {
    command: "bash",
    check: (path) => ["-n", path],
    probe: (source) => ["-c", `command -v jq && command -v ${modules.bash?.[source] ?? "jq"}`],
  },
  javascript: {
    command: "node",
    check: (path) => ["--check", path],
    probe: probing("javascript", (module) =>
      module.startsWith("node:") ? ["-e", `require("${module}")`] : ["-p", `"${module}"`],
    ),
  },
  perl: {
    command: "perl",
    check: (path) => ["-c", path],
    probe: probing("perl", (module) => [`-M${module}`, "-e", "1"]),
  },
  php: {
    command: "php",
    check: (path) => ["-l", path],
    probe: probing("php", (module) => ["-r", `exit(extension_loaded("${module}") ? 0 : 1);`]),
  },
  ruby: {
    command: "ruby",
    check: (path) => ["-c", path],
    probe: probing("ruby", (module) => [`-r${module}`, "-e", "0"]),
  },
  go: { command: "gofmt", check: (path) => ["-l", "-e", path] },
  powershell: {
    command: "pwsh",
    check: (path) => [
      "-NoProfile",
      "-Command",
      `$e = $null; [void][Management.Automation.Language.Parser]::ParseFile('${path}', [ref]$null, [ref]$e); exit $e.Count`,
    ],
  },
};

/** Interpreters and drivers of the machine; `folder` is the tests' own folder. */
export class Machine {
  readonly path: string;
  readonly folder: string;
  readonly #probed = new Map<string, string | undefined>();

  constructor(folder: string) {
    this.folder = folder;
    // The Node that runs the tests comes first: an older one of the system may lack SQLite.
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    if (!existsSync(join(bin, "node"))) symlinkSync(process.execPath, join(bin, "node"));
    this.path = [bin, SYSTEM_PATH, process.env["PATH"] ?? ""].join(":");
  }

  /** Why the syntax of a language cannot be checked here; undefined if it can. */
  missingInterpreter(language: ScriptLanguage): string | undefined {
    const { command } = interpreters[language];
    const found = this.path.split(":").some((place) => existsSync(join(place, command)));
    if (found) return undefined;
    const checked = language === "powershell" ? "; only its syntax is checked, by grammar, in test/unit" : "";
    return `${command} is not installed${checked}`;
  }

  /** Why a template cannot run here; undefined if it can. Checked once per pair of language and source. */
  missing({ language, source }: Template): string | undefined {
    const pair = `${language} ${source}`;
    if (!this.#probed.has(pair)) this.#probed.set(pair, this.#probe(language, source));
    return this.#probed.get(pair);
  }

  /** The error message of the language's own syntax check; undefined if there is none. */
  syntaxFault(template: Template, path: string): string | undefined {
    const { command, check } = interpreters[template.language];
    const run = spawnSync(command, check(path), { env: { PATH: this.path }, encoding: "utf8" });
    // gofmt prints only the name of a file that is not formatted.
    const fine = run.status === 0 && (command !== "gofmt" || run.stdout === "");
    return fine ? undefined : `${command}: ${run.stdout}${run.stderr}`;
  }

  #probe(language: ScriptLanguage, source: SourceId): string | undefined {
    const interpreter = this.missingInterpreter(language);
    if (interpreter !== undefined) return interpreter;
    if (language === "go") return goPackageMissing(source);
    const { command, probe } = interpreters[language];
    const args = probe?.(source);
    if (args === undefined) return undefined;
    const env = { PATH: this.path };
    const needed = modules[language]?.[source] ?? "jq";
    // An npm package is installed beside the scripts.
    if (language === "javascript" && !needed.startsWith("node:")) {
      return existsSync(join(this.folder, "node_modules", needed)) ? undefined : `${needed} is not installed`;
    }
    return spawnSync(command, args, { env }).status === 0
      ? undefined
      : `${command}: ${needed} is not installed`;
  }
}

/** Where Debian installs the sources of Go packages. */
export const DEBIAN_GO = "/usr/share/gocode";

const goPackages: Readonly<Partial<Record<SourceId, string>>> = {
  mysql: "github.com/go-sql-driver/mysql",
  postgresql: "github.com/lib/pq",
  sqlite: "github.com/mattn/go-sqlite3",
  ldap: "github.com/go-ldap/ldap",
};

function goPackageMissing(source: SourceId): string | undefined {
  const wanted = goPackages[source];
  if (wanted === undefined || existsSync(join(DEBIAN_GO, "src", wanted))) return undefined;
  return `go: ${wanted} is not installed`;
}

/** Builds a Go program; returns the error message of the compiler, or undefined. */
export function buildGo(source: string, program: string, folder: string): string | undefined {
  // Debian ships the package without the version that its import path ends with.
  const versioned = join(folder, "go", "src", "github.com", "go-ldap", "ldap", "v3");
  const shipped = join(DEBIAN_GO, "src", "github.com", "go-ldap", "ldap");
  if (!existsSync(versioned) && existsSync(shipped)) {
    mkdirSync(dirname(versioned), { recursive: true });
    symlinkSync(shipped, versioned);
  }
  const env = {
    ...process.env,
    GO111MODULE: "off",
    GOPATH: `${join(folder, "go")}:${DEBIAN_GO}`,
    GOCACHE: join(folder, "go-cache"),
    GOFLAGS: "",
  };
  const run = spawnSync("go", ["build", "-o", program, source], { env, encoding: "utf8" });
  return run.status === 0 ? undefined : `${run.stderr}${run.error ?? ""}`;
}
