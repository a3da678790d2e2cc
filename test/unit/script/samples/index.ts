/** The samples of every language. */

import type { LanguageSamples } from "../support.ts";
import { bash } from "./bash.ts";
import { go } from "./go.ts";
import { javascript } from "./javascript.ts";
import { perl } from "./perl.ts";
import { php } from "./php.ts";
import { powershell } from "./powershell.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";

export const samples: readonly LanguageSamples[] = [
  python,
  bash,
  javascript,
  perl,
  php,
  ruby,
  go,
  powershell,
];
