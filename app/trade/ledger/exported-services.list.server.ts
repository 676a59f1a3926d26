import { localName } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";
import { defineList } from "#app/kit/list/list.server.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { clientColumns } from "#app/trade/client/client-columns.ts";
import { hasFapiao } from "#app/trade/fapiao/fapiao.server.ts";
import { readExportChoices, selectExported, toExported } from "./exported-service.server.ts";
import { nameServices } from "./name-group.ts";

/**
 * Services invoiced to clients abroad, for tax exemption and trade statistics. Facts only: whether they count as
 * exports is for the tax office to decide.
 */
export const exportedServices = defineList({
  path: "exported-services",
  right: "workspace.view",
  words: ({ exportedService: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  gather: ({ withTenant }, scope): Promise<boolean> => withTenant(scope, hasFapiao),
  rows: selectExported,
  read: toExported,
  choices: readExportChoices,
  key: ["id"],
  kinds: {
    id: "uuid",
    issued_on: "day",
    fiscal_year: "whole",
    serial: "whole",
    country: "text",
    client_id: "uuid",
    currency: "text",
    net: "whole",
    outstanding: "whole",
  },
  keeps: ["by"],
  order: { by: ["issued_on", "fiscal_year", "serial"], direction: "asc" },
  filters: [
    { kind: "from", name: "from", label: (t) => t.exportedService.from, column: "issued_on" },
    { kind: "to", name: "to", label: (t) => t.exportedService.to, column: "issued_on" },
    {
      kind: "reference",
      name: "country",
      label: (t) => t.exportedService.country,
      column: "country",
      everything: (t) => t.exportedService.all,
    },
    {
      kind: "reference",
      name: "client",
      label: (t) => t.exportedService.client,
      column: "client_id",
      everything: (t) => t.exportedService.all,
    },
    {
      kind: "reference",
      name: "currency",
      label: (t) => t.exportedService.currency,
      column: "currency",
      everything: (t) => t.exportedService.all,
    },
  ],
  columns: [
    {
      key: "number",
      kind: "text",
      head: (t) => t.exportedService.number,
      sort: ["fiscal_year", "serial"],
      value: ({ number }) => number,
      link: ({ invoiceId }) => `exported-services/${invoiceId}`,
    },
    {
      key: "issued",
      kind: "day",
      head: (t) => t.exportedService.issuedOn,
      sort: ["issued_on"],
      isHiddenOnPhone: true,
      value: ({ issuedOn }) => issuedOn,
    },
    {
      key: "buyer",
      kind: "text",
      only: "page",
      head: (t) => t.exportedService.client,
      value: ({ clientName }, { locale }) => localName(clientName, locale),
      below: ({ client }, { locale }) => countryName(client.country, locale),
    },
    ...clientColumns(),
    {
      key: "country",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.country,
      value: (row) => row.client.country,
    },
    {
      key: "tax_id",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.taxId,
      value: (row) => row.client.taxId,
    },
    {
      key: "services",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.services,
      value: (row, { t, locale }) => nameServices(row, t, locale).join("; "),
    },
    {
      key: "kinds",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.kind,
      value: ({ services }, { t }) => eachOnce(services.map(({ kind }) => t.service.kinds[kind])),
    },
    {
      key: "ebops",
      kind: "text",
      only: "file",
      head: (t) => t.service.ebops,
      value: ({ services }) => eachOnce(services.map(({ ebops }) => ebops)),
    },
    {
      key: "supply_mode",
      kind: "text",
      only: "file",
      head: (t) => t.service.supplyMode,
      value: ({ services }) => eachOnce(services.map(({ supplyMode }) => supplyMode)),
    },
    { key: "quarter", kind: "text", only: "file", head: (t) => t.exportedService.quarter, value: (row) => row.quarter },
    {
      key: "evidence",
      kind: "text",
      only: "page",
      head: (t) => t.exportedService.evidence,
      isHiddenOnPhone: true,
      value: ({ number }) => number,
    },
    {
      key: "currency",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.currency,
      value: (row) => row.net.currency,
    },
    {
      key: "net",
      kind: "money",
      head: (t) => t.exportedService.net,
      sort: ["currency", "net"],
      value: ({ net }) => net,
      below: ({ netAtHome }) => (netAtHome ? formatMoney(netAtHome) : ""),
    },
    {
      key: "received",
      kind: "money",
      only: "file",
      head: (t) => t.exportedService.paid,
      value: ({ received }) => received,
    },
    {
      key: "outstanding",
      kind: "money",
      head: (t) => t.exportedService.outstanding,
      sort: ["currency", "outstanding"],
      value: ({ outstanding }) => outstanding,
    },
    {
      key: "home_currency",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.ownCurrency,
      value: ({ homeCurrency }) => homeCurrency,
    },
    {
      key: "net_home",
      kind: "money",
      only: "file",
      head: (t) => t.exportedService.netAtHome,
      value: ({ netAtHome }) => netAtHome,
    },
    {
      key: "received_home",
      kind: "money",
      only: "file",
      head: (t) => t.exportedService.receivedAtHome,
      value: ({ receivedAtHome }) => receivedAtHome,
    },
    {
      key: "tax_note",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.taxNote,
      value: (row) => row.taxRuleId,
    },
    {
      key: "order",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.orderId,
      value: ({ evidence }) => evidence.orderId,
    },
    {
      key: "contract",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.contract,
      value: ({ evidence }) => evidence.contract?.number ?? null,
    },
    {
      key: "accepted_at",
      kind: "instant",
      only: "file",
      head: (t) => t.exportedService.acceptedAt,
      value: ({ evidence }) => evidence.contract?.acceptedAt ?? null,
    },
    {
      key: "accepted_by",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.acceptedBy,
      value: ({ evidence }) => evidence.contract?.signerName ?? null,
    },
    {
      key: "foreign",
      kind: "flag",
      only: "file",
      head: (t) => t.exportedService.foreignCurrency,
      value: ({ evidence }) => evidence.isForeignCurrency,
    },
    {
      key: "fapiao",
      kind: "text",
      only: "file",
      isShown: (facts) => facts === true,
      head: (t) => t.fapiao.number,
      value: ({ evidence }) => evidence.fapiao,
    },
    {
      key: "received_on",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.receivedOn,
      value: ({ evidence }) => evidence.receivedOn.join(" "),
    },
    {
      key: "payer_country",
      kind: "text",
      only: "file",
      head: (t) => t.exportedService.payerCountry,
      value: ({ evidence }) => evidence.payers.join(" "),
    },
  ],
});

function eachOnce(words: readonly string[]): string {
  return [...new Set(words.filter(Boolean))].join("; ");
}
