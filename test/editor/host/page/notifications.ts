/** What the editor shows without a request: notifications in the corner, and dialogs. */
import type { Locator, Page } from "playwright-core";

/** A notification or a dialog on the screen. */
export interface Notice {
  readonly message: string;
  readonly buttons: readonly string[];
  /** Presses the button with this label and waits until the notification has closed. */
  click(button: string): Promise<void>;
}

/**
 * Milliseconds after which a notification is looked up with the bell button: two in quick succession show
 * only one toast.
 */
const toastPatience = 8000;

/** Waits for the notification whose message contains `text`. */
export async function notification(page: Page, text: string): Promise<Notice> {
  const message = ".notification-list-item-message";
  const toast = page.locator(".notification-toast:visible", { hasText: text }).first();
  const isShown = await toast.waitFor({ timeout: toastPatience }).then(
    () => true,
    () => false,
  );
  if (isShown) return notice(toast, message);
  await page.locator('[id="status.notifications"]').click();
  return notice(page.locator(".notifications-center .monaco-list-row", { hasText: text }).first(), message);
}

/** The messages of all notifications on the screen. */
export function notifications(page: Page): Promise<string[]> {
  return page.locator(".notification-toast .notification-list-item-message").allInnerTexts();
}

/** Waits for the modal dialog whose message contains `text`. */
export function dialog(page: Page, text: string): Promise<Notice> {
  return notice(page.locator(".monaco-dialog-box", { hasText: text }), ".dialog-message-text");
}

/** Closes every notification, so that only the next one is shown. */
export async function clearNotifications(page: Page): Promise<void> {
  const toasts = page.locator(".notification-toast");
  while ((await toasts.count()) > 0) {
    const first = toasts.first();
    const id = await first.elementHandle();
    await first.hover();
    await first.locator(".codicon-notifications-clear").click();
    await id?.waitForElementState("hidden");
  }
}

async function notice(box: Locator, message: string): Promise<Notice> {
  await box.waitFor();
  const buttons = box.locator(".monaco-text-button");
  return {
    message: ((await box.locator(message).textContent()) ?? "").trim(),
    buttons: (await buttons.allInnerTexts()).map((label) => label.trim()),
    click: async (label) => {
      const shown = await box.elementHandle();
      await buttons.getByText(label, { exact: true }).click();
      await shown?.waitForElementState("hidden");
    },
  };
}
