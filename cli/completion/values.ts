/** Values that the parser does not check itself. Each list is loaded when it is needed. */

type Values = () => Promise<readonly string[]>;

const versions: Values = async () => {
  const { releases } = await import("../../core/manager/index.ts");
  return releases.map(({ id }) => id);
};

const ofOptions: Readonly<Record<string, Values>> = {
  "--release": versions,
  "--upgrade-to": versions,
  "--to": async () => ["5.0", "5.1", "5.0.0-beta4"],
  "--case": async () => {
    const { tortureCasesFor } = await import("../../core/poll/index.ts");
    return tortureCasesFor({ socketPath: undefined }).map(({ name }) => name);
  },
};

/** By the command and the argument. */
const ofArguments: Readonly<Record<string, Values>> = {
  "explain code": async () => {
    const { messageIds } = await import("../../core/manager/message-families.ts");
    const { ruleCodes } = await import("../../core/documents/rules.ts");
    return [...new Set([...ruleCodes, ...messageIds])];
  },
};

export async function valuesOfOption(long: string): Promise<readonly string[]> {
  return (await ofOptions[long]?.()) ?? [];
}

export async function valuesOfArgument(command: string, argument: string): Promise<readonly string[]> {
  return (await ofArguments[`${command} ${argument}`]?.()) ?? [];
}
