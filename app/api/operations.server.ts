import type { Operation } from "./operation.ts";
import { ACTIVITY_OPERATIONS } from "./operations/activity.server.ts";
import { DISCLOSURE_OPERATIONS } from "./operations/disclosure.server.ts";
import { FACTOR_OPERATIONS } from "./operations/factor.server.ts";
import { INSTRUMENT_OPERATIONS } from "./operations/instrument.server.ts";
import { INVENTORY_OPERATIONS } from "./operations/inventory.server.ts";
import { ORGANIZATION_OPERATIONS } from "./operations/organization.server.ts";
import { REPORT_OPERATIONS } from "./operations/report.server.ts";

/** Every operation of the API, in the order of its page. Operations not listed here have no address. */
export const OPERATIONS: readonly Operation[] = [
  ...ORGANIZATION_OPERATIONS,
  ...ACTIVITY_OPERATIONS,
  ...INSTRUMENT_OPERATIONS,
  ...FACTOR_OPERATIONS,
  ...INVENTORY_OPERATIONS,
  ...DISCLOSURE_OPERATIONS,
  ...REPORT_OPERATIONS,
];
