import { randomUUID } from "node:crypto";
import { issueForm } from "#tests/support/own-tenant.ts";
import { signPayload } from "#tests/support/stripe/event-post.ts";
import { STRIPE_KEYS } from "#tests/support/stripe/stand-in.ts";
import { type Answer, readable } from "#tests/support/visitor.ts";
import type { Company } from "./company.ts";
import { fileOfDays, MOST_ROWS } from "./day-file.ts";
import type { Draw } from "./draw.ts";
import type { Installation } from "./installation.ts";
import { NoAnswer } from "./patient-visitor.ts";
import { wait } from "./wait.ts";

/** Acknowledged results, which must exist whatever happened since. */
export interface Acknowledged {
  imports: { importId: string; rows: number }[];
  runs: { inventoryId: string }[];
  reports: { reportId: string }[];
  invoices: { invoiceId: string }[];
  receipts: { invoiceId: string; bankReference: string }[];
  /** Paid on the provider's page, and the provider got our confirmation. */
  cards: { invoiceId: string; eventId: string }[];
}

/** `unexplained`: answers that are neither success nor explained by a failure. */
export interface Workload {
  acknowledged: Acknowledged;
  surprises: string[];
  /** Number of answers of each status. */
  statuses: Map<number, number>;
  /** Ends it, and tries everything once more without failures. */
  stop: () => Promise<void>;
}

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const PAUSE_MILLISECONDS = 400;
/** Pause before the next try while something is unavailable. */
const RETRY_MILLISECONDS = 500;
/** How often a person looks at a page for a result before doing something else. */
const LOOKS = 40;

/**
 * Answers that an injected failure may cause: something is unavailable or full, or a form is refused with an
 * explanation, because what it depends on doesn't exist yet, or its day is not today's. They promise nothing.
 */
const EXPLAINED = new Set([503, 507, 422, 409]);

export function startWorkload(installation: Installation, companies: Company[], draw: Draw): Workload {
  const acknowledged: Acknowledged = { imports: [], runs: [], reports: [], invoices: [], receipts: [], cards: [] };
  const work: Workload = { acknowledged, surprises: [], statuses: new Map(), stop: async () => {} };
  let isOver = false;
  const days = companies.map((company) => new Day(installation, company, work, draw));
  const loops = days.map(async (day) => {
    while (!isOver) {
      for (const act of draw.shuffle(day.acts)) {
        if (isOver) break;
        await attempt(work, day.company, act);
        await wait(PAUSE_MILLISECONDS);
      }
    }
  });
  work.stop = async () => {
    isOver = true;
    await Promise.all(loops);
    for (const day of days) await day.proveWhole();
  };
  return work;
}

async function attempt(work: Workload, { word }: Company, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      work.surprises.push(`${word}, ${act.name.replace("bound ", "")}: ${(error as Error).message}`);
    }
    await wait(RETRY_MILLISECONDS);
  }
}

/** An act may wait for running work, whose next try may be half a minute away. */
const PROVE_MILLISECONDS = 60_000;

function countOf({ imports, reports, receipts, cards }: Acknowledged): number {
  return imports.length + reports.length + receipts.length + cards.length;
}

/** The repeated work of a company: each act uses the pages, and notes what was acknowledged. */
class Day {
  readonly acts: (() => Promise<void>)[];
  declare readonly installation: Installation;
  declare readonly company: Company;
  declare readonly work: Workload;
  declare readonly draw: Draw;
  #row = 1;

  constructor(installation: Installation, company: Company, work: Workload, draw: Draw) {
    Object.assign(this, { installation, company, work, draw });
    this.acts = [this.importFile, this.runAndReport, this.payByTransfer, this.payByCard].map((act) => act.bind(this));
  }

  /** @returns a successful answer; null if an injected failure explains that it is not one */
  async #ask(asked: Promise<Answer>): Promise<Answer | null> {
    const answer = await asked;
    const { statuses } = this.work;
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status < 400) return answer;
    if (EXPLAINED.has(answer.status)) {
      await wait(RETRY_MILLISECONDS);
      return null;
    }
    throw new Error(`${answer.status}: ${readable(answer.text).slice(-300)}`);
  }

  /** Every act is completed now: nothing that began during a failure blocks it. */
  async proveWhole(): Promise<void> {
    const { acknowledged, surprises } = this.work;
    for (const act of this.acts) {
      const before = countOf(acknowledged);
      const end = Date.now() + PROVE_MILLISECONDS;
      while (Date.now() < end && countOf(acknowledged) === before) {
        await act().catch((error: Error) => surprises.push(error.message));
        await wait(RETRY_MILLISECONDS);
      }
      const name = act.name.replace("bound ", "");
      if (countOf(acknowledged) === before) surprises.push(`${this.company.word}: ${name} does not work any more`);
    }
  }

  async importFile(): Promise<void> {
    const { visitor, base, word } = this.company;
    const count = Math.min(this.draw.between(20, 60), MOST_ROWS - this.#row);
    if (count <= 0) return;
    const file = { field: "file", name: "days.csv", bytes: fileOfDays(word, { from: this.#row, count }) };
    const uploaded = await this.#ask(visitor.upload(`${base}/activities/import`, file));
    if (!uploaded) return;
    const page = new RegExp(`^${base}/activities/imports/(${UUID})`).exec(uploaded.location);
    // The file was imported already, by a request whose answer was lost.
    if (!page) {
      this.#row += count;
      return;
    }
    const [address, importId] = [page[0], page[1]!];
    if (!(await this.#ask(visitor.post(address, { intent: "check" })))) return;
    const committed = await this.#ask(visitor.post(address, { intent: "commit" }));
    if (!committed) return;
    this.#row += count;
    this.work.acknowledged.imports.push({ importId, rows: count });
  }

  async runAndReport(): Promise<void> {
    const { visitor, base, inventoryId } = this.company;
    const inventory = `${base}/inventories/${inventoryId}`;
    const newest = async () => {
      const shown = await this.#ask(visitor.get(inventory));
      return new RegExp(`/runs/(${UUID})/document\\.json`).exec(shown?.text ?? "")?.[1] ?? null;
    };
    const before = await newest();
    if (!(await this.#ask(visitor.post(inventory, {})))) return;
    this.work.acknowledged.runs.push({ inventoryId });
    const run = await this.#lookFor(async () => {
      const found = await newest();
      return found !== before ? found : null;
    });
    if (!run) return;
    const issued = await this.#ask(
      visitor.post(`${base}/reports`, issueForm(run, this.draw.next() < 0.5 ? "en" : "zh")),
    );
    const reportId = issued?.location.split("/").at(-1);
    if (reportId) this.work.acknowledged.reports.push({ reportId });
  }

  async payByTransfer(): Promise<void> {
    const { visitor, tenantId } = this.company;
    const invoiceId = await this.#invoice();
    if (!invoiceId) return;
    const bankReference = `slip ${randomUUID()}`;
    const receipt = {
      invoiceId,
      receivedOn: "2026-11-02",
      currency: "USD",
      arrived: "120.50",
      fee: "0",
      payer: "Sample Buyer",
      bankReference,
    };
    if (await this.#ask(visitor.post(`/tenants/${tenantId}/receipts/new`, receipt))) {
      this.work.acknowledged.receipts.push({ invoiceId, bankReference });
    }
  }

  async payByCard(): Promise<void> {
    const { visitor, tenantId } = this.company;
    const invoiceId = await this.#invoice();
    if (!invoiceId) return;
    const page = `/tenants/${tenantId}/invoices/${invoiceId}/pay`;
    if (!(await this.#ask(visitor.post(page, {})))) return;
    const { stripe } = this.installation;
    const session = stripe.sessions().find(({ metadata }) => metadata.invoice_id === invoiceId);
    if (!session) throw new Error("the payment page was acknowledged and never created");
    const event = stripe.pay(session.id);
    // As the provider does: until the event is confirmed.
    const told = await this.#lookFor(async () => {
      const body = JSON.stringify(event, null, 2);
      const signature = signPayload(body, STRIPE_KEYS.webhookSecret, Math.floor(Date.now() / 1000));
      const status = await visitor.send("/webhooks/stripe", body, { "stripe-signature": signature });
      return status === 200 ? true : null;
    });
    if (told) this.work.acknowledged.cards.push({ invoiceId, eventId: event.id });
  }

  async #invoice(): Promise<string | null> {
    const { visitor, tenantId, clientId } = this.company;
    const fields = {
      clientId,
      currency: "USD",
      taxRule: "hk-none",
      taxPercent: "0",
      dueOn: "",
      exchangeRate: "7.1023",
      exchangeSource: "Sample Bank, middle rate",
      exchangeDate: "2026-11-02",
      "line-0-nameEn": "Travel to the site",
      "line-0-nameZh": "现场差旅",
      "line-0-price": "120.50",
    };
    const made = await this.#ask(visitor.post(`/tenants/${tenantId}/invoices/new`, fields));
    const invoiceId = made?.location.split("/").at(-1) ?? null;
    if (invoiceId) this.work.acknowledged.invoices.push({ invoiceId });
    return invoiceId;
  }

  async #lookFor<T>(find: () => Promise<T | null>): Promise<T | null> {
    for (let look = 0; look < LOOKS; look += 1) {
      const found = await find();
      if (found !== null) return found;
      await wait(RETRY_MILLISECONDS);
    }
    return null;
  }
}
