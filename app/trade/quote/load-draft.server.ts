import { contentLanguageFor, type Locale, localName } from "#app/i18n/index.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import { judgeDraft } from "./quote.server.ts";
import type { QuoteContent } from "./quote-content.ts";

import { placesOf, toQuoteFields } from "./quote-form.ts";

type TenantTx = Parameters<typeof judgeDraft>[0];

/** The options of the draft editor, and the current totals of the draft. */
export async function loadDraft(tx: TenantTx, content: QuoteContent, on: { locale: Locale; more: number; now: Date }) {
  const seller = await getSellerDetail(tx);
  const services = (await listServices(tx)).filter(({ isOffered }) => isOffered);
  const judged = await judgeDraft(tx, content, on.now);
  const priced = new Set(services.flatMap(({ prices }) => prices.map(({ currency }) => currency)));
  const inventories = [];
  for (const { id, name } of await listOrganizations(tx)) {
    const options = (await listInventories(tx, id)).map((inventory) => ({
      value: inventory.id,
      label: `${localName(name, on.locale)} · ${inventory.period.start} – ${inventory.period.end}`,
    }));
    if (options.length > 0) inventories.push({ label: localName(name, on.locale), options });
  }
  return {
    values: toQuoteFields(content),
    places: placesOf(content, on.more),
    services: services.map(({ id, name }) => ({ value: id, label: localName(name, on.locale) })),
    // Currencies with prices come first.
    currencies: [...CURRENCIES].sort((a, b) => Number(priced.has(b)) - Number(priced.has(a)) || (a < b ? -1 : 1)),
    homeCurrency: seller?.homeCurrency ?? content.currency,
    taxRules: (await listTaxNotes(tx))
      .filter(({ isOn }) => isOn)
      .map(({ ruleId, textEn, textLocal }) => ({
        value: ruleId,
        label: (contentLanguageFor(on.locale) === "zh" ? textLocal || textEn : textEn || textLocal).slice(0, 80),
      })),
    inventories,
    judged: judged.ok
      ? { ok: true as const, ...writeSums(judged.priced) }
      : { ok: false as const, faults: judged.faults },
  };
}

function writeSums(priced: Extract<Awaited<ReturnType<typeof judgeDraft>>, { ok: true }>["priced"]) {
  const write = ({ minor, currency }: { minor: bigint; currency: string }) => formatMoney(money(minor, currency));
  const { net, tax, total, deposit, thirdParty, options } = priced;
  return {
    net: write(net),
    tax: write(tax),
    total: write(total),
    deposit: write(deposit),
    thirdParty: thirdParty.minor > 0n ? write(thirdParty) : "",
    options: options.map(({ net: one }) => write(one)).join(" + "),
  };
}
