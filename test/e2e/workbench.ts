import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Locator, type Page } from "playwright-core";

/** The system's, see scripts/setup.mjs; Playwright's own can't be downloaded everywhere. */
const executablePath = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .map((folder) => path.join(folder, "chromium"))
  .find((file) => existsSync(file));
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** Long: the machine is shared. Everything waits for what it expects, and goes on as soon as it is there. */
const patience = 60_000;

/** A page of a new browser. */
export async function openBrowser(): Promise<Page> {
  const found = executablePath === undefined ? {} : { executablePath };
  const browser = await chromium.launch({ ...found, args: flags.split(" "), headless: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(patience);
  return page;
}

/** The workbench in a browser, driven as a user does: with clicks and keys, asserting on what the screen shows. */
export class Workbench {
  readonly page: Page;
  readonly #screenshots: string;

  private constructor(page: Page, screenshots: string) {
    this.page = page;
    this.#screenshots = screenshots;
  }

  static async open(address: string, screenshots: string): Promise<Workbench> {
    mkdirSync(screenshots, { recursive: true });
    const page = await openBrowser();
    await page.goto(address);
    const workbench = new Workbench(page, screenshots);
    // Ours is there when the extension host knows the extension: until then the palette has none of its commands.
    await workbench.activity("ThingsMigrate").waitFor();
    return workbench;
  }

  async close(): Promise<void> {
    await this.page.context().browser()?.close();
  }

  activity(name: string): Locator {
    // The label itself may lie under a badge.
    return this.page.locator(".activitybar .action-item", { has: this.page.locator(`.action-label[aria-label^="${name}"]`) });
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press("Control+P");
    await this.#input.fill(name);
    await this.#quickRow(name).click();
    await this.page.locator(`.tab[data-resource-name="${name}"]`).waitFor();
  }

  /** A command by its whole title in the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.#input.fill(`>${title}`);
    await this.#quickRow(title).click();
  }

  /** Chooses a row of a quick pick under the given title. */
  async pick(title: string, row: string, screenshot?: string): Promise<void> {
    await this.#titled(title);
    await this.#quickRow(row).waitFor();
    if (screenshot !== undefined) await this.screenshot(screenshot);
    await this.#quickRow(row).click();
  }

  /** Answers an input box under the given title. */
  async answer(title: string, text: string): Promise<void> {
    await this.#titled(title);
    await this.#input.fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** A row of one of our trees that contains these texts. */
  row(view: "Boards" | "Captured Closures", ...texts: readonly string[]): Locator {
    const pane = this.page.locator(".pane", { has: this.page.locator(`.pane-header[aria-label^="${view}"]`) });
    return texts.reduce((rows, text) => rows.filter({ hasText: text }), pane.locator(".monaco-list-row")).first();
  }

  /** Opens a row if it is not open. */
  async expand(row: Locator): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute("aria-expanded")) === "false") await row.locator(".monaco-tl-twistie").click();
    await this.page.waitForFunction((element) => element?.getAttribute("aria-expanded") === "true", await row.elementHandle());
  }

  /** An action that appears on a row when the mouse is over it. */
  async inlineAction(row: Locator, name: string): Promise<void> {
    await row.hover();
    await row.locator(`.action-label[aria-label^="${name}"]`).click();
  }

  /** Waits until the text of the shown output channel satisfies `enough`, and gives it. Only lines in view count. */
  async output(enough: (text: string) => boolean): Promise<string> {
    const lines = this.page.locator(".panel .view-lines .view-line");
    return this.#eventually(async () => {
      const shown = await lines.evaluateAll((found) =>
        found
          .map((line) => ({ top: parseFloat((line as unknown as { style: { top: string } }).style.top), text: line.textContent ?? "" }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text.replaceAll("\u00a0", " "))
          .join("\n"),
      );
      return enough(shown) ? shown : undefined;
    }, "the output");
  }

  notification(text: string): Locator {
    return this.page.locator(".notifications-toasts .notification-list-item", { hasText: text });
  }

  async dismissNotifications(): Promise<void> {
    await this.command("Notifications: Clear All Notifications");
    await this.page.locator(".notifications-toasts .notification-list-item").first().waitFor({ state: "hidden" });
  }

  /** `Ln 4, Col 31` of the status bar. */
  get cursor(): Locator {
    return this.page.locator("#status\\.editor\\.selection");
  }

  get activeTab(): Locator {
    return this.page.locator(".editor-group-container.active .tab.active");
  }

  /** For people to look at; see CONTRIBUTING.md. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(this.#screenshots, `${name}.png`) });
  }

  get #input(): Locator {
    return this.page.locator(".quick-input-widget:visible .quick-input-box input");
  }

  #quickRow(text: string): Locator {
    return this.page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: text }).first();
  }

  async #titled(title: string): Promise<void> {
    await this.page.locator(".quick-input-widget:visible .quick-input-title", { hasText: title }).waitFor();
  }

  async #eventually<Result>(look: () => Promise<Result | undefined>, what: string): Promise<Result> {
    const end = Date.now() + patience;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`${what} did not become what it should be`);
      await this.page.waitForTimeout(50);
    }
  }
}
