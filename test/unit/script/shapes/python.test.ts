// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a Python script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([
    ["python", `x = "a"`, `"a"`],
    ["python", `x = ""`, ""],
    ["python", `x = '''a\nb'''`, `"a\\nb"`],
    ["python", String.raw`x = "a\nb\tc\rd\\e\"f\q"`, String.raw`"a\nb\tc\rd\\e\"fq"`],
    ["python", `x = "a\\\nb"`, `"ab"`],
    ["python", `f("a", "b")`, `"a"`, `"b"`],
  ]);
});

describe("texts that are joined", () => {
  expectTexts([
    ["python", `x = "a" + "b"`, `"a" "b"`],
    ["python", `x = "a" "b"`, `"a" "b"`],
    ["python", `x = "a" + v + "b"`, `"a" <v> "b"`],
    ["python", `x = ("a" + (v) + "b")`, `"a" <v> "b"`],
    ["python", `x = ("a"  # why\n  + v)`, `"a" <v>`],
    ["python", `x = (  # why\n  "a") + v`, `"a" <v>`],
    ["python", `x = ("a"  # why\n  "b")`, `"a" "b"`],
    ["python", `x = "a" - v`, `"a"`],
    ["python", `x = f("a") + v`, `"a"`],
  ]);
});

describe("a value inside a text", () => {
  expectTexts([
    ["python", `x = f"a{v}b"`, `"a" <{v}> "b"`],
    ["python", `x = f"{v}{w}"`, "<{v}> <{w}>"],
    ["python", `x = f"{{a}} {v}"`, `"{a} " <{v}>`],
    ["python", `x = "{{a}}"`, `"{{a}}"`],
    ["python", `x = f"{v:03d}"`, "<{v:03d}>n0x"],
    ["python", `x = f"{v:d}"`, "<{v:d}>nx"],
    ["python", `x = f"{v:>3}"`, "<{v:>3}>x"],
    ["python", `x = f"{v:d>3}"`, "<{v:d>3}>x"],
    ["python", `x = f"{v:x:0}"`, "<{v:x:0}>x"],
  ]);
});

describe("a text that is a format", () => {
  expectTexts([
    ["python", `x = "a %s b" % v`, `"a " <v> " b"`],
    ["python", `x = "%s %d" % (v, w)`, `<v> " " <w>n`],
    ["python", `x = "%03d" % v`, "<v>n0x"],
    ["python", `x = "%s %s" % v`, `<v> " " <?>`],
    ["python", `x = "a {} b".format(v)`, `"a " <v> " b"`],
    ["python", `x = "{} {}".format(v, w)`, `<v> " " <w>`],
    ["python", `x = ("{} " + "{}").format(v, w)`, `<v> " " <w>`],
    ["python", `x = "{}" + y.format(v)`, `"{}" <y.format(v)>`],
    ["python", `x = "{}" + y % v`, `"{}" <y % v>`],
    ["python", `x = "a" + (y % v)`, `"a" <y % v>`],
    ["python", `x = "a" + ("%s" % v)`, `"a" <v>`],
    ["python", `x = ("a "\n  "{}").format(v)`, `"a " <v>`],
    ["python", `x = ("a {}").format(v)`, `"a " <v>`],
    ["python", `x = "a" + "{}".format(v)`, `"a" <v>`],
    ["python", `x = ("a" + y).format(v)`, `"a" <y>`],
    ["python", `x = y.format("a")`, `"a"`],
    ["python", `x = y % "a"`, `<y % "a">`],
    ["python", `x = f"{v} %s" % w`, `<{v}> " " <w>`],
    ["python", `x = "a" + "%s" % v`, `"a" <v>`],
    ["python", `f("%s", v)`, `"%s"`],
  ]);
});

describe("a block", () => {
  expectFound("output-before-answer", [
    ...nothing(
      "python",
      `print(json.dumps(a))\nprint("b")`,
      `if c:\n    print(json.dumps(a))\n    print("b")`,
      `if debug:\n    print("b")`,
    ),
    ["python", `if c:\n    print(json.dumps(a))\nprint("b")`, `print("b")`],
    ["python", `while debug:\n    print("b")`, `print("b")`],
  ]);
  expectFound(
    "unreachable-code",
    nothing(
      "python",
      "def f():\n    return 1\n    def g(): pass\n",
      "def f():\n    return 1\n    class A: pass\n",
      "def f():\n    return 1\n    @a\n    def g(): pass\n",
    ),
  );
  expectFound(
    "id-as-number",
    nothing("python", "x = int(agent_id)\ny = z.zfill(3)", "x = int(agent_id)\ny = z.rjust(3)"),
  );
});
