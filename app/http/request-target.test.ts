import { describe, expect, it } from "vitest";
import { readRequestTarget } from "./request-target.ts";

describe("the target of a request", () => {
  it.each([
    ["/verify?number=1", "carbon.example", "/verify?number=1", "carbon.example"],
    ["/", "127.0.0.1:3000", "/", "127.0.0.1:3000"],
    ["//other.example/x", "carbon.example", "//other.example/x", "carbon.example"],
    ["http://other.example/verify?a=1", "carbon.example", "/verify?a=1", "other.example"],
    ["HTTPS://carbon.example", undefined, "/", "carbon.example"],
  ])("reads %s for the host %s", (target, host, path, named) => {
    expect(readRequestTarget(target, host)).toEqual({ path, host: named });
  });

  it.each([
    ["*", "carbon.example"],
    ["", "carbon.example"],
    ["http://[", "carbon.example"],
    ["ftp://carbon.example/", "carbon.example"],
    ["/", undefined],
    ["/", ""],
    ["/", "a b"],
    ["/", "["],
    ["/", "[::1"],
    ["/", "a:b:c"],
    ["/", "127.0.0.1:99999"],
    ["/", "%"],
    ["/", "carbon.example/x"],
    ["/", "someone@carbon.example"],
  ])("refuses %j for the host %j", (target, host) => {
    expect(readRequestTarget(target, host)).toBeNull();
  });
});
