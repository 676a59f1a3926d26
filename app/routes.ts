import { index, layout, prefix, type RouteConfig, route } from "@remix-run/route-config";

/** THE MAP: every address of the product. */
export default [
  index("routes/marketing/home.tsx"),
  route("language", "routes/marketing/language.ts"),

  ...prefix("verify", [
    index("routes/verify/find.tsx"),
    route("by-hash/:prefix", "routes/verify/by-hash.ts"),
    route(":reportNumber", "routes/verify/report.tsx"),
    route(":reportNumber/report.pdf", "routes/verify/report-pdf.ts"),
    route(":reportNumber/evidence.json", "routes/verify/evidence.ts"),
    route(":reportNumber/bundle.zip", "routes/verify/bundle.ts"),
  ]),
  ...prefix("log", [
    index("routes/log/log.tsx"),
    route("checkpoint", "routes/log/checkpoint.ts"),
    route("tile/*", "routes/log/tile.ts"),
  ]),
  route("status/:purpose", "routes/verify/status-list.ts"),
  route(".well-known/did.json", "routes/keys/did.ts"),
  route(".well-known/jwks.json", "routes/keys/jwks.ts"),
  route("keys", "routes/keys/keys.tsx"),
  route("schema/inventory-document-v1.json", "routes/schema/inventory-document.ts"),
  ...prefix("factors", [index("routes/factors/search.tsx"), route(":factorId", "routes/factors/factor.tsx")]),

  route("sign-up", "routes/account/sign-up.tsx"),
  route("sign-in", "routes/account/sign-in.tsx"),
  route("sign-in/second-factor", "routes/account/second-factor.tsx"),
  route("sign-out", "routes/account/sign-out.ts"),
  route("password/forgot", "routes/account/forgot-password.tsx"),
  route("password/reset", "routes/account/reset-password.tsx"),
  route("email/verify", "routes/account/verify-email.tsx"),
  route("invitations/:token", "routes/account/invitation.tsx"),

  layout("routes/account/signed-in.tsx", [
    route("account", "routes/account/settings.tsx"),
    ...prefix("organizations", [
      index("routes/organizations/list.tsx"),
      route("new", "routes/organizations/new.tsx"),
      route(":organizationId", "routes/organizations/layout.tsx", [
        index("routes/organizations/overview.tsx"),
        route("settings", "routes/organizations/settings.tsx"),
        route("factor-policy", "routes/organizations/factor-policy.tsx"),
        route("members", "routes/members/members.tsx"),
        route("facilities", "routes/facilities/facilities.tsx"),
        route("facilities/:facilityId", "routes/facilities/facility.tsx"),
        route("sources", "routes/sources/sources.tsx"),
        route("sources/:sourceId", "routes/sources/source.tsx"),
        route("own-factors", "routes/own-factors/own-factors.tsx"),
        route("own-factors/export.csv", "routes/own-factors/export.ts"),
        route("own-factors/:ownFactorId", "routes/own-factors/own-factor.tsx"),
        route("own-factors/:ownFactorId/edit", "routes/own-factors/edit-own-factor.tsx"),
        route("activities", "routes/activities/activities.tsx"),
        route("activities/by-method", "routes/activities/by-method.tsx"),
        route("activities/import", "routes/activities/import.tsx"),
        route("activities/export.csv", "routes/activities/export.ts"),
        route("activities/:recordId/history", "routes/activities/history.ts"),
        route("inventories", "routes/inventories/inventories.tsx"),
        route("inventories/:inventoryId", "routes/inventories/inventory.tsx"),
        route("runs/:runId/document.json", "routes/inventories/run-document.ts"),
        route("reports", "routes/reports/reports.tsx"),
        route("reports/draft.pdf", "routes/reports/draft.ts"),
        route("reports/:reportId", "routes/reports/report.tsx"),
        route("jobs/:jobId", "routes/jobs/job.ts"),
      ]),
    ]),
  ]),

  route("healthz", "routes/health/alive.ts"),
  route("readyz", "routes/health/ready.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
