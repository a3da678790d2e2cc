/** Before the first test: installs the programs, and prints which are left out. */

import { installDebianPackages } from "../debian.ts";

const EDITORS = ["neovim", "emacs-nox", "elpa-eglot", "elpa-lsp-mode"];
const SHELLS = ["zsh", "fish"];
const DEPLOYMENT = ["git", "pre-commit", "ansible-core"];

export default function setup(): void {
  for (const line of installDebianPackages([...EDITORS, ...SHELLS, ...DEPLOYMENT])) console.log(line);
}
