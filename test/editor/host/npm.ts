/** The npm on the PATH, with the machine's own configuration, run with a given Node. */
import path from "node:path";
import { run } from "./children.ts";

/**
 * Runs `npm ...args` in `cwd` and returns its standard output. `node` comes first on the PATH, so npm and
 * every install script use it. Throws with npm's error message if npm fails.
 */
export function npm(args: readonly string[], cwd: string, node?: string): Promise<string> {
  const env: NodeJS.ProcessEnv = { ...outerEnvironment() };
  if (node !== undefined) env["PATH"] = `${path.dirname(node)}${path.delimiter}${env["PATH"] ?? ""}`;
  return run("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], { cwd, env });
}

/**
 * The environment without the variables of `npm run` and of a VS Code terminal: they describe another
 * package, or make an editor that starts here open a window there.
 */
export function outerEnvironment(): NodeJS.ProcessEnv {
  const added = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$|VSCODE_|ELECTRON_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}
