import { describe, expect, it } from "vitest";
import { boardSearchOf, narrowBoard } from "./board-search.ts";
import type { BoardClient } from "./client-board.server.ts";

const client = (en: string, zh: string, change: Partial<BoardClient> = {}): BoardClient => ({
  organizationId: en,
  name: { en, zh },
  engagedUntil: null,
  period: null,
  stage: "collecting",
  reportNumber: null,
  toReview: 0,
  tasks: { count: 0, dueOn: null, owner: null },
  requests: { count: 0, expiresOn: null, recipient: null },
  trade: { order: null, quote: null },
  next: null,
  ...change,
});
const CLIENTS = [
  client("Beta Works", "乙厂", { next: "2026-05-01", stage: "issued" }),
  client("alpha works", "甲厂"),
  client("Gamma", "丙公司", { next: "2026-02-01", stage: "review" }),
];
const namesOf = (search: string) =>
  narrowBoard(CLIENTS, boardSearchOf(new URLSearchParams(search))).map(({ name }) => name.en);

describe("the clients board", () => {
  it.each([
    ["", ["Gamma", "Beta Works", "alpha works"]],
    ["order=name", ["alpha works", "Beta Works", "Gamma"]],
    ["order=stage", ["alpha works", "Gamma", "Beta Works"]],
    ["q=works", ["Beta Works", "alpha works"]],
    ["q=乙", ["Beta Works"]],
    ["q=works+alpha", ["alpha works"]],
    ["stage=review", ["Gamma"]],
    ["stage=nonsense&order=nonsense", ["Gamma", "Beta Works", "alpha works"]],
    ["q=nobody", []],
  ])("narrowed by %s shows %o", (search, names) => {
    expect(namesOf(search)).toEqual(names);
  });
});
