import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LOCALE_CHOICES, PSEUDO } from "#app/i18n/locale.ts";
import { COUNTRY_CODES, countryName } from "#app/kit/country.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { STANDARD_ROLES } from "#app/organization/responsible-role.ts";
import { listSubdivisions } from "#app/places/facility/subdivision.ts";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "#app/start/shipped-trades.ts";
import { readTrades } from "#app/start/trade-template.ts";
import { TAX_RULES } from "#app/trade/seller/tax-rules.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { NEUTRAL, searchOf } from "#tests/support/route-address.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { sellAs } from "#tests/support/trade-tenant.ts";
import { type Data, dataTexts, textsOf, unmarkedIn } from "#tests/support/unmarked.ts";
import { Visitor } from "#tests/support/visitor.ts";

const MONTHS =
  "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec";

/** Formats that are the same in every language, and days, whose words come from the calendar. */
const FORMS = [
  /https?:\/\/\S+|\blocalhost\b\S*|\S+@\S+\.\S+|did:web:\S+/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  // Prefixes of API keys.
  /\btt_live_\w+…/g,
  /\b(?:GHG|Q|O|INV|CN|own)-[0-9A-Za-z-]+\b(?:\.bundle\.zip)?/g,
  /\b[0-9a-f]{8,}(?:…[0-9a-f]{8})?\b/g,
  // Keys of library factors, as the history of a source stores them.
  /\b[a-z]{2}-[a-z-]+\.[a-z][a-z-]+\b/g,
  new RegExp(`\\b(?:\\d{1,2} )?(?:${MONTHS})(?: \\d{4})?\\b`, "g"),
  /\bUTC(?:[+−]\d+(?::\d+)?)?\b/g,
  // Amounts: a no-break space joins the currency code and the number.
  /\b[A-Z]{3}\u00a0−?[\d,]+(?:\.\d+)?/g,
  /\b1 [A-Z]{3} = [\d.]+ [A-Z]{3}\b/g,
  // Values of an enumeration in the API documentation.
  /"[a-z_]+(?::[a-z]+)?"/g,
  /(?:\bkg |\bt)?CO₂e?/gu,
  /\bAR[456](?:-CCF)?\b/g,
  // File sizes, and quantities in SI units.
  /[\d.,]+\s(?:[kM]?B|[KM]iB|[kMG]Wh|[MGT]J|kg|t)(?![\p{L}\d])/gu,
  // Grid regions as the library names them, and codes of subdivisions after a country name.
  /\b(?:[A-Z]{2}-)?E?GRID-[A-Z]+\b|(?<= · )[A-Z]{2,3}(?:-[A-Z]{2,3})?(?= · |$)/g,
];

let server: TestServer;
let tenant: OwnTenant;
let data: Data;

// One hook per step, because all steps together exceed the time limit of a hook on a busy machine.
beforeAll(async () => {
  server = await startServer("PostgreSQL", { PSEUDO_LOCALE: "on" });
});
beforeAll(async () => {
  tenant = await makeOwnTenant(server, "Quillfeather");
  await server.stop();
});
beforeAll(async () => {
  const client = "Quillfeather Buyer GmbH";
  const sold = await sellAs(server.ownerUrl, { tenantId: tenant.ids.tenantId, email: tenant.person.email, client });
  Object.assign(tenant.ids, sold);
  data = { texts: dataTexts([...(await keptTexts()), ...knownNames()]), forms: FORMS };
  await server.start();
});
afterAll(() => server?.remove());

/** Names and codes that the product has without a database. */
function knownNames(): string[] {
  const tradeNames = readTrades(SHIPPED_KINDS, SHIPPED_TRADES);
  const subdivisions = listSubdivisions(PSEUDO).flatMap(({ options }) => options.map(({ label }) => label));
  return [
    ...COUNTRY_CODES.map((code) => countryName(code, PSEUDO)),
    ...subdivisions,
    ...LOCALE_CHOICES.map(({ label }) => label),
    ...CURRENCIES,
    // Systems that the checker runs on, and symbols of units in the API.
    ...["Linux", "macOS", "Windows (PowerShell)", '"MWh", "kWh", "GJ"'],
    // Names of file formats.
    ...["PNG", "SVG", "XLSX"],
    // The responsible person, whose facts the preview of a report joins.
    "Wang Sample, EHS, +86 512 0000 0000",
    // The site of the guided start, as the address has it.
    "Probe",
    // Positions, which are stored in one language and printed in both.
    ...STANDARD_ROLES.flatMap(({ en, zh }) => [en, zh]),
    ...[...tradeNames.trades, ...tradeNames.kinds].flatMap(({ name }) => [name.en, name.zh]),
    // Laws, which pages show separately from their dates.
    ...TAX_RULES.flatMap(({ source }) => source.split(/\d{4}-\d{2}-\d{2}/)),
  ];
}

/** Columns for names and numbers from people or publishers. Elsewhere a single lowercase word may be a code. */
const NAMES =
  /name|title|publisher|licence|number|contact|address|responsible_role|bic|holder|evidence|note|tax_id|legal_id|registration_id|reference|region_label|party|intended_user/;

/** The year in the title of a dataset, which pages leave out. */
const YEAR = /[,，]?\s*20\d\d\s*(年版|年)?(?=\s|$)/u;

/** Texts from people or publishers: all texts in name columns, and elsewhere those that can't be codes. */
async function keptTexts(): Promise<string[]> {
  return asOwner(server.ownerUrl, async (db) => {
    const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
      select table_name as table, column_name as column, data_type as type from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb')`.execute(db);
    const texts: string[] = [];
    for (const { table, column, type } of columns) {
      const leaves = sql`jsonb_path_query(${sql.ref(column)}, '$.** ? (@.type() == "string")') #>> '{}'`;
      const values = type === "text" ? sql.ref(column) : leaves;
      // Only the library document of this walk, because there are tens of thousands.
      const isLong = table === "emission_factor" && type === "jsonb";
      const rowsOf = isLong ? sql`${sql.table(table)} where id = ${NEUTRAL.factorId}` : sql.table(table);
      const { rows } = await sql<{ text: string }>`
        select distinct text from (select ${values} as text from ${rowsOf}) as kept
        where length(text) < 1000 and (${NAMES.test(column)} or text ~ '[[:space:]]|[^[:ascii:]]|^[A-Z][a-z]')`.execute(
        db,
      );
      texts.push(...rows.map(({ text }) => text));
      if (column.startsWith("title")) texts.push(...rows.map(({ text }) => text.replace(YEAR, "").trim()));
    }
    return texts;
  });
}

it("shows only texts from message files on every page", async () => {
  const stranger = new Visitor(server);
  for (const visitor of [stranger, tenant.owner]) visitor.setCookie("locale", PSEUDO);
  const ids: Record<string, string> = { ...NEUTRAL, ...tenant.ids, reportNumber: tenant.reportNumber };
  const [checked, faults] = [new Set<string>(), [] as string[]];
  let pages = 0;
  for (const route of await pagesOf(ids)) {
    const search = new URLSearchParams(searchOf(route, ids)).toString();
    const path = fillPattern(route.pattern, ids) + (search && `?${search}`);
    const isInside = /^\/(organizations|tenants|account|assurance)/.test(route.pattern);
    const answer = await (isInside ? tenant.owner : stranger).get(path);
    if (!/^text\/html/.test(answer.headers.get("content-type") ?? "")) continue;
    expect(answer.text, path).toContain(`lang="${PSEUDO}"`);
    pages += 1;
    for (const { at, text } of textsOf(answer.text)) {
      if (checked.has(`${at}: ${text}`)) continue;
      checked.add(`${at}: ${text}`);
      const words = unmarkedIn(text, data);
      if (words.length > 0) faults.push(`${route.pattern} ${at}: ${text.trim()} [${words.join(" ")}]`);
    }
  }
  expect(pages).toBeGreaterThan(90);
  expect(faults).toEqual([]);
});

/** Routes with an address whose ids are known. */
async function pagesOf(ids: Record<string, string>): Promise<RouteOfMap[]> {
  const hasIds = (pattern: string) => [...pattern.matchAll(/:(\w+)/g)].every(([, name]) => ids[name!]);
  return (await readRouteMap()).filter(
    ({ isFrame, pattern }) => !isFrame && pattern !== "/sign-out" && hasIds(pattern),
  );
}

it("is selected by its cookie only, and by no header, form or stored language", async () => {
  const visitor = new Visitor(server);
  expect((await visitor.get("/", { "accept-language": PSEUDO })).text).toContain('lang="en"');
  const chosen = await visitor.post("/language", { locale: PSEUDO, back: "/" });
  expect(chosen.headers.get("set-cookie") ?? "").not.toContain(PSEUDO);
});
