import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { unlessAway } from "./absence.server.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const asked = (path = "/verify", headers: Record<string, string> = {}) =>
  new Request(`http://localhost${path}`, { headers });
const never = new Promise<Response>(() => {});

it("waits for a slow answer while the database responds", async () => {
  const isAnswering = vi.fn(async () => true);
  const slow = new Promise<Response>((resolve) => setTimeout(() => resolve(new Response("late")), 60_000));
  const answer = unlessAway(asked(), slow, isAnswering);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await (await answer).text()).toBe("late");
  expect(isAnswering).toHaveBeenCalled();
});

it("does not check the database for an immediate answer, and passes its error on", async () => {
  const isAnswering = vi.fn(async () => true);
  expect(await (await unlessAway(asked(), Promise.resolve(new Response("now")), isAnswering)).text()).toBe("now");
  await expect(unlessAway(asked(), Promise.reject(new Error("no")), isAnswering)).rejects.toThrow("no");
  expect(isAnswering).not.toHaveBeenCalled();
});

it.each([
  ["/verify", {}, "en", "Temporarily unavailable"],
  ["/verify", { "accept-language": "zh-CN" }, "zh-Hans", "暂时不可用"],
  ["/verify", { cookie: "locale=zh" }, "zh-Hans", "暂时不可用"],
])("reports that it is away and when to retry: %s %o", async (path, headers, language, words) => {
  const answer = unlessAway(asked(path, headers), never, async () => false);
  await vi.advanceTimersByTimeAsync(5000);
  const { status, headers: sent } = await answer;
  expect([status, sent.get("retry-after"), sent.get("cache-control")]).toEqual([503, "5", "no-store"]);
  expect(sent.get("content-language")).toBe(language);
  const page = await (await answer).text();
  expect(page).toContain(words);
  const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(sent.get("content-security-policy")).toContain(`style-src 'sha256-${hash}'`);
});

it("answers programs in their own format", async () => {
  const answer = unlessAway(asked("/api/v1/organizations"), never, async () => false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await (await answer).json()).toMatchObject({ status: 503, code: "unavailable" });
});
