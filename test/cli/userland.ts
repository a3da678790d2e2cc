/** Small systems on which the executable is run: the libraries of an older Debian, and a base for an image. */

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cached } from "../editor/host/cache.ts";

/** Where Debian on x64 has its libraries, and the loader of each program. */
const LIBRARIES = "lib/x86_64-linux-gnu";
const LOADER = "lib64/ld-linux-x86-64.so.2";

/** Debian 11 has glibc 2.31; the default archive has nothing older. */
const OLDER = "bullseye";

/** A folder with only the libraries of an older Debian, kept between runs. An error if it is not available. */
export function olderSystem(): Promise<string> {
  return cached("older-system", OLDER, (folder) => {
    const draft = join(folder, "apt");
    for (const name of ["lists/partial", "archives/partial"])
      mkdirSync(join(draft, name), { recursive: true });
    const archive = "/usr/share/keyrings/debian-archive-keyring.gpg";
    writeFileSync(
      join(draft, "sources.list"),
      `deb [signed-by=${archive}] http://deb.debian.org/debian ${OLDER} main\n`,
    );
    const options = [
      ["Dir::Etc::sourcelist", join(draft, "sources.list")],
      ["Dir::Etc::sourceparts", "/dev/null"],
      ["Dir::State::lists", join(draft, "lists")],
      ["Dir::Cache", draft],
      ["Acquire::Languages", "none"],
      // Otherwise apt's own user would need access to the folder.
      ["APT::Sandbox::User", "root"],
    ].flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    const apt = (...words: readonly string[]) =>
      execFileSync("apt-get", ["-q", ...options, ...words], { cwd: draft, stdio: "pipe" });
    apt("update");
    apt("download", ...["libc6", "libgcc-s1", "libstdc++6"].map((name) => `${name}/${OLDER}`));
    for (const name of readdirSync(draft).filter((each) => each.endsWith(".deb"))) {
      execFileSync("dpkg-deb", ["-x", join(draft, name), folder]);
    }
    execFileSync("rm", ["-r", draft]);
    return Promise.resolve();
  });
}

/**
 * Fills a folder that imitates Debian's slim image: a shell, the programs that the recipe calls, their
 * libraries.
 */
export function fillSmallSystem(folder: string): void {
  const programs = ["sh", "gzip", "gunzip", "chmod", "cat", "id"].map((name) => join("/bin", name));
  const libraries = ["libstdc++.so.6", "libgcc_s.so.1", "libdl.so.2", "libm.so.6", "libpthread.so.0"];
  const wanted = new Set([...programs, ...libraries.map((name) => join("/", LIBRARIES, name)), `/${LOADER}`]);
  for (const program of programs) for (const library of librariesOf(program)) wanted.add(library);
  for (const file of wanted) {
    const copy = join(folder, file);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(realpathSync(file), copy);
  }
  for (const name of ["tmp", "usr/local/bin", "work"]) mkdirSync(join(folder, name), { recursive: true });
}

function librariesOf(program: string): readonly string[] {
  if (!existsSync(program)) throw new Error(`${program} does not exist.`);
  try {
    const said = execFileSync("ldd", [program], { encoding: "utf8", stdio: "pipe" });
    return Array.from(said.matchAll(/\/\S+(?= \()/g), ([path]) => path);
  } catch {
    // A script.
    return [];
  }
}
