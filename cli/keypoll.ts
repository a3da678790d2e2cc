#!/usr/bin/env node
/**
 * The entry point of the command line. It checks the version of Node, and loads nothing that an old Node could not even
 * parse.
 */

/** As in `engines` of the manifest. A test compares the two. */
const [NEEDED_MAJOR, NEEDED_MINOR] = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > NEEDED_MAJOR || (major === NEEDED_MAJOR && minor >= NEEDED_MINOR)) {
  void import("./program.ts");
} else {
  process.stderr.write(
    `keypoll: This is Node ${process.versions.node}, and keypoll needs Node ${NEEDED_MAJOR}.${NEEDED_MINOR} or newer. Install it from https://nodejs.org.\n`,
  );
  process.exitCode = 2;
}
