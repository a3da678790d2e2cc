/**
 * Installs the interpreters in which templates and samples are written, with their drivers for files. On other systems, and
 * without the rights to install, the tests that need one are skipped by name.
 */

import { installDebianPackages } from "./debian.ts";

const INTERPRETERS = `sqlite3 python3 perl libdbd-sqlite3-perl php-cli php-sqlite3 ruby ruby-sqlite3
  golang-go gcc libc6-dev golang-github-mattn-go-sqlite3-dev`.split(/\s+/);

for (const sentence of installDebianPackages(INTERPRETERS)) console.log(sentence);
