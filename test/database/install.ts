/** What the tests need from the system: Debian's packages and three packages of npm. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installDebianPackages } from "../debian.ts";

/** Servers, interpreters and drivers, by their names in Debian. */
const PACKAGES = `mariadb-server mariadb-client postgresql slapd ldap-utils openssl sqlite3 jq curl
  python3 python3-pymysql python3-psycopg2 python3-ldap3
  perl libdbd-mysql-perl libdbd-pg-perl libdbd-sqlite3-perl libnet-ldap-perl libio-socket-ssl-perl
  php-cli php-mysql php-pgsql php-sqlite3 php-ldap
  ruby ruby-mysql2 ruby-pg ruby-sqlite3 ruby-net-ldap
  golang-go gcc libc6-dev golang-github-go-sql-driver-mysql-dev golang-github-lib-pq-dev
  golang-github-mattn-go-sqlite3-dev golang-github-go-ldap-ldap-dev`.split(/\s+/);

const NPM_PACKAGES = { mysql2: "3.24.6", pg: "8.23.1", ldapts: "9.2.0" };

/** Installs what is missing, if possible. Returns what is still missing, in sentences. */
export function installPackages(): readonly string[] {
  return installDebianPackages(PACKAGES);
}

/** Installs the drivers for Node into the tests' folder. Returns what is still missing. */
export function installDrivers(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, type: "module", dependencies: NPM_PACKAGES };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const missing = Object.keys(NPM_PACKAGES).filter((name) => !existsSync(join(folder, "node_modules", name)));
  if (missing.length === 0) return [];
  const options = ["--no-audit", "--no-fund", "--ignore-scripts"];
  const run = spawnSync("npm", ["install", ...options], { cwd: folder, encoding: "utf8" });
  return run.status === 0 ? [] : [`npm could not install ${missing.join(", ")}: ${run.stderr.trim()}`];
}
