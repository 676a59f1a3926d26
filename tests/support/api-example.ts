import { SAMPLE } from "#app/api/sample.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { createOrganization, runInventory, startWorkspace } from "./own-tenant.ts";
import type { RunningServer } from "./server.ts";
import { expectRedirect, fieldOf, signUp, type Visitor } from "./visitor.ts";

/** A request of an example command on the page. */
export interface CurlRequest {
  method: string;
  /** Path and search. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Reads a `curl` command as a shell would: quotes, and continued lines. @throws Error for an unknown option */
export function parseCurl(command: string): CurlRequest {
  const words = shellWords(command);
  if (words.shift() !== "curl") throw new Error(`no curl: ${command}`);
  const request: CurlRequest = { method: "GET", path: "", headers: {}, body: undefined };
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === "-X") request.method = words.shift()!;
    else if (word === "-d") request.body = words.shift()!;
    else if (word === "-o") words.shift();
    else if (word === "-H") {
      const [name = "", ...value] = words.shift()!.split(":");
      request.headers[name.toLowerCase()] = value.join(":").trim();
    } else if (word.startsWith("-")) throw new Error(`unknown option ${word}`);
    else {
      const { pathname, search } = new URL(word);
      request.path = `${pathname}${search}`;
    }
  }
  return request;
}

function shellWords(command: string): string[] {
  const words = command.matchAll(/'([^']*)'|"([^"]*)"|((?:[^\s'"\\]|\\[^\n])+)|\\\n/g);
  return [...words].flatMap(([, single, double, bare]) => single ?? double ?? bare ?? []);
}

/** The examples of the page, as a reader would copy them: the command, and the answer below it. */
export function readExamples(html: string): Map<string, { curl: string; answer: string }> {
  const blocks = html.matchAll(/data-example="(\w+)"(.*?)<\/div><\/div>/gs);
  return new Map(
    [...blocks].map(([, id, block]) => {
      const [curl = "", answer = ""] = [...block!.matchAll(/<pre[^>]*>(.*?)<\/pre>/gs)].map(([, text]) =>
        readHtmlText(text!),
      );
      return [id!, { curl, answer }];
    }),
  );
}

function readHtmlText(html: string): string {
  return html
    .replace(/<!--.*?-->/g, "")
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** Creates the company of the examples on the pages. @returns the real ids for the ids of the sample */
export async function makeExampleTenant(server: RunningServer): Promise<{ owner: Visitor; real: Map<string, string> }> {
  const person = { name: "Li Sample", email: "li.sample@sample.example", password: "a password of a sample" };
  const owner = await signUp(server, person);
  const names = {
    nameEn: "Sample Precision Co., Ltd.",
    nameZh: "示例精密制造有限公司",
    legalId: "91320000SAMPLE001X",
    legalIdKind: "other",
  };
  const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
  await startWorkspace(owner, names.nameEn);
  const base = await createOrganization(owner, { ...names, ...rules, year: "2025" });
  const details = {
    addressEn: "1 Sample Road, Suzhou",
    addressZh: "苏州市示例路1号",
    descriptionEn: "Makes machined parts.",
    descriptionZh: "生产机加工零件。",
    responsibleName: "Wang Sample",
    responsibleRole: "EHS",
    responsibleContact: "ehs@sample.example",
  };
  const basedOn = fieldOf((await owner.get(`${base}/settings`)).text, "basedOn")!;
  expectRedirect(await owner.post(`${base}/settings`, { ...names, ...rules, ...details, basedOn }));
  const policy = {
    intent: "state",
    basedOn: "0",
    yearFallback: "latest_earlier",
    regionFallback: "off",
    reason: "Sample policy",
  };
  expectRedirect(await owner.post(`${base}/factor-policy`, policy));
  const facility = {
    nameEn: "Suzhou plant",
    nameZh: "苏州一厂",
    country: "CN",
    gridRegion: "CN-JS",
    consolidationShare: "1",
  };
  expectRedirect(await owner.post(`${base}/facilities`, facility));
  const facilityId = await idOn(owner, `${base}/facilities`, "facilities");
  const sources = [
    {
      nameEn: "Electricity",
      nameZh: "外购电力",
      category: "purchased_electricity",
      unit: "kWh",
      factor: "grid_average",
      residual: "residual",
    },
    {
      nameEn: "Natural gas",
      nameZh: "天然气",
      category: "stationary_combustion",
      unit: "Nm3",
      factor: "cn-ndrc-industry-fuels.natural-gas",
      via: "cn-ndrc-industry-fuels-ncv.natural-gas",
    },
  ];
  for (const source of sources)
    expectRedirect(await owner.post(`${base}/sources/new`, { intent: "save", facilityId, ...source }));
  const entry = {
    ...EMPTY_ENTRY,
    facility: "Suzhou plant",
    source: "Electricity",
    unit: "kWh",
    evidence: "Invoice 2025-01",
  };
  expectRedirect(
    await owner.post(`${base}/activities`, { intent: "add", ...entry, period: "2025-01", quantity: "508400" }),
  );
  const inventoryId = await idOn(owner, `${base}/inventories`, "inventories");
  await runInventory(owner, `${base}/inventories/${inventoryId}`);
  const real = new Map<string, string>([
    [SAMPLE.organizationId, base.split("/").at(-1)!],
    [SAMPLE.facilityId, facilityId],
    [SAMPLE.inventoryId, inventoryId],
  ]);
  return { owner, real };
}

async function idOn(owner: Visitor, page: string, noun: string): Promise<string> {
  const id = new RegExp(`/${noun}/([0-9a-f-]{36})`).exec((await owner.get(page)).text)?.[1];
  if (!id) throw new Error(`no ${noun} on ${page}`);
  return id;
}
