/** Questions one after the other. Each shows its number and how many there are, and has a way back. */

import { type QuickInput, QuickInputButtons, type QuickPickItem, window } from "vscode";

/** The user wants the question before this one. */
export const BACK = Symbol("back");
/** `undefined` means that the user cancelled. */
export type Answer<T> = T | typeof BACK | undefined;

/** What every question shows. */
export interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** One question. It gets the answers so far, and returns them with its own. */
export interface Step<P> {
  /** Whether the answers so far leave anything to ask. Default: always. */
  readonly isNeeded?: (plan: P) => boolean;
  readonly ask: (plan: P, place: Place) => Promise<Answer<P>>;
}

/** Asks all that is needed. The way back keeps the answers. Undefined if the user cancels. */
export async function askInSteps<P>(
  title: string,
  steps: readonly Step<P>[],
  begin: P,
): Promise<P | undefined> {
  const asked: number[] = [];
  let plan = begin;
  for (let at = 0; at < steps.length; at++) {
    const needed = steps.filter(({ isNeeded }) => isNeeded?.(plan) ?? true);
    const step = steps[at];
    if (step === undefined || !needed.includes(step)) continue;
    const place = { title, step: needed.indexOf(step) + 1, totalSteps: needed.length };
    const answer = await step.ask(plan, place);
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      at = (asked.pop() ?? 0) - 1;
      continue;
    }
    asked.push(at);
    plan = answer;
  }
  return plan;
}

export interface Row<T> extends QuickPickItem {
  readonly value: T;
}

/** One of several rows. `isBefore` tells the row that was chosen before; Enter takes it, or else the first one. */
export function chooseRow<T>(
  rows: readonly Row<T>[],
  placeholder: string,
  place: Place,
  isBefore: (value: T) => boolean,
): Promise<Answer<T>> {
  const pick = window.createQuickPick<Row<T>>();
  Object.assign(pick, { placeholder, items: rows, matchOnDescription: true });
  const before = rows.filter(({ value }) => isBefore(value));
  pick.activeItems = before.length > 0 ? before : rows.slice(0, 1);
  return answered(pick, place, async () => pick.selectedItems[0]?.value);
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  readonly selection: readonly [start: number, end: number];
  /** What is wrong with a text, or undefined. */
  readonly complaint: (text: string) => Promise<string | undefined>;
}

export function typeText(
  { prompt, value, selection: [start, end], complaint }: TextQuestion,
  place: Place,
): Promise<Answer<string>> {
  const box = window.createInputBox();
  Object.assign(box, { prompt, value, valueSelection: [start, end] });
  box.onDidChangeValue(async (text) => {
    const message = await complaint(text);
    if (box.value === text) box.validationMessage = message;
  });
  return answered(box, place, async () => {
    const { value: text } = box;
    box.validationMessage = await complaint(text);
    return box.validationMessage === undefined ? text : undefined;
  });
}

type Asking = ReturnType<typeof window.createInputBox> | ReturnType<typeof window.createQuickPick>;

/** Shows a question until `take` has an answer, or the user goes back or cancels. */
function answered<T>(
  input: QuickInput & Pick<Asking, "buttons" | "onDidAccept" | "onDidTriggerButton">,
  place: Place,
  take: () => Promise<T | undefined>,
): Promise<Answer<T>> {
  Object.assign(input, place, { ignoreFocusOut: true });
  input.buttons = place.step > 1 ? [QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const end = (answer: Answer<T>): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidAccept(async () => {
      const answer = await take();
      if (answer !== undefined) end(answer);
    });
    input.onDidTriggerButton(() => end(BACK));
    input.onDidHide(() => end(undefined));
    input.show();
  });
}
