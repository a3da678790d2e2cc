/** Where an id becomes a number, and where that does not matter. */

import { describe, expect, it } from "vitest";
import { expectFound, type Row } from "./found.ts";
import { fixedBy, foundBy } from "./support.ts";

const RULE = "id-as-number";

const areFound = (rows: readonly Row[]): void => expectFound(RULE, rows);

const inGo = (line: string): string => `func main() {\n\t${line}\n}\n`;

describe("a number made from an id", () => {
  areFound([
    ["python", "x = int(sys.argv[2])", "int(sys.argv[2])"],
    ["python", "x = int(agent_id)", "int(agent_id)"],
    ["python", "x = int(row.id)", "int(row.id)"],
    ["python", `x = int(row["id"])`, `int(row["id"])`],
    ["python", "x = (int(agent_id))", "int(agent_id)"],
    ["python", `x = {"number": int(agent_id)}`, "int(agent_id)"],
    ["python", "def f(id):\n    return int(id)", "int(id)"],
    ["python", "x = str(int(agent_id))", "int(agent_id)"],
    ["python", `x = f"{int(agent_id)}"`],
    ["python", "x = int(sys.argv[1])"],
    ["python", "x = int(value)\ny = agent_id"],
    ["python", "x = int(agent_id + y)"],
    ["python", "f(int(agent_id))"],
    ["python", "x = f(int(agent_id))"],
    ["python", "if int(agent_id) < 1:\n    pass"],
    ["python", "int(agent_id)"],
    ["javascript", "x = parseInt(agentId);", "parseInt(agentId)"],
    ["javascript", "const x = Number(agentId);", "Number(agentId)"],
    ["javascript", "const x = +agentId;", "+agentId"],
    ["javascript", "const x = { number: Number(row.id) };", "Number(row.id)"],
    ["javascript", "function f(id) { return Number(id); }", "Number(id)"],
    ["javascript", "const x = String(Number(id));", "Number(id)"],
    ["javascript", "const x = f(Number(id));"],
    ["javascript", "if (Number(id) > 1) x();"],
    ["php", "$x = intval($id);", "intval($id)"],
    ["php", "$x = (int) $id;", "(int) $id"],
    ["php", "$x = ['number' => intval($id)];", "intval($id)"],
    ["php", "function f($id) { return intval($id); }", "intval($id)"],
    ["php", "$x = strval(intval($id));", "intval($id)"],
    ["php", "$x = f(intval($id));"],
    ["php", "if (intval($id) > 1) { f(); }"],
    ["perl", "my $x = int($id);", "int($id)"],
    ["perl", "my $x = $id + 0;", "$id + 0"],
    ["perl", "f(int($id));"],
    ["ruby", "x = id.to_i", "id.to_i"],
    ["ruby", "x = { number: id.to_i }", "id.to_i"],
    ["ruby", "x = Integer(id)", "Integer(id)"],
    ["ruby", "f(id.to_i)"],
    ["ruby", "def f(id)\n  return id.to_i\nend", "id.to_i"],
    ["ruby", "def f(id)\n  return g(id.to_i)\nend"],
    ["go", inGo("x, _ := strconv.Atoi(id)"), "strconv.Atoi(id)"],
    ["go", inGo("return strconv.Atoi(id)"), "strconv.Atoi(id)"],
    ["go", inGo("f(strconv.Atoi(id))")],
    ["bash", "x=$(($2 + 0))", "$(($2 + 0))"],
    ["bash", 'x="$(($2))"', "$(($2))"],
    ["bash", "x=$((n + 1))"],
    ["powershell", "$x = [int]$id", "[int]$id"],
    ["powershell", "$x = @{ number = [int]$id }", "[int]$id"],
  ]);
});

describe("a script that pads a number with zeros", () => {
  areFound([
    ["python", "x = int(agent_id)\ny = z.zfill(3)"],
    ["python", `x = int(agent_id)\ny = z.rjust(3, "0")`],
    ["python", `x = int(agent_id)\ny = "%03d" % z`],
    ["python", `x = int(agent_id)\ny = "{:03d}".format(z)`],
    ["python", `x = int(agent_id)\ny = f"{z:03d}"`],
    ["python", `x = int(agent_id)\ny = "SELECT LPAD(id, 3, '0') FROM agent"`],
    ["python", `x = int(agent_id)\ny = "select lpad(id, 3, '0') from agent"`],
    ["python", `x = int(agent_id)\ny = "{}".format(z)`, "int(agent_id)"],
    ["python", `x = int(agent_id)\ny = "%d" % z`, "int(agent_id)"],
    ["python", `x = int(agent_id)\ny = f"{z:>3}"`, "int(agent_id)"],
    ["python", `x = int(agent_id)\ny = "%03d"`, "int(agent_id)"],
    ["javascript", `const x = Number(id), y = z.padStart(3, "0");`],
    ["php", `$x = intval($id); $y = str_pad($z, 3, "0", STR_PAD_LEFT);`],
    ["php", `$x = intval($id); $y = sprintf("%03d", $z);`],
    ["php", `$x = intval($id); $y = sprintf("%s", $z);`, "intval($id)"],
    ["perl", `my $x = int($id); my $y = sprintf("%03d", $z);`],
    ["perl", `my $x = int($id); my $y = sprintf("%s", $z);`, "int($id)"],
    ["ruby", `x = id.to_i\ny = z.rjust(3, "0")`],
    ["ruby", `x = id.to_i\ny = format("%03d", z)`],
    ["ruby", `x = id.to_i\ny = "%03d" % z`],
    ["ruby", `x = id.to_i\ny = format("%s", z)`, "id.to_i"],
    ["go", inGo(`x, _ := strconv.Atoi(id); y := fmt.Sprintf("%03d", z)`)],
    ["go", inGo(`x, _ := strconv.Atoi(id); y := fmt.Sprintf("%s", z)`), "strconv.Atoi(id)"],
    ["bash", `x=$(($2))\nprintf '%03d' "$z"`],
    ["bash", `x=$(($2))\nprintf '%s' "$z"`, "$(($2))"],
    ["powershell", `$x = [int]$id; $y = $z.PadLeft(3, "0")`],
    ["powershell", `$x = [int]$id; $y = $z.ToString("000")`],
    ["powershell", `$x = [int]$id; $y = "{0:d3}" -f $z`],
    ["powershell", `$x = [int]$id; $y = "{0}" -f $z`, "[int]$id"],
  ]);

  it("may still answer with a number", async () => {
    const part = `x = {"id": 1}\ny = z.zfill(3)\n`;
    expect(await foundBy(RULE, "python", part)).toEqual(["1"]);
  });
});

describe("a number in an object", () => {
  areFound([
    ["python", `x = {"id": 1}`, "1"],
    ["python", `x = {"id": int(row[0])}`, "int(row[0])"],
    ["python", `x = {"id": (int(row[0]))}`, "(int(row[0]))"],
    ["python", "x = dict(id=1)", "1"],
    ["python", `x["id"] = 1`, "1"],
    ["python", `x = {"id": "1"}`],
    ["python", `x = {"id": row[0]}`],
    ["python", `x = {"number": 1}`],
    ["python", `x = {"id": [1]}`],
    ["javascript", "x = { id: 1 };", "1"],
    ["javascript", "x = { 'id': Number(n) };", "Number(n)"],
    ["javascript", "x.id = 1;", "1"],
    ["javascript", "x = { id: '1' };"],
    ["php", "$x = ['id' => 1];", "1"],
    ["php", "$x['id'] = 1;", "1"],
    ["php", "$x = ['id' => '1'];"],
    ["perl", "my $x = { id => 1 };", "1"],
    ["perl", "my $x = { id => '1' };"],
    ["ruby", "x = { id: 1 }", "1"],
    ["ruby", `x = { "id" => 1 }`, "1"],
    ["ruby", `x = { id: "1" }`],
    ["go", inGo(`x := map[string]any{"id": 1}`), "1"],
    ["go", inGo(`x := map[string]any{"id": "1"}`)],
    ["powershell", "$x = @{ id = 1 }", "1"],
    ["powershell", "$x = @{ id = [int]$n }", "[int]$n"],
    ["powershell", "$x = @{ id = '1' }"],
  ]);
});

describe("a number in a declared member", () => {
  const declared = (type: string, tag: string): string =>
    `type Agent struct {\n\tA ${type} \`json:"${tag}"\`\n}\n`;

  areFound([
    ["go", declared("int", "id"), "int"],
    ["go", declared("int64", "id,omitempty"), "int64"],
    ["go", declared("uint32", "id"), "uint32"],
    ["go", declared("float64", "id"), "float64"],
    ["go", declared("string", "id")],
    ["go", declared("MyInt", "id")],
    ["go", declared("int", "number")],
    ["go", declared("int", "agent_id")],
  ]);
});

describe("a number in a text of JSON", () => {
  areFound([
    ["python", `x = '{"data": {"id": %s}}' % value`, "value"],
    ["python", `x = '{"data": {"id":%s}}' % value`, "value"],
    ["python", `x = '{"data": {"id" : ' + value + "}}"`, "value"],
    ["python", `x = '{"data": {"ip": %s, "id": %s}}' % (a, b)`, "b"],
    ["python", `x = '{"data": {"id": "%s"}}' % value`],
    ["python", `x = '{"data": {"id": 1, "ip": %s}}' % value`],
    ["python", `x = '{"data": {"agent id": %s}}' % value`],
    ["python", `x = '{"agent": {"id": %s}}' % value`],
    ["python", `x = '{"data": {"id" %s}}' % value`],
    ["python", `x = value + '{"data": {"id": 1}}'`],
    ["bash", `printf '{"data":{"id":%s}}' "$2"`, `"$2"`],
    ["bash", `printf '{"data":{"id":%s}}'`, `printf '{"data":{"id":%s}}'`],
    ["bash", `echo "{\\"data\\":{\\"id\\":$2}}"`, "$2"],
  ]);
});

describe("an option of jq that keeps a number", () => {
  areFound([
    ["bash", `jq -n --argjson id "$2" '{$id}'`, "--argjson id"],
    ["bash", `jq -n --arg id "$2" '{$id}'`],
    ["bash", `jq -n --argjson name "$2" '{$name}'`],
  ]);

  it("is changed by the fix", async () => {
    expect(await fixedBy(RULE, "bash", `jq -n --argjson id "$2" '{$id}'`)).toBe(
      `jq -n --arg id "$2" '{$id}'`,
    );
  });
});
