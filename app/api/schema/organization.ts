import { z } from "zod";
import { API_SCOPES } from "#app/access/api-scope.ts";
import { ROLES } from "#app/access/role.ts";
import { NUMBER_KINDS } from "#app/organization/registration-number.ts";
import { UNCERTAINTY_BASES } from "#app/places/uncertainty-basis.ts";
import { DecimalText, Id, Instant, LocalText, named, pageSchema } from "./common.ts";

export const KeyInfo = named(
  "KeyInfo",
  z.object({
    id: Id,
    name: z.string(),
    organizationId: Id.nullable(),
    scopes: z.array(z.enum(API_SCOPES)),
    role: z.enum(ROLES),
    expiresAt: Instant,
  }),
);

export const Organization = named(
  "Organization",
  z.object({
    id: Id,
    name: LocalText,
    legalId: z.string(),
    legalIdKind: z.enum(["", ...NUMBER_KINDS]),
    address: LocalText,
    description: LocalText,
    consolidationApproach: z.enum(["operational_control", "financial_control", "equity_share"]),
    gwpSet: z.string(),
    isSample: z.boolean(),
  }),
);
export const OrganizationPage = pageSchema("OrganizationPage", Organization);

export const Facility = named(
  "Facility",
  z.object({
    id: Id,
    name: LocalText,
    country: z.string(),
    subdivision: z.string(),
    gridRegion: z.string(),
    consolidationShare: z.string(),
  }),
);
export const FacilityPage = pageSchema("FacilityPage", Facility);

const SourceUncertainty = named(
  "SourceUncertainty",
  z.object({
    activity: DecimalText,
    factor: DecimalText,
    activityBasis: z.enum(UNCERTAINTY_BASES).nullable(),
    factorBasis: z.enum(UNCERTAINTY_BASES).nullable(),
  }),
);

const FactorSelection = named(
  "FactorSelection",
  z.object({
    factorId: z.string().optional(),
    edition: z.string().optional(),
    method: z.string().optional(),
    residualMethod: z.string().optional(),
    via: z.array(z.string()).optional(),
  }),
);

export const Source = named(
  "Source",
  z.object({
    id: Id,
    facilityId: Id,
    name: LocalText,
    scope: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    category: z.string(),
    unit: z.string(),
    factorSelection: FactorSelection,
    recordsEvery: z.enum(["month", "event"]),
    uncertainty: SourceUncertainty.nullable(),
  }),
);
export const SourcePage = pageSchema("SourcePage", Source);
