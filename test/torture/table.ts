/** The tables of a part: filled while it runs, so that an interrupted one shows what it has. */

export interface Row {
  /** Broken promises, a sentence each. */
  readonly wrong: string[];
}

export class Tables {
  readonly #tables: (readonly Row[])[] = [];

  /** An empty table. The next one is printed below it. */
  open<R extends Row>(): R[] {
    const rows: R[] = [];
    this.#tables.push(rows);
    return rows;
  }

  /** The tables show only the number of problems. */
  print(): void {
    for (const rows of this.#tables) {
      if (rows.length > 0) console.table(rows.map((row) => ({ ...row, wrong: row.wrong.length })));
    }
  }

  get wrong(): readonly string[] {
    return this.#tables.flat().flatMap((row) => row.wrong);
  }
}
