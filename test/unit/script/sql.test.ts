/** Where a value becomes a part of SQL, and where it only looks like that. */

import { describe, expect, it } from "vitest";
import { foundBy } from "./support.ts";

const RULE = "sql-from-text";

describe("SQL with a value", () => {
  it.each([
    "SELECT id FROM agent WHERE id = {v}",
    "SELECT id FROM agent WHERE id = '{v}'",
    "SELECT id FROM agent WHERE id =   {v}",
    "SELECT id FROM agent WHERE id={v}",
    "SELECT id FROM agent WHERE id < {v}",
    "SELECT id FROM agent WHERE id > {v}",
    "SELECT id FROM agent WHERE id IN ('1',{v})",
    "SELECT id FROM agent WHERE name LIKE {v}",
    "SELECT id FROM agent WHERE name like {v}",
    "SELECT id FROM agent WHERE name LIKE '%{v}'",
    "SELECT id FROM agent WHERE name LIKE 'web-{v}'",
    "SELECT id FROM agent WHERE name = '' AND id = 'a {v}'",
    "SELECT id FROM agent WHERE id % {v}",
    "SELECT id FROM agent WHERE (id) = ({v})",
    "SELECT id FROM agent WHERE 'IN' = {v}",
    "SELECT id FROM agent GROUP BY id HAVING id = {v}",
    "  select id from agent where id = {v}",
    "INSERT INTO agent VALUES ({v})",
    "REPLACE INTO agent VALUES ({v})",
    "UPDATE agent SET ip = {v}",
    "DELETE FROM agent WHERE id = {v}",
    "WITH a AS (SELECT 1) SELECT id FROM a WHERE id = {v}",
    "SELECT id FROM agent WHERE id = {v:d}{w}",
    "SELECT id FROM {t} WHERE id = {v}",
  ])("%s", async (sql) => {
    expect(await foundBy(RULE, "python", `q = f"${sql}"`)).toEqual([`f"${sql}"`]);
  });

  it("over several lines", async () => {
    const code = `("SELECT id FROM agent "\n  "WHERE id = '{}'").format(v)`;
    expect(await foundBy(RULE, "python", `q = ${code}`)).toEqual([code]);
  });

  it("in a text of PHP between two words", async () => {
    const code = "<<<SQL\nSELECT id FROM agent\nWHERE id = '$v'\nSQL";
    expect(await foundBy(RULE, "php", `$q = ${code};`)).toEqual([code]);
  });

  it("between double quotes", async () => {
    expect(await foundBy(RULE, "python", `q = f'SELECT id FROM a WHERE id = "{v}"'`)).toHaveLength(1);
  });

  it("that is unknown", async () => {
    expect(await foundBy(RULE, "bash", `printf "SELECT id FROM a WHERE id = '%s'"`)).toHaveLength(1);
  });

  it.each([
    "{v}",
    "{v} = {w}",
    "a text with {v}",
    "SELECT id FROM {v}",
    "SELECT {v} FROM agent WHERE id = '1'",
    "SELECT id FROM agent WHERE {v} = '1'",
    "SELECT id FROM agent ORDER BY {v}",
    "SELECT id FROM agent LIMIT = {v}",
    "SELECT id FROM agent WHERE id IN ({v})",
    "SELECT id FROM agent WHERE id in ({v})",
    "SELECT id FROM agent WHERE id IN {v}",
    "SELECT id FROM agent WHERE id = X'{v}'",
    "SELECT id FROM agent WHERE id = x'{v}'",
    "SELECT id FROM agent WHERE id = X'00{v}'",
    "SELECT id FROM agent WHERE name = 'a' AND {v} = '1'",
    "SELECT id FROM agent WHERE id = {v:d}",
    "SELECT id FROM agent WHERE id = '{escape(v)}'",
    "SELECT id FROM agent WHERE id = '{db.escape_string(v)}'",
    "SELECT id FROM agent WHERE id = {Quote(v)}",
    "SELECT id WHERE id = {v}",
    "INSERT agent VALUES ({v})",
    "REPLACE agent VALUES ({v})",
    "UPDATE agent WHERE ip = {v}",
    "DELETE agent WHERE id = {v}",
    "WITH a WHERE id = {v}",
    "CREATE FROM agent WHERE id = {v}",
    "FROM SELECT WHERE id = {v}",
  ])("not in %s", async (sql) => {
    expect(await foundBy(RULE, "python", `q = f"${sql}"`)).toEqual([]);
  });

  it("not without one", async () => {
    expect(await foundBy(RULE, "python", `q = "SELECT id FROM agent WHERE id = '" + "1" + "'"`)).toEqual([]);
  });
});
