/**
 * The copyright of the grammars in the packages of parsers, which do not state it. All of them have the MIT licence.
 */

import type { ScriptLanguage } from "../../core/languages/index.ts";

/** The copyright lines in the LICENSE of each project. */
export const grammarCopyrights: Readonly<Record<ScriptLanguage, readonly string[]>> = {
  bash: ["Copyright (c) 2017 Max Brunsfeld"],
  go: ["Copyright (c) 2014 Max Brunsfeld"],
  javascript: ["Copyright (c) 2014 Max Brunsfeld"],
  perl: ["Copyright (c) 2020 Ganesan"],
  php: [
    "Copyright (c) 2017 Josh Vera, GitHub",
    "Copyright (c) 2019 Max Brunsfeld, Amaan Qureshi, Christian Frøystad, Caleb White",
  ],
  powershell: ["Copyright (c) 2023 Airbus CERT"],
  python: ["Copyright (c) 2016 Max Brunsfeld"],
  ruby: ["Copyright (c) 2016 Rob Rix"],
};

export const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
