/** The texts about each system, on every system. */

import { describe, expect, it } from "vitest";
import { platformOf } from "../../../core/platform/index.ts";

describe("a platform", () => {
  it("runs scripts with a service's PATH if programs start with so little", () => {
    expect(platformOf("linux").servicePath).toBe(
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    );
    expect(platformOf("win32").servicePath).toBeUndefined();
  });

  it("has the folders of Homebrew and MacPorts first on macOS", () => {
    const folders = platformOf("darwin").servicePath?.split(":") ?? [];
    expect(folders.slice(0, 3)).toEqual(["/opt/homebrew/bin", "/opt/homebrew/sbin", "/opt/local/bin"]);
    expect(folders).toEqual(expect.arrayContaining(["/usr/local/bin", "/usr/bin", "/bin"]));
  });

  it("keeps access control lists as far as the system has them", () => {
    expect(["linux", "darwin", "win32", "freebsd"].map((name) => platformOf(name).attributes)).toEqual([
      "gnu-cp",
      "copy-file",
      undefined,
      undefined,
    ]);
  });

  it("is a Unix if it is unknown", () => {
    expect(platformOf("freebsd").isUnix).toBe(true);
    expect(platformOf("win32").isUnix).toBe(false);
  });
});
