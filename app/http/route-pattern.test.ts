import { expect, it } from "vitest";
import { compileRoutes } from "./route-pattern.ts";

const ID = "0193b0a4-7a55-7cc2-9d0e-2a5f0f3c8f11";
const knows = compileRoutes([
  "/",
  "/quotes/:token",
  "/quotes/:token/quote.pdf",
  "/organizations/new",
  "/organizations/:organizationId",
  "/organizations/:organizationId/runs/:runId",
  "/log/tile/*",
]);

it.each([
  ["/", "/", {}],
  ["/_root.data", "/", {}],
  ["/quotes/secret", "/quotes/:token", {}],
  [`/quotes/${ID}/quote.pdf`, "/quotes/:token/quote.pdf", {}],
  ["/organizations/new", "/organizations/new", {}],
  [`/organizations/${ID}.data`, "/organizations/:organizationId", { organizationId: ID }],
  ["/organizations/typed-by-somebody", "/organizations/:organizationId", {}],
  [`/organizations/${ID}/runs/${ID}/`, "/organizations/:organizationId/runs/:runId", { organizationId: ID, runId: ID }],
  ["/log/tile/0/x001/002", "/log/tile/*", {}],
  ["/organizations/new/secret", "/*", {}],
  ["/secret", "/*", {}],
])("recognizes %s", (path, pattern, ids) => {
  expect(knows(path)).toEqual({ pattern, ids });
});
