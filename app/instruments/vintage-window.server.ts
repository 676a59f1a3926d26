import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type VintageWindow, VintageWindowSetting, WIDEST_WINDOW } from "./vintage-window.ts";

export const keptVintageWindow = keepSetting(VintageWindowSetting, {
  toRow: ({ monthsBefore, monthsAfter }: VintageWindow) => ({
    months_before: monthsBefore,
    months_after: monthsAfter,
  }),
  fromRow: (row): VintageWindow => ({ monthsBefore: row.months_before, monthsAfter: row.months_after }),
  initial: WIDEST_WINDOW,
  facts: ({ monthsBefore, monthsAfter }) => ({ monthsBefore, monthsAfter }),
});

export function getVintageWindow(tx: TenantTx, organizationId: string): Promise<Saved<VintageWindow>> {
  return keptVintageWindow.latest(tx, { organization_id: organizationId });
}

/** @throws ChangedSince if another person saved in the meantime */
export async function stateVintageWindow(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  { basedOn, ...window }: VintageWindow & { basedOn: number },
): Promise<void> {
  const opened = await keptVintageWindow.open(tx, author, { organization_id: author.organizationId, basedOn });
  await keptVintageWindow.save(tx, author, opened, window);
}
