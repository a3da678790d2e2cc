/** Before the first test: installs the editors, and says which are left out. */

import { installDebianPackages } from "../debian.ts";

const PACKAGES = ["neovim", "emacs-nox", "elpa-eglot", "elpa-lsp-mode"];

export default function setup(): void {
  for (const line of installDebianPackages(PACKAGES)) console.log(line);
}
