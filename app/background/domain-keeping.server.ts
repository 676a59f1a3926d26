import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { recheckDomains } from "#app/identity/domain-check.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Repeats the checks of proved domains: weekly, and some days after a failed one. Looks for them every hour. */
export const domainKeeping: Sweep = {
  failure: "domain_keeping_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: async () => {
    const count = await recheckDomains(await doors(), env().domainProof);
    if (count > 0) log.info("domains_checked", { count });
  },
};
