import { vi } from "vitest";
import type { makeSmallCompany } from "./own-tenant.ts";
import { dayFromNow } from "./sample-engagement.ts";
import type { RunningServer } from "./server.ts";
import { expectRedirect, linkIn, readMail } from "./visitor.ts";

type Company = Pick<Awaited<ReturnType<typeof makeSmallCompany>>, "owner" | "base">;
type Consultancy = Pick<Awaited<ReturnType<typeof makeSmallCompany>>, "owner" | "person" | "tenantId">;

const read = new Set<string>();

/** The link of the newest unread offer to an address. */
export function readOffer(server: RunningServer, email: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const link = linkIn(await readMail(server, email, "engagementOffer"));
      if (read.has(link)) throw new Error("no new offer");
      read.add(link);
      return link;
    },
    { timeout: 60_000, interval: 50 },
  );
}

/** Engages a consultancy through the pages of both sides. @returns the path of the engagement */
export async function engageByPages(
  server: RunningServer,
  company: Company,
  consultancy: Consultancy,
  changes: Record<string, string> = {},
): Promise<string> {
  const offer = { intent: "grant", email: consultancy.person.email, role: "editor", people: "all", named: "" };
  const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(30) };
  expectRedirect(await company.owner.post(`${company.base}/consultancies`, { ...offer, ...days, ...changes }));
  const link = await readOffer(server, consultancy.person.email);
  expectRedirect(await consultancy.owner.post(link, { tenant: consultancy.tenantId }));
  const list = await company.owner.get(`${company.base}/consultancies`);
  return /\/organizations\/[0-9a-f-]{36}\/consultancies\/[0-9a-f-]{36}/.exec(list.text)![0];
}
