import { z } from "zod";
import { getApiKey, roleOfKey } from "#app/access/api-key.server.ts";
import { getOrganization, listOrganizations } from "#app/organization/organization.server.ts";
import { getEmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { getFacility, listFacilities } from "#app/places/facility/facility.server.ts";
import { instant } from "../answer.ts";
import { pageOf } from "../cursor.ts";
import { defineOperation } from "../operation.ts";
import { SAMPLE } from "../sample.ts";
import { Id, PageQuery, pageQuery } from "../schema/common.ts";
import {
  Facility,
  FacilityPage,
  KeyInfo,
  Organization,
  OrganizationPage,
  Source,
  SourcePage,
} from "../schema/organization.ts";

const organizationId = SAMPLE.organizationId;

const readKey = defineOperation({
  id: "readKey",
  noun: "key",
  method: "GET",
  path: "/key",
  door: "tenant",
  scope: null,
  answer: { status: 200, schema: KeyInfo },
  example: {},
  async handle(tx, { key }) {
    const { id, name, organizationId, scopes, expiresAt } = await getApiKey(tx, key.keyId);
    return { value: { id, name, organizationId, scopes, role: roleOfKey(key), expiresAt: instant(expiresAt) } };
  },
});

const listTheOrganizations = defineOperation<z.output<typeof PageQuery>>({
  id: "listOrganizations",
  noun: "organization",
  method: "GET",
  path: "/organizations",
  door: "tenant",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: OrganizationPage },
  example: {},
  async handle(tx, { key, query }) {
    const all = await listOrganizations(tx);
    const reached = all.filter(({ id }) => key.organizationId === null || key.organizationId === id);
    return { value: pageOf(reached, { list: "organizations", ...query }, ({ id }) => id) };
  },
});

const getTheOrganization = defineOperation({
  id: "getOrganization",
  noun: "organization",
  method: "GET",
  path: "/organizations/{organizationId}",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Organization },
  example: { params: { organizationId } },
  async handle(tx, { actor }) {
    return { value: await getOrganization(tx, actor.organizationId) };
  },
});

const listTheFacilities = defineOperation<z.output<typeof PageQuery>>({
  id: "listFacilities",
  noun: "facility",
  method: "GET",
  path: "/organizations/{organizationId}/facilities",
  door: "organization",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: FacilityPage },
  example: { params: { organizationId } },
  async handle(tx, { actor, query }) {
    const all = await listFacilities(tx, actor.organizationId);
    return { value: pageOf(all, { list: "facilities", ...query }, ({ id }) => id) };
  },
});

const getTheFacility = defineOperation({
  id: "getFacility",
  noun: "facility",
  method: "GET",
  path: "/organizations/{organizationId}/facilities/{facilityId}",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Facility },
  example: { params: { organizationId, facilityId: SAMPLE.facilityId } },
  async handle(tx, { actor, params }) {
    return { value: await getFacility(tx, actor.organizationId, params.facilityId!) };
  },
});

const SourceQuery = z.strictObject({ ...pageQuery(), facilityId: Id.optional() });

const listTheSources = defineOperation<z.output<typeof SourceQuery>>({
  id: "listSources",
  noun: "source",
  method: "GET",
  path: "/organizations/{organizationId}/sources",
  door: "organization",
  scope: "read",
  query: SourceQuery,
  answer: { status: 200, schema: SourcePage },
  example: { params: { organizationId }, query: { limit: "2" } },
  async handle(tx, { actor, query }) {
    const all = await listEmissionSources(tx, actor.organizationId);
    const asked = all.filter(({ facilityId }) => query.facilityId === undefined || facilityId === query.facilityId);
    return { value: pageOf(asked, { list: "sources", ...query }, ({ id }) => id) };
  },
});

const getTheSource = defineOperation({
  id: "getSource",
  noun: "source",
  method: "GET",
  path: "/organizations/{organizationId}/sources/{sourceId}",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Source },
  example: { params: { organizationId, sourceId: SAMPLE.sourceId } },
  async handle(tx, { actor, params }) {
    return { value: await getEmissionSource(tx, actor.organizationId, params.sourceId!) };
  },
});

export const ORGANIZATION_OPERATIONS = [
  readKey,
  listTheOrganizations,
  getTheOrganization,
  listTheFacilities,
  getTheFacility,
  listTheSources,
  getTheSource,
];
