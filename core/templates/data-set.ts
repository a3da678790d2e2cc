/** Sample agents, and the file formats in which sources are filled with them. */

/** An agent as a source stores it. */
export interface SampleAgent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly key: string;
}

/**
 * An agent with its own address, one with any address, a range, and two that share an address. The keys are made up.
 */
export const sampleAgents: readonly SampleAgent[] = [
  ["001", "web1", "192.168.1.100", "ac575526e8bbcddf6654e5aa0a39fa60a0020e5d34ed1370916368bdaf5f0c71"],
  ["002", "db1", "any", "0f3a5c1d9b7e24680f3a5c1d9b7e24680f3a5c1d9b7e24680f3a5c1d9b7e2468"],
  ["003", "lab1", "10.0.0.0/24", "6b1d0e9f8a7c5432106b1d0e9f8a7c5432106b1d0e9f8a7c5432106b1d0e9f8a"],
  ["004", "kiosk1", "192.168.1.200", "c4d2e0f19a8b7c6d5e4fc4d2e0f19a8b7c6d5e4fc4d2e0f19a8b7c6d5e4fc4d2"],
  ["005", "kiosk2", "192.168.1.200", "9e8d7c6b5a4f3e2d1c0b9e8d7c6b5a4f3e2d1c0b9e8d7c6b5a4f3e2d1c0b9e8d"],
].map(([id = "", name = "", ip = "", key = ""]) => ({ id, name, ip, key }));

const columns = `  id VARCHAR(8) NOT NULL PRIMARY KEY,
  name VARCHAR(128) NOT NULL,
  ip VARCHAR(43) NOT NULL,
  agent_key VARCHAR(128) NOT NULL`;

export const TABLE = `CREATE TABLE agent (\n${columns}\n);\nCREATE INDEX agent_ip ON agent (ip);\n`;

// Texts are compared byte by byte: other collations find "a" for "A".
export const MYSQL_TABLE = `CREATE TABLE agent (\n${columns},\n  INDEX (ip)\n) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n`;

export function sql(agents: readonly SampleAgent[], table: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const rows = agents.map(({ id, name, ip, key }) => `  (${[id, name, ip, key].map(quoted).join(", ")})`);
  return `${table}INSERT INTO agent (id, name, ip, agent_key) VALUES\n${rows.join(",\n")};\n`;
}

export function ldif(agents: readonly SampleAgent[]): string {
  const unit = "dn: ou=agents,dc=example,dc=org\nobjectClass: organizationalUnit\nou: agents\n";
  const entries = agents.map(
    ({ id, name, ip, key }) => `dn: serialNumber=${id},ou=agents,dc=example,dc=org
objectClass: device
objectClass: ipHost
objectClass: simpleSecurityObject
serialNumber: ${id}
cn: ${name}
ipHostNumber: ${ip}
userPassword: ${key}
`,
  );
  return [unit, ...entries].join("\n");
}

export function csv(agents: readonly SampleAgent[]): string {
  return ["id,name,ip,key", ...agents.map(({ id, name, ip, key }) => `${id},${name},${ip},${key}`), ""].join(
    "\n",
  );
}

export function json(agents: readonly SampleAgent[]): string {
  return `${JSON.stringify(agents, null, 2)}\n`;
}
