/** Switches off the rule of a finding, in the workspace or for the user. Offered last among the code actions. */

import {
  CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  Disposable,
  type ExtensionContext,
  languages,
  window,
  workspace,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";

const SETTING = "lint.severities";
const COMMAND = "keypoll.switchRuleOff";

/** Where a rule may be switched off. */
const targets = {
  workspace: ConfigurationTarget.Workspace,
  user: ConfigurationTarget.Global,
} as const;

type Place = keyof typeof targets;

export function offerSwitchingOff({ extension }: ExtensionContext): Disposable {
  const rules = rulesIn(extension.packageJSON);
  const selector = [...keyFileSelector, ...configSelector, ...scriptSelector];
  const ruleOf = ({ source, code }: Diagnostic): string | undefined => {
    const value = typeof code === "object" ? code.value : code;
    return source === "keypoll" && rules.has(String(value)) ? String(value) : undefined;
  };
  return Disposable.from(
    languages.registerCodeActionsProvider(
      selector,
      {
        // Without this condition every line with a finding would show a light bulb.
        provideCodeActions: (_document, _range, { triggerKind, diagnostics }) => {
          if (triggerKind !== CodeActionTriggerKind.Invoke) return [];
          const found = new Set(diagnostics.flatMap((each) => ruleOf(each) ?? []));
          return [...found].flatMap((rule) => actionsFor(rule));
        },
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    commands.registerCommand("keypoll.switchRuleOff", (rule: string, place: Place) => switchOff(rule, place)),
  );
}

function actionsFor(rule: string): CodeAction[] {
  const everywhere = action(say`Switch off ${rule} for you, everywhere`, [rule, "user"]);
  if (workspace.workspaceFolders === undefined) return [everywhere];
  return [action(say`Switch off ${rule} in this workspace`, [rule, "workspace"]), everywhere];
}

function action(title: string, given: readonly [rule: string, place: Place]): CodeAction {
  const made = new CodeAction(title, CodeActionKind.QuickFix);
  made.command = { title, command: COMMAND, arguments: [...given] };
  return made;
}

/** Switches the rule off and shows a message, because the finding disappears and no undo in an editor restores it. */
async function switchOff(rule: string, place: Place): Promise<void> {
  const before = severitiesAt(place);
  await setSeverities({ ...before, [rule]: "off" }, place);
  void offerAgain(rule, place, before?.[rule]);
}

/** Says that the rule is off, with a button that gives it back the severity that it had at this level, if any. */
async function offerAgain(rule: string, place: Place, before: unknown): Promise<void> {
  const text =
    place === "user"
      ? say`${rule} is switched off for you, everywhere.`
      : say`${rule} is switched off in this workspace.`;
  const again = say`Switch on again`;
  if ((await window.showInformationMessage(text, again)) !== again) return;
  const { [rule]: _off, ...others } = severitiesAt(place) ?? {};
  const severities = before === undefined ? others : { ...others, [rule]: before };
  await setSeverities(Object.keys(severities).length > 0 ? severities : undefined, place);
}

type Severities = Readonly<Record<string, unknown>>;

/** The setting at this level alone. */
function severitiesAt(place: Place): Severities | undefined {
  const found = workspace.getConfiguration("keypoll").inspect<Severities>(SETTING);
  return place === "user" ? found?.globalValue : found?.workspaceValue;
}

async function setSeverities(severities: Severities | undefined, place: Place): Promise<void> {
  await workspace.getConfiguration("keypoll").update(SETTING, severities, targets[place]);
}

/** The rules whose severity can be set, as the manifest lists them. */
function rulesIn(manifest: {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { properties?: object }>>;
    }[];
  };
}): ReadonlySet<string> {
  const groups = manifest.contributes.configuration;
  return new Set(
    groups.flatMap(({ properties }) => Object.keys(properties[`keypoll.${SETTING}`]?.properties ?? {})),
  );
}
