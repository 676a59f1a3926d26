import { z } from "zod";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";

export const ClientLinkSetting = declareSetting({
  table: "client_link",
  key: ["client_id"],
  right: "trade.sell",
  /** Empty ends the link. */
  schema: z.object({ organizationId: z.string().default("") }),
  subject: "client",
  action: "client.linked",
});

/** The field of a form that shows why an organization was refused. */
export const LINK_FAULTS = { organization_taken: "organizationId" } as const;

export const savesLink = { ...savesSetting(ClientLinkSetting), faults: LINK_FAULTS };
