/** A separate OpenLDAP server, on the loopback interface and with its own data folder. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataSet } from "../../../core/templates/index.ts";
import { agents } from "../harness/agents.ts";
import { freePort } from "../harness/free-port.ts";
import { endServer, programIn, runTool, startServer, stopped, waitFor } from "./process.ts";
import { ACCOUNT, type SourceUnderTest } from "./server.ts";

const FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/lib/openldap"];
const ADMIN = "cn=admin,dc=example,dc=org";
const DN = `cn=${ACCOUNT.user},dc=example,dc=org`;

/** The running and filled server, or the reason why there is none. */
export async function startOpenldap(folder: string): Promise<SourceUnderTest | string> {
  const server = programIn(FOLDERS, "slapd");
  const fill = programIn(FOLDERS, "slapadd");
  if (server === undefined || fill === undefined) return "OpenLDAP (package slapd) is not installed";
  mkdirSync(join(folder, "data"), { recursive: true });
  const configuration = join(folder, "slapd.conf");
  writeFileSync(configuration, configurationIn(folder));
  runTool("openssl", [...CERTIFICATE, "-keyout", keyIn(folder), "-out", certificateIn(folder)]);
  runTool(fill, ["-f", configuration], entries());
  const url = `ldap://127.0.0.1:${await freePort()}`;
  const secureUrl = `ldaps://127.0.0.1:${await freePort()}`;
  const child = startServer(server, ["-f", configuration, "-h", `${url} ${secureUrl}`, "-d", "0"]);
  const { password } = ACCOUNT;
  await waitFor(child, "ldapwhoami", ["-x", "-H", url, "-D", DN, "-w", password]);
  const settings = {
    KEYPOLL_URL: url,
    KEYPOLL_BIND_DN: DN,
    KEYPOLL_PASSWORD: password,
    KEYPOLL_BASE: "ou=agents,dc=example,dc=org",
  };
  return {
    source: "ldap",
    settings,
    down: { ...settings, KEYPOLL_URL: `ldap://127.0.0.1:${await freePort()}` },
    refused: { ...settings, KEYPOLL_PASSWORD: "wrong" },
    encrypted: { settings: { ...settings, KEYPOLL_URL: secureUrl }, trust: trusting(certificateIn(folder)) },
    troubles: [stopped(child)],
    beginning: {
      empty: () =>
        runTool("ldapdelete", ["-x", "-r", "-H", url, "-D", ADMIN, "-w", password, settings.KEYPOLL_BASE]),
      variables: { LDAPURI: url },
      input: `${password}\n`,
      settings: { KEYPOLL_URL: url, KEYPOLL_BIND_DN: ADMIN, KEYPOLL_PASSWORD: password },
    },
    end: () => endServer(child),
  };
}

/** What `openssl` needs for a self-signed certificate. */
const CERTIFICATE =
  "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1".split(
    " ",
  );

const keyIn = (folder: string) => join(folder, "key.pem");
const certificateIn = (folder: string) => join(folder, "certificate.pem");

/** The variables with which OpenSSL and Go, Node, and OpenLDAP's own library trust a certificate. */
function trusting(path: string) {
  return { SSL_CERT_FILE: path, NODE_EXTRA_CA_CERTS: path, LDAPTLS_CACERT: path };
}

function configurationIn(folder: string): string {
  return `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/pid
TLSCertificateFile ${certificateIn(folder)}
TLSCertificateKeyFile ${keyIn(folder)}
database mdb
suffix "dc=example,dc=org"
rootdn "${ADMIN}"
rootpw "${ACCOUNT.password.replace(/["\\]/g, "\\$&")}"
directory ${folder}/data
index serialNumber,ipHostNumber eq
access to attrs=userPassword by dn.exact="${DN}" read by anonymous auth
access to * by dn.exact="${DN}" read by * none
`;
}

function entries(): string {
  const password = Buffer.from(ACCOUNT.password).toString("base64");
  return `dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: example

dn: ${DN}
objectClass: device
objectClass: simpleSecurityObject
cn: ${ACCOUNT.user}
userPassword:: ${password}

${dataSet("ldap", agents).text}`;
}
